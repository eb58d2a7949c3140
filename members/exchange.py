"""Who helps whom in a pairing: its three lists as what flows from one side to the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from .enums import ItemState, PairingList
from .models import Pairing, PairingItem
from .models.pairings import GIVEN, OFFERED

MOST = 4  # things named on one arrow, the rest being counted


@dataclass(frozen=True)
class Flow:
    """One arrow of the diagram: what is done, or to come, from the unit to the community or back."""

    label: str
    things: tuple[str, ...]
    is_done: bool

    @property
    def named(self) -> tuple[str, ...]:
        return self.things[:MOST]

    @property
    def and_more(self) -> str:
        """What is said after those named where there are more: 等5项."""
        return f"等{len(self.things)}项" if len(self.things) > MOST else ""


@dataclass(frozen=True)
class Exchange:
    """A pairing as its diagram shows it."""

    pairing: Pairing
    given: list[Flow]  # by the unit, to the community
    returned: list[Flow]  # by the community: its resources

    @property
    def is_empty(self) -> bool:
        return not (self.given or self.returned)


def exchange_of(pairing: Pairing) -> Exchange:
    """Return who helps whom in a pairing from `for_page()`; what was given up is left out."""
    items = [item for item in pairing.items.all() if item.state != ItemState.DROPPED]
    asked = [item for item in items if item.list != PairingList.RESOURCE]
    resources = [item for item in items if item.list == PairingList.RESOURCE]
    given = [_flow(state.label, [item for item in asked if item.state == state], state == ItemState.DONE) for state in _FURTHEST_FIRST]
    returned = [
        _flow(GIVEN, [item for item in resources if item.state == ItemState.DONE], True),
        _flow(OFFERED, [item for item in resources if item.state != ItemState.DONE], False),
    ]
    return Exchange(pairing, [flow for flow in given if flow.things], [flow for flow in returned if flow.things])


_FURTHEST_FIRST = (ItemState.DONE, ItemState.UNDER_WAY, ItemState.NEXT, ItemState.OPEN)


def _flow(label: str, items: Iterable[PairingItem], is_done: bool) -> Flow:
    return Flow(label, tuple(item.item for item in items), is_done)


def lists_of(pairing: Pairing) -> list[tuple[str, list[PairingItem]]]:
    """Return the three lists with their items: 需求, 资源, 项目."""
    return [(kind.label, [item for item in pairing.items.all() if item.list == kind]) for kind in PairingList]
