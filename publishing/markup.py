"""Reads HTML of any origin (Word, WeChat, the editor) into the blocks of a body.

What is read has been through an HTML parser already (nh3): its tags nest and close. Nothing here decides what is safe.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from .blocks import LINE, Block, Holder, Items, Para, Picture, Run, Table

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
LISTS = ("ul", "ol")
CELLS = ("td", "th")
BREAKING = {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "center", "dl", "dt", "dd", "pre", "li", "caption", "hr"}
VOID = ("br", "img", "hr")
DEEPEST = 100  # tags within each other; what lies deeper is read as if it lay there
MOST_NESTED = 4  # lists and quotes within each other; deeper ones are drawn level
MOST_SPANNED = 50

HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|mso-hide\s{0,9}:\s{0,9}all|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
LISTED = re.compile(r"mso-list\s{0,9}:[^;]{0,40}?level(\d)", re.IGNORECASE)
MARKER = re.compile(r"mso-list\s{0,9}:\s{0,9}ignore", re.IGNORECASE)
NUMBER = re.compile(r"[(（]?([0-9]{1,3})[.)、．）]?", re.ASCII)
WEIGHT = re.compile(r"font-weight\s{0,9}:\s{0,9}(\w+)", re.IGNORECASE)
HEAVY = ("bold", "bolder", "600", "700", "800", "900")
UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
SPACES = re.compile("[ \t\r\n\f\u00a0\u2028\u2029]+")
HAN = "\u2e80-\u9fff\uff00-\uffef"
WRAPPED = re.compile(f"(?<=[{HAN}])[ \t]{{0,40}}\r?\n[ \t]{{0,40}}(?=[{HAN}])")  # a line of source that ends within Han
EDGE = " \u3000\u2002\u2003"


@dataclass
class Node:
    """A tag and what it holds."""

    tag: str = ""
    said: dict[str, str] = field(default_factory=dict)
    holds: list["Node | str"] = field(default_factory=list)

    @property
    def style(self) -> str:
        return self.said.get("style", "")

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.holds)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node()
        self.path = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag not in VOID and len(self.path) > DEEPEST:
            self.too_deep += 1
            return
        self.path[-1].holds.append(node)
        if tag not in VOID:
            self.path.append(node)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.path) > 1:
            self.path.pop()

    def handle_data(self, data):
        self.path[-1].holds.append(data)


def body_of(html: str) -> Holder:
    """Return the body that well-formed HTML says."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return Holder(blocks=_blocks(tree.root))


@dataclass(frozen=True)
class _Look:
    """What the text at a place looks like, and in which kind of paragraph it stands."""

    tag: str = "p"
    strong: bool = False
    href: str = ""


def _blocks(node: Node, *, nested: int = 0, headed: bool = True) -> list[Block]:
    gathering = _Gathering(nested, headed)
    gathering.walk(node, _Look())
    gathering.end("p")
    return gathering.blocks


class _Gathering:
    """The blocks of one holder as they come."""

    def __init__(self, nested: int, headed: bool) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.nested = nested
        self.headed = headed  # headings stand in the body itself and in quotes only
        self.levels: list[Items] = []  # Word's own lists that are open: paragraphs that say so in their style

    def walk(self, node: Node, look: _Look) -> None:
        for part in node.holds:
            if isinstance(part, str):
                self.runs.append(Run(part, look.strong, look.href))
            elif not HIDDEN.search(part.style):
                self.take(part, look)

    def take(self, node: Node, look: _Look) -> None:
        tag = node.tag
        if tag == "br":
            self.runs.append(Run("", look.strong, look.href))
        elif tag in ("strong", "b", "span"):
            weight = WEIGHT.search(node.style)
            strong = weight[1].lower() in HEAVY if weight else tag != "span" or look.strong
            self.walk(node, replace(look, strong=strong))
        elif tag == "a":
            self.walk(node, replace(look, href=node.said.get("href", "")))
        elif tag in HEADINGS or tag in BREAKING:
            self.paragraph(node, look)
        elif tag in LISTS or tag in ("blockquote", "table", "img", "figure"):
            self.end(look.tag)
            self.stand(node, look)
        else:
            self.walk(node, look)

    def paragraph(self, node: Node, look: _Look) -> None:
        self.end(look.tag)
        listed = LISTED.search(node.style)
        kind = HEADINGS.get(node.tag, look.tag) if self.headed else "p"
        if listed and self.list_item(node, int(listed[1])):
            return
        self.walk(node, replace(look, tag=kind))
        self.end(kind)

    def stand(self, node: Node, look: _Look) -> None:
        """Take what stands between paragraphs."""
        self.levels = []
        if node.tag in LISTS and self.nested < MOST_NESTED:
            items = Items(node.tag, _start(node.said), _items(node, self.nested + 1))
            self.blocks += [items] if items.items else []
        elif node.tag == "blockquote" and self.nested < MOST_NESTED:
            inner = _blocks(node, nested=self.nested + 1, headed=self.headed)
            self.blocks += [Holder("blockquote", blocks=inner)] if inner else []
        elif node.tag == "table" and self.headed:
            self.blocks += _table(node)
        elif node.tag == "img":
            self.blocks += [Picture(node.said["src"], _one_line(node.said.get("alt", "")))] if node.said.get("src") else []
        elif node.tag == "figure":
            self.blocks += _figure(node)
        else:
            self.walk(node, look)
            self.end(look.tag)

    def list_item(self, node: Node, level: int) -> bool:
        """Take a paragraph that Word says is an item of a list; one that is numbered in Chinese stays a paragraph with its number before it."""
        marker = next((part for part in _all(node) if MARKER.search(part.style)), None)
        mark = _one_line(marker.text) if marker else ""
        number = NUMBER.fullmatch(mark)
        if marker and not number and any("\u2e80" <= sign <= "\u9fff" for sign in mark):
            marker.holds = [mark]
            return False
        if marker:
            marker.holds = []
        item = Holder("li", blocks=_blocks(Node(holds=node.holds), nested=MOST_NESTED, headed=False))
        if item.blocks:
            self.hang(item, min(level, MOST_NESTED - self.nested), "ol" if number else "ul", int(number[1]) if number else 1)
        return True

    def hang(self, item: Holder, level: int, tag: str, start: int) -> None:
        del self.levels[level:]
        if len(self.levels) == level and level and self.levels[-1].tag != tag:
            self.levels.pop()
        while len(self.levels) < max(level, 1):
            items = Items(tag, start)
            (self.levels[-1].items[-1].blocks if self.levels else self.blocks).append(items)
            self.levels.append(items)
            if len(self.levels) < level:
                items.items.append(Holder("li"))
        self.levels[-1].items.append(item)

    def end(self, tag: str) -> None:
        """Close the paragraph that is open; two line breaks in it make two of it."""
        runs, self.runs = self.runs, []
        lines = _lines(runs)
        if any(lines):
            self.levels = []
        para: list[Run] = []
        for line in [*lines, []]:
            if line:
                para += [Run(LINE, para[-1].strong and line[0].strong, ""), *line] if para else line
            elif para:
                self.blocks.append(Para(tag, para))
                para = []


