"""What publishing a draft would do to the totals, said before it is done, of what is saved and of what is only typed so far."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .answers import answers_among, record_id
from .models import Activity, Figure, Indicator
from .periods import ALL, Period, month_of
from .progress import read_others, totals_among
from .quantities import Total
from .settlement import stated
from .standing import Answer, Standing, standings


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

    @property
    def falls(self) -> bool:
        """Whether the total would be smaller than it is."""
        return (self.after.reported_floor or 0) < (self.before.reported_floor or 0)


@dataclass(frozen=True)
class Choice:
    """How a person means an overlap to count that nobody has saved yet: with which other record, for which indicator."""

    indicator_id: int
    other_id: int
    counts_both: bool


def effects_of(activity: Activity, figures: Sequence[Figure] | None = None, choices: Iterable[Choice] = ()) -> list[Effect]:
    """Return for each figure of a draft or a working copy what 累计 and 本期 of its year and month would become; nothing for what is public.

    `figures` and `choices` are those that are typed, where they are not saved: each figure knows its activity and has a number of its own as its key.
    """
    if activity.is_public:
        return []
    if figures is None:
        figures = list(activity.figures.select_related("activity", "indicator").order_by("position", "pk"))
    return list(_effects(activity, figures, list(choices))) if figures else []


def _effects(activity: Activity, figures: Sequence[Figure], choices: Sequence[Choice]) -> Iterator[Effect]:
    old: Activity | None = activity.revises  # type: ignore[assignment]
    indicators = [figure.indicator for figure in figures]
    programmes = {activity.programme_id} - {None} | ({old.programme_id} if old else set())
    beside = _beside(activity, indicators, programmes)
    placed = _placed(activity, [*beside, *figures], choices)
    covering = {row.pk: row.activity for row in beside}
    found: dict[int, list[Effect]] = {figure.pk: [] for figure in figures}
    for period in _periods(activity):
        before = totals_among(indicators, line=activity.line, period=period)
        others = read_others(indicators, line=activity.line, period=period, programmes=programmes, without=activity.revises_id)
        for figure in figures:
            counted = figure.indicator_id
            rows = [*(row for row in beside if row.indicator_id == counted), figure]
            counting = [row.quantity for row in rows if period.takes(placed[row.pk].cell, placed[row.pk].covering_cell)]
            after = others[counted] + Total.of(*counting, unit=figure.indicator.unit)
            own = placed[figure.pk]
            coverer = None if period.takes(own.cell, own.covering_cell) else covering.get(own.covered_by or 0)
            found[figure.pk].append(Effect(figure.indicator, period, before[counted], after, coverer))
    for effects in found.values():
        yield from effects


def _periods(activity: Activity) -> Iterator[Period]:
    yield ALL
    if activity.happened_from and activity.happened_from.year == activity.happened_to.year:
        yield Period.of_year(activity.happened_to.year)
        if month_of(activity.happened_from) == month_of(activity.happened_to):
            yield Period(month_of(activity.happened_to))


def _beside(activity: Activity, indicators: Iterable[Indicator], programmes: set[int | None]) -> list[Figure]:
    """Return the public figures of the programmes concerned, without those of the record that would be replaced."""
    ids = [pk for pk in programmes if pk]
    if not ids:
        return []
    rows = Figure.objects.public().filter(activity__programme__in=ids, activity__line=activity.line, indicator__in=list(indicators))
    return list(rows.exclude(activity=activity.revises_id).select_related("activity", "indicator"))


def _placed(activity: Activity, figures: Iterable[Figure], choices: Sequence[Choice]) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    together: dict[tuple[int | None, int], list[Figure]] = {}
    for figure in figures:
        together.setdefault((figure.activity.programme_id, figure.indicator_id), []).append(figure)
    given = answers_among([figure.activity for rows in together.values() for figure in rows], {indicator_id for _, indicator_id in together})
    for (programme_id, indicator_id), rows in together.items():
        chosen = [_as_answer(activity, choice) for choice in choices if choice.indicator_id == indicator_id]
        found |= standings([stated(row) for row in rows], [*given.get(indicator_id, []), *chosen] if programme_id else [])
    return found


def _as_answer(activity: Activity, choice: Choice) -> Answer:
    """Return a choice as the arithmetic of standing takes it; the last of two on the same pair speaks."""
    one, other = sorted([record_id(activity), choice.other_id])
    return Answer(one, other, choice.counts_both)
