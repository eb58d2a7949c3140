"""Pictures in templates."""

from django import template

from .. import pictures

register = template.Library()


@register.inclusion_tag("components/overprint.html")
def overprint(number, ink, width=pictures.WIDTH, height=pictures.HEIGHT):
    """Draw the overprint picture of the record with this number in this ink."""
    return {"picture": pictures.picture(number, ink, width=width, height=height)}
