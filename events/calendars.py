"""Events as calendar files (RFC 5545): when, where, whether it goes ahead; nobody's name."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import get_default_timezone
from icalendar import Calendar
from icalendar import Event as Entry

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(events, *, name):
    """Return the text of a calendar of events, whose day must be fixed; a calendar that took one before updates it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_DOMAIN}//longgang//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event))
    if events:
        calendar.add_missing_timezones(first_date=min(event.starts_on for event in events))
    return calendar.to_ical()


def _entry(event):
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{settings.SITE_DOMAIN}")
    entry.add("sequence", event.version)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("summary", f"{event.title}（示例）" if event.is_example else event.title)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    entry.add("categories", [event.line.short_name])
    entry.add("url", f"{settings.SITE_URL}{event.get_absolute_url()}")
    for field, words in (("location", event.spoken_place), ("description", _description(event))):
        if words:
            entry.add(field, words)
    for field, value in _span(event).items():
        entry.add(field, value)
    return entry


def _description(event):
    return f"已取消：{event.cancelled_because}" if event.is_cancelled else event.summary


def _span(event):
    """Return when it starts and ends: by the hour where the hours are known, else by whole days (the end is the day after the last)."""
    one_day = event.starts_on == event.ends_on
    if event.begins_at and event.closes_at and not (one_day and event.begins_at == event.closes_at):
        return {"dtstart": _moment(event.starts_on, event.begins_at), "dtend": _moment(event.ends_on, event.closes_at)}
    if event.begins_at and one_day:
        return {"dtstart": _moment(event.starts_on, event.begins_at)}
    return {"dtstart": event.starts_on, "dtend": event.ends_on + timedelta(days=1)}


def _moment(day, hour):
    return datetime.combine(day, hour, tzinfo=get_default_timezone())
