"""Where an event stands at a moment, and how its days and hours are said."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Event
from tests.events.factories import make_event, moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "at", "state"),
    [
        ({}, "2026-12-04 23:59", "预告"),
        ({}, "2026-12-05 00:00", "进行中"),
        ({}, "2026-12-05 23:59", "进行中"),
        ({}, "2026-12-06 00:00", "已结束"),
        ({"hours": "14:30..16:00"}, "2026-12-05 14:29", "预告"),
        ({"hours": "14:30..16:00"}, "2026-12-05 14:30", "进行中"),
        ({"hours": "14:30..16:00"}, "2026-12-05 16:00", "进行中"),
        ({"hours": "14:30..16:00"}, "2026-12-05 16:01", "已结束"),
        ({"days": "2026-12-05..2026-12-07", "hours": "14:30..10:00"}, "2026-12-06 12:00", "进行中"),
        ({"registration_opens_at": moment("2026-12-01 09:00")}, "2026-12-01 08:59", "预告"),
        ({"registration_opens_at": moment("2026-12-01 09:00")}, "2026-12-01 09:00", "报名中"),
        ({"registration_closes_at": moment("2026-12-04 17:00")}, "2026-12-04 16:59", "报名中"),
        ({"registration_closes_at": moment("2026-12-04 17:00")}, "2026-12-04 17:00", "预告"),
        ({"days": "2026-12-01..2026-12-31", "precision": "month"}, "2026-12-15 12:00", "预告"),
        ({"days": "2026-12-01..2026-12-31", "precision": "month"}, "2027-01-01 00:00", "已结束"),
        ({"cancelled_at": moment("2026-12-01 09:00"), "cancelled_because": "台风"}, "2026-12-09 00:00", "取消"),
    ],
)
def test_an_event_stands_where_its_days_and_operations_put_it(fields, at, state):
    event = make_event(**{"days": "2026-12-05"} | fields)

    assert event.state_at(moment(at)).label == state


def test_days_hours_and_place_are_said_as_far_as_they_are_known():
    assert make_event(days="2026-12-05").spoken_days == "2026年12月5日"
    assert make_event(days="2026-12-05..2026-12-07").spoken_days == "2026年12月5日至2026年12月7日"
    assert make_event(days="2026-12-01..2026-12-31", precision="month").spoken_days == "2026年12月"
    assert make_event(hours="14:30").spoken_hours == "14:30起"
    assert make_event(hours="14:30..16:00").spoken_hours == "14:30—16:00"
    assert make_event(venue="城市书房").spoken_place == "城市书房"


def test_an_address_is_made_from_the_title_and_never_twice():
    first, second, other = make_event("壹日读书会"), make_event("壹日读书会"), make_event("list")

    assert [event.slug for event in (first, second, other)] == ["yi-ri-du-shu-hui", "yi-ri-du-shu-hui-2", "list-2"]


def test_a_cancellation_says_why():
    with pytest.raises(IntegrityError, match="event_cancelled_says_why"), transaction.atomic():
        make_event(cancelled_at=timezone.now())


def test_what_comes_next_leaves_out_what_is_cancelled_over_or_not_public():
    now = moment("2026-12-01 10:00")
    later, soon = (make_event(title, days=days, published=True) for title, days in (("后", "2026-12-09"), ("先", "2026-12-03")))
    make_event("过了的", days="2026-11-30", published=True)
    make_event("草稿", days="2026-12-04")
    make_event("取消的", days="2026-12-04", published=True, cancelled_at=now, cancelled_because="台风")

    assert Event.objects.next_up(now) == [soon, later]
    assert [event.now_is.label for event in Event.objects.next_up(now, most=1)] == ["预告"]
