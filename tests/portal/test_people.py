"""Members and units: only what may be shown of each, and what each did."""

import pytest
from django.urls import reverse

from actions.models import ActionLine, Proposal
from members import services
from members.enums import MemberField
from members.models import MemberStatus, UnitKind
from publishing import services as publishing
from tests.actions.factories import make_activity, make_community, make_line, make_user
from tests.events.factories import make_event
from tests.members.factories import CONSENT, REPORT, make_full_member, make_member, make_pairing, make_posting, make_unit

pytestmark = pytest.mark.django_db

MEMBERS, UNITS = reverse("portal:member-list"), reverse("portal:unit-list")
SAID = {
    MemberField.PROFESSION: "刺绣技师",
    MemberField.UNIT: "龙港绣坊",
    MemberField.POST: "常务理事",
    MemberField.CATEGORY: "自由职业人员",
    MemberField.INTRODUCTION: "教人刺绣十五年。",
}


def take_part(member, title="刺绣公益班", *, role="trainer", published=True, **basis):
    activity = make_activity(title)
    activity.people.create(member=member, role=role, **basis)
    return publishing.publish(activity, by=make_user()) if published else activity


def propose(title="刺绣进校园", *, published=True, **author):
    proposal = Proposal.objects.create(line=make_line(3), title=title, submitted_on="2022-07-01")
    proposal.authors.create(**author)
    return publishing.publish(proposal, by=make_user()) if published else proposal


def fill(member, unit, count):
    """Let a member and a unit do so many things."""
    for at in range(count):
        activity = take_part(member, f"公益班{at}", published=False)
        activity.hosts.create(unit=unit)
        publishing.publish(activity, by=make_user())
        propose(f"建议{at}", member=member)
        propose(f"单位建议{at}", unit=unit)
        make_posting(member, community=make_community(f"社区{at}"))
        make_pairing(unit=unit, community=make_community(f"社区{at}"))
        make_full_member(f"同事{at}", shown=[MemberField.NAME, MemberField.UNIT], unit=unit)


# ---- Members


def test_only_members_whose_name_is_disclosed_are_listed_by_pinyin(client):
    second, first = make_member("张三", shown=[MemberField.NAME]), make_member("安平", shown=[MemberField.NAME], status=MemberStatus.UNSTATED)
    make_member("没有依据者")
    make_member("只公开职业者", profession="律师", shown=[MemberField.PROFESSION])
    withdrawn = make_member("撤回者", shown=[MemberField.NAME])
    services.withdraw_all_disclosures(member=withdrawn, by=make_user())

    response = client.get(MEMBERS)

    page = response.content.decode()
    assert [member.pk for member, _ in response.context["members"]] == [first.pk, second.pk]
    assert "会员与参与者" in page
    for words in ("没有依据者", "只公开职业者", "律师", "撤回者"):
        assert words not in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_list_of_members_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    for at in range(count):
        take_part(make_full_member(f"会员{at}", shown=MemberField.values), f"公益班{at}")

    with django_assert_num_queries(4):
        response = client.get(MEMBERS)

    assert len(response.context["members"]) == min(count, 20)


def test_lists_of_nobody_say_what_will_be_here(client):
    assert "姓名可以公开的人会列在这里" in client.get(MEMBERS).content.decode()
    assert "做了事的单位会列在这里" in client.get(UNITS).content.decode()


@pytest.mark.parametrize("field", SAID)
def test_each_field_shows_only_while_its_own_disclosure_is_in_force(client, field):
    member = make_full_member(shown=[MemberField.NAME])
    before = client.get(member.get_absolute_url()).content.decode()

    disclosure = services.disclose(member=member, field=field, **REPORT, by=make_user())
    shown = client.get(member.get_absolute_url()).content.decode()
    services.withdraw_disclosure(disclosure=disclosure, by=make_user())
    after = client.get(member.get_absolute_url()).content.decode()

    assert [words for words in SAID.values() if words in before] == []
    assert [words for words in SAID.values() if words in shown] == [SAID[field]]
    assert after == before


def test_a_member_without_a_disclosed_name_has_no_page(client):
    member = make_full_member(shown=SAID)
    take_part(member, **REPORT)  # the name may stand on that activity; it has no page

    assert client.get(member.get_absolute_url()).status_code == 404

    name = services.disclose(member=member, field=MemberField.NAME, **REPORT, by=make_user())
    assert client.get(member.get_absolute_url()).status_code == 200

    services.withdraw_disclosure(disclosure=name, by=make_user())
    assert client.get(member.get_absolute_url()).status_code == 404


def test_a_page_says_on_what_ground_each_thing_is_public(client):
    member = make_full_member(shown=[MemberField.NAME, MemberField.PROFESSION], ground=REPORT)
    services.disclose(member=member, field=MemberField.POST, **CONSENT, by=make_user())

    page = client.get(member.get_absolute_url()).content.decode()

    assert "姓名、职业依据浙江统战2022年7月20日的报道公开" in page
    assert "会内职务经本人同意公开" in page


