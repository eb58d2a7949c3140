import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from members.models import Unit
from publishing import guards, trail
from publishing.models import Seal, Trace, Unchangeable, Verb
from publishing.trail import digest_of, leave_trace, log_path, seal, verify
from tests.actions.factories import make_activity, make_indicator

pytestmark = pytest.mark.django_db


def past_the_guards(statement, *values):
    """Do what somebody does who reaches the database itself."""
    with connection.cursor() as cursor:
        for lift in guards.lifting(connection.vendor):
            cursor.execute(lift)
        cursor.execute(statement, values)
        for lay in guards.laying(connection.vendor):
            cursor.execute(lay)


@pytest.fixture
def chained():
    """Return the ids of six rows, sealed three at a time."""
    ids = []
    for name in ["一", "二"]:
        for number in range(3):
            ids.append(leave_trace(verb=Verb.CHANGED, subject=make_unit(f"{name}{number}"), fields=["name"]).pk)
        seal()
    assert verify() == []
    return ids


def make_unit(name):
    return Unit.objects.create(name=name, slug=f"u{Unit.objects.count()}", kind="media")


# ---- Leaving traces


def test_a_trace_holds_names_of_fields_and_a_digest_and_no_value(admin_user):
    unit = make_unit("市新联会")

    row = leave_trace(verb=Verb.CHANGED, subject=unit, by=admin_user, fields={"short_name", "name"}, digest=digest_of(unit))

    row.refresh_from_db()
    assert (row.verb, row.by, row.subject_type.model_class(), row.subject_id) == ("changed", admin_user, Unit, unit.pk)
    assert row.fields == ["name", "short_name"]
    assert re.fullmatch("[0-9a-f]{64}", row.digest)


def test_a_trace_is_gone_with_the_transaction_it_was_left_in():
    with pytest.raises(RuntimeError), transaction.atomic():
        leave_trace(verb=Verb.EXPORTED)
        raise RuntimeError

    assert Trace.objects.count() == 0


def test_the_digest_follows_the_content_and_nothing_else():
    unit, other = make_unit("甲"), make_unit("甲二")
    before = digest_of(unit)
    other.name, other.slug = unit.name, unit.slug

    assert digest_of(other) == before  # another id, the same content
    unit.introduction = "改了一个字"
    assert digest_of(unit) != before


def test_the_digest_of_a_record_holds_its_children_and_not_its_state():
    indicator = make_indicator()
    first = make_activity("一", figures={indicator: "100多场"})
    same = make_activity("一", figures={indicator: "100多场"}, published=True)
    other = make_activity("一", figures={indicator: "100场"})
    bare = make_activity("一")

    assert digest_of(first) == digest_of(same)
    assert len({digest_of(first), digest_of(other), digest_of(bare)}) == 3


def test_a_keyed_digest_needs_the_key(settings):
    first = trail.keyed_digest("admin")
    settings.TRAIL_KEY = "another"

    assert trail.keyed_digest("admin") != first


# ---- Nobody changes what is appended


@pytest.mark.parametrize("model", [Trace, Seal])
@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: type(row).objects.update(digest=""),
        lambda row: type(row).objects.bulk_update([row], ["digest"]),
        lambda row: type(row).objects.all().delete(),
    ],
    ids=["save", "delete", "update", "bulk_update", "queryset_delete"],
)
def test_the_orm_refuses_to_change_what_is_appended(chained, model, change):
    with pytest.raises(Unchangeable):
        change(model.objects.first())

    assert verify() == []


@pytest.mark.parametrize("table", guards.TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET digest = ''", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_appended(chained, table, statement):
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))

    assert verify() == []


# ---- Sealing


def test_sealing_again_with_nothing_new_seals_nothing(chained):
    assert seal() == 0
    assert log_path().read_text().count("\n") == 2
    assert list(Seal.objects.order_by("number").values_list("trace_id", flat=True)) == chained


def test_more_rows_than_a_batch_are_sealed_in_one_go(monkeypatch):
    monkeypatch.setattr(trail, "BATCH", 2)
    for _ in range(5):
        leave_trace(verb=Verb.EXPORTED)

    assert seal() == 5

    assert verify() == []
    assert log_path().read_text().count("\n") == 3


def test_a_row_that_a_long_transaction_held_back_is_sealed_late(chained):
    past_the_guards("INSERT INTO publishing_trace (id, at, verb, fields, digest) VALUES (-1, %s, 'exported', '[]', '')", timezone.now() - timedelta(minutes=50))

    assert seal() == 1

    assert verify() == []


def test_a_crash_between_commit_and_log_is_made_good_by_the_next_sealing(chained):
    lines = log_path().read_text().splitlines(keepends=True)
    log_path().write_text("".join(lines[:-1]))
    assert verify() == ["记录文件缺少封到第6号的一行。"]

    seal()

    assert verify() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sealers_that_run_at_once_make_one_chain(settings):
    from concurrent.futures import ThreadPoolExecutor

    for _ in range(40):
        leave_trace(verb=Verb.EXPORTED)

    def run(_):
        try:
            return seal()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(run, range(4)))

    assert sum(counts) == 40
    assert verify() == []


# ---- Finding out


def altered(ids):
    past_the_guards("UPDATE publishing_trace SET verb = 'viewed' WHERE id = %s", ids[1])
    return [f"留痕（编号{ids[1]}）与第2号封印不符：内容、编号或封印被改动过。"]


def backdated(ids):
    past_the_guards("UPDATE publishing_trace SET at = %s WHERE id = %s", timezone.now() - timedelta(minutes=3), ids[1])
    return [f"留痕（编号{ids[1]}）与第2号封印不符：内容、编号或封印被改动过。"]


