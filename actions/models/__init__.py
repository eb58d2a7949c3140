"""What was done: lines, indicators, programmes, activities, figures, and the totals kept from them."""

from .activities import Activity
from .answers import Correction, OverlapAnswer
from .articles import Article, CameAs, Excerpt
from .figures import Figure
from .involvement import Counting, MostActive, Recorded, What, Whose
from .lines import ActionLine, Indicator, IndicatorOnLine, Programme, Target
from .media import ActivityPhoto, Coverage
from .proposals import Proposal, ProposalAuthor, ProposalOutcome
from .taking_part import ActivityHost, ActivityPerson
from .tallies import Tally, YearTally

__all__ = [
    "ActionLine",
    "Activity",
    "ActivityHost",
    "ActivityPerson",
    "ActivityPhoto",
    "Article",
    "CameAs",
    "Correction",
    "Counting",
    "Coverage",
    "Excerpt",
    "Figure",
    "Indicator",
    "IndicatorOnLine",
    "MostActive",
    "OverlapAnswer",
    "Programme",
    "Proposal",
    "ProposalAuthor",
    "ProposalOutcome",
    "Recorded",
    "Tally",
    "Target",
    "What",
    "Whose",
    "YearTally",
]
