from typing import ClassVar

from django.apps import AppConfig

READ = {"page": "view"}
ENTER = {"page": "view add change delete"}


class PortalConfig(AppConfig):
    name = "longgang.portal"
    verbose_name = "门户"
    #: What each role may do here, by its code (`members.roles`).
    grants: ClassVar = {
        "editor": ENTER,
        "first": READ,
        "second": READ,
        "publisher": {name: f"{verbs} publish" for name, verbs in ENTER.items()},
        "leader": READ,
    }
