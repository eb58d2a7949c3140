from typing import ClassVar

from django.apps import AppConfig
from django.db.models.signals import post_migrate

LOOK_UP = dict.fromkeys(("unit", "member", "community", "posting"), "view")
READ = LOOK_UP | {"pairing": "view"}
KEEP = dict.fromkeys(("unit", "member", "community", "posting", "disclosure"), "view add change delete")
ENTER = "view add change delete"


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "会员与单位"
    #: What each role may do here, by its code (`members.roles`).
    grants: ClassVar = {
        "editor": LOOK_UP | {"pairing": ENTER},
        "first": READ,
        "second": READ,
        "publisher": KEEP | {"pairing": f"{ENTER} publish"},
        "leader": READ,
        "admin": KEEP | {"user": "view add change", "lock": "view change"},
    }

    def ready(self):
        from . import rights, signing_in, tasks  # noqa: F401  models are not loaded before
        from .roles import make_roles

        post_migrate.connect(make_roles, dispatch_uid="members.roles")
