"""Bodies on pages."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html

from .. import bodies, richtext

register = template.Library()


@register.filter(is_safe=True)
def rich(body, photos=()):
    """Return a body as a page shows it, cleaned once more; of its pictures those that are among `photos`, the ones that the page may show."""
    text = str(body or "")
    wanted = richtext.pictures_in(text)
    figures = (
        {}
        if not wanted
        else {
            photo.picture.key: render_to_string("components/photo.html", {"photo": photo, "sizes": "(min-width: 700px) 648px, 100vw"})
            for photo in photos
            if photo.picture.key in wanted
        }
    )
    return richtext.with_pictures(richtext.rich(text), figures)


@register.filter
def beside(photos, body):
    """Return the photos that a body does not show itself."""
    within = richtext.pictures_in(str(body or ""))
    return [photo for photo in photos if photo.picture.key not in within]


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
    return (
        format_html('<div class="rich-read">{}</div>', rich(getattr(record, name), record.photos.all() if hasattr(record, "photos") else ()))
        if getattr(record, name)
        else ""
    )