def test_a_page_says_what_the_member_did_in_public(client):
    member, community = make_member(shown=[MemberField.NAME]), make_community()
    taught, proposal = take_part(member), propose(member=member)
    make_posting(member, community=community, certificate_number="2022-001")
    make_posting(member, started_on="2021-01-01", ended_on="2021-12-31")
    take_part(member, "没有发布的班", published=False)
    propose("没有发布的建议", member=member, published=False)
    take_part(member, "依据撤回的班", **REPORT, withdrawn_at="2022-08-01T00:00Z")
    take_part(make_member("别人", shown=[MemberField.NAME]), "别人的班")

    page = client.get(member.get_absolute_url()).content.decode()

    for words in (taught.get_absolute_url(), "<b>培训</b>", proposal.get_absolute_url(), community.get_absolute_url(), "2022年7月9日起", "没有写明"):
        assert words in page
    for words in ("没有发布的班", "没有发布的建议", "依据撤回的班", "别人的班", "2022-001"):
        assert words not in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_of_a_member_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    member = make_full_member(shown=MemberField.values)
    fill(member, make_unit(), count)

    with django_assert_num_queries(11):
        client.get(member.get_absolute_url())


def test_a_member_who_did_nothing_yet_has_a_page_that_says_so(client):
    assert "参加的活动会列在这里" in client.get(make_member(shown=[MemberField.NAME]).get_absolute_url()).content.decode()


@pytest.mark.parametrize("path", ["/members/0/", f"/members/{10**30}/", "/members/张三/", "/units/no-such/"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("named", [True, False])
def test_a_name_leads_to_its_page_only_where_there_is_one(client, named):
    member = make_member("杨柳妹", shown=[MemberField.NAME] if named else [])
    activity, proposal = take_part(member, **REPORT), propose(member=member, **REPORT)

    for path in (activity.get_absolute_url(), activity.line.get_absolute_url(), proposal.get_absolute_url()):
        page = client.get(path).content.decode()

        assert "杨柳妹" in page
        assert (f'href="{member.get_absolute_url()}"' in page) is named


# ---- Units


def test_only_units_that_something_public_names_are_listed(client):
    names = ("主办", "结对", "建言", "预告", "牵头", "只有草稿", "什么也没有", "只有会员")
    host, paired, author, announcer, leading, drafted, _, home = (make_unit(f"{name}单位") for name in names)
    activity = make_activity()
    activity.hosts.create(unit=host)
    publishing.publish(activity, by=make_user())
    make_pairing(unit=paired)
    propose(unit=author)
    event = make_event(published=False)
    event.hosts.create(unit=announcer)
    publishing.publish(event, by=make_user())
    ActionLine.objects.filter(pk=make_line(1).pk).update(lead_unit=leading)
    make_activity("草稿").hosts.create(unit=drafted)
    make_pairing(unit=drafted, published=False)
    propose("草稿", unit=drafted, published=False)
    make_full_member(shown=MemberField.values, unit=home)

    assert set(client.get(UNITS).context["page"]) == {host, paired, author, announcer, leading}


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_list_of_units_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    for at in range(count):
        make_pairing(unit=make_unit(f"单位{at}"))

    with django_assert_num_queries(2):
        client.get(UNITS)


def test_the_page_of_a_unit_says_what_it_did(client):
    unit = make_unit("龙港市绣花协会", short_name="绣协", introduction="教绣花的人办的协会。")
    activity = make_activity("绣花展")
    activity.hosts.create(unit=unit)
    publishing.publish(activity, by=make_user())
    pairing, proposal = make_pairing(unit=unit), propose(unit=unit)
    make_activity("草稿展").hosts.create(unit=unit)

    page = client.get(unit.get_absolute_url()).content.decode()

    for words in ("龙港市绣花协会", "简称绣协", "教绣花的人办的协会。", "社团组织", activity.get_absolute_url(), pairing.get_absolute_url(), proposal.title):
        assert words in page
    assert "草稿展" not in page


def test_a_unit_names_only_members_who_may_be_named_as_its_own(client):
    unit = make_unit("龙港绣坊", kind=UnitKind.ENTERPRISE)
    make_full_member("两样都公开", shown=[MemberField.NAME, MemberField.UNIT], unit=unit)
    make_full_member("只公开姓名", shown=[MemberField.NAME], unit=unit)
    make_full_member("只公开单位", shown=[MemberField.UNIT], unit=unit)

    page = client.get(unit.get_absolute_url()).content.decode()

    assert "两样都公开" in page
    assert "刺绣技师" not in page
    assert "只公开姓名" not in page
    assert "只公开单位" not in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_of_a_unit_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    unit = make_unit()
    fill(make_member(shown=[MemberField.NAME]), unit, count)

    with django_assert_num_queries(17):
        client.get(unit.get_absolute_url())


def test_a_unit_that_did_nothing_yet_has_a_page_that_says_so(client):
    page = client.get(make_unit().get_absolute_url()).content.decode()

    assert "办的活动会列在这里" in page
    assert 'id="members"' not in page


def test_a_unit_is_linked_where_it_is_named(client):
    unit = make_unit("龙港市绣花协会")
    activity = make_activity("绣花展")
    activity.hosts.create(unit=unit)
    publishing.publish(activity, by=make_user())
    proposal = propose(unit=unit)

    for path in (activity.get_absolute_url(), activity.line.get_absolute_url(), proposal.get_absolute_url(), make_pairing(unit=unit).get_absolute_url()):
        assert f'href="{unit.get_absolute_url()}"' in client.get(path).content.decode()
