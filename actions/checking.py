"""An independent look at the totals: raw SQL of its own over the figures, compared row by row with what is stored (`figures.md` 3)."""

from collections.abc import Iterator

from django.db import connection

FLOOR = "case when f.qualifier = 'ordinal' then 0 when f.qualifier in ('nearly', 'about') then f.amount * 9 / 10 else f.amount end"
PLACE = "case " + " ".join(f"when f.amount % {10**power} = 0 then {10**power}" for power in range(11, 0, -1)) + " else 1 end"
GRAIN = f"""case
  when f.qualifier = 'tens_of' then f.amount
  when f.amount = 0 then 1
  when f.qualifier = 'over' and {PLACE} >= 100 then {PLACE} / 10
  when f.qualifier = 'over' then {PLACE}
  when f.qualifier = 'about' and {PLACE} >= 10 then {PLACE} / 10
  else 1 end"""

OUTER = {
    "line": ("a.line_id", "0", "0", "''", "''"),
    "programme": ("a.line_id", "coalesce(a.programme_id, 0)", "0", "''", "''"),
    "community": ("a.line_id", "0", "coalesce(a.community_id, 0)", "f.own_covering_cell", "f.own_covering_end"),
}
YEARLY = [(level, place[:3], "") for level, place in OUTER.items()] + [("community", OUTER["community"][:3], "own_")]
SUMS = ("amount", "floor", "grain", "rank", "exact", "over", "nearly", "about", "tens_of", "ordinal")
SAID = f"""sum(case when f.qualifier = 'ordinal' then 0 else f.amount end), sum({FLOOR}),
  coalesce(max(case when f.qualifier = 'ordinal' then null else {GRAIN} end), 1),
  coalesce(max(case when f.qualifier = 'ordinal' then f.amount end), 0),
  {", ".join(f"sum(case when f.qualifier = '{code}' then 1 else 0 end)" for code in SUMS[4:])}"""
KEPT = ", ".join(f'"{name}"' for name in SUMS)
SOME = " + ".join(f'"{name}"' for name in SUMS[4:]) + " > 0"


def differences() -> Iterator[str]:
    """Yield in Chinese each difference between the totals table and the published figures, and each rule that no constraint can hold."""
    for level, place in OUTER.items():
        yield from _totals_of(level, place)
    for level, place, own in YEARLY:
        yield from _years_of(level, place, own)
    yield from _unplaced()
    yield from _rules()


def _rows(sql: str, parameters: tuple[str, ...] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _totals_of(level: str, place: tuple[str, ...]) -> Iterator[str]:
    """Compare one level inside the database, where millions of rows stay, and fetch only what differs."""
    line, programme, community, own_cell, own_end = place
    said = f"""select {line}, {programme}, {community}, f.indicator_id, f.cell, f.covering_cell, f.ends_in, f.covering_end, {own_cell}, {own_end}, {SAID}
        from actions_figure f join actions_activity a on a.id = f.activity_id
        where a.state = 'published' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"""  # noqa: S608
    kept = f"""select line, programme, community, indicator_id, cell, covering_cell, ends_in, covering_end, own_covering_cell, own_covering_end, {KEPT}
        from actions_tally where level = '{level}' and {SOME}"""  # noqa: S608
    for at, was, now in _differing(said, kept, 10):
        yield f"合计不符：{level} {at}，表里是{was}，按数字是{now}"


def _years_of(level: str, place: tuple[str, ...], own: str) -> Iterator[str]:
    """Compare what is kept for 累计 and for each year with the figures themselves."""
    figures = "from actions_figure f join actions_activity a on a.id = f.activity_id where a.state = 'published'"
    who = f"{', '.join(place)}, f.indicator_id"
    said = f"""select {who}, '', {SAID} {figures} and f.{own}covering_cell = '' group by 1, 2, 3, 4
        union all select {who}, substr(f.cell, 1, 4), {SAID} {figures} and f.cell <> 'all'
        and substr(f.cell, 1, 4) <> substr(f.{own}covering_cell, 1, 4) group by 1, 2, 3, 4, 5"""
    kept = f"""select line, programme, community, indicator_id, year, {KEPT}
        from actions_yeartally where level = '{level}' and own = {str(bool(own)).lower()} and {SOME}"""  # noqa: S608
    for at, was, now in _differing(said, kept, 5):
        yield f"年度合计不符：{level}{'（社区内）' if own else ''} {at}，表里是{was}，按数字是{now}"


def _differing(said: str, kept: str, key: int) -> Iterator[tuple[tuple, tuple | None, tuple | None]]:
    """Yield the key of each row that differs, as it is kept and as it should be; `key` columns name a row."""
    differing = (
        f"with said as ({said}), kept as ({kept})"  # noqa: S608
        " select 1, * from (select * from said except select * from kept) as one"
        " union all select 0, * from (select * from kept except select * from said) as other"
    )
    before: dict[tuple, tuple] = {}
    after: dict[tuple, tuple] = {}
    for is_said, *row in _rows(differing):
        (after if is_said else before)[tuple(row[:key])] = tuple(int(value) for value in row[key:])
    for at in sorted({*before, *after}, key=str):
        yield at, before.get(at), after.get(at)


def _unplaced() -> Iterator[str]:
    sql = """select f.id, a.id from actions_figure f join actions_activity a on a.id = f.activity_id
        where (a.state = 'published') <> (f.cell <> '')"""
    for figure, activity in _rows(sql):
        yield f"数字{figure}（活动{activity}）的所在期间与它是否公开不符"
    sql = """select a.id, a.revises_id from actions_activity a where a.revises_id is not null and a.state = 'published'"""
    for copy, record in _rows(sql):
        yield f"修订稿{copy}（修订自{record}）不该公开"


def _rules() -> Iterator[str]:
    rules = (
        (
            "select a.id, p.id from actions_activity a join actions_programme p on p.id = a.programme_id where a.line_id <> p.line_id",
            "活动{}与它的项目{}不是同一项行动",
        ),
        (
            """select f.id, a.id from actions_figure f join actions_activity a on a.id = f.activity_id where a.state = 'published'
            and not exists (select 1 from actions_indicatoronline l where l.indicator_id = f.indicator_id and l.line_id = a.line_id)""",
            "数字{}（活动{}）的指标不属于这项行动",
        ),
        (
            """select f.id, f.activity_id from actions_figure f join actions_indicator i on i.id = f.indicator_id
            where i.additive = (f.qualifier = 'ordinal')""",
            "数字{}（活动{}）：不可相加的指标只记届次，可相加的不记届次",
        ),
        (
            """select c.id, f.id from actions_figure f join actions_figure c on c.id = f.covered_by_id
            where c.indicator_id <> f.indicator_id""",
            "数字{}不能含另一指标的数字{}",
        ),
    )
    for sql, words in rules:
        for row in _rows(sql):
            yield words.format(*row)
