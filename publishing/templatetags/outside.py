"""Where a link that may lead out of the portal goes."""

from django import template

from .. import outside as ways_out

register = template.Library()


@register.simple_tag
def outside(url):
    """Return the href of a link: government hosts directly, others by way of the leaving page; asks no database."""
    return ways_out.href(url)
