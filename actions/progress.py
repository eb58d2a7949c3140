"""The one door to totals: whatever asks for a sum (page, dashboard, Word, CSV, chart) asks here (`figures.md` 3).

Sums come from the totals table, those of 累计 and of a year from the row kept for each; only a programme within one community is summed over its figures,
which are few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db.models import F, Q, QuerySet

from members.models import Community

from .enums import Kind, Level
from .leading import Leading
from .lookup import REPORTED, TALLIED, Rows, add, during, figures_in, parted, read, read_by_year, sums_of, what_counts
from .models import ActionLine, Figure, Indicator, IndicatorOnLine, Programme, Target, YearTally
from .periods import ALL, ALL_CELL, Period
from .quantities import Total
from .sums import IndicatorProgress, LineProgress, Reach, Scope, Sum, Table, TableRow, evidence_url  # noqa: F401

# ---- Asking


def total_of(
    indicator: Indicator,
    *,
    line: ActionLine | None = None,
    programme: Programme | None = None,
    community: Community | None = None,
    period: Period = ALL,
) -> Sum:
    """Return one total. Without a line the indicator must add over lines, else ValueError is raised."""
    if line is None and programme is None and not indicator.adds_over_lines:
        raise ValueError(f"{indicator.code} does not add over lines")
    scope = Scope(line or (programme.line if programme else None), programme, community)
    sums = what_counts(scope, period, indicators=[indicator])
    return Sum(indicator, add(indicator, sums.values()), period, scope)


def totals_of(
    *,
    line: ActionLine | None = None,
    programme: Programme | None = None,
    community: Community | None = None,
    period: Period = ALL,
) -> list[Sum]:
    """Return the totals of every indicator that has a figure here; without a line or a programme, those that add over lines only."""
    scope = Scope(line or (programme.line if programme else None), programme, community)
    sums = what_counts(scope, period, by=("indicator",))
    indicators = Indicator.objects.filter(pk__in=[key[0] for key in sums]).order_by("position", "pk")
    if scope.line is None:
        indicators = indicators.filter(adds_over_lines=True)
    found = [Sum(indicator, add(indicator, [sums[(indicator.pk,)]]), period, scope) for indicator in indicators]
    return [sum for sum in found if sum.is_reported]


def how_many(indicator: Indicator, which: Q, *, scope: Scope) -> int:
    """Return how many figures of an indicator a filter keeps, those that are covered included."""
    return add(indicator, read(scope, which, indicators=[indicator]).values()).count


def line_progress(line: ActionLine, *, year: int | None, community: Community | None = None) -> LineProgress:
    """Return what a line has achieved up to now and in a year, against its targets."""
    return _progress([line], year=year, community=community)[0]


def all_lines(*, year: int | None, community: Community | None = None) -> list[LineProgress]:
    """Return the progress of all lines in their order, in a number of queries that does not depend on how much there is."""
    return _progress(list(ActionLine.objects.order_by("number")), year=year, community=community)


def _progress(lines: Sequence[ActionLine], *, year: int | None, community: Community | None = None) -> list[LineProgress]:
    """Return the progress of some lines; within a community nothing is held against a target, since targets are the whole city's."""
    scope = Scope(lines[0] if len(lines) == 1 else None, community=community)
    this = Period.of_year(year) if year else ALL
    to_date = what_counts(scope, ALL, by=("line", "indicator"))
    in_year = what_counts(scope, this, by=("line", "indicator")) if year else {}
    counts: dict[int, list[IndicatorOnLine]] = defaultdict(list)
    for on_line in IndicatorOnLine.objects.filter(line__in=lines).select_related("indicator").order_by("position", "pk"):
        counts[on_line.line_id].append(on_line)
    targets: dict[tuple[int, int], list[Target]] = defaultdict(list)
    for target in [] if community else Target.objects.filter(line__in=lines).filter(Q(year=None) | Q(year=year)):
        targets[target.line_id, target.indicator_id].append(target)
    found = []
    for line in lines:
        rows = []
        for on_line in counts[line.pk]:
            indicator, key = on_line.indicator, (line.pk, on_line.indicator_id)
            within = Scope(line, community=community)
            so_far = Sum(indicator, add(indicator, [to_date[key]] if key in to_date else []), ALL, within)
            during_year = Sum(indicator, add(indicator, [in_year[key]] if key in in_year else []), this, within)
            goals = sorted(targets[key], key=lambda target: target.year or 0, reverse=True)
            reaches = tuple(Reach(goal, during_year if goal.year else so_far) for goal in goals)
            rows.append(IndicatorProgress(indicator, so_far, during_year, on_line.is_headline, reaches))
        found.append(LineProgress(line, year, rows))
    return found


