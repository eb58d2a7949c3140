"""The SQL that sums rows of the totals anew: one statement for each level, from what lies nearest (`figures.md` 3).

A programme's and a community's rows are summed over their own figures of the month, a line's over its programmes' rows, a year's over the rows of its key:
so that the work for one record does not grow with how many there are. Whoever calls holds the locks of all rows named.
"""

from collections.abc import Collection

from django.db import connection

from .enums import QUALIFIERS, Level
from .models import Tally, YearTally

COUNTS = tuple(code for code, _ in QUALIFIERS)
ADDS = "f.qualifier <> 'ordinal'"
FROM_FIGURES = {
    "amount": f"COALESCE(SUM(CASE WHEN {ADDS} THEN f.amount END), 0)",
    "floor": f"COALESCE(SUM(CASE WHEN {ADDS} THEN f.floor END), 0)",
    "grain": f"COALESCE(MAX(CASE WHEN {ADDS} THEN f.grain END), 1)",
    "rank": "COALESCE(MAX(CASE WHEN f.qualifier = 'ordinal' THEN f.amount END), 0)",
    **{code: f"COUNT(CASE WHEN f.qualifier = '{code}' THEN 1 END)" for code in COUNTS},
}
FROM_ROWS = {name: f'COALESCE(SUM(s."{name}"), 0)' for name in ("amount", "floor", *COUNTS)} | {
    "grain": "COALESCE(MAX(s.grain), 1)",
    "rank": "COALESCE(MAX(s.rank), 0)",
}
PLACE = ("indicator_id", "cell", "covering_cell", "ends_in", "covering_end")
#: The cell is wrapped so that no planner starts from all figures of a month: those of one programme or community are fewer at any size.
SAME_PLACE = " AND ".join(f"f.{name} = t.{name}" for name in PLACE).replace("f.cell =", "f.cell || '' =")
SAME_OWN = "f.own_covering_cell = t.own_covering_cell AND f.own_covering_end = t.own_covering_end"
PUBLIC = "a.state = 'published' AND a.line_id + 0 = t.line"  # the line is no way in: it has too many records
FIGURES = "actions_figure f JOIN actions_activity a ON a.id = f.activity_id"
SOURCES = {
    (Level.PROGRAMME, False): f"{FIGURES} WHERE {PUBLIC} AND a.programme_id = t.programme AND {SAME_PLACE}",
    (Level.PROGRAMME, True): f"{FIGURES} WHERE {PUBLIC} AND a.programme_id IS NULL AND {SAME_PLACE}",
    (Level.COMMUNITY, False): f"{FIGURES} WHERE {PUBLIC} AND a.community_id = t.community AND {SAME_PLACE} AND {SAME_OWN}",
    (Level.COMMUNITY, True): f"{FIGURES} WHERE {PUBLIC} AND a.community_id IS NULL AND {SAME_PLACE} AND {SAME_OWN}",
}
PROGRAMMES_ROWS = f"actions_tally s WHERE s.level = '{Level.PROGRAMME}' AND s.line = t.line AND " + " AND ".join(f"s.{name} = t.{name}" for name in PLACE)
COVERING = "CASE WHEN t.own THEN s.own_covering_cell ELSE s.covering_cell END"
ROWS_OF_THE_KEY = (
    "actions_tally s WHERE s.level = t.level AND s.line = t.line AND s.programme = t.programme AND s.community = t.community"
    " AND s.indicator_id = t.indicator_id"
)
IN_ALL = f"{COVERING} = ''"
IN_YEAR = f"SUBSTR(s.cell, 1, 4) = t.year AND SUBSTR({COVERING}, 1, 4) <> t.year"


def sum_tallies(level: str, ids: Collection[int], *, of_none: bool) -> None:
    """Sum these rows of one level anew; `of_none`: those of no programme or no community. A line's must come last, since it takes its programmes'."""
    if level == Level.LINE:
        _update(Tally._meta.db_table, FROM_ROWS, PROGRAMMES_ROWS, ids)
    else:
        _update(Tally._meta.db_table, FROM_FIGURES, f"{SOURCES[Level(level), of_none]} AND {_in_month()}", ids)


def sum_years(ids: Collection[int], *, of_all: bool) -> None:
    """Sum these rows of 累计, or of years, anew, from tallies that are summed already."""
    _update(YearTally._meta.db_table, FROM_ROWS, f"{ROWS_OF_THE_KEY} AND {IN_ALL if of_all else IN_YEAR}", ids)


def _in_month() -> str:
    """Return the condition that keeps a record to the month its figures end in, which indexes know by its last day."""
    if connection.vendor == "postgresql":
        first = "CAST(t.ends_in || '-01' AS date)"
        return f"a.happened_to >= {first} AND a.happened_to < {first} + INTERVAL '1 month'"
    return "a.happened_to >= t.ends_in || '-01' AND a.happened_to <= t.ends_in || '-31'"


def _update(table: str, sums: dict[str, str], source: str, ids: Collection[int]) -> None:
    if not ids:
        return
    names = ", ".join(f'"{name}"' for name in sums)
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} AS t SET ({names}) = (SELECT {', '.join(sums.values())} FROM {source}) WHERE t.id IN ({marks})", list(ids))  # noqa: S608
