from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Make the workbench the site that `admin.site` means."""

    default_site = "longgang.admin_site.PortalAdminSite"

    def ready(self):
        super().ready()
        from django.contrib.admin.templatetags import admin_list

        admin_list._boolean_icon = yes_or_no  # Django's own is a picture whose words are English


def yes_or_no(value):
    """Return a yes or no in words."""
    return {True: "是", False: "否"}.get(value, "—")
