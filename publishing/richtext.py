"""Rich text: the one gate through which HTML comes into a body, and the one way it leaves for a page.

What is kept is the few kinds of block of `blocks`: headings of three levels, paragraphs, lists, quotes, tables, pictures of the portal's own, strong, links.
No italics (Chinese is not slanted), no colours, sizes or classes, nothing that is hidden.
"""

import re
from functools import lru_cache
from html import escape, unescape
from itertools import count

import nh3
from django.utils.safestring import SafeString, mark_safe

from .markup import body_of
from .models.links import LONGEST
from .outside import href

LINKS = {"http", "https", "mailto"}
DROPPED = {"script", "style", "xml", "title", "template", "noscript", "textarea", "select", "button", "svg", "math"}
DROPPED |= {"iframe", "object", "embed", "audio", "video", "canvas"}
KEPT = {"h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "strong", "a", "br", "img", "figure", "figcaption"}
FRAMES = {"div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "center", "pre", "dl", "dt", "dd", "caption", "tfoot", "hr"}
READ = KEPT | FRAMES | {"h1", "h5", "h6", "b", "span"}
SPANS = {"colspan", "rowspan"}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "td": SPANS, "th": SPANS, "ol": {"start"}}
OWN_PICTURE = re.compile(r"/photos/([0-9a-f]{4}/[0-9a-f]{32})/")
FIGURE = re.compile(r'<figure><img src="/photos/([0-9a-f]{4}/[0-9a-f]{32})/"[^<>]{0,600}>(?:<figcaption>[^<>]{0,600}</figcaption>)?</figure>')
MARKUP = re.compile(
    r"\s*<(?:p|h[1-6]|ul|ol|blockquote|table|figure|div|section|article|br|span|strong|b|a|img|meta|html|body|!doctype|!--)\b[^<>]{0,2000}/?>", re.IGNORECASE
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})")
CLOSED_BY_OTHERS = {
    "p",
    "li",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "dt",
    "dd",
    "option",
    "br",
    "hr",
    "img",
    "meta",
    "link",
    "col",
    "input",
    "wbr",
    "source",
}
DEEPEST = 400  # tags open at once, as browsers have it; a parser takes minutes over a hundred thousand
LINK = re.compile(r'<a href="([^"]{1,2000})"')
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def clean(html: str) -> str:
    """Return what of HTML from anywhere a body keeps, written one way: cleaning it again changes nothing."""
    parsed = nh3.clean(
        _not_too_deep(html),
        tags=READ,
        clean_content_tags=DROPPED,
        attributes=ATTRIBUTES | {"*": {"style"}},
        attribute_filter=_kept,
        url_schemes=LINKS,
        url_relative=_inside,
        link_rel=None,
    )
    return _wall(body_of(parsed).html, _kept)


def plain(html: str) -> str:
    """Return the words of a body: a blank line between blocks, cells of a table apart by a tab; text without markup as it is."""
    return body_of(clean(html)).plain if is_markup(html) else html.strip()


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it begins with a tag. Everything a body keeps does."""
    return bool(MARKUP.match(text))


def of_plain(text: str) -> str:
    """Return plain text as a body: a blank line begins a paragraph, a line end is kept."""
    paragraphs = PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return clean("".join(f"<p>{escape(paragraph, quote=False).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs if paragraph.strip()))


@lru_cache(maxsize=256)
def rich(text: str) -> SafeString:
    """Return a stored body as a page shows it: through the wall once more, ways out by way of the leaving page, tables in boxes that scroll."""
    html = _wall(text if is_markup(text) else of_plain(text), _shown)
    number = count(1)
    boxed = re.sub("<table>", lambda _: f'<div class="table-box" tabindex="0" role="region" aria-label="表格{next(number)}"><table class="table">', html)
    return mark_safe(boxed.replace("</table>", "</table></div>"))  # noqa: S308


def pictures_in(html: str) -> list[str]:
    """Return the keys of the pictures that a stored body shows, in their order."""
    return FIGURE.findall(html)


def with_pictures(shown: str, figures: dict[str, str]) -> SafeString:
    """Return a body as a page shows it with each picture's figure in its place, by its key; one that may not be shown is left out."""
    return mark_safe(FIGURE.sub(lambda found: figures.get(found[1], ""), shown))  # noqa: S308


def links_in(html: str) -> list[str]:
    """Return the addresses that the links of a stored body lead to."""
    return [unescape(address) for address in LINK.findall(html)]


def _not_too_deep(html):
    """Return HTML as it is, or its text alone where more tags are open at once than anybody writes."""
    depth = deepest = 0
    opened: dict[str, int] = {}
    for closes, tag in TAG.findall(html):
        name = tag.lower()
        if name in CLOSED_BY_OTHERS:
            continue
        count = opened.get(name, 0)
        step = -1 if closes and count else 0 if closes else 1
        opened[name] = count + step
        depth += step
        deepest = max(deepest, depth)
    return html if deepest <= DEEPEST else re.sub(r"<[^<>]{0,9999}>", " ", html).replace("<", "&lt;")


def _wall(html, attribute):
    return nh3.clean(html, tags=KEPT, attributes=ATTRIBUTES, attribute_filter=attribute, url_schemes=LINKS, url_relative=_inside, link_rel=None)


def _inside(url):
    """Keep an address within the portal; one without a host of its own that is not (//host, a bare name) is none."""
    return url if re.match(r"/(?![/\\])", url) else None


def _kept(tag, name, value):
    if tag == "img" and name == "src":
        return value if OWN_PICTURE.fullmatch(value) else None
    if name == "href":
        return value.strip() if len(value) <= LONGEST else None
    return value


def _shown(tag, name, value):
    kept = _kept(tag, name, value)
    return href(kept) or kept if tag == "a" and name == "href" and kept else kept
