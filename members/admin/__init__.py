"""The staff's side of who and where."""

from . import people, places, users

__all__ = ["people", "places", "users"]
