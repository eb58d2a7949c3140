"""What it takes to become public, and the ground under it."""

from .drafts import FormDraft
from .jobs import Job, JobState, TakenOver
from .links import OutsideLink
from .publishable import Publishable, PublishableQuerySet, State
from .trail import Seal, Trace, Unchangeable, Verb
from .uploads import Upload, UploadState

__all__ = [
    "FormDraft",
    "Job",
    "JobState",
    "OutsideLink",
    "Publishable",
    "PublishableQuerySet",
    "Seal",
    "State",
    "TakenOver",
    "Trace",
    "Unchangeable",
    "Upload",
    "UploadState",
    "Verb",
]
