"""The page of a line with what only a higher app knows of, and what comes on home."""

import pytest

from actions.enums import Work
from events.models import Event
from publishing import services as publishing
from tests.actions.factories import make_activity, make_line, make_user
from tests.events import factories
from tests.events.factories import make_entry, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_december(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: factories.NOW)


def make_contest(title="新城摄影大赛", *, entries=0, line=None, **fields):
    """Return a published contest that is over, with so many published entries and one that is not."""
    contest = make_event(title, line=line or make_line(2), days="2026-11-01..2026-11-20", kind=Work.CONTEST, published=True, **fields)
    for number in range(entries):
        make_entry(contest, f"{title}作品{number + 1}", published=True)
    make_entry(contest, f"{title}没有发布的作品")
    return contest


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_of_a_line_takes_the_same_queries_for_any_number_of_events_and_entries(client, count, django_assert_num_queries):
    line = make_line(2)
    for number in range(count):
        make_contest(f"第{number + 1}届大赛", entries=count)
        make_event(f"第{number + 1}次展览", line=line, published=True)

    with django_assert_num_queries(19):
        client.get(line.get_absolute_url())


@pytest.mark.parametrize("count", [1, 12])
def test_home_takes_the_same_queries_for_any_number_of_events(client, count, django_assert_num_queries):
    for number in range(count):
        make_event(f"第{number + 1}次展览", published=True)

    with django_assert_num_queries(14):
        client.get("/")


def test_a_line_shows_what_comes_of_it_the_nearest_first_and_nothing_of_another(client):
    line = make_line(2)
    for title, day in (("第二场", "2026-12-20"), ("第一场", "2026-12-05"), ("办过的", "2026-11-30")):
        make_event(title, line=line, days=day, published=True)
    make_event("没有发布的", line=line)
    make_event("别的行动的", line=make_line(5), published=True)
    make_event("取消的", line=line, published=True)
    Event.objects.filter(title="取消的").update(cancelled_at=factories.NOW, cancelled_because="场地检修")

    response = client.get(line.get_absolute_url())

    page = response.content.decode()
    assert [event.title for event in response.context["coming"]] == ["第一场", "第二场"]
    assert "/events/list/?action=line-2" in page
    assert [title for title in ("办过的", "没有发布的", "别的行动的", "取消的") if title in page] == []


def test_a_line_without_events_says_nothing_of_them(client):
    make_activity("走访", line=make_line(2), published=True)

    page = client.get(make_line(2).get_absolute_url()).content.decode()

    assert "近期预告" not in page
    assert "赛事和作品" not in page


def test_a_contest_shows_its_first_entries_those_that_won_before_others(client):
    contest = make_contest(entries=6)
    make_entry(contest, "得奖的作品", award="一等奖", published=True)

    response = client.get(make_line(2).get_absolute_url())

    page = response.content.decode()
    assert [entry.title for entry in response.context["contests"][0].first_entries][:2] == ["得奖的作品", "新城摄影大赛作品1"]
    assert page.count('<article class="entry-card ') == 4
    assert "已录入7件" in page
    assert f'<a href="{contest.get_absolute_url()}#entries">看全部7件作品</a>' in page
    assert "没有发布的作品" not in page


def test_a_contest_without_entries_says_what_will_be_there_and_leads_to_what_it_became(client):
    activity = make_activity("收官", line=make_line(2), published=True)
    make_contest(became=activity)
    url = make_line(2).get_absolute_url()
    before = client.get(url).content.decode()

    publishing.withdraw(activity, reason="待核实", by=make_user())
    after = client.get(url).content.decode()

    assert "参赛作品公布后列在这里" in before
    assert f'<a href="{activity.get_absolute_url()}">办成了什么，有哪些数字</a>' in before
    assert activity.get_absolute_url() not in after


def test_a_contest_that_is_not_public_is_nowhere(client):
    contest = make_contest("撤回的大赛", entries=1)
    publishing.withdraw(contest, reason="待核实", by=make_user())

    page = client.get(make_line(2).get_absolute_url()).content.decode()

    assert "撤回的大赛" not in page


def test_home_shows_what_comes_with_its_mark_and_says_so_where_nothing_does(client):
    before = client.get("/").content.decode()
    make_event("示例展览", published=True, is_example=True)
    make_event("办过的", days="2026-11-30", published=True)

    after = client.get("/").content.decode()

    assert "接下来的活动会列在这里" in before
    assert "示例展览" in after
    assert "<span>示例</span>" in after
    assert "办过的" not in after
    assert "接下来的活动会列在这里" not in after
