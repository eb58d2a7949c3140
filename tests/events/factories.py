"""Small programmes of events for tests, made with as few words as a test needs."""

from datetime import date, datetime, time

from django.utils import timezone

from events.models import ContestEntry, Event
from publishing import services as publishing
from tests.actions.factories import make_line, make_user

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=timezone.get_default_timezone())


def make_event(title="壹日读书会第24期", *, line=None, programme=None, days="2026-12-05", hours="", published=False, by=None, **fields):
    """Return an event. `days` is 2026-12-05 or 2026-12-05..2026-12-07; `hours` is 14:30, 14:30..16:00 or nothing."""
    first, _, last = days.partition("..")
    begins, _, closes = hours.partition("..")
    event = Event.objects.create(
        title=title,
        line=line or (programme.line if programme else make_line()),
        programme=programme,
        starts_on=date.fromisoformat(first),
        ends_on=date.fromisoformat(last or first),
        begins_at=time.fromisoformat(begins) if begins else None,
        closes_at=time.fromisoformat(closes) if closes else None,
        **fields,
    )
    return publishing.publish(event, by=by or make_user()) if published else event


def make_entry(event, title="晨光里的鳌江", *, published=False, by=None, **fields):
    entry = ContestEntry.objects.create(event=event, title=title, **fields)
    return publishing.publish(entry, by=by or make_user()) if published else entry


def moment(text):
    """Return a moment of the portal's time zone: 2026-12-05 14:30."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())
