"""A name is taken back from the public at once, from the record the public sees."""

import pytest
from django.urls import reverse

from actions.models import Activity
from tests.desk import add_url, change_url, entry, make_lines, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    user = make_user("publisher")
    client.force_login(user)
    return user


def test_a_name_is_taken_back_at_once_from_a_public_record(client, publisher):
    lines = make_lines()
    people = [{"name": "张三", "role": "speaker", "basis": "source", "published_in": "浙江统战", "published_on": "2022-07-20"}]
    client.post(add_url(), entry(lines[0], people=people) | {"_publish": "1"})
    activity = Activity.objects.get()
    person = activity.people.get()
    url = reverse("admin:actions_activity_name", args=[person.pk])
    before = client.get(change_url(activity)).content.decode()

    client.get(url)
    shown = list(activity.people.shown())
    client.post(url)

    assert f'href="{url}"' in before
    assert shown == [person]
    assert list(activity.people.shown()) == []
    assert "已经撤回，不公开" in client.get(change_url(activity)).content.decode()


def test_who_may_only_read_takes_no_name_back(client, publisher):
    lines = make_lines()
    client.post(add_url(), entry(lines[0], people=[{"name": "张三", "role": "speaker", "basis": ""}]))
    person = Activity.objects.get().people.get()
    client.force_login(make_user("leader"))

    response = client.post(reverse("admin:actions_activity_name", args=[person.pk]))

    person.refresh_from_db()
    assert response.status_code == 403
    assert person.withdrawn_at is None
