"""The ground of the staff's side: rows that are traced, nobody overwritten, verbs of publishing with their pages."""

from . import jobs, links, traces
from .acts import Act, PublishableAdmin
from .entry import EntryAdmin
from .kept import KeptAdmin, KeptInline
from .steps import Step, StepsMixin
from .uploads import TakesUploads, UploadsView

__all__ = ["Act", "EntryAdmin", "KeptAdmin", "KeptInline", "PublishableAdmin", "Step", "StepsMixin", "TakesUploads", "UploadsView", "jobs", "links", "traces"]
