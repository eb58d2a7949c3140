"""Photos sent while the form is being filled in, then saved by their tokens."""

import json
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from actions.missing import missing_in
from actions.models import Activity, ActivityPhoto
from publishing import jobs, services, uploads
from publishing.models import Job, Upload, UploadState
from tests import desk
from tests.desk import picture

pytestmark = pytest.mark.django_db
UPLOADS = "admin:actions_activity_uploads"


@pytest.fixture
def waiting(monkeypatch):
    """Start no job: what arrived waits until `make`."""
    monkeypatch.setattr(jobs, "start", lambda pk: None)


@pytest.fixture
def line(waiting):
    return desk.make_lines()[4]


@pytest.fixture
def editor(client, line):
    user = desk.make_user("editor")
    client.force_login(user)
    return user


def send(client, **more):
    return client.post(reverse(UPLOADS), {"picture": picture(**more)}).json()


def make_all():
    for job in Job.objects.filter(state="queued"):
        jobs.run(job.pk)


def save(client, line, *photos, **changes):
    rows = [{"caption": "会员走进社区", "consent": "on"} | photo for photo in photos]
    return client.post(desk.add_url(), desk.entry(line, photos=rows) | changes)


def errors(response):
    formset = next(inline.formset for inline in response.context["inline_admin_formsets"] if inline.formset.prefix == "photos")
    return [dict(form.errors) for form in formset.forms]


# ---- the addresses beside the form


def test_a_picture_is_taken_its_standing_told_and_shown_to_who_sent_it(client, editor):
    sent = send(client, size=(640, 480))
    asked = f"{reverse(UPLOADS)}?token={sent['token']}&token=unknown&token=%00"
    shown = reverse("admin:actions_activity_upload", args=[sent["token"]])
    assert (sent["state"], sent["words"], sent["width"], sent["url"]) == ("arrived", "处理中", 640, "")
    assert client.get(shown).status_code == 404

    make_all()
    key = Upload.objects.get().picture.removeprefix("pictures/").removesuffix(".jpg")

    assert client.get(asked).json() == {
        "pictures": {sent["token"]: {"state": "kept", "words": "已处理", "width": 640, "height": 480, "url": shown, "key": key}}
    }
    response = client.get(shown)
    assert (response["Content-Type"], response["Cache-Control"], response["X-Content-Type-Options"]) == ("image/webp", "private, no-store", "nosniff")


def test_nobody_elses_picture_is_shown_told_or_dropped(client, editor):
    sent = send(client)
    make_all()
    client.force_login(desk.make_user("publisher"))
    one = reverse("admin:actions_activity_upload", args=[sent["token"]])

    answers = client.get(f"{reverse(UPLOADS)}?token={sent['token']}").json(), client.get(one).status_code, client.delete(one).status_code

    assert answers == ({"pictures": {}}, 404, 204)
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "words"), [({}, "没有收到照片，请重新选一次。"), ({"picture": "GIF"}, "这是 GIF 文件，不能用作照片。请上传 JPEG、PNG 或 WebP 格式的照片。")]
)
def test_what_is_not_taken_is_answered_in_words(client, editor, files, words):
    given = {name: picture() for name in files}
    for file in given.values():
        file.file.seek(0)
        file.file.write(b"GIF89a")
        file.seek(0)

    assert client.post(reverse(UPLOADS), given).json() == {"error": words}


def test_a_cancelled_picture_is_forgotten(client, editor):
    sent = send(client)

    client.delete(reverse("admin:actions_activity_upload", args=[sent["token"]]))

    assert Upload.objects.count() == 0
    assert default_storage.listdir("incoming")[1] == []


