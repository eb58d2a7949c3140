"""The totals table: which rows a figure belongs to, and how rows are locked and summed anew (`figures.md` 3)."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce

from .enums import QUALIFIERS, Kind, Level
from .models import Activity, Figure, Tally
from .models.tallies import KEY


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


def recompute(keys: Iterable[Key]) -> None:
    """Sum the rows of these keys anew: create what is missing, lock all in key order, then sum in a statement of its own.

    The sum is read only after the locks are held, so that it sees whatever the holder before committed; nothing is ever incremented.
    """
    wanted = sorted(set(keys))
    if not wanted:
        return
    Tally.objects.bulk_create([Tally(**key._asdict()) for key in wanted], ignore_conflicts=True)
    lock_rows(wanted)
    sums = {key: values for level in Level.values for key, values in _sums_of(level, [key for key in wanted if key.level == level])}
    empty = dict.fromkeys(SUMS, 0) | {"grain": 1}
    Tally.objects.bulk_create(
        [Tally(**key._asdict(), **sums.get(key, empty)) for key in wanted],
        update_conflicts=True,
        unique_fields=list(KEY),
        update_fields=list(SUMS),
    )


def rebuild() -> None:
    """Make the whole table anew in one pass over the figures for each level: for what was loaded in bulk, with nobody else at work."""
    table = connection.ops.quote_name(Tally._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        for level, columns in COLUMNS.items():
            names = [name.removeprefix("activity__").removesuffix("_id") if name.startswith("activity__") else name for name in columns]
            said = [*(f"COALESCE({name}, 0)" if name in ("programme", "community") else name for name in names), *RENAMED]
            absent = [name for name in KEY[1:] if name not in names]
            into = ["level", *names, *SUMS, *absent]
            values = ["%s", *said, *("0" if name in ("programme", "community") else "''" for name in absent)]
            sql, parameters = Figure.objects.public().order_by().values(*columns).annotate(**RENAMED).query.sql_with_params()
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(map(connection.ops.quote_name, into))}) WITH said ({', '.join([*names, *RENAMED])}) AS ({sql})"  # noqa: S608
                f" SELECT {', '.join(values)} FROM said WHERE TRUE",
                [*parameters, level],
            )


def lock_rows(keys: list[Key]) -> None:
    """Lock the rows of these keys in key order, so that two writers never hold what the other waits for."""
    rows = Tally.objects.filter(**_spanning(keys)).order_by(*KEY).select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def _spanning(keys: list[Key]) -> dict[str, Any]:
    """Return a filter that takes in at least these keys, as short as the parts they are made of."""
    return {f"{name}__in": {getattr(key, name) for key in keys} for name in ("level", "line", "programme", "community", "indicator_id", "cell", "ends_in")}


def _sums_of(level: str, keys: list[Key]) -> Iterable[tuple[Key, dict[str, int]]]:
    """Return the sums over published figures for keys of one level, as they are now."""
    if not keys:
        return
    parts = {name: {getattr(key, name) for key in keys} for name in ("line", "indicator_id", "cell", "covering_cell", "ends_in", "covering_end")}
    figures = Figure.objects.public().filter(activity__line__in=parts.pop("line"), **{f"{name}__in": values for name, values in parts.items()})
    if level == Level.PROGRAMME:
        figures = figures.filter(_one_of("activity__programme", {key.programme for key in keys}))
    if level == Level.COMMUNITY:
        figures = figures.filter(_one_of("activity__community", {key.community for key in keys}))
    columns = COLUMNS[level]
    wanted = set(keys)
    for row in figures.order_by().values(*columns).annotate(**RENAMED):
        key = _key(level, row)
        if key in wanted:
            yield key, {name: row[f"sum_{name}"] for name in SUMS}


def _one_of(name: str, ids: set[int]) -> Q:
    return Q(**{f"{name}__in": ids - {0}}) | (Q(**{f"{name}__isnull": True}) if 0 in ids else Q(pk__in=[]))


def _key(level: str, row: dict[str, Any]) -> Key:
    whose = (row["activity__line_id"], row.get("activity__programme_id") or 0, row.get("activity__community_id") or 0)
    own = (row.get("own_covering_cell", ""), row.get("own_covering_end", ""))
    return Key._make((level, *whose, *(row[name] for name in PLACE), *own))


def smaller_than_covered(figures: Iterable[Figure]) -> list[Figure]:
    """Return those of these summaries' figures that guarantee less than the occasions they cover, or than a summary they cover."""
    mine = {figure.pk: figure for figure in figures if figure.activity.is_summary}
    rows = (
        Figure.objects.public()
        .filter(covered_by__in=mine)
        .values("covered_by")
        .annotate(
            occasions=Coalesce(Sum("floor", filter=Q(activity__kind=Kind.OCCASION)), 0),
            summaries=Coalesce(Max("floor", filter=Q(activity__kind=Kind.SUMMARY)), 0),
        )
    )
    covered = {row["covered_by"]: max(row["occasions"], row["summaries"]) for row in rows}
    return [figure for pk, figure in mine.items() if figure.amount < covered.get(pk, 0)]
