"""The totals table: which rows a figure belongs to, and how rows are locked and summed anew (`figures.md` 3)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce

from publishing.models import State

from .enums import QUALIFIERS, Kind, Level
from .models import Activity, Figure, Tally, YearTally
from .periods import ALL_CELL
from .summing import sum_tallies as sum_rows
from .summing import sum_years


class Key(NamedTuple):
    """What one row of the totals table is for; 0 and '' where it has none."""

    level: str
    line: int
    programme: int
    community: int
    indicator_id: int
    cell: str
    covering_cell: str
    ends_in: str
    covering_end: str
    own_covering_cell: str = ""
    own_covering_end: str = ""


class YearKey(NamedTuple):
    """What one row of 累计 ('') or of a year is for."""

    level: str
    own: bool
    indicator_id: int
    year: str
    line: int
    programme: int
    community: int


#: Where each part of a key is read from, for each level; what a level has none of is left out.
PLACE = ("indicator_id", "cell", "covering_cell", "ends_in", "covering_end")
COLUMNS: dict[str, tuple[str, ...]] = {
    Level.LINE: ("activity__line_id", *PLACE),
    Level.PROGRAMME: ("activity__line_id", "activity__programme_id", *PLACE),
    Level.COMMUNITY: ("activity__line_id", "activity__community_id", *PLACE, "own_covering_cell", "own_covering_end"),
}
#: Sums and maxima only, so that any grouping agrees (`figures.md` 4); an ordinal adds nothing but its own count and its rank.
ADDS = ~Q(qualifier="ordinal")
SUMS: dict[str, Any] = {
    "amount": Coalesce(Sum("amount", filter=ADDS), 0),
    "floor": Coalesce(Sum("floor", filter=ADDS), 0),
    "grain": Coalesce(Max("grain", filter=ADDS), 1),
    "rank": Coalesce(Max("amount", filter=~ADDS), 0),
    **{code: Count("pk", filter=Q(qualifier=code)) for code, _ in QUALIFIERS},
}
RENAMED = {f"sum_{name}": expression for name, expression in SUMS.items()}
EMPTY = dict.fromkeys(SUMS, 0) | {"grain": 1}
AT_ONCE = 500  # keys in one statement
Row = TypeVar("Row")
AnyKey = TypeVar("AnyKey", Key, YearKey)


def keys_for(figure: Figure) -> set[Key]:
    """Return the rows that a placed figure belongs to, one on each level; its activity must have been fetched."""
    activity = figure.activity
    place = (figure.indicator_id, figure.cell, figure.covering_cell, figure.ends_in, figure.covering_end)
    return {
        Key(Level.LINE, activity.line_id, 0, 0, *place),
        Key(Level.PROGRAMME, activity.line_id, activity.programme_id or 0, 0, *place),
        Key(Level.COMMUNITY, activity.line_id, 0, activity.community_id or 0, *place, figure.own_covering_cell, figure.own_covering_end),
    }


def keys_of(activity: Activity) -> set[Key]:
    """Return the rows that an activity's placed figures belong to."""
    figures = Figure.objects.filter(activity=activity).exclude(cell="").select_related("activity")
    return {key for figure in figures for key in keys_for(figure)}


def years_of(key: Key) -> Iterator[YearKey]:
    """Yield the rows of 累计 and of its year that a row of the totals table takes part in."""
    for own in (False, True) if key.level == Level.COMMUNITY else (False,):
        for year in ("",) if key.cell == ALL_CELL else ("", key.cell[:4]):
            yield YearKey(key.level, own, key.indicator_id, year, key.line, key.programme, key.community)


def recompute(keys: Iterable[Key]) -> None:
    """Sum the rows of these keys anew, and those of their years: create what is missing, lock all in key order, then sum in statements of their own.

    The sum is read only after the locks are held, so that it sees whatever the holder before committed; nothing is ever incremented.
    """
    wanted = sorted(set(keys))
    if not wanted:
        return
    ids = lock_rows(Tally, wanted)
    years = lock_rows(YearTally, sorted({year for key in wanted for year in years_of(key)}))
    for level in (Level.PROGRAMME, Level.COMMUNITY, Level.LINE):
        mine = [key for key in wanted if key.level == level]
        for of_none in (False, True):
            for some in _some([ids[key] for key in mine if _is_of_none(key) == of_none]):
                sum_rows(level, some, of_none=of_none)
    for of_all in (False, True):
        for some in _some([pk for year, pk in years.items() if (not year.year) == of_all]):
            sum_years(some, of_all=of_all)


def _is_of_none(key: Key) -> bool:
    return (key.level == Level.PROGRAMME and not key.programme) or (key.level == Level.COMMUNITY and not key.community)


def _some(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield rows, as many at once as go into one statement."""
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def lock_rows(model: type[Tally] | type[YearTally], keys: Sequence[AnyKey]) -> dict[AnyKey, int]:
    """Create what is missing of these rows and lock them all, in key order, so that two writers never hold what the other waits for; return their ids.

    An update that changes nothing locks a row as the statement comes to it, and answers with its id whether it was there or not.
    """
    table, names = model._meta.db_table, ", ".join(keys[0]._fields)
    sums, empty = ", ".join(map(connection.ops.quote_name, EMPTY)), ", ".join(map(str, EMPTY.values()))
    found: dict[AnyKey, int] = {}
    with connection.cursor() as cursor:
        for some in _some(keys):
            rows = ", ".join([f"({', '.join(['%s'] * len(some[0]))}, {empty})"] * len(some))
            cursor.execute(
                f"INSERT INTO {table} ({names}, {sums}) VALUES {rows}"  # noqa: S608
                f" ON CONFLICT ({names}) DO UPDATE SET amount = {table}.amount RETURNING id, {names}",
                [value for key in some for value in key],
            )
            found |= {type(some[0])._make(row[1:]): row[0] for row in cursor.fetchall()}
    return found


def smaller_than_covered(figures: Iterable[Figure]) -> list[Figure]:
    """Return those of these summaries' figures that guarantee less than the occasions they cover, or than a summary they cover.

    That a record is public is asked of those found alone: an index of all public records would lead through every one of them.
    """
    mine = {figure.pk: figure for figure in figures if figure.activity.is_summary}
    rows = (
        Figure.objects.filter(covered_by__in=mine)
        .values("covered_by")
        .annotate(
            occasions=Coalesce(Sum("floor", filter=Q(activity__kind=Kind.OCCASION, activity__state=State.PUBLISHED)), 0),
            summaries=Coalesce(Max("floor", filter=Q(activity__kind=Kind.SUMMARY, activity__state=State.PUBLISHED)), 0),
        )
    )
    covered = {row["covered_by"]: max(row["occasions"], row["summaries"]) for row in rows}
    return [figure for pk, figure in mine.items() if figure.amount < covered.get(pk, 0)]
