"""The staff's side of the six actions."""

from . import activities, reference

__all__ = ["activities", "reference"]
