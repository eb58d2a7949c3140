"""The staff's side of the six actions."""

from . import activities, proposals, reference

__all__ = ["activities", "proposals", "reference"]