def programme_progress(programme: Programme, *, year: int | None) -> list[IndicatorProgress]:
    """Return every indicator that a programme has figures of, 累计 and 本年."""
    this = Period.of_year(year) if year else ALL
    in_year = {sum.indicator.pk: sum for sum in totals_of(programme=programme, period=this)} if year else {}
    scope = Scope(programme.line, programme)
    return [
        IndicatorProgress(sum.indicator, sum, in_year.get(sum.indicator.pk) or Sum(sum.indicator, Total(sum.indicator.unit), this, scope))
        for sum in totals_of(programme=programme)
    ]


def community_progress(community: Community, *, year: int | None) -> list[IndicatorProgress]:
    """Return every indicator that has figures in a community, 累计 and 本年: over all lines where it adds over them, else line by line."""
    lines = {line.pk: line for line in ActionLine.objects.order_by("number")}
    scope, this = Scope(community=community), Period.of_year(year) if year else ALL
    to_date = what_counts(scope, ALL, by=("line", "indicator"))
    in_year = what_counts(scope, this, by=("line", "indicator")) if year else {}
    large = set(IndicatorOnLine.objects.filter(is_headline=True).values_list("line", "indicator"))
    found = []
    for indicator in Indicator.objects.filter(pk__in={key[1] for key in to_date}).order_by("position", "pk"):
        having = [line for pk, line in lines.items() if (pk, indicator.pk) in to_date]
        for line in [None] if indicator.adds_over_lines else having:
            keys = [(one.pk, indicator.pk) for one in ([line] if line else having)]
            within = Scope(line, None, community)
            so_far, during_year = (
                Sum(indicator, add(indicator, [rows[key] for key in keys if key in rows]), period, within) for rows, period in ((to_date, ALL), (in_year, this))
            )
            found.append(IndicatorProgress(indicator, so_far, during_year, any(key in large for key in keys)))
    return [row for row in found if row.to_date.is_reported]


def common_indicator() -> Indicator | None:
    """Return the first headline indicator that adds over lines, by which places can be compared; None where there is none."""
    return Indicator.objects.filter(is_headline=True, adds_over_lines=True).order_by("position", "pk").first()


def totals_by_community(indicator: Indicator, communities: Iterable[Community]) -> dict[int, Sum]:
    """Return some communities' own totals of an indicator that adds over lines, by the community's id; those without a figure are left out."""
    named = {community.pk: community for community in communities}
    own = what_counts(Scope(), ALL, "own_", by=("community",), indicators=[indicator], level=Level.COMMUNITY)
    return {pk: Sum(indicator, add(indicator, [row]), ALL, Scope(None, None, named[pk])) for (pk,), row in own.items() if pk in named}


def headline_sums() -> list[Sum]:
    """Return the totals that head the home page: over all lines where they add, else of the one line that has them."""
    found = []
    for indicator in Indicator.objects.filter(is_headline=True).prefetch_related("on_lines__line").order_by("position", "pk"):
        lines = [on_line.line for on_line in indicator.on_lines.all()]
        if indicator.adds_over_lines or len(lines) == 1:
            found.append(total_of(indicator, line=None if indicator.adds_over_lines else lines[0]))
    return [sum for sum in found if sum.is_reported]


# ---- Tables that add up by what counts


