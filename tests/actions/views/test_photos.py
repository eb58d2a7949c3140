import pytest

from actions.models import ActivityPhoto
from publishing import services
from tests import desk
from tests.actions.factories import make_activity
from tests.desk import picture

pytestmark = pytest.mark.django_db
SHOWN, HIDDEN = 200, 404


def make_photo(*, published=True, **consents):
    activity = make_activity()
    photo = ActivityPhoto(activity=activity, caption="会员走进社区", **{"consent": True} | consents)
    photo.picture.save("", picture(), save=True)
    if published:
        services.publish(activity, by=desk.make_user("publisher"))
    return photo


@pytest.mark.parametrize(
    ("published", "consents", "status"),
    [
        (True, {}, SHOWN),
        (False, {}, HIDDEN),
        (True, {"consent": False}, HIDDEN),
        (True, {"shows_minors": True}, HIDDEN),
        (True, {"shows_minors": True, "guardian_consent": True}, SHOWN),
        (True, {"shows_minors": True, "guardian_consent": True, "consent": False}, HIDDEN),
    ],
)
def test_the_public_sees_what_is_published_and_may_be_shown(client, published, consents, status):
    photo = make_photo(published=published, **consents)

    response = client.get(photo.get_absolute_url())

    assert response.status_code == status
    assert photo.may_be_shown == ActivityPhoto.objects.shown().filter(pk=photo.pk).exists()
    assert (response.headers.get("Cache-Control") == "public, no-cache") == (status == SHOWN)


def test_a_withdrawn_photo_is_gone_at_the_next_request(client):
    photo = make_photo()
    seen = client.get(photo.get_absolute_url())
    services.withdraw(photo.activity, reason="供稿单位要求", by=desk.make_user("publisher"))

    again = client.get(photo.get_absolute_url(), HTTP_IF_NONE_MATCH=seen["ETag"])

    assert (seen.status_code, again.status_code) == (SHOWN, HIDDEN)


@pytest.mark.parametrize(("role", "status"), [("editor", SHOWN), ("publisher", SHOWN), ("leader", SHOWN), ("auditor", HIDDEN), ("member", HIDDEN)])
def test_staff_who_see_the_draft_see_its_photos_and_no_cache_does(client, role, status):
    photo = make_photo(published=False)
    client.force_login(desk.make_user(role))

    response = client.get(photo.get_absolute_url())

    assert response.status_code == status
    assert "public" not in response.headers.get("Cache-Control", "")


def test_a_picture_is_sent_with_a_policy_of_its_own(client):
    response = client.get(make_photo().get_absolute_url())

    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Type"] == "image/jpeg"


def test_a_photo_that_is_not_there_is_not_found(client):
    assert client.get("/photos/999999/").status_code == 404
