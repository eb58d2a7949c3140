"""How a list names a record of a line: the line's disc, then its title as a link."""

from django.utils.html import format_html


def titled(record, url):
    """Return the title of a record as a link to its form, with the disc of its line before it."""
    return format_html(
        '<span class="disc disc--small ink-{}" aria-hidden="true">{}</span><span class="visually-hidden">{}</span> <a class="named" href="{}">{}</a>',
        record.line.ink,
        record.line.numeral,
        record.line.short_name,
        url,
        record.title,
    )
