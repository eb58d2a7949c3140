"""Ways out of the portal: which links lead out, where they stand, and what may be done with them (conventions 1)."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import models
from django.urls import reverse

from .models import OutsideLink
from .models.links import LONGEST


def host_of(url):
    """Return the host of an address of the web in small letters; nothing where it is none."""
    try:
        parts = urlsplit(str(url).strip())
        return (parts.hostname or "").rstrip(".") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def leads_out(url):
    """Whether an address belongs neither to a government host (GOVERNMENT_HOSTS, subdomains included) nor to the portal itself."""
    host = host_of(url)
    inside = [*settings.GOVERNMENT_HOSTS, host_of(settings.SITE_URL)]
    return bool(host) and not any(host == known or host.endswith(f".{known}") for known in inside if known)


def href(url):
    """Return where a page's link to an address should lead: government hosts directly, others by the leaving page, what is no web address nowhere."""
    if leads_out(url):
        return f"{reverse('publishing:leave')}?{urlencode({'to': url})}"
    return url if host_of(url) else ""


def register(record):
    """Put every link of a record and of its children that leads out into the table; those that stand there already stay as they are."""
    urls = {url for url in _urls_of(record) if leads_out(url) and len(url) <= LONGEST}
    if urls:
        OutsideLink.objects.bulk_create([OutsideLink(url=url, host=host_of(url)) for url in sorted(urls)], ignore_conflicts=True)


def _urls_of(record):
    """Yield what stands in each field of links and in each body; only children that have a field of links are asked for."""
    for field in _url_fields(type(record)):
        yield getattr(record, field)
    for field in record._meta.concrete_fields:
        if hasattr(field, "links_in"):
            yield from field.links_in(getattr(record, field.attname))
    for name in record.children:
        for field in _url_fields(record._meta.get_field(name).related_model):
            yield from getattr(record, name).exclude(**{field: ""}).values_list(field, flat=True)


def _url_fields(model):
    return [field.name for field in model._meta.concrete_fields if isinstance(field, models.URLField)]
