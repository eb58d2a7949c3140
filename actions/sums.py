"""What comes back through the one door: totals as they are said, each with the address of its evidence."""

from dataclasses import dataclass, field

from django.urls import reverse

from members.models import Community

from . import saying
from .enums import Level
from .models import ActionLine, Indicator, Programme, Target
from .periods import ALL, Period
from .quantities import Qualifier, Quantity, Spoken, Total


@dataclass(frozen=True)
class Scope:
    """Of what a total is: a line or all, a programme, a community."""

    line: ActionLine | None = None
    programme: Programme | None = None
    community: Community | None = None

    @property
    def level(self) -> str | None:
        """Return the level of the totals table that knows, None for a programme within a community."""
        if self.programme and self.community:
            return None
        return Level.PROGRAMME if self.programme else Level.COMMUNITY if self.community else Level.LINE

    @property
    def owns(self) -> str:
        """Return the prefix of the covering columns that count here: within a community only its own summaries stand."""
        return "own_" if self.community else ""


@dataclass(frozen=True)
class Sum:
    """One total as it is said, and where its evidence is."""

    indicator: Indicator
    total: Total
    period: Period = ALL
    scope: Scope = field(default_factory=Scope)

    def __str__(self) -> str:
        return self.spoken

    @property
    def spoken(self) -> str:
        return self.total.spoken

    @property
    def typeset(self) -> Spoken:
        return self.total.typeset

    @property
    def amount(self) -> int | None:
        return self.total.reported_amount

    @property
    def floor(self) -> int | None:
        return self.total.reported_floor

    @property
    def qualifier(self) -> Qualifier | None:
        return self.total.qualifier

    @property
    def complete(self) -> bool:
        return self.total.complete

    @property
    def count(self) -> int:
        """Return how many figures take part, ranks included."""
        return self.total.count

    @property
    def is_reported(self) -> bool:
        return self.qualifier is not None

    @property
    def line(self) -> ActionLine | None:
        return self.scope.line

    @property
    def evidence_url(self) -> str:
        return evidence_url(self.indicator, period=self.period, scope=self.scope)

    @property
    def by_activity(self) -> bool:
        """Whether persons may be counted more than once in it, so that it is a sum 「按活动计」 and no number of persons."""
        return self.indicator.persons_may_repeat and self.count > 1


@dataclass(frozen=True)
class Reach:
    """A total against its target, which is reached when what is guaranteed reaches it."""

    target: Target
    sum: Sum

    @property
    def percent(self) -> int:
        """Return how much of the target is guaranteed, in whole per cent rounded down."""
        return (self.sum.floor or 0) * 100 // self.target.amount

    @property
    def bar(self) -> int:
        return min(self.percent, 100)

    @property
    def missing(self) -> str:
        """Return how much more must be guaranteed for the target, in words; nothing where it is met."""
        return "" if self.is_met else str(saying.exact(self.target.amount - (self.sum.floor or 0), self.sum.indicator.unit))

    @property
    def is_met(self) -> bool:
        return (self.sum.floor or 0) >= self.target.amount

    @property
    def is_almost_met(self) -> bool:
        """Whether the number said reaches the target and the guaranteed one does not: 近百 against 100."""
        return not self.is_met and (self.sum.amount or 0) >= self.target.amount

    @property
    def spoken_target(self) -> str:
        return Quantity(self.target.amount, self.sum.indicator.unit).spoken

    @property
    def sentence(self) -> str:
        """Return the comparison in words: 2022年目标120人（示例），完成83%."""
        about = f"{self.target.year}年目标" if self.target.year else "累计目标"
        mark = "（示例）" if self.target.is_example else ""
        if not self.sum.is_reported:
            return f"{about}{self.spoken_target}{mark}，还没有报数"
        if self.is_met:
            return f"{about}{self.spoken_target}{mark}，已经达到"
        if self.is_almost_met:
            sure = saying.exact(self.sum.floor or 0, self.sum.indicator.unit)
            return f"{about}{self.spoken_target}{mark}，有把握的是{sure}，完成{self.percent}%"
        return f"{about}{self.spoken_target}{mark}，完成{self.percent}%"


@dataclass(frozen=True)
class IndicatorProgress:
    """One indicator: 累计, 本年, and against its target."""

    indicator: Indicator
    to_date: Sum
    this_year: Sum
    is_headline: bool = False
    reaches: tuple[Reach, ...] = ()  # against each target, that of the year before that of 累计

    @property
    def reach(self) -> Reach | None:
        """Return the comparison that a line of a ledger has room for."""
        return self.reaches[0] if self.reaches else None


@dataclass(frozen=True)
class LineProgress:
    """What a line has achieved, by indicator, in the order the line shows them."""

    line: ActionLine
    year: int | None
    rows: list[IndicatorProgress]

    @property
    def headlines(self) -> list[IndicatorProgress]:
        return [row for row in self.rows if row.is_headline]

    @property
    def reached(self) -> IndicatorProgress | None:
        """Return the first indicator that is held against a target."""
        return next((row for row in self.rows if row.reach), None)


@dataclass(frozen=True)
class TableRow:
    """A part of a total: its own total, and what of it counts in the whole; `own` is None where the part has no number of its own to say."""

    label: str
    counted: Sum
    own: Sum | None = None


@dataclass(frozen=True)
class Table:
    """A total in parts that add up by what counts; nothing is subtracted, spread or guessed."""

    whole: Sum
    rows: list[TableRow]
    rest: TableRow | None = None  # 跨月, 跨年 or 未分社区
    only_summaries: bool = False  # where no part has a number of its own: whether all that was ever reported are 累计数
    others: TableRow | None = None  # the parts beyond the most that were asked for, in one row

    @property
    def has_own(self) -> bool:
        """Whether any part has a number of its own, so that there is something to draw."""
        return any(row.own and row.own.is_reported for row in self.rows)


def evidence_url(indicator: Indicator, *, period: Period = ALL, scope: Scope | None = None) -> str:
    """Return the address of the evidence for a total: the one place where such addresses are built (`figures.md` 5)."""
    scope = scope or Scope()
    line = scope.line or (scope.programme.line if scope.programme else None)
    name, arguments = "actions:evidence", {"indicator": indicator.code}
    if line:
        name, arguments["line"] = "actions:evidence-line", line.slug
    if period.code:
        name, arguments["period"] = f"{name}-period", period.code
    words = [f"{key}={row.slug}" for key, row in (("programme", scope.programme), ("community", scope.community)) if row]
    return reverse(name, kwargs=arguments) + ("?" + "&".join(words) if words else "")
