"""The staff's side of the six actions."""

from . import activities, articles, proposals, reference

__all__ = ["activities", "articles", "proposals", "reference"]
