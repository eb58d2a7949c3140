from typing import ClassVar

from django.apps import AppConfig

READ = {"event": "view", "contestentry": "view"}
ENTER = {"event": "view add change delete", "contestentry": "view add change delete"}


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "预告"
    #: What each role may do here, by its code (`members.roles`).
    grants: ClassVar = {
        "editor": ENTER,
        "first": READ,
        "second": READ,
        "publisher": {name: f"{verbs} publish" for name, verbs in ENTER.items()},
        "leader": READ,
    }
