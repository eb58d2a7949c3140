"""Communities: the list of those that have records, and the page that says what was done in one."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import ActivityPerson, IndicatorOnLine
from longgang.portal.places import POSTED
from members.enums import ItemState, MemberField, PairingList
from publishing import services as publishing
from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user
from tests.events.factories import make_event
from tests.members.factories import REPORT, make_member, make_pairing, make_posting, make_unit

pytestmark = pytest.mark.django_db

LIST = reverse("portal:community-list")


def text_of(response):
    return re.sub(r"\s", "", re.sub(r"<[^>]+>", "", response.content.decode()))


def sessions():
    indicator = make_indicator(lines=[make_line(1), make_line(4)], adds_over_lines=True, is_headline=True)
    IndicatorOnLine.objects.update(is_headline=True)
    return indicator


def places_with(count, *, each=1):
    """Return communities with so many published activities each, and all that else can be there."""
    counted, line = sessions(), make_line(1)
    communities = [make_community(f"第{at + 1}社区") for at in range(count)]
    for community in communities:
        for at in range(each):
            activity = make_activity(f"{community}走访{at}", line=line, community=community, figures={counted: "2场"})
            activity.people.create(name=f"志愿者{at}", **REPORT)
            publishing.publish(activity, by=make_user())
    return communities


def fill(community, count):
    """Give a community so many of everything that its page lists."""
    counted, line, day = sessions(), make_line(1), timezone.localdate() + timedelta(5)
    for at in range(count):
        indicator = make_indicator(f"指标{at}", lines=[line])
        activity = make_activity(f"走访{at}", line=line, community=community, days=f"2022-{at % 12 + 1:02d}-01", figures={counted: "1场", indicator: "3场"})
        activity.people.create(name=f"志愿者{at}", **REPORT)
        publishing.publish(activity, by=make_user())
        make_pairing(unit=make_unit(f"单位{at}"), community=community, items=[(PairingList.NEED, f"需求{at}", ItemState.DONE)])
        for where in (community, None):
            member = make_member(f"专员{at}", shown=[MemberField.NAME])
            make_posting(member, community=where)
            ActivityPerson.objects.create(activity=activity, member=member)
        make_event(f"预告{at}", line=line, days=str(day), community=community, published=True)


# ---- The list


def test_only_communities_that_something_public_names_are_listed(client):
    names = ("有活动", "有结对", "有派驻", "有预告", "只有草稿", "什么也没有", "撤回了")
    done, paired, posted, announced, drafted, _, withdrawn = (make_community(f"{name}社区") for name in names)
    make_activity(community=done, published=True)
    make_pairing(community=paired)
    make_posting(community=posted)
    make_event(community=announced, published=True)
    make_activity("草稿", community=drafted)
    make_pairing(community=drafted, published=False)
    make_event("没发布的预告", community=drafted)
    publishing.withdraw(make_activity("撤回的", community=withdrawn, published=True), reason="有误", by=make_user())

    response = client.get(LIST)

    assert {place.community for place in response.context["places"]} == {done, paired, posted, announced}


def test_communities_stand_by_name_or_by_how_much_was_done(client):
    counted, line = sessions(), make_line(1)
    few, many, none = make_community("甲社区"), make_community("乙社区"), make_community("丙社区")
    make_activity("少", line=line, community=few, figures={counted: "2场"}, published=True)
    make_activity("多", line=line, community=many, figures={counted: "100多场"}, published=True)
    make_activity("没报场次", line=line, community=none, published=True)

    by_name, by_done = client.get(LIST), client.get(LIST, {"order": "done"})

    assert [place.community for place in by_name.context["places"]] == [none, few, many]  # bǐng, jiǎ, yǐ
    assert [place.community for place in by_done.context["places"]] == [many, few, none]
    assert "活动场次100多场已录入1条" in text_of(by_done)
    assert f"{reverse('actions:activity-list')}?community={many.slug}" in by_done.content.decode()
    assert f"{reverse('actions:evidence', args=[counted.code])}?community={many.slug}" in by_done.content.decode()


@pytest.mark.parametrize("order", ["", "done"])
@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, count, order, django_assert_num_queries):
    places_with(count)

    with django_assert_num_queries(7):
        response = client.get(LIST, {"order": order})

    assert len(response.context["places"]) == min(count, 20)


def test_the_order_stays_in_the_links_to_other_pages(client):
    places_with(21)

    page = client.get(LIST, {"order": "done"}).content.decode()

    assert "?order=done&amp;page=2" in page


def test_a_list_without_any_community_says_what_will_be_here(client):
    response = client.get(LIST)

    assert response.status_code == 200
    assert "有记录的社区会列在这里" in response.content.decode()
    assert "order=done" not in response.content.decode()


# ---- The page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    community = make_community()
    fill(community, count)

    with django_assert_num_queries(24):
        response = client.get(community.get_absolute_url())

    assert response.content.decode().count('class="activity-row ink') == min(count, 10)


def test_a_place_without_anything_says_what_will_be_here(client):
    response = client.get(make_community().get_absolute_url())

    page = response.content.decode()
    assert response.status_code == 200
    for words in ("与这里的结对会画在这里", "在这里办的活动会列在这里", "来这里的单位和人会列在这里", "眼下没有预告"):
        assert words in page
    assert "figures__cell" not in page
    assert "别的数字" not in page


def test_a_place_says_its_own_totals_each_with_its_evidence(client):
    community, other, line, fourth = make_community(), make_community("别的社区"), make_line(1), make_line(4)
    counted, helped = sessions(), make_indicator("帮扶人数", "人", lines=[line])
    make_activity("走访", line=line, community=community, figures={counted: "2场", helped: "10名"}, published=True)
    make_activity("讲座", line=fourth, community=community, figures={counted: "100多场"}, published=True)
    make_activity("别处", line=line, community=other, figures={counted: "7场"}, published=True)
    make_activity("草稿", line=line, community=community, figures={counted: "1000场"})

    response = client.get(community.get_absolute_url())

    assert "活动场次100多场" in text_of(response)
    assert "帮扶人数10人" in text_of(response)
    assert f'{reverse("actions:evidence", args=[counted.code])}?community={community.slug}"' in response.content.decode()
    assert f'{reverse("actions:evidence-line", args=[helped.code, line.slug])}?community={community.slug}"' in response.content.decode()
    assert client.get(f"{reverse('actions:evidence', args=[counted.code])}?community={community.slug}").context["evidence"].sum.spoken == "100多场"


def test_what_does_not_stand_large_stands_beside(client):
    community = make_community()
    fill(community, 5)

    response = client.get(community.get_absolute_url())

    assert [len(response.context[name]) for name in ("large", "others")] == [3, 3]
    assert "别的数字" in response.content.decode()


def test_a_summary_of_the_city_is_not_counted_in_a_place(client):
    community, programme = make_community(), make_programme(line=make_line(1))
    counted = sessions()
    make_activity("全市至今", programme=programme, days="..2022-07-20", summary=True, figures={counted: "1000多场"}, published=True)
    make_activity("这里的", programme=programme, community=community, days="2022-05-01", figures={counted: "2场"}, published=True)

    large = client.get(community.get_absolute_url()).context["large"]

    assert [row.to_date.spoken for row in large] == ["2场"]


def test_the_newest_pairing_is_drawn_and_the_others_are_listed(client):
    community = make_community()
    make_pairing(unit=make_unit("旧单位"), community=community, started_on="2021-05-19")
    newest = make_pairing(
        unit=make_unit("新单位"),
        community=community,
        items=[(PairingList.NEED, "挖掘抗倭文化", ItemState.NEXT), (PairingList.NEED, "不做了", ItemState.DROPPED)],
    )
    make_pairing(unit=make_unit("没发布的单位"), community=community, published=False)

    page = client.get(community.get_absolute_url()).content.decode()

    assert page.count('class="pairing-diagram"') == 1
    assert '下一步</b>：<span class="pairing-flow__thing">挖掘抗倭文化</span>' in page
    assert newest.get_absolute_url() in page
    assert "旧单位与" in page
    assert "没发布的单位" not in page


def test_who_is_posted_here_is_named_only_by_a_disclosure(client):
    community, elsewhere = make_community(), make_community("别的社区")
    shown, hidden, other = make_member("名可公开", shown=[MemberField.NAME]), make_member("名不可公开"), make_member("派往别处", shown=[MemberField.NAME])
    for member, where in ((shown, community), (hidden, community), (other, elsewhere)):
        make_posting(member, community=where, certificate_number=f"证{member.pk}")
    make_posting(make_member("派驻已完", shown=[MemberField.NAME]), community=community, started_on="2020-01-01", ended_on="2020-12-31")

    response = client.get(community.get_absolute_url())

    page = response.content.decode()
    assert f'<a href="{shown.get_absolute_url()}">名可公开</a>' in page
    assert "派驻这里的共富新专员已录入2人" in text_of(response)
    for words in ("名不可公开", "派往别处", "派驻已完", "证"):
        assert words not in page.replace("凭证", "")


def test_where_postings_name_no_community_the_page_says_so_and_who_teaches(client):
    community, line = make_community(), make_line(1)
    posted = make_indicator("派驻共富新专员", "人", lines=[line], code=POSTED)
    make_activity("派驻仪式", line=line, figures={posted: "100名"}, published=True)
    member = make_member("杨柳妹", shown=[MemberField.NAME])
    make_posting(member)
    make_posting(make_member("没有依据者"))
    taught = make_activity("社区家庭妇女技术培训", line=line)
    taught.people.create(member=member, role="trainer")
    publishing.publish(taught, by=make_user())
    draft = make_activity("没有发布的培训", line=line)
    draft.people.create(member=member, role="trainer")

    response = client.get(community.get_absolute_url())

    assert "全市派驻100人，报道没有写明派驻到哪个社区" in text_of(response)
    assert "杨柳妹派驻社区没有写明" in text_of(response)
    assert "培训：社区家庭妇女技术培训" in text_of(response)
    assert reverse("actions:evidence-line", args=[POSTED, line.slug]) in response.content.decode()
    assert "没有依据者" not in response.content.decode()
    assert draft.title not in response.content.decode()


def test_people_of_the_activities_here_are_named_on_a_basis(client):
    community = make_community()
    activity = make_activity(community=community)
    activity.people.create(name="应吟吟", role="leader", **REPORT)
    activity.people.create(name="无依据者")
    publishing.publish(activity, by=make_user())

    response = client.get(community.get_absolute_url())

    assert "应吟吟（带队）" in text_of(response)
    assert "无依据者" not in response.content.decode()


def test_what_comes_here_is_announced(client):
    community, day = make_community(), str(timezone.localdate() + timedelta(3))
    make_event("这里的预告", community=community, days=day, published=True)
    make_event("办完的", community=community, days="2022-05-01", published=True)
    make_event("别处的预告", days=day, published=True)
    make_event("没发布的预告", community=community, days=day)

    page = client.get(community.get_absolute_url()).content.decode()

    assert "这里的预告" in page
    for words in ("办完的", "别处的预告", "没发布的预告"):
        assert words not in page.replace("办完的活动", "")


def test_more_activities_than_fit_are_reached_through_the_list(client):
    (community,) = places_with(1, each=21)

    page = client.get(community.get_absolute_url()).content.decode()

    assert f'href="{reverse("actions:activity-list")}?community={community.slug}">看全部，已录入21条</a>' in page


@pytest.mark.parametrize("slug", ["no-such", "x" * 10_000])
def test_an_unknown_place_is_not_found(client, slug):
    assert client.get(reverse("portal:community-detail", args=[slug])).status_code == 404
