"""What it takes to become public, and the ground under it."""

from .jobs import Job, JobState, TakenOver
from .links import OutsideLink
from .publishable import Publishable, PublishableQuerySet, State
from .trail import Seal, Trace, Unchangeable, Verb

__all__ = ["Job", "JobState", "OutsideLink", "Publishable", "PublishableQuerySet", "Seal", "State", "TakenOver", "Trace", "Unchangeable", "Verb"]
