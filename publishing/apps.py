from typing import ClassVar

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "发布"
    #: What each role may do here, by its code.
    grants: ClassVar = {
        "publisher": {"outsidelink": "view change"},
        "auditor": {"trace": "view"},
        "admin": {"outsidelink": "view change"},
    }

    def ready(self):
        from . import tasks  # noqa: F401  what is due each minute registers itself
