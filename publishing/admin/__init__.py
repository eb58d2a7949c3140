"""The ground of the staff's side: rows that are traced, nobody overwritten, verbs of publishing with their pages."""

from . import jobs, traces
from .acts import Act, PublishableAdmin
from .kept import KeptAdmin, KeptInline

__all__ = ["Act", "KeptAdmin", "KeptInline", "PublishableAdmin", "jobs", "traces"]
