"""The public pages of what is announced; nothing of the visitor is in them (design 4)."""

from .calendars import EventCalendar, coming_calendar, event_calendar
from .events import EventList, event_detail
from .pictures import entry_picture

__all__ = ["EventCalendar", "EventList", "coming_calendar", "entry_picture", "event_calendar", "event_detail"]
