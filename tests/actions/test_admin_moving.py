"""A record is withdrawn with the place that it moved to: its old address leads there for good."""

import datetime

import pytest
from django.urls import reverse

from actions.models import Activity, Proposal
from publishing import services as publishing
from publishing.models import Trace, Verb
from tests.desk import make_lines, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2022, 7, 1)


@pytest.fixture
def line():
    return make_lines()[2]


@pytest.fixture
def publisher(client):
    user = make_user("publisher")
    client.force_login(user)
    return user


def make_activity(line, title="社情民意建议", **fields):
    return Activity.objects.create(line=line, title=title, happened_from=DAY, happened_to=DAY, **fields)


def make_proposal(line, title="关于儿童友好型城市的建议", **fields):
    return Proposal.objects.create(line=line, title=title, submitted_on=DAY, **fields)


def withdraw_url(record):
    return reverse(f"admin:actions_{record._meta.model_name}_withdraw", args=[record.pk])


def lookup(client, field, term=""):
    asked = {"app_label": "actions", "model_name": "activity", "field_name": field, "term": term}
    return [found["text"] for found in client.get(reverse("admin:autocomplete"), asked).json()["results"]]


def test_an_activity_that_became_a_proposal_leads_there(client, publisher, line):
    activity = publishing.publish(make_activity(line), by=publisher)
    proposal = publishing.publish(make_proposal(line), by=publisher)

    response = client.post(withdraw_url(activity), {"reason": "改作建言", "moved_to_proposal": proposal.pk})
    activity.refresh_from_db()
    old = client.get(activity.get_absolute_url())

    assert response.status_code == 302
    assert (activity.moved_to, activity.moved_to_proposal) == (None, proposal)
    assert (old.status_code, old.url) == (301, proposal.get_absolute_url())
    assert Trace.objects.filter(verb=Verb.WITHDRAWN).get().fields == ["moved_to_proposal"]


def test_without_a_new_home_the_old_address_says_that_it_is_gone(client, publisher, line):
    activity = publishing.publish(make_activity(line), by=publisher)

    client.post(withdraw_url(activity), {"reason": "重复录入", "moved_to": "", "moved_to_proposal": ""})

    assert client.get(activity.get_absolute_url()).status_code == 410
    assert Trace.objects.filter(verb=Verb.WITHDRAWN).get().fields == []


@pytest.mark.parametrize("home", ["a draft", "itself", "\0", "9" * 30, "甲"])
def test_only_another_public_record_is_a_new_home(client, publisher, line, home):
    activity = publishing.publish(make_activity(line), by=publisher)
    key = {"a draft": make_activity(line, "草稿").pk, "itself": activity.pk}.get(home, home)

    response = client.post(withdraw_url(activity), {"reason": "重复录入", "moved_to": key})

    activity.refresh_from_db()
    assert response.context["form"].errors == {"moved_to": ["只能移至另一条已发布的记录，请重新选。"]}
    assert ">重复录入</textarea>" in response.content.decode().replace("\n", "")
    assert activity.is_public


def test_a_record_moves_to_one_place(client, publisher, line):
    activity, other = (publishing.publish(make_activity(line, title), by=publisher) for title in ("一", "二"))
    proposal = publishing.publish(make_proposal(line), by=publisher)

    response = client.post(withdraw_url(activity), {"reason": "重复录入", "moved_to": other.pk, "moved_to_proposal": proposal.pk})

    assert response.context["form"].errors == {"moved_to_proposal": ["只能移至一处，上面已经选了。"]}
    assert response.status_code == 200


def test_new_homes_are_looked_up_among_what_is_public_and_other_choices_among_no_copies(client, publisher, line):
    publishing.publish(make_activity(line, "公开的"), by=publisher)
    make_activity(line, "草稿")
    proposal = publishing.publish(make_proposal(line, "公开的建言"), by=publisher)
    publishing.revise(proposal, reason="补结果", by=publisher)

    assert lookup(client, "moved_to") == ["公开的"]
    assert lookup(client, "moved_to_proposal") == ["公开的建言"]


def test_an_editor_is_not_asked_and_may_not(client, publisher, line):
    activity = publishing.publish(make_activity(line), by=publisher)
    client.force_login(make_user("editor"))

    assert client.get(withdraw_url(activity)).status_code == 403
    assert client.post(withdraw_url(activity), {"reason": "重复"}).status_code == 403


def test_the_page_of_a_proposal_speaks_of_no_numbers(client, publisher, line):
    activity = publishing.publish(make_activity(line), by=publisher)
    proposal = publishing.publish(make_proposal(line), by=publisher)

    of_activity, of_proposal = (client.get(withdraw_url(record)).content.decode() for record in (activity, proposal))

    assert "数字退出合计" in of_activity
    assert "数字退出合计" not in of_proposal
    assert "移至建言" in of_proposal
    assert "移至活动" not in of_proposal
