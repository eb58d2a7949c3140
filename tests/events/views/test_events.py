"""The list of events and the page of one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import EventHost, Session
from members.models import Unit, UnitKind
from publishing import services as publishing
from tests.actions.factories import make_activity, make_community, make_line, make_programme, make_user
from tests.events.factories import make_entry, make_event

pytestmark = pytest.mark.django_db

LIST = "/events/list/"


def day(offset):
    return str(timezone.localdate() + timedelta(offset))


def titles(response):
    return [event.title for event in response.context["page"]]


@pytest.fixture
def several(db):
    """Four published events, two to come and two past, that differ in every filter, and a draft."""
    make_event("下个月的讲座", line=make_line(1), days=day(30), kind="lecture", community=make_community(), published=True)
    make_event("明天的读书会", line=make_line(5), days=day(1), kind="reading", published=True)
    make_event("去年的大赛", line=make_line(2), days=day(-400), kind="contest", published=True)
    make_event("上周的讲座", line=make_line(5), days=day(-7), kind="lecture", published=True)
    make_event("没有发布的讲座", line=make_line(1), days=day(3), kind="lecture")


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    for at in range(count):
        make_event(f"第{at}次", days=day(at - 2), community=make_community(), programme=make_programme(), published=True)

    with django_assert_num_queries(4):
        response = client.get(LIST)

    assert len(response.context["page"]) == min(count, 20)


def test_what_comes_stands_first_and_what_is_over_last(client, several):
    response = client.get(LIST)

    assert titles(response) == ["明天的读书会", "下个月的讲座", "上周的讲座", "去年的大赛"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"action": "line-5"}, ["明天的读书会", "上周的讲座"]),
        ({"kind": "lecture"}, ["下个月的讲座", "上周的讲座"]),
        ({"community": "c-1"}, ["下个月的讲座"]),
        ({"action": "line-5", "kind": "lecture"}, ["上周的讲座"]),
        ({"action": "line-2", "kind": "lecture"}, []),
    ],
)
def test_filters_combine(client, several, query, found):
    assert titles(client.get(LIST, query)) == found


@pytest.mark.parametrize(("query", "message"), [({"action": "x"}, "没有这项行动"), ({"kind": "x"}, "没有这个类型"), ({"community": "a\x00"}, "没有这个社区")])
def test_a_filter_that_means_nothing_is_left_out_with_a_word_about_it(client, several, query, message):
    response = client.get(LIST, query)

    assert message in response.content.decode()
    assert len(titles(response)) == 4


def test_filters_stay_in_the_links_to_other_pages(client):
    for at in range(21):
        make_event(f"第{at}次", published=True)

    assert 'href="?action=line-1&amp;page=2"' in client.get(LIST, {"action": "line-1"}).content.decode()


@pytest.mark.parametrize("page", ["0", "2", "x"])
def test_a_page_that_is_not_there_is_not_found(client, several, page):
    assert client.get(LIST, {"page": page}).status_code == 404


def test_an_empty_list_says_what_will_be_here(client):
    assert "要办的活动会列在这里" in client.get(LIST).content.decode()


def test_an_event_says_when_where_who_and_for_how_many(client):
    books = make_programme("壹日读书会", make_line(5))
    event = make_event(
        programme=books,
        number=24,
        days="2026-12-05",
        hours="14:30..16:00",
        venue="城市书房",
        community=make_community(),
        capacity=30,
        body="第一段。\n\n第二段<b>。",
        registration_closes_at=timezone.datetime(2026, 12, 4, 17, tzinfo=timezone.get_default_timezone()),
        is_example=True,
    )
    EventHost.objects.create(event=event, unit=Unit.objects.create(name="市新联会", slug="xin-lian-hui", kind=UnitKind.ASSOCIATION))
    Session.objects.create(event=event, title="开场", held_on=event.starts_on, venue="二楼")
    publishing.publish(event, by=make_user())

    page = client.get(event.get_absolute_url()).content.decode()

    assert event.get_absolute_url() == "/events/yi-ri-du-shu-hui-di-24-qi/"
    for words in (
        "2026年12月5日（星期六）",
        "14:30—16:00",
        "方城浦社区·城市书房",
        "第24期",
        "30人",
        "2026年12月4日17:00截止",
        "市新联会",
        "开场",
        "第二段&lt;b&gt;",
    ):
        assert words in page, words
    assert "示例" in page
    assert "csrf" not in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_page_takes_the_same_queries_for_any_number_of_rows_on_it(client, count, django_assert_num_queries):
    event = make_event(kind="contest", community=make_community(), programme=make_programme())
    for at in range(count):
        unit = Unit.objects.create(name=f"单位{at}", slug=f"u-{at}", kind=UnitKind.ASSOCIATION)
        EventHost.objects.create(event=event, unit=unit)
        Session.objects.create(event=event, title=f"第{at}场", held_on=event.starts_on)
    publishing.publish(event, by=make_user())
    for at in range(count):
        make_entry(event, f"作品{at}", published=True)

    with django_assert_num_queries(6):
        response = client.get(event.get_absolute_url())

    assert len(response.context["sessions"]) == count


def test_a_cancelled_event_says_why(client):
    event = make_event(published=True, cancelled_at=timezone.now(), cancelled_because="台风，改期另行通知")

    page = client.get(event.get_absolute_url()).content.decode()

    assert "已取消：台风，改期另行通知" in page
    assert "加到我的日历" not in page


def test_an_event_leads_to_the_activity_it_became_once_that_is_public(client):
    activity = make_activity("壹日读书会第24期")
    event = make_event(days=day(-3), published=True, became=activity)
    assert activity.get_absolute_url() not in client.get(event.get_absolute_url()).content.decode()

    publishing.publish(activity, by=make_user())

    assert activity.get_absolute_url() in client.get(event.get_absolute_url()).content.decode()


@pytest.mark.parametrize("path", ["", "calendar.ics"])
def test_what_never_was_public_is_unknown_by_its_address(client, path):
    draft = make_event("还没有发布")
    shown = make_event("发布了的", published=True)
    copy = publishing.revise(shown, reason="改时间", by=make_user())
    copy.slug = "fa-bu-le-de-xiu-ding"
    copy.save()

    assert client.get(shown.get_absolute_url() + path).status_code == 200
    assert client.get(draft.get_absolute_url() + path).status_code == 404
    assert client.get(copy.get_absolute_url() + path).status_code == 404


@pytest.mark.parametrize("path", ["", "calendar.ics"])
def test_a_withdrawn_event_is_gone_or_leads_to_where_it_moved(client, path):
    gone, moved, home = (make_event(title, published=True) for title in ("错录的", "重复的", "留下的"))
    publishing.withdraw(gone, reason="错录", by=make_user())
    publishing.withdraw(moved, reason="重复", by=make_user(), moved_to=home)

    assert client.get(gone.get_absolute_url() + path).status_code == 410
    response = client.get(moved.get_absolute_url() + path)
    assert (response.status_code, response["Location"]) == (301, home.get_absolute_url())
    assert "错录的" not in client.get(LIST).content.decode()


def test_entries_that_won_stand_first(client):
    contest = make_event("摄影大赛", kind="contest", published=True)
    for title, award in [("没有获奖的", ""), ("第二", "二等奖"), ("第一", "一等奖"), ("优秀", "优秀奖"), ("第三", "三等奖")]:
        make_entry(contest, title, award=award, published=True)
    make_entry(contest, "没有发布的作品", award="一等奖")

    response = client.get(contest.get_absolute_url())

    assert [entry.title for entry in response.context["entries"]] == ["第一", "第二", "第三", "优秀", "没有获奖的"]
    assert "没有发布的作品" not in response.content.decode()


def test_an_author_is_named_only_on_a_basis_and_not_after_it_was_withdrawn(client):
    contest = make_event("摄影大赛", kind="contest", published=True)
    source = {"basis": "source", "published_in": "浙江统战", "published_on": "2022-07-20"}
    make_entry(contest, "甲", name="应吟吟", published=True, **source)
    make_entry(contest, "乙", name="无依据的人", published=True)
    make_entry(contest, "丙", name="撤回的人", published=True, withdrawn_at=timezone.now(), **source)

    page = client.get(contest.get_absolute_url()).content.decode()

    assert "作者：应吟吟" in page
    assert "无依据的人" not in page
    assert "撤回的人" not in page


def test_a_contest_without_entries_says_what_will_be_here(client):
    contest = make_event("摄影大赛", kind="contest", published=True)
    lecture = make_event("讲座", kind="lecture", published=True)

    assert "参赛作品会出现在这里" in client.get(contest.get_absolute_url()).content.decode()
    assert "参赛作品" not in client.get(lecture.get_absolute_url()).content.decode()
