"""The evidence pages: each total written out, and only where there is one."""

import re

import pytest
from django.urls import reverse

from actions import progress
from actions.models import Target
from actions.periods import Period
from publishing import services as publishing
from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user

pytestmark = pytest.mark.django_db


def amounts(page):
    return [int(found) for found in re.findall(r'data-amount="(\d+)"', page)]


def total(page):
    return int(re.search(r'data-total="(\d+)"', page)[1])


def words(page):
    """Return the visible text without white space."""
    return re.sub(r"\s", "", re.sub(r"<[^>]+>", "", page[page.index("<main") :]))


@pytest.fixture
def ledger(db):
    """A summary of 1000多场 over a session of its programme, a programme without a known start, and a session that stands alone."""
    line = make_line(4)
    sessions = make_indicator(lines=[line, make_line(1)], adds_over_lines=True, definition="一次公开活动记1场。")
    youth, help_ = make_programme("青春健康", line), make_programme("帮教", line)
    make_activity("系列活动", programme=youth, days="2015-01-01..2022-07-20", summary=True, figures={sessions: "1000多"}, source="浙江统战", published=True)
    make_activity("夏令营", programme=youth, days="2022-06-12", figures={sessions: "1"}, published=True)
    make_activity("帮教至今", programme=help_, days="..2022-07-20", summary=True, figures={sessions: "600多"}, published=True)
    make_activity("入户探望", line=line, days="2022-05-10", figures={sessions: "3"}, community=make_community(), published=True)
    make_activity("社区服务", line=make_line(1), days="2022-05-11", figures={sessions: "2"}, published=True)
    return sessions


def evidence(client, indicator, *, line=None, period="", **query):
    url = progress.evidence_url(indicator, period=Period.parse(period), scope=progress.Scope(line))
    return client.get(url, query)


def test_the_sum_is_written_out_and_adds_up(client, ledger):
    page = evidence(client, ledger, line=make_line(4)).content.decode()

    assert total(page) == sum(amounts(page)) == 1603
    assert 'data-unit="场"' in page
    assert 'data-qualifier="over"' in page
    assert "1600多场" in words(page)
    assert "至少1603场" in words(page)
    assert "由3条记录相加，其中2条是约数" in words(page)
    assert "来源：浙江统战" in words(page)


def test_what_a_summary_stands_for_is_shown_and_not_added(client, ledger):
    page = evidence(client, ledger, line=make_line(4)).content.decode()

    covered = page[page.index('id="covered"') :]
    assert "夏令营" in covered
    assert "已含在系列活动" in words("<main" + covered)
    assert "夏令营" not in page[: page.index('id="covered"')]


def test_the_sum_over_all_lines_names_the_line_of_each_record(client, ledger):
    page = evidence(client, ledger).content.decode()

    assert total(page) == sum(amounts(page)) == 1605
    assert "六项行动合计" in page
    assert "第1行动" in words(page)


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2022", 4), ("2022H1", 4), ("2022Q2", 4), ("2022-06", 1), ("2022-05", 3), ("to-2022-06", 4), ("to-2022-07", 1603), ("2022H2", None), ("2019", None)],
)
def test_each_period_has_its_own_sum(client, ledger, period, expected):
    page = evidence(client, ledger, line=make_line(4), period=period).content.decode()

    if expected is None:
        assert "data-total" not in page
        assert "没有报数，不等于零" in words(page)
    else:
        assert total(page) == sum(amounts(page)) == expected


def test_this_period_and_up_to_now_lead_to_each_other(client, ledger):
    line = make_line(4)
    whole, year = (progress.evidence_url(ledger, period=Period.parse(code), scope=progress.Scope(line)) for code in ("", "2022"))

    assert f'href="{year}"' in client.get(whole).content.decode()
    assert f'href="{whole}"' in client.get(year).content.decode()
    assert progress.evidence_url(ledger, period=Period("to-2022-12"), scope=progress.Scope(line)) in client.get(year).content.decode()
    upto = evidence(client, ledger, line=line, period="to-2022-05").content.decode()
    assert f'href="{progress.evidence_url(ledger, period=Period("2022-05"), scope=progress.Scope(line))}"' in upto


def test_a_long_sum_adds_up_over_all_its_pages(client):
    sessions = make_indicator()
    for at in range(60):
        make_activity(f"第{at + 1}次", days=f"2022-{at % 12 + 1:02d}-{at % 28 + 1:02d}", figures={sessions: f"{at + 1}场"}, published=True)

    pages = [evidence(client, sessions, line=make_line(), page=number).content.decode() for number in range(1, 7)]

    assert [total(page) for page in pages] == [1830] * 6
    assert sum(sum(amounts(page)) for page in pages) == 1830
    assert all(amounts(page) for page in pages)
    assert evidence(client, sessions, line=make_line(), page=7).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_a_sum_takes_the_same_queries_for_any_number_of_records(client, count, django_assert_num_queries):
    sessions, programme = make_indicator(), make_programme()
    for at in range(count):
        make_activity(f"第{at + 1}次", programme=programme, days=f"2022-05-{at % 28 + 1:02d}", figures={sessions: "1场"}, published=True)
        make_activity(f"另{at + 1}次", days=f"2022-06-{at % 28 + 1:02d}", figures={sessions: "1场"}, community=make_community(f"社区{at}"), published=True)
    make_activity("至今", programme=programme, days="..2022-07-20", summary=True, figures={sessions: "60多"}, published=True)

    with django_assert_num_queries(19):
        response = evidence(client, sessions, line=make_line())

    assert response.status_code == 200


