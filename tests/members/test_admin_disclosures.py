"""What of a member is public is given and taken back field by field; postings are kept beside."""

import datetime

import pytest
from django.urls import reverse

from members.models import Disclosure, Member, Posting
from publishing.models import Trace, Verb
from tests.actions.test_admin_activity import errors_of
from tests.desk import make_community, make_member, make_user

pytestmark = pytest.mark.django_db
REPORT = {"basis": "source", "published_in": "浙江统战", "published_on": "2022年7月20日"}


@pytest.fixture
def publisher(client):
    user = make_user("publisher")
    client.force_login(user)
    return user


@pytest.fixture
def member():
    return Member.objects.create(name="应吟吟", profession="律师")


def change_url(member):
    return reverse("admin:members_member_change", args=[member.pk])


def disclose_url(member):
    return reverse("admin:members_member_disclose", args=[member.pk])


def test_one_report_lets_two_fields_be_public(client, publisher, member):
    before = client.get(change_url(member)).content.decode()

    response = client.post(disclose_url(member), {"fields_shown": ["name", "profession"]} | REPORT)

    assert (response.status_code, response.url) == (302, change_url(member))
    rows = [(row.field, row.published_in, row.published_on, row.recorded_by) for row in member.disclosures.order_by("field")]
    assert rows == [("name", "浙江统战", datetime.date(2022, 7, 20), publisher), ("profession", "浙江统战", datetime.date(2022, 7, 20), publisher)]
    assert "已公开报道：浙江统战，2022-07-20" not in before
    assert client.get(change_url(member)).content.decode().count("已公开报道：浙江统战，2022-07-20") == 2
    assert Trace.objects.filter(subject_type__model="disclosure", verb=Verb.CREATED).count() == 2


WRONG = {
    "no field": ({"fields_shown": []}, {"fields_shown": ["至少选一项。"]}),
    "a field that is empty": ({"fields_shown": ["post"]}, {"fields_shown": ["名单里没有这一项，请重新选。"]}),
    "no basis": ({"basis": ""}, {"basis": ["选一种依据。"]}),
    "a report without its place": ({"published_in": " "}, {"published_in": ["写明登在哪里，例如浙江统战。"]}),
    "a consent without its text and day": ({"basis": "consent"}, {"consent_version": ["写明哪一版同意书。"], "consent_on": ["写明哪天同意的。"]}),
    "a report of a day to come": ({"published_on": "2999-01-01"}, {"published_on": ["这一天还没有到：登出来了才有依据，请核对。"]}),
    "a consent of a day to come": (
        {"basis": "consent", "consent_version": "2022-1", "consent_on": "2999-01-01"},
        {"consent_on": ["这一天还没有到：同意了才有依据，请核对。"]},
    ),
    "no such day": ({"published_on": "2022-02-30"}, {"published_on": ["没有2022年2月30日这一天，请核对。"]}),
}


@pytest.mark.parametrize(("changes", "errors"), WRONG.values(), ids=WRONG)
def test_a_basis_says_which_and_when(client, publisher, member, changes, errors):
    response = client.post(disclose_url(member), {"fields_shown": ["name"]} | REPORT | changes)

    found = {name: [*messages] for name, messages in response.context["form"].errors.items()}
    assert {name: found.get(name) for name in errors} == errors
    assert not Disclosure.objects.exists()


def test_a_field_is_taken_back_with_one_press_and_stays_as_history(client, publisher, member):
    client.post(disclose_url(member), {"fields_shown": ["name", "profession"]} | REPORT)
    row = member.disclosures.get(field="profession")
    url = reverse("admin:members_member_undisclose", args=[row.pk])

    asked = client.get(url).content.decode()
    between = member.disclosures.in_force().count()
    client.post(url)
    page = client.get(change_url(member)).content.decode()

    assert "“应吟吟”的职业马上从所有公开页面" in asked
    assert between == 2
    assert [row.field for row in member.disclosures.in_force()] == ["name"]
    assert "已经撤回的" in page
    assert "职业（已公开报道：浙江统战，2022-07-20）" in page
    again = client.post(url, follow=True)
    assert "可能已经撤回了" in again.content.decode()


