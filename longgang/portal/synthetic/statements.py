"""The INSERT … SELECT of each kind of synthetic row, the same words for both databases but for how a day is made."""

from django.db import connection

from publishing.models import State

from .shapes import FIGURES

SLOT_ROWS = "synthetic_slot p join synthetic_record r on r.shape = p.shape and r.row_number < p.taken"


def _moved(year, rest):
    """Return the SQL of a text that begins with a year, the year moved as far as the slot says."""
    return f"cast({year} + p.moved as varchar(4)) || {rest}"


def _day(text):
    return f"cast({text} as date)" if connection.vendor == "postgresql" else text


def _moment(text):
    return f"cast({text} || '+00' as timestamptz)" if connection.vendor == "postgresql" else text


def _flag(value):
    return str(value).lower() if connection.vendor == "postgresql" else str(int(value))


def _insert(table, values, source):
    return f"insert into {table} ({', '.join(values)}) select {', '.join(values.values())} from {source}"  # noqa: S608 - our own words only


def activities(author):
    published = _moment(_moved("r.published_year", "r.published_at"))
    values = {
        "id": "p.base + r.row_number",
        "kind": "r.kind",
        "line_id": "p.line_id",
        "title": "p.name || case when r.kind = 'summary' then '累计情况' else '第' || cast(r.row_number + 1 as varchar(6)) || '次活动' end",
        "programme_id": "p.programme_id",
        "number": "case when p.programme_id is null then null else r.number end",
        "stands_alone": f"case when p.programme_id is null then {_flag(True)} else {_flag(False)} end",
        "work": "r.work",
        "happened_from": _day(_moved("r.first_year", "r.first_day")),
        "happened_to": _day(_moved("r.last_year", "r.last_day")),
        "precision": "r.precision_code",
        "community_id": "place.community_id",
        "place": "'示例地点'",
        "summary": "'为测试生成的一条记录，不是真实活动。'",
        "body": "'<p>这是为测试生成的正文，不是真实活动。' || p.name || '的一条记录。</p>'",
        "source": "'示例来源'",
        "contributor": "''",
        "editor": "''",
        "state": f"'{State.PUBLISHED}'",
        "version": "3",
        "reason": "''",
        "created_at": published,
        "created_by_id": str(author),
        "changed_at": published,
        "changed_by_id": str(author),
        "first_published_at": published,
        "published_at": published,
    }
    place = "left join synthetic_place place on r.community > 0 and place.n = (p.place + r.community) % (select count(*) from synthetic_place)"
    return _insert("actions_activity", values, f"{SLOT_ROWS} {place} order by 1")


def figures():
    def cell(name):
        return f"case when f.{name}_year is null then f.{name}_rest else {_moved(f'f.{name}_year', f'f.{name}_rest')} end"

    values = {
        "id": f"p.base_figure + f.row_number * {FIGURES} + f.position",
        "activity_id": "p.base + f.row_number",
        "indicator_id": "f.indicator_id",
        "amount": "f.amount",
        "qualifier": "f.qualifier",
        "position": "f.position",
        "cell": cell("cell"),
        "ends_in": cell("ends_in"),
        "covering_cell": cell("covering_cell"),
        "covering_end": cell("covering_end"),
        "covered_by_id": "p.base_figure + f.covered_by",
        "own_covering_cell": cell("own_covering_cell"),
        "own_covering_end": cell("own_covering_end"),
        "own_covered_by_id": "p.base_figure + f.own_covered_by",
        "floor": "f.floor_",
        "grain": "f.grain",
    }
    return _insert("actions_figure", values, "synthetic_slot p join synthetic_figure f on f.shape = p.shape and f.row_number < p.taken order by 1")


def hosts(units):
    """Every activity has a host, every third an assistant as well."""
    values = {"activity_id": "p.base + r.row_number", "unit_id": "u.unit_id", "role": "way.role", "position": "way.position"}
    ways = "(select 'host' as role, 0 as position union all select 'assistant', 1) way"
    source = f"{SLOT_ROWS} cross join {ways} join synthetic_unit u on u.n = (p.n * 7 + way.position + r.row_number / 10) % {units}"
    return _insert("actions_activityhost", values, f"{source} where way.position = 0 or (p.base + r.row_number) % 3 = 0 order by 1, 4")


def people(members):
    """Every second activity names a member without a basis, every tenth an invented name on an invented report."""
    values = {
        "activity_id": "p.base + r.row_number",
        "member_id": "m.member_id",
        "name": "case when m.member_id is null then '示例人员' || cast((p.n + r.row_number) % 40 + 1 as varchar(4)) else '' end",
        "role": "case when m.member_id is null then 'lecturer' else 'volunteer' end",
        "basis": "case when m.member_id is null then 'source' else '' end",
        "consent_version": "''",
        "published_in": "case when m.member_id is null then '示例来源' else '' end",
        "published_on": f"case when m.member_id is null then {_day(_moved('r.last_year', 'r.last_day'))} end",
        "position": "way.position",
    }
    ways = "(select 0 as position union all select 1) way"
    member = f"left join synthetic_member m on way.position = 0 and m.n = (p.n * 11 + r.row_number) % {members}"
    chosen = "(way.position = 0 and (p.base + r.row_number) % 2 = 0) or (way.position = 1 and (p.base + r.row_number) % 10 = 0)"
    return _insert("actions_activityperson", values, f"{SLOT_ROWS} cross join {ways} {member} where {chosen} order by 1, 9")
