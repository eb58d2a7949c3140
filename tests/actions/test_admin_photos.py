"""The consent to a photo, taken back at once by staff."""

import pytest
from django.urls import reverse

from actions import services
from actions.models import ActivityPhoto
from publishing import services as publishing
from publishing.models import Trace, Verb
from publishing.services import Refused
from tests import desk
from tests.actions.factories import make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    """A photo that the public sees, of a published activity."""
    activity = make_activity()
    photo = ActivityPhoto(activity=activity, caption="会员走进社区", consent=True)
    photo.picture.save("", desk.picture(), save=True)
    publishing.publish(activity, by=desk.make_user("publisher"))
    return photo


def page_of(photo):
    return reverse("admin:actions_activity_photo", args=[photo.pk])


def test_a_photo_taken_back_is_gone_from_its_page_and_its_address_at_the_next_request(client, photo):
    client.force_login(desk.make_user("editor"))
    form = client.get(reverse("admin:actions_activity_change", args=[photo.activity_id])).content.decode()
    asked = client.get(page_of(photo)).content.decode()
    client.logout()
    seen = client.get(photo.get_absolute_url())
    assert photo.get_absolute_url() in client.get(photo.activity.get_absolute_url()).content.decode()

    client.force_login(desk.make_user("editor"))
    answer = client.post(page_of(photo), follow=True).content.decode()
    client.logout()

    assert page_of(photo) in form
    assert "不用再审" in asked
    assert "照片已从公开页面撤下。" in answer
    assert page_of(photo) not in answer
    assert client.get(photo.get_absolute_url(), HTTP_IF_NONE_MATCH=seen["ETag"]).status_code == 404
    assert photo.get_absolute_url() not in client.get(photo.activity.get_absolute_url()).content.decode()
    assert [(trace.fields, trace.by.name) for trace in Trace.objects.filter(verb=Verb.WITHDRAWN)] == [(["consent"], "editor")]


@pytest.mark.parametrize("from_copy", [False, True])
def test_no_working_copy_brings_a_photo_back(photo, from_copy):
    user = desk.make_user("publisher")
    copy = publishing.revise(photo.activity, reason="写错了", by=user)
    copied = copy.photos.get()

    services.withdraw_photo(photo=copied if from_copy else photo, by=user)
    publishing.replace(copy, by=user)

    assert photo.activity.photos.count() == 1
    assert not photo.activity.photos.shown().exists()


def test_a_photo_that_is_not_shown_is_not_taken_back(client, photo):
    user = desk.make_user("publisher")
    services.withdraw_photo(photo=photo, by=user)

    with pytest.raises(Refused, match="不用撤下"):
        services.withdraw_photo(photo=photo, by=user)

    client.force_login(user)
    assert "不用撤下" in client.post(page_of(photo), follow=True).content.decode()


@pytest.mark.parametrize("role", ["leader", "auditor", "first"])
def test_who_may_not_change_activities_takes_no_photo_back(client, photo, role):
    client.force_login(desk.make_user(role))

    assert client.post(page_of(photo)).status_code == 403
    photo.refresh_from_db()
    assert photo.consent