def removed(ids):
    past_the_guards("DELETE FROM publishing_trace WHERE id = %s", ids[1])
    return [f"第2号封印所封的留痕（编号{ids[1]}）不见了。"]


def removed_with_its_seal(ids):
    past_the_guards("DELETE FROM publishing_trace WHERE id = %s", ids[1])
    past_the_guards("DELETE FROM publishing_seal WHERE number = 2")
    return ["封印第2号至第2号不见了。"]


def swapped_contents(ids):
    first, second = Trace.objects.get(pk=ids[1]), Trace.objects.get(pk=ids[2])
    past_the_guards("UPDATE publishing_trace SET subject_id = %s, at = %s WHERE id = %s", second.subject_id, second.at, first.pk)
    past_the_guards("UPDATE publishing_trace SET subject_id = %s, at = %s WHERE id = %s", first.subject_id, first.at, second.pk)
    return [f"留痕（编号{ids[n]}）与第{n + 1}号封印不符：内容、编号或封印被改动过。" for n in (1, 2)]


def swapped_ids(ids):
    for old, new in [(ids[1], -9), (ids[2], ids[1]), (-9, ids[2])]:
        past_the_guards("UPDATE publishing_trace SET id = %s WHERE id = %s", new, old)
    return [f"留痕（编号{ids[n]}）与第{n + 1}号封印不符：内容、编号或封印被改动过。" for n in (1, 2)]


def swapped_in_the_seals(ids):
    for old, new in [(ids[1], -9), (ids[2], ids[1]), (-9, ids[2])]:
        past_the_guards("UPDATE publishing_seal SET trace_id = %s WHERE trace_id = %s", new, old)
    return [f"留痕（编号{ids[3 - n]}）与第{n + 1}号封印不符：内容、编号或封印被改动过。" for n in (1, 2)]


def inserted(ids):
    past_the_guards("INSERT INTO publishing_trace (id, at, verb, fields, digest) VALUES (-1, %s, 'viewed', '[]', '')", timezone.now() - timedelta(hours=2))
    seal()
    return ["留痕（编号-1）没有封印，时间却早于最近一次封存一小时以上：疑为事后插入。"]


def inserted_with_a_seal(ids):
    now = timezone.now()
    past_the_guards("INSERT INTO publishing_trace (id, at, verb, fields, digest) VALUES (-1, %s, 'viewed', '[]', '')", now)
    past_the_guards("INSERT INTO publishing_seal (number, trace_id, sealed_at, digest) VALUES (7, -1, %s, %s)", now, "0" * 64)
    return ["留痕（编号-1）与第7号封印不符：内容、编号或封印被改动过。", "记录文件缺少封到第7号的一行。"]


def tail_cut(ids):
    past_the_guards("DELETE FROM publishing_trace WHERE id >= %s", ids[3])
    past_the_guards("DELETE FROM publishing_seal WHERE number >= 4")
    return ["末尾被截断：记录文件第2行说封到第6号，表中只到第3号。"]


def emptied(ids):
    past_the_guards("DELETE FROM publishing_trace")
    past_the_guards("DELETE FROM publishing_seal")
    return [f"末尾被截断：记录文件第{n}行说封到第{n * 3}号，表中只到第0号。" for n in (1, 2)]


def head_cut(ids):
    past_the_guards("DELETE FROM publishing_trace WHERE id <= %s", ids[1])
    past_the_guards("DELETE FROM publishing_seal WHERE number <= 2")
    return ["封印第1号至第2号不见了。"]


def tail_cut_and_sealed_over(ids):
    tail_cut(ids)
    leave_trace(verb=Verb.EXPORTED)
    seal()
    return ["末尾被截断：记录文件第2行说封到第6号，表中只到第4号。"]


def log_altered(ids):
    log_path().write_text(log_path().read_text().replace("3 ", "3 0", 1))
    return ["记录文件第1行与封印不符：记录文件或封印被改动过。", "记录文件缺少封到第3号的一行。"]


def log_absent(ids):
    log_path().unlink()
    return ["记录文件 trail.log 不见了。"]


def log_emptied_and_sealed_over(ids):
    log_path().write_text("")
    seal()
    return ["记录文件缺少封到第3号的一行。", "记录文件缺少封到第6号的一行。"]


def log_of_bytes(ids):
    log_path().write_bytes(log_path().read_bytes() + b"\xff\xfe\n")
    return ["记录文件第3行与封印不符：记录文件或封印被改动过。"]


TAMPERINGS = [
    altered,
    backdated,
    removed,
    removed_with_its_seal,
    swapped_contents,
    swapped_ids,
    swapped_in_the_seals,
    inserted,
    inserted_with_a_seal,
    tail_cut,
    emptied,
    head_cut,
    tail_cut_and_sealed_over,
    log_altered,
    log_absent,
    log_emptied_and_sealed_over,
    log_of_bytes,
]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_found(chained, tamper, capsys):
    expected = tamper(chained)

    with pytest.raises(CommandError) as refusal:
        call_command("verify_trail")

    assert capsys.readouterr().out.splitlines() == expected
    assert refusal.value.returncode == 1


def test_another_key_holds_no_seal(chained, settings):
    settings.TRAIL_KEY = "the key of somebody else"

    assert len(verify()) == 6


def test_the_commands_seal_and_verify(capsys):
    leave_trace(verb=Verb.EXPORTED)

    call_command("verify_trail")
    call_command("seal_trail")
    call_command("verify_trail")

    assert capsys.readouterr().out.splitlines() == ["留痕完好：已封存 0 条，待封存 1 条。", "新封存 1 条留痕。", "留痕完好：已封存 1 条，待封存 0 条。"]