def test_one_person_cannot_fill_the_desk(client, editor, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_WAITING", 2)

    answers = [send(client) for _ in range(3)]

    assert [answer.get("error") for answer in answers] == [None, None, "还有2张照片在处理，请等一等再传。"]


# ---- saved by token


def test_a_form_saved_while_its_pictures_are_being_made_shows_them_once_they_are(client, editor, line):
    tokens = [send(client, size=(640, 480))["token"], send(client, size=(300, 400))["token"]]

    save(client, line, {"upload": tokens[0], "position": "1"}, {"upload": tokens[1], "position": "0", "description": "十几位会员围坐在长桌旁"})

    activity = Activity.objects.get()
    assert [(photo.width, photo.height, photo.is_made, photo.alt) for photo in activity.photos.order_by("position")] == [
        (300, 400, False, "十几位会员围坐在长桌旁"),
        (640, 480, False, "会员走进社区"),
    ]
    assert "照片的处理" in [word for word, _ in missing_in(activity, today=date(2022, 12, 31))]
    services.publish(activity, by=desk.make_user("publisher"))
    client.logout()
    photo = activity.photos.first()
    assert (photo.may_be_shown, list(ActivityPhoto.objects.shown()), client.get(photo.get_absolute_url()).status_code) == (False, [], 404)

    make_all()

    photo.refresh_from_db()
    assert (photo.may_be_shown, ActivityPhoto.objects.shown().count(), client.get(photo.get_absolute_url()).status_code) == (True, 2, 200)
    assert client.get(photo.sized.small)["Content-Type"] == "image/webp"
    assert photo.sized.srcset in client.get(activity.get_absolute_url()).content.decode()
    assert "照片的处理" not in [word for word, _ in missing_in(activity, today=date(2022, 12, 31))]


def test_a_picture_made_already_is_shown_at_once(client, editor, line):
    token = send(client)["token"]
    make_all()

    save(client, line, {"upload": token})

    assert ActivityPhoto.objects.get().is_made


def test_anothers_token_an_unknown_one_and_one_refused_are_errors_beside_the_photo(client, editor, line):
    own = send(client)["token"]
    Upload.objects.update(state=UploadState.REFUSED, message="照片打不开。")
    client.force_login(desk.make_user("publisher"))
    anothers = send(client)["token"]
    client.force_login(editor)

    response = save(client, line, {"upload": anothers}, {"upload": "x" * 40}, {"upload": own}, {"upload": "y" * 999})

    unknown = {"picture": [uploads.UNKNOWN]}
    assert errors(response) == [unknown, unknown, {"picture": ["照片打不开。"]}, unknown]
    assert Activity.objects.count() == 0


def test_a_token_is_used_once_for_a_record(client, editor, line):
    token = send(client)["token"]

    twice = save(client, line, {"upload": token}, {"upload": token})
    save(client, line, {"upload": token})
    activity = Activity.objects.get()
    again = desk.filled_in(client.get(desk.change_url(activity))) | {
        "photos-TOTAL_FORMS": "2",
        "photos-1-upload": token,
        "photos-1-caption": "同一张",
    }
    response = client.post(desk.change_url(activity), again)

    assert errors(twice) == [{}, {"picture": ["这张照片这里已经有了，删去一张。"]}]
    assert errors(response) == [{}, {"picture": ["这张照片这里已经有了，删去一张。"]}]
    assert activity.photos.count() == 1


def test_a_row_without_picture_or_token_asks_for_one(client, editor, line):
    assert errors(save(client, line, {})) == [{"picture": ["选一张照片。"]}]


def test_a_form_sent_back_keeps_its_pictures(client, editor, line):
    token = send(client)["token"]
    make_all()

    page = save(client, line, {"upload": token}, title="").content.decode()

    assert f'name="photos-0-upload" value="{token}"' in page
    assert reverse("admin:actions_activity_upload", args=[token]) in page


def standings(response):
    formset = next(inline.formset for inline in response.context["inline_admin_formsets"] if inline.formset.prefix == "photos")
    return [form.standing for form in formset.initial_forms or formset.forms]


def test_a_form_sent_back_says_of_each_picture_how_far_it_is(client, editor, line):
    waits, kept, refused = (send(client)["token"] for _ in range(3))
    Upload.objects.filter(token=kept).update(state=UploadState.KEPT)
    Upload.objects.filter(token=refused).update(state=UploadState.REFUSED, message="照片打不开。")

    response = save(client, line, *({"upload": token} for token in (waits, kept, refused, "x" * 32)))

    assert standings(response) == ["处理中", "", "照片打不开。", uploads.UNKNOWN]


def test_a_saved_photo_whose_picture_could_not_be_made_says_why(client, editor, line):
    tokens = [send(client)["token"] for _ in range(3)]
    save(client, line, *({"upload": token} for token in tokens))
    Upload.objects.filter(token=tokens[1]).update(state=UploadState.REFUSED, message="照片打不开。")
    Upload.objects.filter(token=tokens[2]).delete()

    assert standings(client.get(desk.change_url(Activity.objects.get()))) == ["处理中", "照片打不开。", uploads.LOST]


def test_a_saved_photo_changes_its_picture_by_token(client, editor, line):
    save(client, line, {"upload": send(client, size=(640, 480))["token"]})
    make_all()
    activity, before = Activity.objects.get(), ActivityPhoto.objects.get()

    client.post(desk.change_url(activity), desk.filled_in(client.get(desk.change_url(activity))) | {"photos-0-upload": send(client, size=(300, 400))["token"]})

    after = ActivityPhoto.objects.get()
    assert (after.pk, after.width, after.is_made, after.picture.name == before.picture.name) == (before.pk, 300, False, False)
    make_all()
    assert ActivityPhoto.objects.get().is_made


def test_without_javascript_the_file_itself_is_taken_with_its_sizes(client, editor, line):
    save(client, line, {"picture": picture(size=(640, 480))})

    photo = ActivityPhoto.objects.get()
    assert (photo.is_made, photo.width, client.get(photo.sized.small)["Content-Type"]) == (True, 640, "image/webp")


def test_more_than_a_hundred_are_refused_in_words(client, editor, line):
    response = save(client, line, *({} for _ in range(101)))

    formset = next(inline.formset for inline in response.context["inline_admin_formsets"] if inline.formset.prefix == "photos")
    assert list(formset.non_form_errors()) == ["一条记录最多100张照片，请少选几张。"]


def test_the_endpoint_answers_json_that_is_no_page(client, editor):
    response = client.post(reverse(UPLOADS), {"picture": picture()})

    assert response["Content-Type"] == "application/json" and set(json.loads(response.content)) == {"token", "state", "words", "width", "height", "url", "key"}
