"""Sums looked up in the tables kept for them, behind the one door (`progress`): a row for 累计 and for each year, else the totals table, else figures."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models import Sum as SumOf
from django.db.models.functions import Substr

from .enums import Level
from .leading import Leading, lead, leading
from .models import Figure, Indicator, Tally, YearTally
from .models.tallies import MAXIMA, SUMS
from .periods import ALL, Period
from .quantities import Qualifier, Total
from .sums import Scope
from .tallying import RENAMED

Rows = dict[tuple[Any, ...], dict[str, Any]]
REPORTED = Q(exact__gt=0) | Q(over__gt=0) | Q(nearly__gt=0) | Q(about__gt=0) | Q(tens_of__gt=0) | Q(ordinal__gt=0)
TALLIED: dict[str, Any] = {f"sum_{name}": SumOf(name) for name in SUMS} | {f"sum_{name}": Max(name) for name in MAXIMA}
SUMS_OF_PARTS = [(code, f"sum_{code}") for code in Qualifier]
OF_FIGURES = {"line": "activity__line_id", "programme": "activity__programme_id", "community": "activity__community_id", "indicator": "indicator_id"}


def during(period: Period, owns: str = "") -> Q:
    """Return the filter for what counts in a period, on the totals table or on public figures alike (`figures.md` 2)."""
    if period.is_all:
        return Q(**{f"{owns}covering_cell": ""})
    if period.is_upto:
        month = period.last_month
        return Q(ends_in__lte=month) & (Q(**{f"{owns}covering_end": ""}) | Q(**{f"{owns}covering_end__gt": month}))
    return Q(cell__in=period.cells) & ~Q(**{f"{owns}covering_cell__in": period.cells})


def figures_in(scope: Scope, indicator: Indicator | None = None) -> QuerySet[Figure]:
    """Return the public figures of a scope, perhaps of one indicator only."""
    figures = Figure.objects.public()
    if indicator:
        figures = figures.filter(indicator=indicator)
    for name in ("line", "programme", "community"):
        if row := getattr(scope, name):
            figures = figures.filter(**{f"activity__{name}": row})
    return figures


def sums_of(figures: QuerySet[Figure]) -> Rows:
    """Return the sums of these public figures by indicator; for the few that no row of the table is kept for."""
    rows: Iterable[Any] = figures.order_by().values("indicator").annotate(**RENAMED)
    return {(row["indicator"],): row for row in rows}


def what_counts(
    scope: Scope,
    period: Period,
    owns: str | None = None,
    *,
    by: tuple[str, ...] = (),
    indicators: Iterable[Indicator] | None = None,
    level: str | None = None,
) -> Rows:
    """Return what counts in a period by key; `owns` as the scope has it, or as said."""
    return _grouped(_counting(scope, period, scope.owns if owns is None else owns, level), by, indicators)


def read(scope: Scope, which: Q, *, by: tuple[str, ...] = (), indicators: Iterable[Indicator] | None = None, level: str | None = None) -> Rows:
    """Return sums by key of what a filter keeps. `by` names columns of the totals table; what the table has no level for is summed over figures."""
    return _grouped(_tallied(scope, which, level), by, indicators)


def read_by_year(scope: Scope, which: Q, indicator: Indicator) -> Rows:
    """Return sums of what a filter keeps by the year of the cell and the year of what covers it: `all` where that is no single year, "" where nothing does."""
    years = {"in_year": Substr("cell", 1, 4), "covering_year": Substr(f"{scope.owns}covering_cell", 1, 4)}
    return _grouped(_tallied(scope, which, None).annotate(**years), tuple(years), [indicator])


def parted(scope: Scope, indicator: Indicator, period: Period, *, by: str, level: str, most: int | None, owns: tuple[bool, bool]) -> Leading:
    """Return what counts in a period by one column: the largest parts, the others, what names none; `owns`: for what counts, for what parts say."""
    if _is_kept(scope, period, level):
        return leading(scope, indicator.pk, period, by=by, level=level, most=most, owns=owns)
    counted, own = (_by_id(scope, indicator, period, by=by, level=level, own=one) for one in owns)
    return lead(counted, own, most)


def _by_id(scope: Scope, indicator: Indicator, period: Period, *, by: str, level: str, own: bool) -> dict[int, dict[str, Any]]:
    sums = what_counts(scope, period, "own_" if own else "", by=(by,), indicators=[indicator], level=level)
    return {key[0]: row for key, row in sums.items()}


def add(indicator: Indicator, rows: Iterable[Any]) -> Total:
    """Return rows of sums as one total."""
    amount, floor, grain, rank = 0, 0, 1, 0
    parts: Counter[Qualifier] = Counter()
    for row in rows:  # sums and maxima alone, so they need not become totals one by one
        amount, floor = amount + int(row["sum_amount"]), floor + int(row["sum_floor"])
        grain, rank = max(grain, row["sum_grain"]), max(rank, row["sum_rank"])
        for code, name in SUMS_OF_PARTS:
            if row[name]:
                parts[code] += row[name]
    return Total(indicator.unit, amount, floor, grain, parts, rank)


def _counting(scope: Scope, period: Period, owns: str, level: str | None) -> QuerySet[Any]:
    """Return the rows of what counts in a period: those of 累计 or of the year where they are kept."""
    if period.is_upto and not _ends_after(period):
        period = ALL  # the same answer, and a row is kept for it
    if not _is_kept(scope, period, level):
        return _tallied(scope, during(period, owns), level)
    rows = YearTally.objects.filter(
        REPORTED, level=_level(scope, level), own__in=[bool(owns)], year=period.code
    )  # a list, since SQLite's indexes know no bare boolean
    if scope.programme:
        rows = rows.filter(programme__gt=0)  # the condition of its index
    if scope.community:
        rows = rows.filter(community__gt=0)
    return _within(rows, scope)


def _ends_after(period: Period) -> bool:
    """Say whether any figure ends after a period: else nothing that covers does, and what is not covered by its end is not covered at all."""
    return Tally.objects.filter(REPORTED, level=Level.LINE, ends_in__gt=period.last_month).exists()


def _is_kept(scope: Scope, period: Period, level: str | None) -> bool:
    """Say whether a row is kept for each answer: of 累计 and of whole years, on the levels that there are."""
    return _level(scope, level) is not None and (period.is_all or period.is_year)


def _tallied(scope: Scope, which: Q, level: str | None) -> QuerySet[Any]:
    """Return the rows of the totals table that a filter keeps, or figures where it has no level."""
    kept = _level(scope, level)
    return figures_in(scope).filter(which) if kept is None else _within(Tally.objects.filter(which, REPORTED, level=kept), scope)


def _level(scope: Scope, level: str | None) -> str | None:
    """Return the level to read, None where a programme meets a community and the table has none."""
    within_both = (level == Level.COMMUNITY and scope.programme) or (level == Level.PROGRAMME and scope.community)
    return None if within_both else level or scope.level


def _within(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """Keep the rows of a scope."""
    return rows.filter(**{name: row.pk for name in ("line", "programme", "community") if (row := getattr(scope, name))})


def _names(rows: QuerySet[Any], by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(OF_FIGURES.get(name, name) for name in by) if rows.model is Figure else by


def _sums(rows: QuerySet[Any]) -> dict[str, Any]:
    return RENAMED if rows.model is Figure else TALLIED


def _grouped(rows: QuerySet[Any], by: tuple[str, ...], indicators: Iterable[Indicator] | None) -> Rows:
    """Return the sums of rows, perhaps of some indicators only, by the columns named."""
    names, sums = _names(rows, by), _sums(rows)
    if indicators is not None:
        rows = rows.filter(indicator__in=list(indicators))
    if not names:
        found = rows.order_by().aggregate(**sums)
        return {(): found} if _any(found) else {}
    return {
        tuple(row[name] or 0 if name.startswith("activity__") else row[name] for name in names): row for row in rows.order_by().values(*names).annotate(**sums)
    }


def _any(sums: dict[str, Any]) -> bool:
    return any(sums[f"sum_{code}"] for code in Qualifier)
