"""The staff's side of who and where."""

from . import locks, pairings, people, places, postings, users

__all__ = ["locks", "pairings", "people", "places", "postings", "users"]
