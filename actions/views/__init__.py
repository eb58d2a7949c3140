"""The public pages of what was done; nothing of the visitor or the moment is in them (design 4)."""

from .activities import ActivityList, activity_detail
from .evidence import Evidence
from .lines import LineDetail, LineList, ProgrammeDetail
from .photos import line_cover, photo
from .proposals import ProposalList, proposal_detail

__all__ = ["ActivityList", "Evidence", "LineDetail", "LineList", "ProgrammeDetail", "ProposalList", "activity_detail", "line_cover", "photo", "proposal_detail"]
