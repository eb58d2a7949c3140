"""What about pairings and postings wants a person's look."""

from collections import Counter
from datetime import date

from .models import Pairing, PairingItem, Posting

ITEMS_LOOKED_AT = 500


def overdue_pairings(limit: int, *, today: date) -> list[tuple[Pairing, int]]:
    """Return up to `limit` public pairings with how many of their items passed their day unsettled, those that wait longest first."""
    items = PairingItem.objects.overdue(today).select_related("pairing__unit", "pairing__community")[:ITEMS_LOOKED_AT]
    return list(Counter(item.pairing for item in items).items())[:limit]


def postings_without_community() -> int:
    """Return how many postings do not say where to."""
    return Posting.objects.filter(community=None).count()
