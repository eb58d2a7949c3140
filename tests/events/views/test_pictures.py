"""The picture of an entry is seen where entry and contest are public and everybody on it agreed."""

import pytest
from django.contrib.auth.models import AnonymousUser

from publishing import services as publishing
from tests.actions.factories import make_user
from tests.desk import make_user as make_staff
from tests.desk import picture
from tests.events.factories import make_entry, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest(db):
    return make_event("摄影大赛", kind="contest", published=True)


def test_a_public_picture_is_sent_to_everybody(client, contest):
    entry = make_entry(contest, picture=picture(), consent=True, published=True)

    response = client.get(entry.picture_url)

    assert (response.status_code, response["Cache-Control"]) == (200, "public, no-cache")
    assert entry.picture_url in client.get(contest.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("published", "fields"),
    [(False, {"consent": True}), (True, {"consent": False}), (True, {"consent": True, "shows_minors": True})],
)
def test_another_is_not_there_for_the_public_and_is_for_staff(client, contest, published, fields):
    entry = make_entry(contest, picture=picture(), published=published, **fields)

    assert client.get(entry.picture_url).status_code == 404
    assert entry.picture_url not in client.get(contest.get_absolute_url()).content.decode()
    client.force_login(make_staff("editor"))
    response = client.get(entry.picture_url)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_a_picture_is_gone_with_its_contest(client, contest):
    entry = make_entry(contest, picture=picture(), consent=True, published=True)
    publishing.withdraw(contest, reason="重复", by=make_user())

    assert client.get(entry.picture_url).status_code == 404


def test_an_entry_without_a_picture_has_none_to_send(client, contest):
    assert client.get(make_entry(contest, published=True).picture_url).status_code == 404
    assert not AnonymousUser().has_perm("events.view_contestentry")
