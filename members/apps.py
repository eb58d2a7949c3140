from typing import ClassVar

from django.apps import AppConfig
from django.db.models.signals import post_migrate

LOOK_UP = {"unit": "view", "member": "view", "community": "view"}
KEEP = {"unit": "view add change delete", "member": "view add change delete", "community": "view add change delete"}


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "会员与单位"
    #: What each role may do here, by its code (`members.roles`).
    grants: ClassVar = {
        "editor": LOOK_UP,
        "first": LOOK_UP,
        "second": LOOK_UP,
        "publisher": KEEP,
        "leader": LOOK_UP,
        "admin": KEEP | {"user": "view add change"},
    }

    def ready(self):
        from . import rights, signing_in  # noqa: F401  models are not loaded before
        from .roles import make_roles

        post_migrate.connect(make_roles, dispatch_uid="members.roles")
