from typing import ClassVar

from django.apps import AppConfig

LOOK_UP = {"actionline": "view", "indicator": "view", "programme": "view", "target": "view"}
READ = LOOK_UP | {"activity": "view", "proposal": "view"}
ENTER = "view add change delete"
KEEP = {
    "actionline": "view change",
    "indicator": "view add change delete",
    "programme": "view add change delete",
    "target": "view add change delete",
}


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = "六大行动"
    #: What each role may do here, by its code (`members.roles`).
    grants: ClassVar = {
        "editor": LOOK_UP | {"activity": ENTER, "proposal": ENTER, "programme": "view add"},
        "first": READ,
        "second": READ,
        "publisher": KEEP | {"activity": f"{ENTER} publish", "proposal": f"{ENTER} publish"},
        "leader": READ,
        "admin": KEEP,
    }

    def ready(self):
        from . import involvement  # noqa: F401  due each minute; models are not loaded before
