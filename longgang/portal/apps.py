from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "longgang.portal"
    verbose_name = "门户"
