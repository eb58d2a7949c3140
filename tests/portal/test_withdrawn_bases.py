"""A basis withdrawn is gone from every page, list, open-data file and media address by the next request (design 6)."""

import pytest

from actions.models import ActivityPerson, Proposal, ProposalAuthor
from members import services
from members.enums import MemberField
from members.models import Category, Community
from publishing.services import publish
from tests import pages
from tests.actions.factories import make_activity, make_line, make_user
from tests.desk import picture
from tests.events.factories import make_entry, make_event
from tests.members.factories import CONSENT, REPORT, make_member, make_posting, make_unit
from tests.portal.factories import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: Words that stand nowhere else, by the field of the member that lets them be shown; the name is taken back last.
OF_THE_MEMBER = {
    MemberField.INTRODUCTION: "染布三十年，带出徒弟十七人。",
    MemberField.CATEGORY: Category.MANAGEMENT.label,
    MemberField.POST: "第三副秘书长助理",
    MemberField.UNIT: "龙港蓝夹缬研习所",
    MemberField.PROFESSION: "蓝夹缬传承者",
    MemberField.NAME: "欧阳可丁",
}
NAME = OF_THE_MEMBER[MemberField.NAME]
PLAIN, ON_THE_ROW, AUTHOR, ENTRANT = "上官可乙", "司徒可丙", "诸葛可甲", "东方可戊"


@pytest.fixture
def unit():
    return make_unit(OF_THE_MEMBER[MemberField.UNIT])


@pytest.fixture
def named(longgang, unit):
    """Name people in every way there is, beside the demo; return each basis by the words that it lets be shown."""
    user, line, community = make_user(), make_line(), Community.objects.get(name="方城浦社区")
    member = make_member(
        NAME,
        shown=MemberField.values,
        ground=CONSENT,
        profession=OF_THE_MEMBER[MemberField.PROFESSION],
        unit=unit,
        post=OF_THE_MEMBER[MemberField.POST],
        category=Category.MANAGEMENT,
        introduction=OF_THE_MEMBER[MemberField.INTRODUCTION],
    )
    make_posting(member, community=community)
    activity = make_activity("蓝夹缬体验课", line=line, community=community)
    people = activity.people
    people.create(member=member)
    bases = {ON_THE_ROW: people.create(member=make_member(ON_THE_ROW), **REPORT), PLAIN: people.create(name=PLAIN, **REPORT)}
    publish(activity, by=user)
    proposal = Proposal.objects.create(line=line, title="蓝夹缬进校园", submitted_on="2022-07-01")
    proposal.authors.create(member=member)
    bases[AUTHOR] = proposal.authors.create(member=make_member(AUTHOR), **REPORT)
    publish(proposal, by=user)
    contest = make_event("蓝夹缬设计赛", line=line, kind="contest", days="2022-06-01..2022-06-18", published=True)
    make_entry(contest, "同心", member=member, picture=picture(), consent=True, published=True)
    bases[ENTRANT] = make_entry(contest, "鸾凤", name=ENTRANT, published=True, **REPORT)
    make_page("联谊会章程", column="about")
    disclosures = {row.field: row for row in member.disclosures.in_force()}
    return bases | {words: disclosures[field] for field, words in OF_THE_MEMBER.items()}


def take_back(basis):
    if isinstance(basis, ActivityPerson | ProposalAuthor) or not hasattr(basis, "field"):
        services.withdraw_basis(row=basis, by=make_user())
    else:
        services.withdraw_disclosure(disclosure=basis, by=make_user())


def test_the_walk_knows_every_public_address(named):
    addresses = pages.addresses()

    assert set(addresses) == pages.public_names(), "写进 tests/pages.py"
    assert {name for name, paths in addresses.items() if not paths} <= {"publishing:leave"}  # the demo has no outside link


def test_what_a_basis_let_be_shown_is_nowhere_once_it_is_withdrawn(client, named, unit):
    own_page = unit.get_absolute_url()  # a unit is public itself; whose unit it is, is not
    before = pages.everything(client)
    stood = {words: {path for path, said in before.items() if words in said} - {own_page} for words in named}
    members_page = next(path for path in stood[NAME] if path.startswith("/members/") and path != "/members/")
    assert NAME in before[own_page]

    for words, basis in named.items():
        take_back(basis)
        assert [path for path in stood[words] if words in pages.answer(client, path)[1]] == []
        if words == unit.name:
            assert NAME not in pages.answer(client, own_page)[1]
            assert NAME in pages.answer(client, members_page)[1]
    after = pages.everything(client)

    assert [words for words, paths in stood.items() if not paths] == []
    assert len(stood[NAME]) >= 8  # list, page, activity, two line pages, community, proposal and its list, contest
    assert [(words, path) for path, said in after.items() for words in named if words in said and path != own_page] == []
