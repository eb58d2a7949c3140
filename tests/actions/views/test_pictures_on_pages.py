"""Where pictures stand on pages, and the pictures of lines."""

import pytest
from django.urls import reverse
from PIL import Image

from actions.models import ActivityPhoto
from publishing import services as publishing
from tests.actions.factories import make_activity, make_line, make_user

pytestmark = pytest.mark.django_db

NAME = "pictures/ab/one.jpg"


@pytest.fixture
def kept(settings, tmp_path):
    """The name of a picture that stands in the store."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / NAME).parent.mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(tmp_path / NAME)
    return NAME


@pytest.fixture
def photo_of(kept):
    def make(*, published=True, **fields):
        activity = make_activity()
        photo = ActivityPhoto.objects.create(activity=activity, picture=kept, caption="会员走进社区", **{"consent": True} | fields)
        if published:
            publishing.publish(activity, by=make_user())
        return photo

    return make


def test_only_photos_that_may_be_public_stand_on_pages(client, photo_of):
    shown = photo_of()
    hidden = ActivityPhoto.objects.create(activity=shown.activity, picture=shown.picture.name, caption="没有征得同意的照片")

    pages = [client.get(url).content.decode() for url in (shown.activity.get_absolute_url(), shown.activity.line.get_absolute_url(), "/", "/activities/")]

    assert all(shown.get_absolute_url() in page for page in pages[:3])
    assert all(hidden.caption not in page and hidden.get_absolute_url() not in page for page in pages)
    assert "照片1张" in pages[3]


def test_the_picture_of_a_line_is_sent_where_it_has_one(client, kept):
    line = make_line()
    url = reverse("actions:line-cover", args=[line.slug])
    assert client.get(url).status_code == 404

    type(line).objects.filter(pk=line.pk).update(cover=kept)

    assert client.get(url).status_code == 200
    assert url in client.get(line.get_absolute_url()).content.decode()


@pytest.mark.parametrize("path", ["/photos/0/", f"/photos/{10**18}/", f"/photos/{10**30}/", "/photos/abc/", "/actions/no-such/cover/"])
def test_an_unknown_picture_is_not_found(client, path):
    assert client.get(path).status_code == 404
