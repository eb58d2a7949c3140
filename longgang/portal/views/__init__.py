"""The public pages that show rows of two apps; nothing of the visitor or the moment is in them (design 4)."""

from .home import Home, SiteMap, favicon
from .lines import LineDetail
from .pages import NoticeList, attachment, column, page_detail
from .pairings import PairingList, pairing_detail
from .people import MemberDetail, MemberList, UnitDetail, UnitList
from .places import CommunityDetail, CommunityList

__all__ = [
    "CommunityDetail",
    "CommunityList",
    "Home",
    "LineDetail",
    "MemberDetail",
    "MemberList",
    "NoticeList",
    "PairingList",
    "SiteMap",
    "UnitDetail",
    "UnitList",
    "attachment",
    "column",
    "favicon",
    "page_detail",
    "pairing_detail",
]