def test_everything_of_a_member_is_taken_back_at_once(client, publisher, member):
    client.post(disclose_url(member), {"fields_shown": ["name", "profession"]} | REPORT)

    client.post(reverse("admin:members_member_undisclose_all", args=[member.pk]))

    assert not member.disclosures.in_force().exists()
    assert member.disclosures.count() == 2


@pytest.mark.parametrize("role", ["editor", "leader", "auditor"])
def test_who_does_not_keep_members_changes_nothing_of_what_is_public(client, publisher, member, role):
    client.post(disclose_url(member), {"fields_shown": ["name"]} | REPORT)
    row = member.disclosures.get()
    client.force_login(make_user(role))

    answers = [
        client.post(disclose_url(member), {"fields_shown": ["profession"]} | REPORT).status_code,
        client.post(reverse("admin:members_member_undisclose", args=[row.pk])).status_code,
        client.post(reverse("admin:members_member_undisclose_all", args=[member.pk])).status_code,
    ]

    assert answers == [403, 403, 403]
    assert [row.field for row in member.disclosures.in_force()] == ["name"]


def test_the_list_says_what_is_public_and_narrows_by_it(client, publisher, member):
    hidden = make_member("不公开的人")
    client.post(disclose_url(member), {"fields_shown": ["name", "profession"]} | REPORT)
    url = reverse("admin:members_member_changelist")

    every, public = (client.get(url, asked).content.decode() for asked in ({}, {"public": "yes"}))

    assert "姓名、职业" in every
    assert hidden.name in every
    assert hidden.name not in public
    assert member.name in public


def posting(member, **changes):
    return {"member": member.pk, "started_on": "2022-07-09"} | changes


def test_a_posting_is_entered_and_found_by_its_certificate(client, publisher, member):
    community = make_community()

    client.post(reverse("admin:members_posting_add"), posting(member, community=community.pk, certificate_number="2022-001"))
    listed = client.get(reverse("admin:members_posting_changelist"), {"q": "2022-001", "community": community.pk}).content.decode()

    row = Posting.objects.get()
    assert (row.member, row.community, row.started_on) == (member, community, datetime.date(2022, 7, 9))
    assert "应吟吟" in listed
    assert "没有符合条件的" not in listed
    assert Trace.objects.get(subject_type__model="posting").verb == Verb.CREATED


POSTINGS = {
    "nobody": ({"member": ""}, {"member": ["选一位会员。"]}),
    "no day": ({"started_on": ""}, {"started_on": ["写上从哪天起派驻，例如2022-07-09。"]}),
    "an end before the start": ({"started_on": "2022-08-02", "ended_on": "2022-08-01"}, {"ended_on": ["结束（2022-08-01）早于开始（2022-08-02），请核对。"]}),
    "the same again": ({}, {"started_on": ["应吟吟2022-07-09起派驻这里的，已经有一条。"]}),
    "a number that is given": (
        {"started_on": "2022-08-01", "certificate_number": "2022-001"},
        {"certificate_number": ["这个编号已经给了“应吟吟 社区未写明”，请核对。"]},
    ),
}


@pytest.mark.parametrize(("changes", "errors"), POSTINGS.values(), ids=POSTINGS)
def test_what_is_wrong_with_a_posting_is_said_beside_its_field(client, publisher, member, changes, errors):
    Posting.objects.create(member=member, started_on="2022-07-09", certificate_number="2022-001")

    response = client.post(reverse("admin:members_posting_add"), posting(member, source="浙江统战") | changes)

    assert errors_of(response) == errors
    assert 'value="浙江统战"' in response.content.decode()
    assert Posting.objects.count() == 1
