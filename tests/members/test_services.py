"""What may be shown of a person: disclosed and withdrawn at once, each with its basis and its trace."""

from datetime import date

import pytest

from actions.models import ActivityPerson
from events.models import ContestEntry, Event
from members import services
from members.enums import Basis, MemberField
from members.models import Disclosure
from publishing import services as publishing
from publishing.models import Trace, Verb
from publishing.services import Refused
from tests.actions.factories import make_activity, make_line, make_user
from tests.members.factories import CONSENT, REPORT, make_member

pytestmark = pytest.mark.django_db


def traces(subject):
    return [(trace.verb, trace.fields, trace.by) for trace in Trace.objects.filter(subject_type__model=subject._meta.model_name, subject_id=subject.pk)]


@pytest.mark.parametrize("ground", [REPORT, CONSENT], ids=["report", "consent"])
def test_a_field_is_disclosed_on_a_basis_and_traced(ground):
    member, user = make_member(), make_user()

    row = services.disclose(member=member, field=MemberField.PROFESSION, **ground, by=user)

    assert list(member.disclosures.in_force()) == [row]
    assert {name: getattr(row, name) for name in ground} == ground
    assert row.recorded_by == user
    assert traces(row) == [(Verb.CREATED, ["profession"], user)]


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        ({"basis": Basis.CONSENT, "consent_on": date(2022, 8, 1)}, "同意书版本"),
        ({"basis": Basis.CONSENT, "consent_version": "2022-1"}, "同意日期"),
        ({"basis": Basis.SOURCE, "published_in": " ", "published_on": date(2022, 7, 20)}, "报道出处"),
        ({"basis": Basis.SOURCE, "published_in": "浙江统战"}, "报道日期"),
        ({"basis": ""}, "要选公开的依据"),
    ],
)
def test_half_a_basis_is_refused(ground, words):
    member = make_member()

    with pytest.raises(Refused, match=words):
        services.disclose(member=member, field=MemberField.NAME, **ground, by=make_user())

    assert not member.disclosures.exists()


def test_a_field_is_disclosed_once_until_it_is_withdrawn():
    member, user = make_member(), make_user()
    first = services.disclose(member=member, field=MemberField.NAME, **REPORT, by=user)

    with pytest.raises(Refused, match="已经公开了"):
        services.disclose(member=member, field=MemberField.NAME, **CONSENT, by=user)
    services.withdraw_disclosure(disclosure=first, by=user)
    second = services.disclose(member=member, field=MemberField.NAME, **CONSENT, by=user)

    assert list(member.disclosures.in_force()) == [second]
    assert Disclosure.objects.count() == 2


def test_a_disclosure_is_withdrawn_once_for_good_and_traced():
    member, user = make_member(shown=[MemberField.NAME, MemberField.POST]), make_user()
    name = member.disclosures.get(field=MemberField.NAME)

    withdrawn = services.withdraw_disclosure(disclosure=name, by=user)
    with pytest.raises(Refused, match="可能已经撤回了"):
        services.withdraw_disclosure(disclosure=name, by=user)

    assert withdrawn.withdrawn_at is not None
    assert [row.field for row in member.disclosures.in_force()] == [MemberField.POST]
    assert traces(name) == [(Verb.WITHDRAWN, ["name"], user)]


def test_everything_of_a_member_is_withdrawn_at_once():
    member, other = make_member(shown=[MemberField.NAME, MemberField.POST]), make_member("李四", shown=[MemberField.NAME])

    rows = services.withdraw_all_disclosures(member=member, by=make_user())

    assert {row.field for row in rows} == {MemberField.NAME, MemberField.POST}
    assert not member.disclosures.in_force().exists()
    assert other.disclosures.in_force().count() == 1


def test_the_basis_of_a_plain_name_is_withdrawn_and_traced():
    user = make_user()
    activity = make_activity(published=True)
    person = ActivityPerson.objects.create(activity=activity, name="杨柳妹", **REPORT)
    beside = ActivityPerson.objects.create(activity=activity, name="应吟吟", **REPORT)

    services.withdraw_basis(row=person, by=user)
    with pytest.raises(Refused, match="没有公开的依据"):
        services.withdraw_basis(row=person, by=user)

    assert list(activity.people.shown()) == [beside]
    assert traces(person) == [(Verb.WITHDRAWN, ["basis"], user)]


def test_what_has_no_basis_has_none_to_withdraw():
    person = ActivityPerson.objects.create(activity=make_activity(), name="杨柳妹")

    with pytest.raises(Refused, match="没有公开的依据"):
        services.withdraw_basis(row=person, by=make_user())


@pytest.mark.parametrize("from_copy", [False, True])
def test_no_working_copy_brings_a_withdrawn_name_back(from_copy):
    user = make_user()
    activity = make_activity()
    ActivityPerson.objects.create(activity=activity, name="杨柳妹", **REPORT)
    activity = publishing.publish(activity, by=user)
    copy = publishing.revise(activity, reason="写错了", by=user)
    assert copy.people.shown().count() == activity.people.shown().count() == 1

    services.withdraw_basis(row=(copy if from_copy else activity).people.get(), by=user)
    gone_at_once = not activity.people.shown().exists()
    publishing.replace(copy, by=user)

    assert gone_at_once
    assert activity.people.count() == 1
    assert not activity.people.shown().exists()


def test_a_contest_entry_and_its_working_copy_lose_their_basis_together():
    user = make_user()
    event = Event.objects.create(title="大赛", slug="da-sai", kind="contest", line=make_line(2), starts_on=date(2022, 6, 1), ends_on=date(2022, 6, 30))
    entry = publishing.publish(ContestEntry.objects.create(event=event, title="新城", name="杨柳妹", **REPORT), by=user)
    copy = publishing.revise(entry, reason="写错了", by=user)

    services.withdraw_basis(row=entry, by=user)
    publishing.replace(copy, by=user)

    entry.refresh_from_db()
    assert entry.withdrawn_at is not None
    assert not ContestEntry.objects.for_page().get(pk=entry.pk).author_is_public
