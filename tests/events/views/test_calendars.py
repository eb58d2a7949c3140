"""Events month by month, and as files that a calendar takes."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from publishing import services as publishing
from tests.actions.factories import make_community, make_user
from tests.events.factories import make_event

pytestmark = pytest.mark.django_db

PAGE = "/events/"
SHANGHAI = timezone.get_default_timezone()


@pytest.fixture
def december(db):
    """A month with one event of a day, one of three days that began before it, one without a day yet; and a draft in it."""
    make_event("读书会", days="2026-12-05", hours="14:30", published=True)
    make_event("采风", days="2026-11-30..2026-12-02", published=True)
    make_event("慰问", days="2026-12-01..2026-12-31", precision="month", published=True)
    make_event("草稿", days="2026-12-06")


def busy(response):
    return {square.day.day: [event.title for event in square.events] for week in response.context["weeks"] for square in week if square.events}


def test_a_month_shows_each_event_on_each_of_its_days(client, december):
    response = client.get(PAGE, {"month": "2026-12"})

    assert busy(response) == {1: ["采风"], 2: ["采风"], 5: ["读书会"]}
    assert [event.title for event in response.context["undated"]] == ["慰问"]
    assert "草稿" not in response.content.decode()


def test_a_month_leads_to_the_nearest_months_with_events(client, december):
    make_event("明年的", days="2027-03-08", published=True)

    response = client.get(PAGE, {"month": "2027-01"})

    page = response.content.decode()
    assert "?month=2026-12" in page
    assert "?month=2027-03" in page
    assert "这个月没有预告" in page


def test_the_calendar_opens_at_what_comes_next_else_at_what_was_last_else_now(client):
    today = timezone.localdate()
    assert client.get(PAGE).context["month"].first == today.replace(day=1)

    make_event("去年的", days=str(today - timedelta(400)), published=True)
    assert client.get(PAGE).context["month"].first == (today - timedelta(400)).replace(day=1)

    make_event("明年的", days=str(today + timedelta(400)), published=True)
    assert client.get(PAGE).context["month"].first == (today + timedelta(400)).replace(day=1)


@pytest.mark.parametrize("month", ["2026-13", "2026-0", "0999-01", "2026-12-01", "２０２６-12", "x", "2026-12\n"])
def test_a_month_that_is_none_is_not_found(client, month):
    assert client.get(PAGE, {"month": month}).status_code == 404


def test_an_empty_calendar_says_what_will_be_here(client):
    assert "要办的活动会出现在这里" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_month_takes_the_same_queries_for_any_number_of_events(client, count, django_assert_num_queries):
    for at in range(count):
        make_event(f"第{at}次", days=f"2026-12-{at % 31 + 1:02d}", community=make_community(), published=True)

    with django_assert_num_queries(3):
        response = client.get(PAGE, {"month": "2026-12"})

    assert len(response.context["dated"]) == count


# ---- files


def entries_of(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_file_tells_the_hours_in_the_portals_time_zone(client, settings):
    settings.SITE_URL, settings.SITE_DOMAIN = "https://longgang.example", "longgang.example"
    event = make_event(days="2026-12-05", hours="14:30..16:00", venue="城市书房", summary="一本书，一个下午。", body="主讲：应吟吟", published=True)

    response = client.get(f"{event.get_absolute_url()}calendar.ics")

    (entry,) = entries_of(response)
    assert entry.decoded("dtstart") == datetime(2026, 12, 5, 14, 30, tzinfo=SHANGHAI)
    assert entry.decoded("dtend") == datetime(2026, 12, 5, 16, 0, tzinfo=SHANGHAI)
    assert entry["uid"] == f"event-{event.pk}@longgang.example"
    assert entry["url"] == f"https://longgang.example{event.get_absolute_url()}"
    assert (entry["summary"], entry["location"], entry["status"]) == (event.title, "城市书房", "CONFIRMED")
    text = response.content.decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "应吟吟" not in text


def test_a_file_of_whole_days_ends_on_the_day_after(client):
    event = make_event(days="2026-12-05..2026-12-07", hours="09:00", published=True)

    (entry,) = entries_of(client.get(f"{event.get_absolute_url()}calendar.ics"))

    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2026, 12, 5), date(2026, 12, 8))


def test_no_day_is_invented_where_none_is_fixed(client):
    event = make_event(days="2026-12-01..2026-12-31", precision="month", published=True)

    assert client.get(f"{event.get_absolute_url()}calendar.ics").status_code == 404
    assert "calendar.ics" not in client.get(event.get_absolute_url()).content.decode()


def test_a_changed_event_keeps_its_uid_and_counts_its_sequence_up(client):
    event = make_event(published=True)
    (before,) = entries_of(client.get(f"{event.get_absolute_url()}calendar.ics"))
    copy = publishing.revise(event, reason="改到下午", by=make_user())
    publishing.replace(copy, by=make_user())

    (after,) = entries_of(client.get(f"{event.get_absolute_url()}calendar.ics"))

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_calendar_of_all_that_comes_holds_nothing_else(client, count, django_assert_num_queries):
    tomorrow = str(timezone.localdate() + timedelta(1))
    coming = [make_event(f"第{at}次", days=tomorrow, hours="09:00", published=True) for at in range(count)]
    make_event("上周的", days=str(timezone.localdate() - timedelta(7)), published=True)
    make_event("日子没定的", days=tomorrow, precision="month", published=True)
    make_event("草稿", days=tomorrow)

    with django_assert_num_queries(1):
        response = client.get("/events/calendar.ics")

    assert [entry["summary"] for entry in entries_of(response)] == [event.title for event in coming]


def test_a_cancelled_event_stays_in_the_calendar_as_cancelled(client):
    make_event(days=str(timezone.localdate() + timedelta(1)), published=True, cancelled_at=timezone.now(), cancelled_because="台风")

    (entry,) = entries_of(client.get("/events/calendar.ics"))

    assert (entry["status"], entry["description"]) == ("CANCELLED", "已取消：台风")