def table_by_time(indicator: Indicator, scope: Scope, period: Period) -> Table | None:
    """Return a total by month (or by year, where it is of several), None for a single month which has no parts."""
    if period.is_calendar and not period.parts():
        return None
    inside = Q(cell__in=period.cells) if period.is_calendar else Q(ends_in__lte=period.last_month) if period.is_upto else Q()

    def by_cell(which: Q) -> Rows:
        if period.is_calendar:
            return read(scope, which, by=("cell", f"{scope.owns}covering_cell"), indicators=[indicator])
        return read_by_year(scope, which, indicator)  # whose parts are years, so that no smaller cell makes a difference

    sums = by_cell(inside)
    counting = by_cell(during(period, scope.owns)) if period.is_upto else {key: row for key, row in sums.items() if period.takes(*key)}
    parts = period.parts() or tuple(Period(year) for year in sorted({cell for cell, _ in sums if cell != ALL_CELL}))
    rows = []
    for part in parts:
        own = [row for (cell, cover), row in sums.items() if part.takes(cell, cover)]
        counted = [row for (cell, _), row in counting.items() if part.contains(cell)]
        rows.append(
            TableRow(
                f"{part.last_month[5:].lstrip('0')}月" if period.is_calendar else part.label,
                Sum(indicator, add(indicator, counted), part, scope),
                None if period.is_upto else Sum(indicator, add(indicator, own), part, scope),
            )
        )
    across = [row for (cell, _), row in counting.items() if not any(part.contains(cell) for part in parts)]
    rest = TableRow("跨月" if period.is_calendar else "跨年", Sum(indicator, add(indicator, across), period, scope))
    table = Table(Sum(indicator, add(indicator, counting.values()), period, scope), rows, rest)
    if table.has_own or not period.is_calendar:
        return table
    figures = figures_in(scope, indicator)
    return replace(table, only_summaries=figures.exists() and not figures.filter(activity__kind=Kind.OCCASION).exists())


def table_by_programme(indicator: Indicator, scope: Scope, period: Period, *, most: int | None = None) -> Table | None:
    """Return a total by programme, the largest first; None within one programme.

    A summary stands for records of its own programme only, so that all of a programme's own total counts. Beyond `most` the rest is one row.
    """
    if scope.programme:
        return None
    parts = parted(scope, indicator, period, by="programme", level=Level.PROGRAMME, most=most, owns=(bool(scope.owns),) * 2)
    programmes = Programme.objects.select_related("line").in_bulk(parts.first)
    rows = []
    for pk in parts.first:
        programme = programmes[pk]
        own = Sum(indicator, add(indicator, parts.own[pk]), period, Scope(programme.line, programme, scope.community))
        rows.append(TableRow(programme.name, own, own))
    return _table(indicator, scope, period, rows, parts, "项目", "不属于任何项目")


def table_by_community(indicator: Indicator, scope: Scope, period: Period, *, most: int | None = None) -> Table | None:
    """Return a total by community: each one's own total, and what of it counts city-wide; None within one community.

    They stand in the order of their names; with `most` the largest come first, and the rest is one row.
    """
    if scope.community:
        return None
    parts = parted(scope, indicator, period, by="community", level=Level.COMMUNITY, most=most, owns=(False, True))
    communities = Community.objects.in_bulk(parts.first)
    rows = []
    for pk in parts.first:
        within = Scope(scope.line, scope.programme, communities[pk])
        counted, own = (Sum(indicator, add(indicator, side.get(pk, [])), period, within) for side in (parts.counted, parts.own))
        rows.append((communities[pk], TableRow(communities[pk].name, counted, own)))
    if most is None:
        rows.sort(key=lambda row: (row[0].sort_key, row[0].pk))
    return _table(indicator, scope, period, [row for _, row in rows], parts, "社区", "未分社区")


