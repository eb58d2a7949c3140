"""What every page says of the site itself: settings only, nothing of the visitor or the moment."""

from django.conf import settings

SHOWN = ("SITE_NAME", "SITE_SUBTITLE", "SITE_DOMAIN", "SITE_ID_CODE", "SITE_HOST", "SITE_CONTACT", "SITE_URL", "ICP_NUMBER", "POLICE_NUMBER")


def site(request):
    """Return `site`, the settings a template may show, by their names in lower case."""
    return {"site": {name.lower(): getattr(settings, name) for name in SHOWN}}
