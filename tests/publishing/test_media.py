import pytest
from django.http import Http404

from actions.models import ActivityPhoto
from publishing.media import send_picture

from . import uploads as made
from .test_images import upload


@pytest.fixture
def picture():
    photo = ActivityPhoto()
    photo.picture.save("", upload(made.photo()), save=False)
    return photo.picture


def test_a_public_picture_is_asked_for_again_each_time(rf, picture):
    first = send_picture(rf.get("/"), picture, is_public=True)
    again = send_picture(rf.get("/", HTTP_IF_NONE_MATCH=first["ETag"]), picture, is_public=True)

    assert (first.status_code, first["Cache-Control"], first["Content-Type"]) == (200, "public, no-cache", "image/jpeg")
    assert b"".join(first.streaming_content)[:3] == b"\xff\xd8\xff"
    assert again.status_code == 304


def test_a_picture_that_is_not_public_is_kept_nowhere(rf, picture):
    assert send_picture(rf.get("/"), picture, is_public=False)["Cache-Control"] == "private, no-store"


def test_a_picture_can_do_nothing(rf, picture):
    response = send_picture(rf.get("/"), picture, is_public=True)

    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_behind_nginx_the_file_is_sent_by_nginx(rf, picture, settings):
    settings.MEDIA_ACCEL = "/files"

    response = send_picture(rf.get("/"), picture, is_public=True)

    assert response["X-Accel-Redirect"] == f"/files/{picture.name}"
    assert response.content == b""


def test_a_picture_whose_file_is_gone_is_not_found(rf, picture):
    picture.storage.delete(picture.name)

    with pytest.raises(Http404):
        send_picture(rf.get("/"), picture, is_public=True)
