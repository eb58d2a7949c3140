"""What it takes to become public, and the ground under it."""

from .jobs import Job, JobState, TakenOver
from .publishable import Publishable, PublishableQuerySet, State
from .trail import Seal, Trace, Unchangeable, Verb

__all__ = ["Job", "JobState", "Publishable", "PublishableQuerySet", "Seal", "State", "TakenOver", "Trace", "Unchangeable", "Verb"]
