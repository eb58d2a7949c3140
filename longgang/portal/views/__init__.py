"""The public pages that show rows of two apps; nothing of the visitor or the moment is in them (design 4)."""

from .home import Home, SiteMap, favicon
from .lines import LineDetail

__all__ = ["Home", "LineDetail", "SiteMap", "favicon"]
