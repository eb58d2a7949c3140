"""Pairings: the list, and the page with the diagram, the three lists and what came of each item."""

import re

import pytest
from django.urls import reverse

from members.enums import ItemState, PairingList
from publishing import services as publishing
from publishing.models import State
from tests.actions.factories import make_activity, make_community, make_indicator, make_user
from tests.members.factories import make_pairing, make_unit

pytestmark = pytest.mark.django_db

LIST = reverse("portal:pairing-list")


def items_of(count):
    return [(kind, f"{kind.label}{at}", state) for at in range(count) for kind, state in zip(PairingList, ItemState, strict=False)]


def full_pairing(**fields):
    return make_pairing(
        unit=make_unit("龙港市新的社会阶层人士联谊会", short_name="市新联会"),
        community=make_community(),
        initiative="“同心共富”结对",
        aims="第一件。\n\n第二件<b>。",
        source="浙江统战",
        items=[
            (PairingList.NEED, "困难群众的日常难处", ItemState.DONE, {"who": "市新联会", "outcome": "办了2场公益服务，10人得到帮扶。"}),
            (PairingList.NEED, "挖掘抗倭文化", ItemState.OPEN),
            (PairingList.RESOURCE, "渔港街巷", ItemState.OPEN),
            (PairingList.PROJECT, "美术特色游客中心", ItemState.UNDER_WAY, {"who": "画家会员", "due_on": "2022-12-31"}),
            (PairingList.PROJECT, "不再办的事", ItemState.DROPPED, {"outcome": "场地另有用处。"}),
        ],
        steps=["请专家来看一次"],
        **fields,
    )


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    for at in range(count):
        make_pairing(unit=make_unit(f"单位{at}"), community=make_community(f"社区{at}"), items=items_of(3))

    with django_assert_num_queries(4):
        response = client.get(LIST)

    assert len(response.context["page"]) == min(count, 20)


def test_only_published_pairings_are_listed_newest_first_each_with_its_day(client):
    older = make_pairing(unit=make_unit("甲"), started_on="2021-05-19", ended_on="2022-05-18")
    newer = make_pairing(unit=make_unit("乙"))
    make_pairing(unit=make_unit("草稿单位"), published=False)
    publishing.withdraw(make_pairing(unit=make_unit("撤回单位")), reason="有误", by=make_user())
    publishing.revise(newer, reason="写错了", by=make_user())

    response = client.get(LIST)

    page = response.content.decode()
    assert list(response.context["page"]) == [newer, older]
    assert "2021年5月19日至2022年5月18日" in page
    assert page.count("发布</p>") == 2
    assert "草稿单位" not in page
    assert "撤回单位" not in page


def test_a_list_without_any_pairing_says_what_will_be_here(client):
    assert "发布的结对会列在这里" in client.get(LIST).content.decode()


def test_a_pairing_is_drawn_as_who_helps_whom_and_said_in_words(client):
    page = client.get(full_pairing().get_absolute_url()).content.decode()

    text = re.sub(r"\s", "", re.sub(r"<[^>]+>", "", page))
    assert "市新联会为方城浦社区：已办结：困难群众的日常难处进行中：美术特色游客中心待认领：挖掘抗倭文化" in text
    assert "方城浦社区为市新联会：可提供：渔港街巷" in text
    assert page.count('class="pairing-flow pairing-flow--done"') == 1
    assert page.count('class="pairing-flow pairing-flow--back"') == 1
    assert 'fill="url(#lines-bamboo)"' in page
    assert 'fill="url(#lines-sea)"' in page


def test_a_pairing_says_what_became_of_each_item_and_what_comes_next(client):
    response = client.get(full_pairing().get_absolute_url())

    page = response.content.decode()
    assert '<meta name="ArticleTitle" content="市新联会与方城浦社区结对">' in page
    assert '<meta name="ContentSource" content="浙江统战">' in page
    assert '<meta name="PubDate"' in page
    assert "<p>第一件。</p>" in page
    assert "第二件&lt;b&gt;。" in page
    for words in (
        "需求清单",
        "资源清单",
        "项目清单",
        "办了2场公益服务，10人得到帮扶。",
        "画家会员",
        "2022年12月31日前",
        "不再办理",
        "场地另有用处。",
        "请专家来看一次",
    ):
        assert words in page
    assert "2022年5月19日起" in page


