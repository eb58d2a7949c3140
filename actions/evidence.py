"""What stands behind one total: the sum written out, what is covered, what was left out, and what was corrected (`figures.md` 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from .enums import Kind
from .models import Activity, Correction, Figure, Indicator
from .newest import NewestFirst
from .periods import Period
from .progress import Scope, Sum, Table, during, figures_in, how_many, table_by_community, table_by_time, total_of
from .quantities import Qualifier, Quantity, Spoken
from .tallying import smaller_than_covered

PER_PAGE = 10
COVERED = 5  # a page, since they add nothing
RANKS = 20  # ordinals named, the newest
COMMUNITIES = 8  # named in the table, the rest in one row
TIMES = ("场", "期", "届", "次")  # units in which a summary says how many records it stands for
LATEST = 50
MOVED = tuple(f"{side}_{name}" for side in ("before", "after") for name in ("line", "programme", "community"))


@dataclass(frozen=True)
class Evidenced:
    """One public figure as a line of the evidence."""

    figure: Figure
    covered_by: Activity | None = None

    @property
    def activity(self) -> Activity:
        return self.figure.activity

    @property
    def quantity(self) -> Quantity:
        return self.figure.quantity

    @property
    def typeset(self) -> Spoken:
        return self.quantity.typeset

    @property
    def spoken(self) -> str:
        return self.quantity.spoken


@dataclass(frozen=True)
class Corrected:
    """A correction in quantities; None where the figure was or is not public."""

    correction: Correction
    before: Quantity | None
    after: Quantity | None

    @property
    def sentence(self) -> str:
        """Return when, what, from what, to what: the reason stands beside it."""
        row = self.correction
        moved = [
            f"{name}由“{was or '无'}”改为“{now or '无'}”"
            for name, was, now in (
                ("行动", row.before_line, row.after_line),
                ("项目", row.before_programme, row.after_programme),
                ("社区", row.before_community, row.after_community),
                ("日期", row.before_days, row.after_days),
            )
            if self.before and self.after and was != now
        ]
        if self.before is None:
            moved.insert(0, f"重新计入{self.after}")
        elif self.after is None:
            moved.insert(0, f"撤回{self.before}")
        elif self.before != self.after:
            moved.insert(0, f"由{self.before}更正为{self.after}")
        return "，".join(moved)


@dataclass(frozen=True)
class Evidence:
    """All that the evidence page of one total shows."""

    sum: Sum
    other: Sum  # the other block: 累计 for 本期, 截至 for a period, 本年 for 累计 where there is one
    counted: "Page[Evidenced]"
    covered: "Page[Evidenced]"
    ranked: list[Evidenced]  # ordinals, which add to nothing: the newest
    ranks: int  # and how many there are
    by_time: Table | None
    by_community: Table | None
    corrections: list[Corrected]
    notes: list[str] = field(default_factory=list)

    @property
    def vague(self) -> int:
        """Return how many of the counted figures are no exact ones."""
        return self.sum.total.counted - self.sum.total.parts[Qualifier.EXACT]


def evidence_of(indicator: Indicator, *, scope: Scope, period: Period, year: int | None = None, page: int = 1, covered_page: int = 1) -> Evidence:
    """Return the evidence for a total; a page beyond the last is the last. `year` is the site's 本年, the other block of 累计."""
    whole = total_of(indicator, line=scope.line, programme=scope.programme, community=scope.community, period=period)
    all_inside = how_many(indicator, _inside(period), scope=scope)
    inside = figures_in(scope, indicator).filter(_inside(period))
    counting = inside.filter(during(period, scope.owns)).exclude(qualifier=Qualifier.ORDINAL)
    beside = f"{scope.owns}covered_by"
    summaries = Prefetch(beside, Figure.objects.select_related("activity"))
    near = _records(scope, period)
    counted = _page(NewestFirst(counting, near=near, count=whole.total.counted), page, PER_PAGE)
    left = inside.exclude(during(period, scope.owns))
    covered = _page(NewestFirst(left, near=near, count=all_inside - whole.count, also=[summaries]), covered_page, COVERED)
    ranks = NewestFirst(inside.filter(qualifier=Qualifier.ORDINAL), near=near, count=0 if indicator.additive else all_inside, also=[summaries])
    counted.object_list = [Evidenced(figure) for figure in counted.object_list]
    covered.object_list = [_covered(figure, beside) for figure in covered.object_list]
    return Evidence(
        sum=whole,
        other=_other_block(whole, year),
        counted=counted,
        covered=covered,
        ranked=[_covered(figure, beside) for figure in ranks[:RANKS]],
        ranks=len(ranks),
        by_time=table_by_time(indicator, scope, period),
        by_community=table_by_community(indicator, scope, period, most=COMMUNITIES),
        corrections=_corrections(indicator, scope),
        notes=[*_smaller_summaries([line.figure for line in counted.object_list]), *_partly_reported(counting, counted.object_list)],
    )


