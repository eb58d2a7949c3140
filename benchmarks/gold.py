"""Reports with their gold: the text is written with its figures and traps marked, so that neither can be out of step with the other.

    {120余场次|120 场 over|g=读书会 f=2022-01-01}   a figure: its words, the quantity, and what else is known of it
    {!2022年7月9日}                                 a trap: something that is no figure
    {?18个}                                         open: people differ, so it counts neither way

Keys: f and t days, k kind (o or s), g programme, c community, p people; `d=?`, `kind=?`, `g=?`… leave one unscored.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

MARKED = re.compile(r"\{(?P<mark>[!?])?(?P<words>[^{}|]*)(?:\|(?P<quantity>[^{}|]*))?(?:\|(?P<rest>[^{}|]*))?\}")
UNSCORED = "?"
NUMERAL = re.compile("[0-9０-９零〇一二三四五六七八九十百千万亿两双半]")


@dataclass
class GoldFigure:
    """A figure as a person read it; UNSCORED where the text leaves it open."""

    start: int
    end: int
    words: str
    amount: int
    unit: str
    qualifier: str
    kind: str
    first: str | None
    last: str | None
    programme: str | None
    community: str | None
    people: tuple[str, ...] | str


@dataclass
class Report:
    """A report, its figures and its traps."""

    name: str
    text: str
    head: dict[str, str]
    figures: list[GoldFigure] = field(default_factory=list)
    traps: list[tuple[int, int]] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)

    @property
    def asked(self) -> date | None:
        """The day of the article where the text does not say it, as its user would."""
        return self.published if "asked" in self.head else None

    @property
    def published(self) -> date | None:
        return None if self.head["published"] == "none" else date.fromisoformat(self.head["published"])


def read_gold(path: Path) -> Report:
    """Return a report with the places of its figures and traps."""
    top, _, marked = path.read_text(encoding="utf-8").partition("---\n")
    head = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in top.splitlines() if line.strip())}
    report, parts, length, at = Report(path.stem, "", head), [], 0, 0
    for match in MARKED.finditer(marked):
        before = marked[at : match.start()]
        start = length + len(before)
        end = start + len(match["words"])
        parts += [before, match["words"]]
        length, at = end, match.end()
        if match["mark"] == "?":
            report.open.append((start, end))
        elif match["mark"]:
            if NUMERAL.search(match["words"]):
                report.traps.append((start, end))
        elif match["quantity"]:
            report.figures.append(_figure(match, start, end, report))
        else:
            raise ValueError(f"{path.name}: {match[0]} is neither a figure nor a trap")
    parts.append(marked[at:])
    report.text = "".join(parts)
    return report


def _figure(match: re.Match[str], start: int, end: int, report: Report) -> GoldFigure:
    amount, unit, *qualifier = match["quantity"].split()
    said = dict(part.split("=", 1) for part in (match["rest"] or "").split())
    programme = said.get("g")
    kind = {"o": "occasion", "s": "summary", None: "summary" if programme and programme != UNSCORED else "occasion"}[said.get("k")]
    if said.get("kind") == UNSCORED:
        kind = UNSCORED
    published = report.published
    first: str | None = said.get("f") or (f"{published.year}-01-01" if published and kind == "occasion" else None)
    last: str | None = said.get("t") or (published.isoformat() if published else None)
    if said.get("d") == UNSCORED or kind == UNSCORED:
        first = last = UNSCORED
    people = said.get("p")
    return GoldFigure(
        start, end, match["words"], int(amount), unit, qualifier[0] if qualifier else "exact", kind, first, last, programme, said.get("c"),
        UNSCORED if people == UNSCORED else tuple(people.split(",")) if people else (),
    )  # fmt: skip