def _lines(runs: list[Run]) -> list[list[Run]]:
    """Return the lines of a paragraph, blank ones empty, each tidy: no spaces at its ends, one where there are several."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text:
            lines[-1].append(replace(run, text=_tidy(run.text)))
        else:
            lines.append([])
    return [_trimmed(line) for line in lines]


def _trimmed(line: list[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in line:
        text = run.text.lstrip(EDGE) if not kept else run.text.lstrip(" ") if kept[-1].text.endswith(" ") else run.text
        if text:
            kept.append(replace(run, text=text))
    while kept:
        text = kept[-1].text.rstrip(EDGE)
        if text:
            kept[-1] = replace(kept[-1], text=text)
            break
        kept.pop()
    return kept


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", SPACES.sub(" ", WRAPPED.sub("", UNSEEN.sub("", text))))


def _one_line(text: str) -> str:
    return _tidy(text).strip(EDGE)


def _all(node: Node):
    for part in node.holds:
        if isinstance(part, Node):
            yield part
            yield from _all(part)


def _start(said: dict[str, str]) -> int:
    start = said.get("start", "")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1


def _items(node: Node, nested: int) -> list[Holder]:
    """Return the items of a list; what stands between them becomes one, a list between them belongs to the one before."""
    items: list[Holder] = []
    for part in node.holds:
        tag = part.tag if isinstance(part, Node) else ""
        blocks = _blocks(part if isinstance(part, Node) and tag == "li" else Node(holds=[part]), nested=nested, headed=False)
        if blocks and tag in LISTS and items:
            items[-1].blocks += blocks
        elif blocks:
            items.append(Holder("li", blocks=blocks))
    return items


def _table(node: Node) -> list[Block]:
    """Return a table; one of a single column and row is a frame, and only what it holds is kept; a table in a cell loses its lines."""
    rows = []
    before: list[Block] = []
    for row in _rows(node):
        if row.tag == "caption":
            before += _blocks(row)
            continue
        cells = [cell for cell in row.holds if isinstance(cell, Node) and cell.tag in CELLS and not HIDDEN.search(cell.style)]
        if cells:
            rows.append([_cell(cell) for cell in cells])
    if len(rows) == 1 and len(rows[0]) == 1:
        return before + rows[0][0].blocks
    return before + ([Table(rows)] if any(cell.blocks for row in rows for cell in row) else [])


def _cell(node: Node) -> Holder:
    """Return a cell; a heading that says nothing heads nothing."""
    blocks = _blocks(node, nested=MOST_NESTED - 1, headed=False)
    return Holder(node.tag if blocks else "td", _spans(node.said), blocks)


def _rows(node: Node):
    for part in node.holds:
        if isinstance(part, Node) and part.tag in ("tr", "caption"):
            yield part
        elif isinstance(part, Node) and part.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(part)


def _spans(said: dict[str, str]) -> str:
    spans = {name: said.get(name, "") for name in ("colspan", "rowspan")}
    return "".join(f' {name}="{span}"' for name, span in spans.items() if span.isascii() and span.isdigit() and 1 < int(span[:4]) <= MOST_SPANNED)


def _figure(node: Node) -> list[Block]:
    """Return what a figure holds: a picture with its caption, or whatever else stands in it."""
    image = next((part for part in _all(node) if part.tag == "img" and part.said.get("src")), None)
    caption = next((part for part in _all(node) if part.tag == "figcaption"), None)
    if image is None:
        return _blocks(Node(holds=node.holds), nested=MOST_NESTED)
    return [Picture(image.said["src"], _one_line(image.said.get("alt", "")), _one_line(caption.text) if caption else "")]
