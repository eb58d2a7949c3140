"""The staff's side of who and where."""

from . import locks, people, places, users

__all__ = ["locks", "people", "places", "users"]