def test_ranks_are_left_out_with_the_reason(client):
    ranks = make_indicator("承办届次", "届", additive=False)
    make_activity("文学周", figures={ranks: "第十九届"}, published=True)

    page = evidence(client, ranks, line=make_line()).content.decode()

    assert "第十九届" in words(page)
    assert 'data-qualifier="ordinal"' in page
    assert "data-total" not in page
    assert amounts(page) == []
    assert "文学周" in page
    assert "只排先后" in page


def test_a_correction_says_when_from_what_to_what_and_why(client, ledger):
    activity = make_activity("更正过的", figures={ledger: "500多"}, published=True, line=make_line(4))
    copy = publishing.revise(activity, reason="补计上半年的场次", by=make_user())
    copy.figures.update(amount=700)
    publishing.replace(copy, by=make_user())

    page = evidence(client, ledger, line=make_line(4)).content.decode()

    assert "由500多场更正为700多场" in words(page)
    assert "原因：补计上半年的场次" in words(page)


def test_the_title_of_a_withdrawn_record_is_not_in_its_correction(client, ledger):
    activity = make_activity("撤回的走访", figures={ledger: "500"}, published=True, line=make_line(4))
    publishing.withdraw(activity, reason="重复录入", by=make_user())

    page = evidence(client, ledger, line=make_line(4)).content.decode()

    assert "一条已撤回的记录" in page
    assert "撤回500场" in words(page)
    assert activity.title not in page


def test_the_total_stands_against_its_target(client, ledger):
    Target.objects.create(line=make_line(4), indicator=ledger, year=None, amount=2000, is_example=True)

    page = evidence(client, ledger, line=make_line(4)).content.decode()

    assert "累计目标2000场（示例），完成80%" in page


def test_a_programme_and_a_community_narrow_the_sum(client, ledger):
    line = make_line(4)

    by_programme = evidence(client, ledger, line=line, programme="p-1").content.decode()
    by_community = evidence(client, ledger, line=line, community="c-1").content.decode()

    assert total(by_programme) == sum(amounts(by_programme)) == 1000
    assert total(by_community) == sum(amounts(by_community)) == 3
    assert "青春健康" in words(by_programme)
    assert "方城浦社区" in words(by_community)


def test_without_a_line_only_what_adds_over_lines_has_a_total(client):
    people = make_indicator("培训人数", "人")

    assert client.get(reverse("actions:evidence", args=[people.code])).status_code == 404
    assert client.get(reverse("actions:evidence-line", args=[people.code, "line-1"])).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/figures/no-such/",
        "/figures/i-1/no-such/",
        "/figures/i-1/line-6/",
        "/figures/i-1/abc/2022/",
        "/figures/i-1/2022-13/",
        "/figures/i-1/line-4/2022-13/",
        "/figures/i-1/line-4/abc/",
        "/figures/i-1/line-4/２０２２/",
        "/figures/i-1/line-4/1900/",
        "/figures/i-1/line-4/2022/extra/",
        "/figures/i-1/line-4/to-2022/",
        "/figures/%00/",
        f"/figures/{'x' * 100_000}/",
        "/figures/i-1/line-4/?programme=no-such",
        "/figures/i-1/line-1/?programme=p-1",
        "/figures/i-1/?programme=p-1",
        "/figures/i-1/line-4/?community=%00",
        "/figures/i-1/line-4/?community=社区",
        "/figures/i-1/line-4/?page=0",
        "/figures/i-1/line-4/?page=abc",
        "/figures/i-1/line-4/?page=２",
        "/figures/i-1/line-4/?page=1000000000000000000",
        "/figures/i-1/line-4/?covered=2",
    ],
)
def test_what_has_no_total_is_not_found(client, ledger, path):
    assert client.get("/figures/i-1/line-4/").status_code == 200

    assert client.get(path).status_code == 404


def test_a_total_nobody_reported_is_a_page_that_says_so(client):
    sessions = make_indicator()

    page = evidence(client, sessions, line=make_line()).content.decode()

    assert "未报" in page
    assert "data-total" not in page


def test_where_nothing_is_reported_no_summary_is_spoken_of(client, ledger):
    page = words(evidence(client, ledger, line=make_line(4), period="to-2014-06").content.decode())

    assert "未报" in page
    assert "没有报数，也就没有分年。" in page and "都是跨年的累计数" not in page


@pytest.mark.django_db
def test_a_sum_beyond_what_one_figure_may_hold_is_said(client):
    line, funds = make_line(), make_indicator("筹款", "元")
    Target.objects.create(line=line, indicator=funds, amount=10**11)
    for day in ("2022-05-10", "2022-05-11"):
        make_activity(days=day, figures={funds: "近1000亿元"}, published=True)

    page = evidence(client, funds, line=line)

    assert page.status_code == 200
    assert "1800亿元" in words(page.content.decode())
    assert client.get(line.get_absolute_url()).status_code == 200
