"""Bodies on pages."""

from django import template

from .. import richtext

register = template.Library()


@register.filter(is_safe=True)
def rich(body):
    """Return a body as a page shows it, cleaned once more."""
    return richtext.rich(str(body or ""))


@register.filter
def plain(body):
    """Return the words of a body alone."""
    return richtext.plain(str(body or ""))