def test_a_pairing_shows_its_activities_with_their_figures_and_adds_nothing_up(client):
    pairing, counted = full_pairing(), make_indicator()
    for at, words in enumerate(("3场", "4场")):
        make_activity(f"走访{at}", pairing=pairing, community=pairing.community, figures={counted: words}, published=True)
    make_activity("没有发布的走访", pairing=pairing, community=pairing.community)
    make_activity("别的走访", published=True)

    page = client.get(pairing.get_absolute_url()).content.decode()

    assert "3场" in page
    assert "4场" in page
    assert "7场" not in page
    assert "没有发布的走访" not in page
    assert "别的走访" not in page


def test_a_pairing_without_lists_says_so(client):
    page = client.get(make_pairing().get_absolute_url()).content.decode()

    for words in ("三张清单还没有公布", "这张清单上还没有公布的事项", "还没有公布下一步", "这一对办的活动会列在这里"):
        assert words in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    pairing = make_pairing(items=items_of(count), steps=[f"第{at}步" for at in range(count)])
    for at in range(count):
        make_activity(f"走访{at}", pairing=pairing, community=pairing.community, figures={make_indicator(): "1场"}, published=True)

    with django_assert_num_queries(8):
        client.get(pairing.get_absolute_url())


def test_an_activity_leads_to_its_pairing_while_that_is_public(client):
    pairing = full_pairing()
    activity = make_activity(pairing=pairing, community=pairing.community, published=True)
    before = client.get(activity.get_absolute_url()).content.decode()

    publishing.withdraw(pairing, reason="有误", by=make_user())

    assert pairing.get_absolute_url() in before
    assert pairing.get_absolute_url() not in client.get(activity.get_absolute_url()).content.decode()


def test_a_withdrawn_pairing_is_gone_or_leads_to_where_it_moved(client):
    old, new = make_pairing(unit=make_unit("旧单位")), make_pairing(unit=make_unit("新单位"))
    gone = make_pairing(unit=make_unit("撤回单位"))
    publishing.withdraw(old, reason="重复", by=make_user(), moved_to=new)
    publishing.withdraw(gone, reason="有误", by=make_user())

    moved = client.get(old.get_absolute_url())

    assert (moved.status_code, moved["Location"]) == (301, new.get_absolute_url())
    assert client.get(gone.get_absolute_url()).status_code == 410
    assert "撤回单位" not in client.get(gone.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", [State.DRAFT, State.THIRD, State.RETURNED])
def test_what_never_was_public_is_unknown(client, state):
    pairing = make_pairing(published=False)
    type(pairing).objects.filter(pk=pairing.pk).update(state=state)

    assert client.get(pairing.get_absolute_url()).status_code == 404


def test_a_working_copy_is_unknown_and_changes_nothing_until_it_replaces(client):
    pairing = full_pairing()
    copy = publishing.revise(pairing, reason="写错了", by=make_user())
    copy.items.filter(list=PairingList.RESOURCE).update(item="还没审的资源")

    before = client.get(pairing.get_absolute_url()).content.decode()
    publishing.replace(copy, by=make_user())

    assert client.get(reverse("portal:pairing-detail", args=[copy.pk])).status_code == 404
    assert "还没审的资源" not in before
    assert "还没审的资源" in client.get(pairing.get_absolute_url()).content.decode()


@pytest.mark.parametrize("path", ["/pairings/0/", f"/pairings/{10**30}/", "/pairings/٣/", "/pairings/?page=2", "/pairings/?page=x"])
def test_an_unknown_number_is_not_found(client, path):
    assert client.get(path).status_code == 404
