"""Who helps whom: the three lists of a pairing as arrows."""

from datetime import date

import pytest

from members.enums import ItemState, PairingList
from members.exchange import exchange_of, lists_of
from members.models import Pairing, PairingItem
from members.spans import spoken_span


def pairing_with(*items):
    pairing = Pairing(pk=1)
    pairing._prefetched_objects_cache = {"items": [PairingItem(list=kind, item=item, state=state) for kind, item, state in items]}
    return pairing


def arrows(flows):
    return [(flow.label, flow.named, flow.is_done) for flow in flows]


def test_what_is_asked_flows_to_the_community_by_how_far_it_is_and_resources_flow_back():
    exchange = exchange_of(
        pairing_with(
            (PairingList.NEED, "等人认领的", ItemState.OPEN),
            (PairingList.PROJECT, "要办的", ItemState.NEXT),
            (PairingList.NEED, "办成的", ItemState.DONE),
            (PairingList.PROJECT, "也办成的", ItemState.DONE),
            (PairingList.PROJECT, "在办的", ItemState.UNDER_WAY),
            (PairingList.PROJECT, "不办的", ItemState.DROPPED),
            (PairingList.RESOURCE, "空房", ItemState.OPEN),
            (PairingList.RESOURCE, "礼堂", ItemState.DONE),
            (PairingList.RESOURCE, "收回的", ItemState.DROPPED),
        )
    )

    assert arrows(exchange.given) == [
        ("已办结", ("办成的", "也办成的"), True),
        ("进行中", ("在办的",), False),
        ("下一步", ("要办的",), False),
        ("待认领", ("等人认领的",), False),
    ]
    assert arrows(exchange.returned) == [("已提供", ("礼堂",), True), ("可提供", ("空房",), False)]
    assert not exchange.is_empty


@pytest.mark.parametrize(("count", "words"), [(4, ""), (5, "等5项")])
def test_an_arrow_names_four_things_and_counts_the_rest(count, words):
    exchange = exchange_of(pairing_with(*((PairingList.NEED, f"事{at}", ItemState.NEXT) for at in range(count))))

    assert (exchange.given[0].named, exchange.given[0].and_more) == (("事0", "事1", "事2", "事3"), words)


@pytest.mark.parametrize("items", [(), ((PairingList.NEED, "不办的", ItemState.DROPPED),)])
def test_a_pairing_of_which_nothing_is_said_has_no_arrow(items):
    assert exchange_of(pairing_with(*items)).is_empty


def test_the_three_lists_keep_what_was_given_up():
    lists = lists_of(pairing_with((PairingList.PROJECT, "不办的", ItemState.DROPPED), (PairingList.NEED, "要办的", ItemState.NEXT)))

    assert [(label, [item.item for item in items]) for label, items in lists] == [("需求", ["要办的"]), ("资源", []), ("项目", ["不办的"])]


@pytest.mark.parametrize(("last", "words"), [(None, "2022年5月19日起"), ("2023-05-18", "2022年5月19日至2023年5月18日")])
def test_days_are_said_from_when_to_when(last, words):
    assert spoken_span(date(2022, 5, 19), last and date.fromisoformat(last)) == words
