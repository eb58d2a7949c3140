"""录入助手 with the live lists."""

from datetime import date

import pytest

from actions.assistant import UnknownEncoding, already_recorded, decoded, live_names, read_article
from members.models import Member, Unit, UnitKind
from publishing import services as publishing
from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user

JUNE = date(2023, 6, 30)
TEXT = "6月2日，会员周晓岚在红枫社区举办夜读会专场，80人到场。"


def test_a_new_member_community_and_programme_is_known_at_once(db):
    before = read_article(TEXT.replace("会员周", "周"), published=JUNE).proposals[0]
    Member.objects.create(name="周晓岚")
    make_community("红枫社区")
    make_programme("夜读会")

    after = read_article(TEXT.replace("会员周", "周"), published=JUNE).proposals[0]

    assert (before.people, before.programme, before.action_number) == ((), None, None)
    assert (after.people, after.programme, after.community, after.action_number) == (("周晓岚",), "夜读会", "红枫社区", 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_are_read_in_the_same_queries_for_any_number_of_rows(db, django_assert_num_queries, count):
    for number in range(1, count + 1):
        line = make_line(number)
        make_indicator(f"指标{number}", "场", lines=[line, make_line(1)])
        make_programme(f"项目{number}号", line)
        Unit.objects.create(name=f"单位{number}", short_name=f"位{number}", slug=f"u-{number}", kind=UnitKind.ENTERPRISE)

    with django_assert_num_queries(7):
        names = live_names()

    assert [(entry.name, entry.line) for entry in names.programmes] == [(f"项目{number}号", number) for number in range(1, count + 1)]
    assert {entry.name: entry.lines for entry in names.indicators} == {f"指标{number}": tuple(sorted({1, number})) for number in range(1, count + 1)}


def test_a_line_is_known_by_its_short_name_and_without_new(db):
    make_line(2)

    (entry,) = live_names().lines

    assert (entry.name, entry.aliases, entry.line) == ("新·第2行动", ("第2行动", "第2行动行动"), 2)


@pytest.fixture
def ledger(db):
    return make_programme("夜读会"), make_indicator("读书会期数", "期")


def found_for(text):
    return [[activity.title for activity in already.activities] for already in already_recorded(read_article(text, published=JUNE))]


def test_records_that_say_what_a_proposal_says_are_found(ledger):
    programme, indicator = ledger
    make_activity("同样的", programme=programme, days="..2023-06-30", summary=True, figures={indicator: "12期"})
    make_activity("别的数", programme=programme, days="..2023-06-30", summary=True, figures={indicator: "13期"})
    make_activity("别的准确程度", programme=programme, days="..2023-06-30", summary=True, figures={indicator: "近12期"})
    make_activity("别的项目", programme=make_programme("别的"), days="..2023-06-30", summary=True, figures={indicator: "12期"})
    make_activity("一次活动", programme=programme, days="2023-06-02", figures={indicator: "12期"})

    assert found_for("夜读会已举办12期。") == [["同样的"]]
    assert found_for("夜读会已举办14期。") == []


def test_only_records_whose_days_meet_are_found(ledger):
    _, indicator = ledger
    make_activity("五月", days="2023-05-10", figures={indicator: "2期"})
    make_activity("去年五月", days="2022-05-10", figures={indicator: "2期"})

    assert found_for("5月10日，举办2期。") == [["五月"]]
    assert found_for("5月11日，举办2期。") == []


def test_withdrawn_records_and_working_copies_are_not_found(ledger):
    _, indicator = ledger
    record = make_activity("五月", days="2023-05-10", figures={indicator: "2期"}, published=True)
    publishing.revise(record, reason="改错字", by=make_user())
    assert found_for("5月10日，举办2期。") == [["五月"]]

    gone = make_activity("六月", days="2023-06-10", figures={indicator: "2期"}, published=True)
    assert found_for("6月10日，举办2期。") == [["六月"]]
    publishing.withdraw(gone, reason="重复录入", by=make_user())

    assert found_for("6月10日，举办2期。") == []


@pytest.mark.parametrize("count", [1, 3])
def test_records_are_found_in_the_same_queries_for_any_number_of_proposals(ledger, django_assert_num_queries, count):
    _, indicator = ledger
    for number in range(2, count + 2):
        make_activity(f"五月{number}", days="2023-05-10", figures={indicator: f"{number}期"})
    reading = read_article("。".join(f"5月10日，举办{number}期" for number in range(2, count + 2)), published=JUNE)

    with django_assert_num_queries(2):
        found = already_recorded(reading)

    assert [[activity.title for activity in already.activities] for already in found] == [[f"五月{number}"] for number in range(2, count + 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_file_is_decoded_in_the_encodings_that_reports_come_in(encoding):
    assert decoded("举办１２期，“夜读会”。".encode(encoding)) == "举办１２期，“夜读会”。"


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"\xff\xfe\x00"])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(UnknownEncoding):
        decoded(content)
