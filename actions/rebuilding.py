"""The totals made anew for everything at once: for what was loaded in bulk, with nobody else at work."""

from collections.abc import Iterator

from django.db import connection, transaction

from .enums import Level
from .models import Figure, Tally, YearTally
from .models.tallies import KEY
from .summing import FROM_ROWS
from .tallying import COLUMNS, RENAMED, SUMS

ORDER = "indicator_id, cell, line"  # as whole tables are asked for, so that what is read together lies together


@transaction.atomic
def rebuild() -> None:
    """Make all totals anew: one pass over the figures for each level, then one over the totals for 累计 and for the years."""
    with connection.cursor() as cursor:
        for model in (YearTally, Tally):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608
        for level in COLUMNS:
            cursor.execute(*_of_level(level))
        for statement in _of_years():
            cursor.execute(statement)


def _of_level(level: str) -> tuple[str, list[object]]:
    """Return the statement that makes the rows of one level, and its parameters, from the sums that the service itself is defined by."""
    columns = COLUMNS[level]
    names = [name.removeprefix("activity__").removesuffix("_id") if name.startswith("activity__") else name for name in columns]
    said = [*(f"COALESCE({name}, 0)" if name in ("programme", "community") else name for name in names), *RENAMED]
    absent = [name for name in KEY[1:] if name not in names]
    into = ", ".join(map(connection.ops.quote_name, ["level", *names, *SUMS, *absent]))
    values = ", ".join(["%s", *said, *("0" if name in ("programme", "community") else "''" for name in absent)])
    sql, parameters = Figure.objects.public().order_by().values(*columns).annotate(**RENAMED).query.sql_with_params()
    statement = f"INSERT INTO {Tally._meta.db_table} ({into}) WITH said ({', '.join([*names, *RENAMED])}) AS ({sql}) SELECT {values} FROM said ORDER BY {ORDER}"  # noqa: S608
    return statement, [*parameters, level]


def _of_years() -> Iterator[str]:
    """Yield the statements that add up the rows of 累计 and of years: in all, and for communities by their own summaries too."""
    sums = ", ".join(map(connection.ops.quote_name, FROM_ROWS))
    for own, covering, levels in ((False, "covering_cell", Level.values), (True, "own_covering_cell", [Level.COMMUNITY])):
        of_year = f"s.cell <> 'all' AND SUBSTR(s.cell, 1, 4) <> SUBSTR(s.{covering}, 1, 4)"
        for year, counts in (("''", f"s.{covering} = ''"), ("SUBSTR(s.cell, 1, 4)", of_year)):
            yield (
                f"INSERT INTO {YearTally._meta.db_table} (level, own, indicator_id, year, line, programme, community, {sums})"  # noqa: S608
                f" SELECT s.level, {str(own).upper()}, s.indicator_id, {year}, s.line, s.programme, s.community, {', '.join(FROM_ROWS.values())}"
                f" FROM {Tally._meta.db_table} s WHERE {counts} AND s.level IN ({', '.join(repr(str(level)) for level in levels)})"
                " GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7"
            )