def _table(indicator: Indicator, scope: Scope, period: Period, rows: list[TableRow], parts: Leading, what: str, nowhere: str) -> Table:
    """Return parts, the others in one row and what names none as a table that adds up by what counts."""
    whole = Sum(indicator, add(indicator, [row for side in parts.counted.values() for row in side]), period, scope)
    rest = TableRow(nowhere, Sum(indicator, add(indicator, parts.nowhere), period, scope))
    others = TableRow(f"其余{parts.others}个{what}", Sum(indicator, add(indicator, parts.left), period, scope))
    return Table(whole, rows, rest, others=others if parts.others else None)


def months_by_line(counted: Iterable[tuple[ActionLine, Indicator]], *, year: int, community: Community | None = None) -> dict[int, list[Sum]]:
    """Return what each month of a year says of itself, of one indicator a line, by the line's id."""
    pairs = list(counted)
    months = Period.of_year(year).parts()
    scope = Scope(community=community)
    own = Q(cell__in=[month.code for month in months]) & ~Q(**{f"{scope.owns}covering_cell": F("cell")})
    sums = read(scope, own, by=("line", "indicator", "cell"), indicators={indicator for _, indicator in pairs})
    found = {}
    for line, indicator in pairs:
        rows = [(month, sums.get((line.pk, indicator.pk, month.code))) for month in months]
        found[line.pk] = [Sum(indicator, add(indicator, [row] if row else []), month, Scope(line, community=community)) for month, row in rows]
    return found


# ---- Open data


def public_figures() -> QuerySet[Figure]:
    """Return every published figure with all that a row of open data says, newest record first."""
    return (
        Figure.objects.public()
        .select_related("indicator", "activity__line", "activity__programme", "activity__community", "covered_by")
        .order_by("-activity__happened_to", "-activity", "position", "pk")
    )


def public_totals() -> Iterator[Sum]:
    """Yield each total of 累计 and of every year: by line, and over all lines where the indicator adds over them."""
    kept = YearTally.objects.filter(REPORTED, level=Level.LINE).order_by().values("line", "indicator", "year").annotate(**TALLIED)
    sums = {(row["line"], row["indicator"], row["year"]): row for row in kept}
    lines, indicators = ActionLine.objects.in_bulk(), Indicator.objects.in_bulk()
    years = sorted({year for _, _, year in sums})
    for indicator in sorted(indicators.values(), key=lambda indicator: (indicator.position, indicator.pk)):
        mine = {(line_id, year): row for (line_id, indicator_id, year), row in sums.items() if indicator_id == indicator.pk}
        whose = [*sorted((lines[pk] for pk in {line_id for line_id, _ in mine}), key=lambda line: line.number), *([None] if indicator.adds_over_lines else [])]
        for line in whose:
            for year in years:
                total = add(indicator, [row for (line_id, of), row in mine.items() if of == year and (line is None or line_id == line.pk)])
                if total.qualifier is not None:
                    yield Sum(indicator, total, Period(year), Scope(line))


# ---- What a preview needs besides


def totals_among(indicators: Sequence[Indicator], *, line: ActionLine, period: Period) -> dict[int, Total]:
    """Return a line's totals of some indicators, by the indicator's id, in one query."""
    sums = what_counts(Scope(line), period, by=("indicator",), indicators=indicators)
    return {indicator.pk: add(indicator, [sums[indicator.pk,]] if (indicator.pk,) in sums else []) for indicator in indicators}


def read_others(
    indicators: Sequence[Indicator], *, line: ActionLine, period: Period, programmes: set[int | None], without: int | None = None
) -> dict[int, Total]:
    """Return a line's totals of all that is in none of these programmes (None: in no programme), and not of the record `without`, by the indicator's id."""
    scope = Scope(line)
    besides = ~Q(programme__in={pk or 0 for pk in programmes})
    rows = [read(scope, during(period) & besides, by=("indicator",), indicators=indicators, level=Level.PROGRAMME)]
    if None in programmes:
        loose = figures_in(scope).filter(during(period), activity__programme=None, indicator__in=list(indicators)).exclude(activity=without)
        rows.append(sums_of(loose))
    return {indicator.pk: add(indicator, [found[indicator.pk,] for found in rows if (indicator.pk,) in found]) for indicator in indicators}