def _page(rows: NewestFirst, number: int, size: int) -> "Page[Any]":
    return Paginator(rows, size).get_page(number)


def _inside(period: Period) -> Q:
    if period.is_all:
        return Q()
    return Q(ends_in__lte=period.last_month) if period.is_upto else Q(cell__in=period.cells)


def _records(scope: Scope, period: Period) -> QuerySet[Activity]:
    """Return the records that a total can be made of, and more, newest first: by days alone, which indexes know."""
    named = {name: row for name in ("line", "programme", "community") if (row := getattr(scope, name))}
    if period.last:
        named["happened_to__lte"] = period.last
    if period.is_calendar and period.first:
        named["happened_to__gte"] = period.first
    return Activity.objects.published().filter(**named).newest_first()


def _covered(figure: Figure, beside: str) -> Evidenced:
    summary = getattr(figure, beside)
    return Evidenced(figure, summary.activity if summary else None)


def _other_block(whole: Sum, year: int | None) -> Sum:
    """Return the total that stands beside this one: each page has 本期 and 截至…累计, the other as a link."""
    if whole.period.is_all:
        period = Period.of_year(year) if year else whole.period
    elif whole.period.is_upto:
        period = Period()
    else:
        period = whole.period.through
    scope = whole.scope
    return total_of(whole.indicator, line=scope.line, programme=scope.programme, community=scope.community, period=period)


def _corrections(indicator: Indicator, scope: Scope) -> list[Corrected]:
    rows = Correction.objects.filter(indicator=indicator).select_related("activity").prefetch_related(*MOVED)
    for name in ("line", "programme", "community"):
        if row := getattr(scope, name):
            rows = rows.filter(Q(**{f"before_{name}": row}) | Q(**{f"after_{name}": row}))
    return [
        Corrected(row, _side(indicator, row.before_amount, row.before_qualifier), _side(indicator, row.after_amount, row.after_qualifier))
        for row in rows.order_by("-corrected_on", "-pk")[:LATEST]
    ]


def _side(indicator: Indicator, amount: int | None, qualifier: str) -> Quantity | None:
    return None if amount is None else Quantity(amount, indicator.unit, Qualifier(qualifier))


def _smaller_summaries(figures: Sequence[Figure]) -> list[str]:
    """Say which summaries are smaller than what they cover, since 累计 falls by them."""
    return [f"“{figure.activity}”报的{figure.quantity}少于它所含的记录，累计按它计，所以比各条记录相加要少。" for figure in smaller_than_covered(figures)]


def _partly_reported(counting: QuerySet[Figure], lines: Sequence[Evidenced]) -> list[str]:
    """Say where only some of the occasions that a summary counts have this indicator: 600多场，其中1场报了人次."""
    programmes = {line.activity.programme_id for line in lines if line.activity.kind == Kind.OCCASION and line.activity.programme_id}
    if not programmes:
        return []
    indicator = lines[0].figure.indicator
    summaries = (
        Figure.objects.public()
        .filter(activity__programme__in=programmes, activity__kind=Kind.SUMMARY, indicator__unit__in=TIMES, covering_cell="")
        .exclude(activity__figures__indicator=indicator)
        .select_related("activity", "indicator")
        .order_by("pk")
    )
    found = []
    for figure in summaries[:LATEST]:
        summary = figure.activity
        within = counting.filter(activity__programme=summary.programme_id, activity__kind=Kind.OCCASION, activity__happened_to__lte=summary.happened_to)
        if summary.happened_from:
            within = within.filter(activity__happened_from__gte=summary.happened_from)
        if summary.community_id:
            within = within.filter(activity__community=summary.community_id)
        if times := within.count():
            found.append(f"“{summary}”报了{figure.quantity}，其中{times}{figure.indicator.unit}报了{indicator}。")
    return found
