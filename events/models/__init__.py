"""What is to come: events with their sessions, contests with their entries."""

from .entries import ContestEntry
from .events import Event, EventHost, Session

__all__ = ["ContestEntry", "Event", "EventHost", "Session"]
