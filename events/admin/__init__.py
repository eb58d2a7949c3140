"""The staff's side of what is announced."""

from . import entries, events

__all__ = ["entries", "events"]
