"""What a reading proposes, set out as drafts to confirm: each with its figures, the words they stand in, and what speaks against them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from .assistant import already_recorded
from .enums import Kind, Precision, Work
from .models import Activity, Figure
from .reading import Group, Proposal, Reading

OWN = "own"
MOST_COMPARED = 500
MOST_SHEETS, MOST_FIGURES = 40, 150  # of one page: what one form can send
OPENING = re.compile("^(?:[例比]?如|其中)[,，:：]?")  # words that lead up to an example
CLAUSE = re.compile("[,，。；;！!？?\n]")
WORKS = [
    (Work.TRAINING, "培训|技能|人才班|公益班"),
    (Work.READING, "读书会|阅读会"),
    (Work.FORUM, "论坛|峰会"),
    (Work.LECTURE, "讲座|宣讲|讲授"),
    (Work.CONTEST, "大赛|比赛|征集"),
    (Work.EXHIBITION, "画展|展览|采风|文学周"),
    (Work.CEREMONY, "仪式|启动|派遣"),
    (Work.VISIT, "走访|慰问|探望"),
    (Work.VOLUNTEERING, "公益|志愿|帮扶|帮教|关爱|青少年"),
    (Work.EXCHANGE, "对接|交流"),
]


@dataclass
class Found:
    """A number of the text as it would become a figure."""

    start: int
    end: int
    words: str
    said: str
    indicator: str = ""
    accepted: bool = False
    amount: int = 0
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    already: list[Activity] = field(default_factory=list)
    number: int = 0


@dataclass
class Sheet:
    """An activity or a summary as it would become a draft; its key is where its first figure starts."""

    key: int
    title: str = ""
    kind: str = Kind.OCCASION.value
    line: int | None = None
    programme: str = ""
    first: date | None = None
    last: date | None = None
    precision: str = Precision.DAY.value
    community: str = ""
    people: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    work: str = Work.OTHER.value
    found: list[Found] = field(default_factory=list)

    def place_of(self, places: set[str]) -> tuple[str, str]:
        """Return the community and the place: a community that the register lacks is but a place."""
        return (self.community, "") if self.community in places or not self.community else ("", self.community)


def sheets_of(reading: Reading, text: str, *, taken: Iterable[tuple[int, int]] = (), entered: set[tuple[int, int]] = frozenset()) -> list[Sheet]:  # type: ignore[assignment]
    """Return the drafts that a text would make, its numbers in the order of the text, without those that have been entered already."""
    already = {found.proposal.start: found.activities for found in already_recorded(reading)}
    sheets = [_sheet(group, reading, already) for group in reading.groups]
    _compare(sheets)
    _take_up(sheets, reading, text, taken)
    for number, found in enumerate(sorted((found for sheet in sheets for found in sheet.found), key=lambda found: found.start), 1):
        found.number = number
    for proposal in reading.proposals:
        if proposal.repeats is not None:
            _say_repeat(sheets, proposal, reading.proposals[proposal.repeats])
    for sheet in sheets:
        sheet.found = [found for found in sheet.found if (found.start, found.end) not in entered]
    return [sheet for sheet in sheets if sheet.found]


def moved(sheets: Sequence[Sheet], chosen: dict[str, str]) -> list[Sheet]:
    """Return the drafts with each number in the one that somebody put it into: another, or one of its own (`own`) with the same particulars."""
    by_key = {sheet.key: sheet for sheet in sheets}
    for sheet in sheets:
        for found in list(sheet.found):
            to = chosen.get(f"f{found.start}-to", "")
            if to in (OWN, str(found.start)) and found.start not in by_key:
                by_key[found.start] = replace(sheet, key=found.start, found=[])
                to = str(found.start)
            if to.isascii() and to.isdigit() and int(to) in by_key and int(to) != sheet.key:
                sheet.found.remove(found)
                by_key[int(to)].found.append(found)
    return sorted((sheet for sheet in by_key.values() if sheet.found), key=lambda sheet: min(found.start for found in sheet.found))


def pages_of(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """Return the drafts page by page, each small enough for one form; one empty page where there are none."""
    pages: list[list[Sheet]] = [[]]
    for sheet in sheets:
        figures = sum(len(one.found) for one in pages[-1])
        if pages[-1] and (len(pages[-1]) >= MOST_SHEETS or figures + len(sheet.found) > MOST_FIGURES):
            pages.append([])
        pages[-1].append(sheet)
    return pages


def _sheet(group: Group, reading: Reading, already: dict[int, list[Activity]]) -> Sheet:
    one = group.proposals[0]
    people = tuple(dict.fromkeys(name for proposal in group.proposals for name in proposal.people))
    found = [_found(proposal, already.get(proposal.start, [])) for proposal in group.proposals]
    return Sheet(
        group.proposals[0].start,
        _without_names(group.title, people),
        one.kind,
        one.action_number,
        one.programme or "",
        one.happened_from,
        one.happened_to,
        one.precision if one.precision in (Precision.MONTH, Precision.YEAR) else Precision.DAY.value,
        one.community or "",
        people,
        tuple(dict.fromkeys(name for proposal in group.proposals for name in proposal.units)),
        _work_of(f"{group.title}{one.programme or ''}"),
        found,
    )


def _found(proposal: Proposal, already: list[Activity]) -> Found:
    is_known = proposal.indicator is not None and proposal.action_number is not None
    return Found(
        proposal.start,
        proposal.end,
        proposal.words,
        proposal.quantity.spoken,
        proposal.indicator or "",
        is_known and not already and proposal.repeats is None,
        proposal.quantity.amount,
        already=already,
    )


def _compare(sheets: list[Sheet]) -> None:
    """Say of a summary what the last one of its programme said, and leave a number out that has become smaller until somebody has looked."""
    programmes = {sheet.programme for sheet in sheets if sheet.kind == Kind.SUMMARY}
    before: dict[tuple[str, str], Figure] = {}
    for figure in Figure.objects.of_summaries(programmes)[:MOST_COMPARED] if programmes else ():
        before.setdefault((figure.activity.programme.name, figure.indicator.name), figure)
    for sheet in sheets:
        for found in sheet.found:
            last = before.get((sheet.programme, found.indicator)) if sheet.kind == Kind.SUMMARY else None
            if last is None or found.already or sheet.last is None or last.activity.happened_to >= sheet.last:
                continue
            said = f"{last.activity.spoken_days}说{last.quantity}"
            if found.amount < last.amount:
                found.accepted = False
                found.doubts.append(f"{said}，这次少了：看一看")
            else:
                found.notes.append(f"上一次：{said}")


def _say_repeat(sheets: list[Sheet], proposal: Proposal, earlier: Proposal) -> None:
    by_start = {found.start: found for sheet in sheets for found in sheet.found}
    if proposal.start in by_start and earlier.start in by_start:
        by_start[proposal.start].doubts.append(f"和第{by_start[earlier.start].number}处说的像是同一个数，没有勾")


def _take_up(sheets: list[Sheet], reading: Reading, text: str, taken: Iterable[tuple[int, int]]) -> None:
    """Put numbers that were left aside, and that somebody takes for figures all the same, with the draft told of right before, or into one of their own."""
    known = {found.start for sheet in sheets for found in sheet.found}
    for start, end in taken:
        if start in known or not 0 <= start < end <= len(text):
            continue
        found = Found(start, end, text[start:end], text[start:end], accepted=True, doubts=["你取用的：写明多少"])
        before = [sheet for sheet in sheets if sheet.found and sheet.found[-1].start < start]
        near = max(before, key=lambda sheet: sheet.found[-1].start, default=None)
        if near is not None and "\n" not in text[near.found[-1].end : start]:
            near.found.append(found)
        else:
            sheets.append(_own_sheet(found, text, near.line if near else None, reading.published_on))
    sheets.sort(key=lambda sheet: sheet.found[0].start)


def _own_sheet(found: Found, text: str, line: int | None, published: date | None) -> Sheet:
    before = CLAUSE.split(text[max(0, found.start - 60) : found.start])[-1]
    after = CLAUSE.split(text[found.end : found.end + 40])[0]
    title = f"{before}{found.words}{after}".strip()[:80]
    first = published.replace(month=1, day=1) if published else None
    return Sheet(found.start, title, line=line, first=first, last=published, precision=Precision.YEAR.value, work=_work_of(title), found=[found])


def _without_names(title: str, people: Iterable[str]) -> str:
    """Return a title without people's names: it is public, whatever basis their names have."""
    for name in people:
        title = title.replace(name, "")
    return OPENING.sub("", title)


def _work_of(words: str) -> str:
    """Return the kind of work that a title speaks of."""
    return next((work.value for work, pattern in WORKS if re.search(pattern, words)), Work.OTHER.value)
