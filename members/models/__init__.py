"""Who and where."""

from .disclosures import Disclosure
from .locks import Lock
from .names import IN_FORCE, NamedQuerySet, OnBasis, is_disclosed, may_be_named
from .pairings import Pairing, PairingItem, PairingStep
from .people import Category, Member, MemberStatus
from .places import Community
from .postings import Posting
from .units import Unit, UnitKind
from .users import FormerPassword, User

__all__ = [
    "IN_FORCE",
    "Category",
    "Community",
    "Disclosure",
    "FormerPassword",
    "Lock",
    "Member",
    "MemberStatus",
    "NamedQuerySet",
    "OnBasis",
    "Pairing",
    "PairingItem",
    "PairingStep",
    "Posting",
    "Unit",
    "UnitKind",
    "User",
    "is_disclosed",
    "may_be_named",
]
