"""Every list of the workbench costs the same number of queries with 1 row and with 50; hostile addresses end in words."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Activity, Indicator, IndicatorOnLine, Proposal, Target
from longgang.portal.models import Page
from members.models import Community, Member, Pairing, Posting, Unit
from members.roles import give_roles
from publishing.models import Verb
from publishing.trail import leave_trace
from tests.desk import indicator, make_community, make_lines, make_programme, make_user
from tests.portal.factories import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    return make_lines()


def add_activities(count, lines, user):
    first = Activity.objects.count()
    programme, community, counted = make_or_get(lines)
    for number in range(first, first + count):
        activity = Activity.objects.create(
            title=f"活动{number}",
            line=lines[4],
            programme=programme,
            community=community,
            happened_from=datetime.date(2022, 5, 9),
            happened_to=datetime.date(2022, 5, 9),
            created_by=user,
            changed_by=user,
        )
        activity.figures.create(indicator=counted, amount=3)
        activity.people.create(name="张三")


def make_or_get(lines):
    from actions.models import Programme

    programme = Programme.objects.first() or make_programme(lines[4])
    return programme, Community.objects.first() or make_community(), indicator("活动场次")


def add_members(count, lines, user):
    unit = Unit.objects.create(name=f"单位{Unit.objects.count()}", slug=f"u-{Unit.objects.count()}", kind="media")
    for number in range(count):
        member = Member.objects.create(name=f"会员{number}", unit=unit)
        member.disclosures.create(field="name", basis="source", published_in="浙江统战", published_on=datetime.date(2022, 7, 20))


def add_units(count, lines, user):
    first = Unit.objects.count()
    for number in range(first, first + count):
        Unit.objects.create(name=f"单位{number}", slug=f"unit-{number}", kind="media")


def add_communities(count, lines, user):
    first = Community.objects.count()
    for number in range(first, first + count):
        Community.objects.create(name=f"社区{number}", slug=f"community-{number}")


def add_programmes(count, lines, user):
    from actions.models import Programme

    first = Programme.objects.count()
    for number in range(first, first + count):
        make_programme(lines[number % 6], f"项目{number}", f"programme-{number}")


def add_indicators(count, lines, user):
    first = Indicator.objects.count()
    for number in range(first, first + count):
        made = Indicator.objects.create(code=f"code-{number}", name=f"指标{number}", unit="场")
        IndicatorOnLine.objects.create(indicator=made, line=lines[0])


def add_targets(count, lines, user):
    first = Target.objects.count()
    for number in range(first, first + count):
        Target.objects.create(line=lines[0], indicator=indicator("活动场次"), year=2000 + number, amount=9)


def add_users(count, lines, user):
    for _ in range(count):
        make_user("editor")


def add_traces(count, lines, user):
    for _ in range(count):
        leave_trace(verb=Verb.CHANGED, subject=user, by=user, fields=["name"])


def add_pairings(count, lines, user):
    first = Pairing.objects.count()
    _, community, _ = make_or_get(lines)
    for number in range(first, first + count):
        unit = Unit.objects.create(name=f"结对单位{number}", slug=f"paired-{number}", kind="media")
        pairing = Pairing.objects.create(unit=unit, community=community, started_on=datetime.date(2022, 5, 19), created_by=user, changed_by=user)
        pairing.items.create(list="need", item="老人义诊", due_on=datetime.date(2022, 6, 1))


def add_postings(count, lines, user):
    first = Posting.objects.count()
    _, community, _ = make_or_get(lines)
    for number in range(first, first + count):
        Posting.objects.create(member=Member.objects.create(name=f"专员{number}"), community=community, started_on=datetime.date(2022, 7, 9))


def add_proposals(count, lines, user):
    first = Proposal.objects.count()
    for number in range(first, first + count):
        proposal = Proposal.objects.create(line=lines[2], title=f"建议{number}", submitted_on=datetime.date(2022, 3, 1), created_by=user, changed_by=user)
        proposal.authors.create(member=Member.objects.create(name=f"提出人{number}"))
        proposal.outcomes.create(kind="adopted", by_whom="市政协")


def add_pages(count, lines, user):
    first = Page.objects.count()
    for number in range(first, first + count):
        make_page(f"通知{number}", published=False, by=user, documents=["报名表"])


LISTS = {
    "portal_page": add_pages,
    "actions_activity": add_activities,
    "actions_programme": add_programmes,
    "actions_indicator": add_indicators,
    "actions_target": add_targets,
    "members_member": add_members,
    "members_unit": add_units,
    "members_community": add_communities,
    "members_pairing": add_pairings,
    "members_posting": add_postings,
    "actions_proposal": add_proposals,
    "members_user": add_users,
    "publishing_trace": add_traces,
}


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries), [query["sql"] for query in queries]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_1_row_and_for_50(client, lines, name):
    user = make_user("publisher", "admin", "auditor")
    client.force_login(user)
    add_activities(1, lines, user)
    LISTS[name](1, lines, user)
    url = reverse(f"admin:{name}_changelist")
    client.get(url)

    one, _ = queries_of(client, url)
    LISTS[name](49, lines, user)
    fifty, sql = queries_of(client, url)

    assert fifty == one, sql


def test_the_workbench_costs_the_same_for_1_draft_and_for_50(client, lines):
    user = make_user("publisher")
    client.force_login(user)
    add_activities(1, lines, user)
    client.get(reverse("admin:index"))

    one, _ = queries_of(client, reverse("admin:index"))
    add_activities(49, lines, user)
    fifty, sql = queries_of(client, reverse("admin:index"))

    assert fifty == one, sql


HOSTILE = [
    "?p=abc",
    "?p=99999",
    "?p=-1",
    "?o=999.-3.x",
    "?state=abc&line=%00&kind=1&year=abc",
    "?line=10000000000000000000000",
    "?q=%00",
    "?q=" + "一" * 2000,
    "?happened_to__year=abc",
    "?happened_to__year=99999999999999999999",
    "?happened_to__year=2022&happened_to__month=13",
    "?happened_to__year=0",
    "?created_by__password__startswith=p",
    "?nonsense=1",
    "?e=1",
    "?_to_field=password",
    "?all=",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_list_address_ends_in_a_page_or_a_refusal(client, lines, query):
    client.force_login(make_user("publisher"))

    response = client.get(reverse("admin:actions_activity_changelist") + query, follow=True)

    assert response.status_code in (200, 400)


@pytest.mark.parametrize(
    "path",
    [
        "actions/activity/abc/change/",
        "actions/activity/10000000000000000000000/change/",
        "actions/activity/%00/change/",
        "actions/activity/99/publish/",
        "actions/activity/99/delete/",
        "actions/",
        "members/",
        "actions/activity/99/history/",
        "members/user/abc/password/",
        "nowhere/",
        "r/1/1/",
        "jsi18n/",
    ],
)
def test_a_hostile_address_is_no_fault(client, lines, path):
    client.force_login(make_user("publisher", "admin"))

    response = client.get(reverse("admin:index") + path, follow=True)

    assert response.status_code in (200, 403, 404)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"said": "3场"},
        {"indicator": "abc", "said": "3"},
        {"indicator": "9" * 40, "said": "3"},
        {"indicator": "１", "said": "\0"},
        {"indicator": "1", "said": "一" * 9999},
    ],
)
def test_reading_back_nonsense_answers_nothing_or_a_reason(client, lines, asked):
    client.force_login(make_user("editor"))

    response = client.get(reverse("admin:actions_activity_read"), asked)

    assert response.status_code == 200
    assert set(response.json()) <= {"error"}


def test_a_figure_is_read_back_as_it_will_be_said(client, lines):
    client.force_login(make_user("editor"))
    give_roles(make_user(), "editor")

    read = client.get(reverse("admin:actions_activity_read"), {"indicator": indicator("慈善筹款").pk, "said": "近百万"}).json()
    wrong = client.get(reverse("admin:actions_activity_read"), {"indicator": indicator("受益人次").pk, "said": "60多个"}).json()

    assert read == {"spoken": "近百万元", "sureness": "按90万元保底"}
    assert wrong == {"error": "“个”不是受益人次的单位，写作“60多人次”。"}
