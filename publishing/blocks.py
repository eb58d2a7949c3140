"""What a body is made of: paragraphs, headings, lists, quotes, tables, pictures; each says itself as HTML and as plain text."""

import re
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

LINE = "\n"  # a line break among the runs of a paragraph
SPACE = re.compile(r"\s+")
TIGHT = ("li", "td", "th")


@dataclass(frozen=True)
class Run:
    """Text of one look; a line break is a run of its own."""

    text: str
    strong: bool = False
    href: str = ""


@dataclass
class Para:
    """A paragraph or heading."""

    tag: str = "p"
    runs: list[Run] = field(default_factory=list)

    @property
    def inner(self) -> str:
        linked = groupby(self.runs, key=lambda run: run.href)
        return "".join(f'<a href="{escape(href)}">{_marked(runs)}</a>' if href else _marked(runs) for href, runs in linked)

    @property
    def html(self) -> str:
        return f"<{self.tag}>{self.inner}</{self.tag}>"

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


def _marked(runs) -> str:
    out = []
    for strong, alike in groupby(runs, key=lambda run: run.strong):
        inner = escape("".join(run.text for run in alike), quote=False).replace(LINE, "<br>")
        out.append(f"<strong>{inner}</strong>" if strong else inner)
    return "".join(out)


@dataclass
class Picture:
    """A picture of the portal's own, with what is written under it."""

    src: str
    alt: str = ""
    caption: str = ""

    @property
    def html(self) -> str:
        caption = f"<figcaption>{escape(self.caption, quote=False)}</figcaption>" if self.caption else ""
        return f'<figure><img src="{escape(self.src)}" alt="{escape(self.alt)}">{caption}</figure>'

    @property
    def plain(self) -> str:
        return self.caption


@dataclass
class Holder:
    """What holds blocks: the body itself, a quote, an item of a list, a cell of a table."""

    tag: str = ""
    spans: str = ""
    blocks: list["Block"] = field(default_factory=list)

    @property
    def inner(self) -> str:
        paras = [block for block in self.blocks if isinstance(block, Para)]
        bare = self.tag in TIGHT and len(paras) == 1 and self.blocks[0] is paras[0]  # the only paragraph of an item goes without its tags
        return "".join(block.inner if bare and block is paras[0] else block.html for block in self.blocks)

    @property
    def html(self) -> str:
        return f"<{self.tag}{self.spans}>{self.inner}</{self.tag}>" if self.tag else self.inner

    @property
    def plain(self) -> str:
        return ("\n" if self.tag in TIGHT else "\n\n").join(text for block in self.blocks if (text := block.plain))


@dataclass
class Items:
    """A list."""

    tag: str = "ul"
    start: int = 1
    items: list[Holder] = field(default_factory=list)

    @property
    def html(self) -> str:
        start = f' start="{self.start}"' if self.tag == "ol" and self.start != 1 else ""
        return f"<{self.tag}{start}>{''.join(item.html for item in self.items)}</{self.tag}>"

    @property
    def plain(self) -> str:
        return "\n".join(text for item in self.items if (text := item.plain))


@dataclass
class Table:
    """A table, its rows a list of cells each; rows of nothing but headings (or nothing at all in a cell) at its top are its head."""

    rows: list[list[Holder]] = field(default_factory=list)

    @property
    def html(self) -> str:
        heads = next((at for at, row in enumerate(self.rows) if not _is_head(row)), 0)
        rows = [f"<tr>{''.join(cell.html for cell in row)}</tr>" for row in self.rows]
        head = f"<thead>{''.join(rows[:heads])}</thead>" if heads else ""
        return f"<table>{head}<tbody>{''.join(rows[heads:])}</tbody></table>"

    @property
    def plain(self) -> str:
        return "\n".join("\t".join(SPACE.sub(" ", cell.plain) for cell in row) for row in self.rows)


def _is_head(row: list[Holder]) -> bool:
    return any(cell.tag == "th" for cell in row) and all(cell.tag == "th" or not cell.blocks for cell in row)


Block = Para | Picture | Holder | Items | Table
