"""A proposal from the form to the public: authors, outcomes, what is said where it is wrong."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Proposal
from members.models import Disclosure
from publishing.models import State, Trace, Verb
from tests.actions.test_admin_activity import errors_of
from tests.desk import filled_in, make_lines, make_member, make_unit, make_user, rows

pytestmark = pytest.mark.django_db
ADD = "admin:actions_proposal_add"
REPORT = {"basis": "source", "published_in": "浙江统战", "published_on": "2022-07-20"}


@pytest.fixture
def line():
    return make_lines()[2]


@pytest.fixture
def publisher(client):
    user = make_user("publisher")
    client.force_login(user)
    return user


def proposal_entry(line, *, authors=(), outcomes=(), **changes):
    data = {"kind": "proposal", "line": line.pk, "title": "关于建设儿童友好型城市的建议", "submitted_on": "2022年3月1日", "precision": "month"}
    return data | rows("authors", *authors) | rows("outcomes", *({"precision": "day"} | row for row in outcomes)) | changes


def change_url(proposal):
    return reverse("admin:actions_proposal_change", args=[proposal.pk])


def test_one_sending_enters_two_authors_and_two_outcomes_and_publishes(client, publisher, line):
    member, unit = make_member(), make_unit()
    data = proposal_entry(
        line,
        authors=[{"member": member.pk} | REPORT, {"unit": unit.pk, "basis": ""}],
        outcomes=[
            {"kind": "adopted", "by_whom": "市政协", "level": "city", "happened_on": "2022-04-01", "source": "浙江统战"},
            {"kind": "printed", "by_whom": "《联谊报》", "level": "province", "url": "https://example.com/1"},
        ],
    )

    response = client.post(reverse(ADD), data | {"_publish": "1"})

    proposal = Proposal.objects.get()
    assert (response.status_code, response.url) == (302, change_url(proposal))
    assert (proposal.state, proposal.spoken_day, proposal.created_by) == (State.PUBLISHED, "2022年3月", publisher)
    assert [str(author) for author in proposal.authors.order_by("position")] == ["应吟吟", "龙港市慈善总会"]
    assert [(str(outcome), outcome.level) for outcome in proposal.outcomes.order_by("position")] == [("采用 市政协", "city"), ("刊发 《联谊报》", "province")]
    assert list(Trace.objects.filter(subject_type__model="proposal").order_by("pk").values_list("verb", flat=True)) == [Verb.CREATED, Verb.PUBLISHED]
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert "应吟吟" in page
    assert "《联谊报》" in page


WRONG = {
    "no line": ({"line": ""}, {"line": ["选一项行动。"]}),
    "no title": ({"title": ""}, {"title": ["写上题目，例如：《关于建设儿童友好型城市的建议》。"]}),
    "no day": ({"submitted_on": ""}, {"submitted_on": ["写上哪一天提出的，例如2022-07-09。只知道年份的，写那一年里所知的最后一天。"]}),
    "a day to come": ({"submitted_on": "2999-01-02"}, {"submitted_on": ["2999-01-02还没有到，请核对。"]}),
    "a year to come": ({"submitted_on": "2998-12-31", "precision": "year"}, {"submitted_on": ["2998-12-31还没有到，请核对。"]}),
    "an outcome of a day to come": (
        rows("outcomes", {"kind": "adopted", "happened_on": "2999-01-02"}),
        {"outcomes-0-happened_on": ["2999-01-02还没有到，请核对。"]},
    ),
    "nobody": (rows("authors", REPORT), {"authors-0-member": ["选一位会员，或者选一个单位。"]}),
    "an outcome of no kind": (rows("outcomes", {"by_whom": "市政协"}), {"outcomes-0-kind": ["选一种结果，例如采用。"]}),
    "no address": (rows("outcomes", {"kind": "adopted", "url": "没有"}), {"outcomes-0-url": ["网址不对，写作 https://… 的样子。"]}),
}


@pytest.mark.parametrize(("changes", "errors"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(client, publisher, line, changes, errors):
    response = client.post(reverse(ADD), proposal_entry(line, addressee="市政协全体会议") | changes)

    assert errors_of(response) == errors
    assert 'value="市政协全体会议"' in response.content.decode()
    assert not Proposal.objects.exists()


def test_the_running_year_known_only_as_a_year_is_no_day_to_come(client, publisher, line):
    last = timezone.localdate().replace(month=12, day=31)

    client.post(reverse(ADD), proposal_entry(line) | {"submitted_on": str(last), "precision": "year"})

    assert Proposal.objects.get().submitted_on == last


def test_an_author_stands_once_and_is_a_member_or_a_unit(client, publisher, line):
    member, unit = make_member(), make_unit()

    twice = client.post(reverse(ADD), proposal_entry(line, authors=[{"member": member.pk}, {"member": member.pk}]))
    both = client.post(reverse(ADD), proposal_entry(line, authors=[{"member": member.pk, "unit": unit.pk}]))

    assert errors_of(twice) == {"authors-1-member": ["“应吟吟”上面已经写过。"]}
    assert errors_of(both) == {"authors-0-unit": ["会员和单位只选一个；都提了的，分两行写。"]}


def test_two_authors_may_change_places(client, publisher, line):
    one, other = make_member("甲"), make_member("乙")
    client.post(reverse(ADD), proposal_entry(line, authors=[{"member": one.pk}, {"member": other.pk}]) | {"_continue": "1"})
    proposal = Proposal.objects.get()
    data = filled_in(client.get(change_url(proposal)))

    response = client.post(change_url(proposal), data | {"authors-0-member": other.pk, "authors-1-member": one.pk})

    assert response.status_code == 302
    assert [str(author) for author in proposal.authors.order_by("position", "pk")] == ["乙", "甲"]


def test_a_revision_takes_a_new_outcome_to_the_public_and_the_form_says_what_is_missing(client, publisher, line):
    client.post(reverse(ADD), proposal_entry(line, outcomes=[{"kind": "adopted", "by_whom": "市政协"}]) | {"_publish": "1"})
    proposal = Proposal.objects.get()
    shown = client.get(change_url(proposal)).content.decode()
    client.post(reverse("admin:actions_proposal_revise", args=[proposal.pk]), {"reason": "补上刊发"})
    copy = Proposal.objects.get(revises=proposal)
    data = filled_in(client.get(change_url(copy)))
    data |= {"outcomes-TOTAL_FORMS": "2", "outcomes-1-kind": "printed", "outcomes-1-by_whom": "《联谊报》", "outcomes-1-precision": "day"}

    response = client.post(change_url(copy), data | {"_publish": "1"})

    assert response.url == change_url(proposal)
    assert "1个结果没有写出处" in shown
    assert 'name="title"' not in shown
    assert sorted(outcome.by_whom for outcome in proposal.outcomes.all()) == ["《联谊报》", "市政协"]


def test_an_authors_name_is_taken_back_at_once_from_a_public_proposal(client, publisher, line):
    member = make_member()
    client.post(reverse(ADD), proposal_entry(line, authors=[{"member": member.pk} | REPORT]) | {"_publish": "1"})
    proposal = Proposal.objects.get()
    author = proposal.authors.get()
    url = reverse("admin:actions_proposal_name", args=[author.pk])
    before, public = client.get(change_url(proposal)).content.decode(), client.get(proposal.get_absolute_url()).content.decode()

    client.post(url)

    assert f'href="{url}"' in before
    assert "应吟吟" in public
    assert "应吟吟" not in client.get(proposal.get_absolute_url()).content.decode()
    assert "已经撤回，不公开" in client.get(change_url(proposal)).content.decode()


def test_the_form_says_what_a_members_own_disclosure_decides(client, publisher, line):
    member = make_member()
    client.post(reverse(ADD), proposal_entry(line, authors=[{"member": member.pk}]) | {"_publish": "1"})
    proposal = Proposal.objects.get()
    nothing = client.get(change_url(proposal)).content.decode()

    Disclosure.objects.create(member=member, field="name", basis="source", published_in="浙江统战", published_on=datetime.date(2022, 7, 20))

    assert "没有依据，不公开" in nothing
    assert "按会员本人的公开依据" in client.get(change_url(proposal)).content.decode()


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("leader", 403), ("auditor", 403)])
def test_who_may_enter_a_proposal(client, line, role, status):
    client.force_login(make_user(role))

    assert client.get(reverse(ADD)).status_code == status
