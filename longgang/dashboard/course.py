"""The six lines against their targets and against the time that has passed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions import progress
from actions.involvement import Kept
from actions.models import ActionLine, Indicator, Proposal
from actions.pace import Elapsed, Standing, standing_of
from actions.periods import Period
from actions.sums import LineProgress, Reach, Sum
from actions.views.evidence import sure_of
from publishing.charts import Column, Spark, spark

from .asked import Asked

MOST_ALONE = 3  # numbers of a line that are held against no target


@dataclass(frozen=True)
class Course:
    """One number of a line, against one target where it has one."""

    sum: Sum
    reach: Reach | None = None
    elapsed: Elapsed | None = None  # None for a target without a year

    @property
    def line(self) -> ActionLine | None:
        return self.sum.line

    @property
    def indicator(self) -> Indicator:
        return self.sum.indicator

    @property
    def standing(self) -> Standing | None:
        return standing_of(self.sum.floor or 0, self.reach.target.amount, elapsed=self.elapsed) if self.reach else None

    @property
    def passed(self) -> int | None:
        """Return how much of the time has passed, in per cent; None for a target without a year."""
        return self.elapsed.percent if self.elapsed else None

    @property
    def is_late(self) -> bool:
        return self.standing is Standing.LATE

    @property
    def is_met(self) -> bool:
        return self.standing is Standing.MET

    @property
    def behind(self) -> int:
        """Return by how many points of a hundred it is behind the time."""
        return self.elapsed.percent - self.reach.percent if self.elapsed and self.reach else 0

    @property
    def name(self) -> str:
        """Return the number's name in a sentence: 百企三创服务的活动场次."""
        return f"{self.line}的{self.indicator.name}"

    @property
    def words(self) -> str:
        """Return the comparison in words, with what is guaranteed where that is not what is said, and what is missing."""
        if self.reach is None:
            return "" if self.sum.scope.community else "没有设目标"
        sure = sure_of(self.sum)
        parts = [self.reach.sentence]
        if sure and not self.reach.is_almost_met:
            parts.append(f"按有把握的{sure}算")
        if self.reach.missing and self.sum.is_reported:
            parts.append(f"还差{self.reach.missing}")
        return "，".join(parts)


@dataclass(frozen=True)
class LineCourse:
    """A line with its numbers against their targets; where it has none, its main numbers alone."""

    line: ActionLine
    rows: list[Course]
    main: Indicator | None  # what its months are drawn of
    months: Sequence[Sum] = ()
    url: str = ""  # the dashboard of this line alone
    entered: str = ""  # how much is entered, where there is no number to show

    @property
    def months_title(self) -> str:
        return f"{self.line.short_name}各月{self.main or ''}"

    @property
    def year_url(self) -> str:
        """Return where the year's number of the drawn indicator is written out."""
        first = self.months[0]
        return replace(first, period=Period.of_year(first.period.year or 0)).evidence_url

    @property
    def is_late(self) -> bool:
        return any(row.is_late for row in self.rows)

    @property
    def spark(self) -> Spark:
        """Return the small chart of the months."""
        return spark([Column(f"{number}月", one.amount, one.spoken, one.evidence_url) for number, one in enumerate(self.months, start=1)])


def courses_of(asked: Asked, kept: Kept) -> list[LineCourse]:
    """Return each line that is asked for, in their order, in a number of queries that does not depend on how much there is."""
    if asked.line:
        found = [progress.line_progress(asked.line, year=asked.year, community=asked.community)]
    else:
        found = progress.all_lines(year=asked.year, community=asked.community)
    mains = {one.line.pk: main for one in found if (main := _main_of(one))}
    months = {}
    if asked.year and mains:
        pairs = [(one.line, mains[one.line.pk]) for one in found if one.line.pk in mains]
        months = progress.months_by_line(pairs, year=asked.year, community=asked.community)
    entered = _entered(asked, kept)
    return [
        LineCourse(
            line=one.line,
            rows=_rows(one, asked),
            main=mains.get(one.line.pk),
            months=months.get(one.line.pk, []),
            url=asked.address("board", action=one.line.slug),
            entered=entered[one.line.pk],
        )
        for one in found
    ]


def _entered(asked: Asked, kept: Kept) -> dict[int, str]:
    """Return how much is entered of each line, in words: 活动5条、建言3件. Advice is of no community."""
    advice = {} if asked.community else Proposal.objects.published().in_year(asked.year).recorded_by_line()
    words: dict[int, list[str]] = defaultdict(list)
    for counts, of in ((kept.by_line(), "活动{}条"), (advice, "建言{}件")):
        for line, count in counts.items():
            words[line].append(of.format(count))
    return defaultdict(str, {line: "、".join(said) for line, said in words.items()})


def _rows(one: LineProgress, asked: Asked) -> list[Course]:
    held = [Course(reach.sum, reach, asked.elapsed if reach.target.year else None) for row in one.rows for reach in row.reaches]
    if held:
        return held
    sums = [row.this_year if asked.year else row.to_date for row in [*one.headlines, *(row for row in one.rows if not row.is_headline)]]
    reported = [total for total in sums if total.is_reported][:MOST_ALONE]
    return [Course(total) for total in reported or ([] if asked.community else sums[: min(MOST_ALONE, len(one.headlines))])]


def _main_of(one: LineProgress) -> Indicator | None:
    """Return the indicator that the months of a line are drawn of: its first main one that adds up and has a number, else the first that has."""
    reported = [row for row in one.rows if row.indicator.additive and row.this_year.is_reported]
    return next((row.indicator for row in [*(row for row in reported if row.is_headline), *reported]), None)
