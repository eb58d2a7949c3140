"""Bodies on pages."""

from django import template
from django.utils.html import format_html

from .. import bodies, richtext

register = template.Library()


@register.filter(is_safe=True)
def rich(body):
    """Return a body as a page shows it, cleaned once more."""
    return richtext.rich(str(body or ""))


@register.filter
def plain(body):
    """Return the words of a body alone."""
    return richtext.plain(str(body or ""))


@register.filter
def as_read(field):
    """Return what a field that is only read shows: a body as a page shows it, all else as the admin words it."""
    record, name = field.form.instance, field.field["name"]
    kinds = {kind.name: kind for kind in record._meta.concrete_fields}
    if not isinstance(kinds.get(name), bodies.RichTextField):
        return field.contents()
    return format_html('<div class="rich-read">{}</div>', richtext.rich(getattr(record, name))) if getattr(record, name) else ""
