"""Filling a portal with synthetic records: shapes and slots into tables of the session, then one INSERT … SELECT for each kind of row."""

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max

from actions.models import Activity, ActivityHost, ActivityPerson, Figure, Tally, YearTally
from actions.rebuilding import rebuild
from publishing.models import Verb
from publishing.trail import leave_trace

from . import bulk, reference
from .beside import fill_beside
from .plan import LAST_YEAR, MOST_SHAPES, Plan
from .shapes import FIGURES, FIRST, make_shape
from .statements import activities, figures, hosts, people

FILLED = (Activity, Figure, ActivityHost, ActivityPerson)
MANY = 50_000  # activities from which on indexes are made afterwards
SLOTS = {
    "n": "integer", "shape": "integer", "taken": "integer", "base": "bigint", "base_figure": "bigint", "line_id": "bigint",
    "programme_id": "bigint", "name": "varchar(60)", "moved": "integer", "place": "integer",
}  # fmt: skip
RECORDS = {
    "shape": "integer", "row_number": "integer", "kind": "varchar(8)", "first_year": "integer", "first_day": "varchar(6)", "last_year": "integer",
    "last_day": "varchar(6)", "precision_code": "varchar(8)", "community": "integer", "number": "integer", "work": "varchar(12)", "published_year": "integer",
    "published_at": "varchar(20)",
}  # fmt: skip
CELLS = ("cell", "ends_in", "covering_cell", "covering_end", "own_covering_cell", "own_covering_end")
FIGURE_ROWS = {
    "shape": "integer", "row_number": "integer", "position": "integer", "indicator_id": "bigint", "amount": "bigint", "qualifier": "varchar(8)",
    "floor_": "bigint", "grain": "bigint", "covered_by": "integer", "own_covered_by": "integer",
    **{f"{name}_{part}": kind for name in CELLS for part, kind in (("year", "integer"), ("rest", "varchar(4)"))},
}  # fmt: skip
PLACES = {"n": "integer", "community_id": "bigint"}
UNITS = {"n": "integer", "unit_id": "bigint"}
MEMBERS = {"n": "integer", "member_id": "bigint"}


@transaction.atomic
def fill(count, *, seed=1, many=MANY, tell=lambda line: None):
    """Add `count` published activities of five figures each with all they stand on, and bring the totals; return the plan they follow.

    The same on every machine and day for the same count, seed and what was there before.
    """
    plan, by = Plan(count), reference.author()
    lines = reference.lines_and_indicators(by=by)
    reference.targets(lines, LAST_YEAR)
    tell("行动、指标、目标已备好")
    shapes = _shapes(plan, lines, seed)
    tell(f"{len(shapes)}种样式已算好")
    places, units, members = reference.communities(plan.communities), reference.units(plan.units), reference.members(plan.members)
    fill_beside(plan, lines, by=by, years=(LAST_YEAR - plan.years + 1, LAST_YEAR), communities=places, units=units, members=members)
    bulk.make_table("synthetic_place", PLACES, enumerate(places))
    bulk.make_table("synthetic_unit", UNITS, enumerate(units))
    bulk.make_table("synthetic_member", MEMBERS, enumerate(members))
    bulk.make_table("synthetic_record", RECORDS, (row for shape in shapes.values() for row in _records(shape)))
    bulk.make_table("synthetic_figure", FIGURE_ROWS, (row for shape in shapes.values() for row in _figures(shape)))
    bulk.make_table("synthetic_slot", SLOTS, _slots(plan, lines, shapes))
    with bulk.bare([model._meta.db_table for model in FILLED], when=count >= many):
        for statement in (activities(by.pk), figures(), hosts(plan.units), people(plan.members)):
            bulk.execute(statement)
            tell(f"{statement.split()[2]} 已写入")
    bulk.drop_tables("synthetic_place", "synthetic_unit", "synthetic_member", "synthetic_record", "synthetic_figure", "synthetic_slot")
    for statement in connection.ops.sequence_reset_sql(no_style(), FILLED):
        bulk.execute(statement)
    tell("索引已建好")
    if bulk.is_postgres():
        bulk.execute("set local work_mem = '256MB'")
    rebuild()
    tell("合计已算好")
    leave_trace(verb=Verb.CREATED, by=by, fields=[f"synthetic={count}"])
    for model in (*FILLED, Tally, YearTally):
        bulk.execute(f"analyze {model._meta.db_table}")
    return plan


def _shapes(plan, lines, seed):
    """Return the shapes that the plan needs, by number: those of programmes, then one for each line of what belongs to none."""
    asked = {"years": plan.years, "communities": plan.own_communities, "seed": seed}
    numbers = sorted(set(plan.shapes()))
    found = {number: make_shape(number, lines[number % 6][1], size=plan.size(number), **asked) for number in numbers}
    return found | {
        MOST_SHAPES + place: make_shape(MOST_SHAPES + place, counts, size=plan.records, alone=True, **asked) for place, (_, counts) in enumerate(lines)
    }


def _slots(plan, lines, shapes):
    """Yield a row for each programme, and for each handful of records without one, until there are as many activities as asked for."""
    base = (Activity.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    base_figure = (Figure.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    numbers = plan.shapes()
    programmes = reference.programmes([lines[number % 6][0] for number in numbers])
    asked = [(number, len(shapes[number].records), programme) for number, programme in zip(numbers, programmes, strict=True)]
    left = plan.activities - sum(taken for _, taken, _ in asked)
    while left > 0:
        asked.append((MOST_SHAPES + len(asked) % 6, min(left, plan.records), None))
        left -= asked[-1][1]
    for n, (number, taken, programme) in enumerate(asked):
        shape = shapes[number]
        begins = LAST_YEAR - plan.years + 1 + n * 7 % (plan.years - shape.years + 1)
        yield (
            n, number, taken, base, base_figure, lines[number % 6][0], programme and programme.pk, programme.name if programme else "示例单次活动",
            begins - FIRST, n * 13 % plan.communities,
        )  # fmt: skip
        base += taken
        base_figure += taken * FIGURES


def _records(shape):
    for record in shape.records:
        first, last, published = record.first, record.last, record.published
        yield (
            shape.number, record.row, record.kind, first and first.year, first and f"-{first:%m-%d}", last.year, f"-{last:%m-%d}", record.precision,
            record.community, None if record.summary else record.row + 1, record.work, published.year, f"-{published:%m-%d %H:%M:%S}",
        )  # fmt: skip


def _figures(shape):
    for record in shape.records:
        for position, said in enumerate(record.said):
            standing = shape.standings[record.row * FIGURES + position]
            quantity = said.quantity
            cells = (standing.cell, standing.ends, standing.covering_cell, standing.covering_end, standing.own_covering_cell, standing.own_covering_end)
            yield (
                shape.number, record.row, position, said.indicator, quantity.amount, quantity.qualifier.value, quantity.floor or 0, quantity.grain or 1,
                standing.covered_by, standing.own_covered_by, *(part for cell in cells for part in _parted(cell)),
            )  # fmt: skip


def _parted(cell):
    """Return the year of a cell, which moves with the slot, and what follows it; the cells of no year have None."""
    return (int(cell[:4]), cell[4:]) if cell[:1].isdigit() else (None, cell)
