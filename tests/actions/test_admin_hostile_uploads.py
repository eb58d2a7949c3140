"""Hostile pictures sent to the address beside the form, as a browser sends them: answered in words, never a fault; the whole media folder is looked through."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from publishing import jobs
from publishing.models import Job, Upload
from tests import desk
from tests.publishing import uploads as made
from tests.publishing.hostile import KEPT, NAMES, PICTURES
from tests.publishing.test_hostile_uploads import assert_nothing_but_pixels

pytestmark = pytest.mark.django_db
UPLOADS = "admin:actions_activity_uploads"


@pytest.fixture
def editor(client, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(jobs, "start", lambda pk: None)
    desk.make_lines()
    client.force_login(desk.make_user("editor"))


def send(client, content, name="IMG_0001.jpg"):
    """Return what the sender is told in the end: at once, or by the job that makes the picture."""
    file = SimpleUploadedFile("x.jpg", content, content_type="image/jpeg")
    file._name = name
    answer = client.post(reverse(UPLOADS), {"picture": file})
    assert answer.status_code in (200, 201)
    if "error" in answer.json():
        return answer.json()["error"]
    jobs.run(Job.objects.latest("pk").pk)
    said = client.get(f"{reverse(UPLOADS)}?token={answer.json()['token']}").json()["pictures"][answer.json()["token"]]
    return KEPT if said["state"] == "kept" else said["words"]


@pytest.mark.parametrize("case", PICTURES)
def test_a_picture_sent_beside_the_form_is_kept_clean_or_refused_in_words(client, editor, tmp_path, case):
    make, expected = PICTURES[case]

    assert send(client, make()) == expected

    files = [path for path in Path(tmp_path).rglob("*") if path.is_file()]
    assert bool(files) == (expected == KEPT)
    for path in files:
        assert_nothing_but_pixels(path.read_bytes())


@pytest.mark.parametrize("case", NAMES)
def test_whatever_its_name_a_picture_is_kept_under_a_random_one(client, editor, tmp_path, case):
    assert send(client, made.photo(), NAMES[case]) == KEPT

    shown = Upload.objects.get().name
    assert len(shown) <= 200 and shown.isprintable() and "/" not in shown and "\\" not in shown
    for path in (path for path in Path(tmp_path).rglob("*") if path.is_file()):
        assert set(path.name.partition(".")[0].partition("-")[0].partition("_")[0]) <= set("0123456789abcdef")
