"""Which figure stands for which: a summary for the records it sums up (figures.md section 2).

Two figures of one programme and indicator are settled by days where a summary holds the other's days, and by overlap where their days only meet.
The pair alone decides, and the weight that it is compared by: so a total of any period is made of the figures in it for which no figure in it stands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from .periods import cell_of, cells_holding, join_cells, month_of


@dataclass(frozen=True)
class Stated:
    """One figure as its activity states it; all that are compared are of one programme and one indicator, each of an activity of its own."""

    id: int
    activity: int
    summary: bool
    first: date | None  # None: a summary since a day nobody knows
    last: date
    floor: int  # 0 for an ordinal
    published: datetime  # for the first time: a revision does not change the order
    community: int = 0  # 0: names none

    @cached_property
    def start(self) -> int:
        """Return the first day as a number, one before all days where nobody knows it."""
        return self.first.toordinal() if self.first else 0

    @cached_property
    def end(self) -> int:
        return self.last.toordinal()

    @cached_property
    def cell(self) -> str:
        return cell_of(self.first, self.last)


@dataclass(frozen=True)
class Answer:
    """What a person said of two activities whose days overlap: 不重复 (both count) or 已含 (as it is)."""

    first: int
    second: int
    counts_both: bool


@dataclass(frozen=True)
class Overlap:
    """Two figures settled by overlap, with the answer that was given: counts_both is None until somebody answers."""

    stronger_id: int
    weaker_id: int
    counts_both: bool | None = None


@dataclass(frozen=True)
class Standing:
    """Where a figure belongs and where it is covered, in all and among the records of its own community; "" and None: nowhere."""

    id: int
    cell: str
    ends: str
    covering_cell: str = ""
    covering_end: str = ""
    covered_by: int | None = None  # the figure that is shown as standing for it
    own_covering_cell: str = ""
    own_covering_end: str = ""
    own_covered_by: int | None = None


def _may_cover(summary: Stated, record: Stated) -> bool:
    """Say whether the communities allow it: two different ones never meet, and a summary that names one stands for no record that names none."""
    return summary.community in (0, record.community)


def stands_by_days(summary: Stated, record: Stated) -> bool:
    """Say whether the first is a summary that holds the other's days; of two that hold each other, the one first published later stands."""
    if not summary.summary or summary is record or not (summary.start <= record.start and record.end <= summary.end):
        return False
    if not _may_cover(summary, record):
        return False
    if record.summary and (summary.start, summary.end, summary.community) == (record.start, record.end, record.community):
        return (summary.published, summary.activity) > (record.published, record.activity)
    return True


def _meet(one: Stated, other: Stated) -> bool:
    return one.start <= other.end and other.start <= one.end


class _Ledger:
    """The figures of one programme and indicator, and for each those that stand for it."""

    def __init__(self, figures: Sequence[Stated], answers: Iterable[Answer]):
        self.by_id = {figure.id: figure for figure in figures}
        self.counts_both = {frozenset((answer.first, answer.second)): answer.counts_both for answer in answers}
        self.above: dict[int, list[Stated]] = defaultdict(list)
        self.overlaps: list[Overlap] = []
        summaries = [figure for figure in figures if figure.summary]
        held = {summary.id: [record for record in figures if stands_by_days(summary, record)] for summary in summaries}
        self.strength = {figure.id: self._strength(figure, held.get(figure.id, ())) for figure in figures}
        for summary in summaries:
            for record in held[summary.id]:
                self.above[record.id].append(summary)
        for summary in summaries:
            by_days = {record.id for record in held[summary.id]}
            for record in figures:
                if record.id not in by_days and _meet(summary, record) and _may_cover(summary, record) and self.strength[summary.id] > self.strength[record.id]:
                    self._settle_overlap(summary, record)

    @staticmethod
    def _strength(figure: Stated, held: Iterable[Stated]) -> tuple[bool, bool, int, int, int, datetime, int]:
        """Return what two overlapping figures are compared by; a summary is never weaker than what it stands for by days, so nothing goes in a circle."""
        weight = max([figure.floor, *(record.floor for record in held)])
        return figure.summary, not figure.community, weight, figure.end, -figure.start, figure.published, figure.activity

    def _settle_overlap(self, stronger: Stated, weaker: Stated) -> None:
        counts_both = self.counts_both.get(frozenset((stronger.activity, weaker.activity)))
        self.overlaps.append(Overlap(stronger.id, weaker.id, counts_both))
        if not counts_both:
            self.above[weaker.id].append(stronger)

    def cover(self, figure: Stated, above: Sequence[Stated], covered: Collection[int]) -> tuple[str, str, int | None]:
        """Return the smallest covering cell, the earliest covering end, and the one to show: of those that may be, the strongest."""
        return _covering(figure, above, sorted(shown_of(above, covered), key=lambda summary: self.strength[summary.id], reverse=True))


