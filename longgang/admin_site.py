"""The portal's own admin site: Django's admin under its Chinese name."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class PortalAdminSite(AdminSite):
    """The staff's side of the portal."""

    site_title = "龙港新力量"
    site_header = "工作台"
    index_title = "工作台"
    enable_nav_sidebar = False


class PortalAdminConfig(AdminConfig):
    """Make `PortalAdminSite` the site that `admin.site` means."""

    default_site = "longgang.admin_site.PortalAdminSite"
