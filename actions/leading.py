"""The largest parts of a total and the rest of it: of 累计 and of a year in one statement over the rows kept for them, so that they always add up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .models import YearTally
from .models.tallies import MAXIMA, SUMS
from .periods import Period
from .sums import Scope

Row = dict[str, Any]
Parts = dict[int, list[Row]]
OTHERS, NONE = -1, 0  # in the place of an id
EVERY = 2**31
COLUMNS = (*SUMS, *MAXIMA)
REPORTED = " + ".join(f'"{name}"' for name in SUMS if name not in ("amount", "floor")) + " > 0"


@dataclass(frozen=True)
class Leading:
    """Rows of sums by the ids of the largest parts, the largest first, of all others, and of what names no part: of what counts, and of what each says."""

    counted: Parts
    own: Parts
    others: int  # how many parts there are besides

    @property
    def first(self) -> list[int]:
        return [pk for pk in self.own if pk not in (OTHERS, NONE)]

    @property
    def left(self) -> list[Row]:
        return self.counted.get(OTHERS, [])

    @property
    def nowhere(self) -> list[Row]:
        return self.counted.get(NONE, [])


def lead(counted: Mapping[int, Row], own: Mapping[int, Row], most: int | None) -> Leading:
    """Return the largest of parts that were summed already, and the others together."""
    said = {pk: own.get(pk, {"sum_amount": 0, "sum_floor": 0}) for pk in {*counted, *own} - {NONE}}
    ranked = sorted(said, key=lambda pk: (-said[pk]["sum_amount"], -said[pk]["sum_floor"], pk))[:most]
    places = {pk: pk for pk in (*ranked, NONE)}
    grouped: tuple[Parts, Parts] = defaultdict(list), defaultdict(list)
    for parts, rows in zip(grouped, (counted, own), strict=True):
        parts |= {pk: [] for pk in ranked}
        for pk, row in rows.items():
            parts[places.get(pk, OTHERS)].append(row)
    return Leading(*grouped, len(said) - len(ranked))


def leading(scope: Scope, indicator_id: int, period: Period, *, by: str, level: str, most: int | None, owns: tuple[bool, bool]) -> Leading:
    """Return the same of 累计 or of a year; `owns`: whether a community's own summaries alone stand, for what counts and for what a part says of itself."""
    sides = {"own": owns[1]} | ({"counted": owns[0]} if owns[0] != owns[1] else {})
    within = {name: row.pk for name in ("line", "programme", "community") if (row := getattr(scope, name))}
    kept = "".join(f" AND {name} = %s" for name in within) + "".join(f" AND {name} > 0" for name in within if name != "line")
    is_single = len(sides) == 1 and by == "programme"  # a programme is of one line, so that one row says all of it
    parts = ", ".join(f'{"" if is_single else _function(name)}(CASE WHEN own = %s THEN "{name}" END) AS {side}_{name}' for side in sides for name in COLUMNS)
    each = "" if is_single else f" GROUP BY {by}"
    again = ", ".join(f"{_function(name)}({side}_{name})" for side in sides for name in COLUMNS)
    sql = f"""
      SELECT CASE WHEN part = {NONE} THEN {NONE} WHEN place <= %s THEN part ELSE {OTHERS} END AS whose, COUNT(*), {again} FROM (
        SELECT summed.*, ROW_NUMBER() OVER (ORDER BY part = {NONE}, COALESCE(own_amount, 0) DESC, COALESCE(own_floor, 0) DESC, part) AS place FROM (
          SELECT {by} AS part, {parts} FROM {YearTally._meta.db_table}
          WHERE level = %s AND own IN ({", ".join(["%s"] * len(sides))}) AND indicator_id = %s AND year = %s AND {REPORTED}{kept}{each}
        ) summed
      ) ranked GROUP BY whose ORDER BY MIN(place)"""  # noqa: S608 - names of our own columns
    flags = [flag for flag in sides.values() for _ in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(sql, [EVERY if most is None else most, *flags, level, *sides.values(), indicator_id, period.code, *within.values()])
        found = cursor.fetchall()
    said, *also = ({row[0]: [_sums(row[2 + at * len(COLUMNS) :])] for row in found} for at in range(len(sides)))
    return Leading(also[0] if also else said, said, next((row[1] for row in found if row[0] == OTHERS), 0))


def _function(name: str) -> str:
    return "MAX" if name in MAXIMA else "SUM"


def _sums(values: tuple[Any, ...]) -> Row:
    """Return a row of sums as the door reads it; a side that nothing is on has none."""
    return {f"sum_{name}": int(value or 0) for name, value in zip(COLUMNS, values, strict=False)}
