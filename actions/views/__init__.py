"""The public pages of what was done; nothing of the visitor or the moment is in them (design 4)."""

from .activities import ActivityDetail, ActivityList
from .evidence import Evidence
from .lines import LineDetail, LineList, ProgrammeDetail
from .photos import photo

__all__ = ["ActivityDetail", "ActivityList", "Evidence", "LineDetail", "LineList", "ProgrammeDetail", "photo"]
