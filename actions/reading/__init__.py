"""Reads reports as they are written: which figures they state, of what, when, where and by whom (pure, no Django)."""

from .names import Entry, IndicatorEntry, Names
from .proposals import Group, Proposal, Reading, Skipped
from .report import read_report

__all__ = ["Entry", "Group", "IndicatorEntry", "Names", "Proposal", "Reading", "Skipped", "read_report"]
