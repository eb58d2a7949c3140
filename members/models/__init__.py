"""Who and where."""

from .people import Category, Member, MemberStatus
from .places import Community
from .units import Unit, UnitKind
from .users import User

__all__ = ["Category", "Community", "Member", "MemberStatus", "Unit", "UnitKind", "User"]
