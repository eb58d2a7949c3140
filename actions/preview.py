"""What publishing a draft would do to the totals, said before it is done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .answers import speaking_answers
from .models import Activity, Figure, Indicator
from .periods import ALL, Period, month_of
from .progress import Scope, read_others, total_of
from .quantities import Total
from .settlement import stated
from .standing import Standing, standings


@dataclass(frozen=True)
class Effect:
    """One total of the record's line, as it is and as it would be."""

    indicator: Indicator
    period: Period
    before: Total
    after: Total
    covered_by: Activity | None = None  # the summary that would stand for the record's figure

    @property
    def is_unchanged(self) -> bool:
        return self.before == self.after


def effects_of(activity: Activity) -> list[Effect]:
    """Return for each figure of a draft or a working copy what 累计 and 本期 of its year and month would become; nothing for what is public."""
    if activity.is_public:
        return []
    return [effect for figure in activity.figures.select_related("activity", "indicator").order_by("position", "pk") for effect in _effects(activity, figure)]


def _effects(activity: Activity, figure: Figure) -> Iterator[Effect]:
    old: Activity | None = activity.revises  # type: ignore[assignment]
    programmes = {row.programme_id for row in (activity, old) if row is not None}
    beside = _beside(activity, figure.indicator, programmes)
    placed = _placed([*beside, figure])
    own = placed[figure.pk]
    coverer = next((row.activity for row in beside if row.pk == own.covered_by), None)
    scope = Scope(activity.line)
    for period in _periods(activity):
        others = read_others(scope, figure.indicator, period, programmes=programmes, without=activity.revises_id)
        counting = [row.quantity for row in (*beside, figure) if period.takes(placed[row.pk].cell, placed[row.pk].covering_cell)]
        after = others + Total.of(*counting, unit=figure.indicator.unit)
        before = total_of(figure.indicator, line=activity.line, period=period).total
        yield Effect(figure.indicator, period, before, after, None if period.takes(own.cell, own.covering_cell) else coverer)


def _periods(activity: Activity) -> Iterator[Period]:
    yield ALL
    if activity.happened_from and activity.happened_from.year == activity.happened_to.year:
        yield Period.of_year(activity.happened_to.year)
        if month_of(activity.happened_from) == month_of(activity.happened_to):
            yield Period(month_of(activity.happened_to))


def _beside(activity: Activity, indicator: Indicator, programmes: set[int | None]) -> list[Figure]:
    """Return the public figures of the programmes concerned, without those of the record that would be replaced."""
    rows = Figure.objects.public().filter(activity__programme__in=[pk for pk in programmes if pk], activity__line=activity.line, indicator=indicator)
    return list(rows.exclude(activity=activity.revises_id).select_related("activity", "indicator"))


def _placed(figures: Iterable[Figure]) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    by_programme: dict[int | None, list[Figure]] = {}
    for figure in figures:
        by_programme.setdefault(figure.activity.programme_id, []).append(figure)
    for programme_id, rows in by_programme.items():
        answers = speaking_answers([row.activity for row in rows], rows[0].indicator_id) if programme_id else []
        found |= standings([stated(row) for row in rows], answers)
    return found