def standings(figures: Sequence[Stated], answers: Iterable[Answer] = ()) -> dict[int, Standing]:
    """Return for each figure of one programme and indicator where it belongs and where it is covered, by the figure's id.

    Answers of activities that are not among the figures, or that by days need none, change nothing. Work grows with summaries times figures.
    """
    ledger = _Ledger(figures, answers)
    above = {figure.id: ledger.above.get(figure.id, []) for figure in figures}
    own = {figure.id: [summary for summary in above[figure.id] if summary.community and summary.community == figure.community] for figure in figures}
    covered, own_covered = ({figure_id for figure_id, summaries in sides.items() if summaries} for sides in (above, own))
    return {
        figure.id: Standing(
            figure.id,
            figure.cell,
            month_of(figure.last),
            *ledger.cover(figure, above[figure.id], covered),
            *ledger.cover(figure, own[figure.id], own_covered),
        )
        for figure in figures
    }


def outweighs(record: Stated, summaries: Iterable[Stated]) -> bool:
    """Say whether a record is larger than a summary that holds its days: then it adds to what the summary weighs against others."""
    return any(stands_by_days(summary, record) and record.floor > summary.floor for summary in summaries)


def standing_among(record: Stated, summaries: Sequence[Stated], covered: Collection[int], own_covered: Collection[int]) -> Standing | None:
    """Return where an occasion stands by the summaries of its programme and indicator alone, of which those given are covered themselves.

    None where it takes more to tell: where only their weights say which of several is shown. Holds where nobody has answered on the occasion.
    """
    above = [summary for summary in summaries if stands_by_days(summary, record) or (_meet(summary, record) and _may_cover(summary, record))]
    own = [summary for summary in above if summary.community and summary.community == record.community]
    shown, own_shown = shown_of(above, covered), shown_of(own, own_covered)
    if len(shown) > 1 or len(own_shown) > 1:
        return None
    return Standing(record.id, record.cell, month_of(record.last), *_covering(record, above, shown), *_covering(record, own, own_shown))


def shown_of(above: Sequence[Stated], covered: Collection[int]) -> Sequence[Stated]:
    """Keep those that may be shown as standing for a record: first to end of those that count, else all."""
    counting = [summary for summary in above if summary.id not in covered]
    if not counting:
        return above
    earliest = min(summary.last for summary in counting)
    return [summary for summary in counting if summary.last == earliest]


def _covering(figure: Stated, above: Sequence[Stated], shown: Sequence[Stated]) -> tuple[str, str, int | None]:
    """Return the smallest covering cell, the earliest covering end, and the one to show: the first of `shown`."""
    if not above:
        return "", "", None
    cell = max({join_cells(figure.cell, summary.cell) for summary in above}, key=lambda cell: len(cells_holding(cell)))
    end = min(max(figure.last, summary.last) for summary in above)
    return cell, month_of(end), shown[0].id


def overlaps(figures: Sequence[Stated], answers: Iterable[Answer] = ()) -> list[Overlap]:
    """Return the pairs that overlap settles, answered or not, the strongest first: what forms and 要留意的 ask a person about."""
    ledger = _Ledger(figures, answers)
    return sorted(ledger.overlaps, key=lambda pair: (ledger.strength[pair.stronger_id], ledger.strength[pair.weaker_id]), reverse=True)
