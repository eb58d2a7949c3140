"""Pictures on their way in: looked at, made by a job, taken by a record, forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from actions.models import ActivityPhoto
from publishing import drafts, jobs, uploads
from publishing.images import BROKEN
from publishing.models import Job, JobState, Upload, UploadState
from publishing.storing import INCOMING, size_name
from publishing.sweeping import sweep
from tests.actions.factories import make_activity, make_user

from . import uploads as made
from .test_images import upload as sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user("editor")


@pytest.fixture
def waiting(monkeypatch):
    """Start no job: what arrived waits."""
    monkeypatch.setattr(jobs, "start", lambda pk: None)


def arrived(user, content=None, name="IMG_0001.jpg"):
    return uploads.receive(sent(content if content is not None else made.photo(exif=made.exif(6)), name=name), by=user)


def make(upload):
    """Do what a worker does, and return the row as it then is."""
    jobs.run(Job.objects.filter(arguments__upload=upload.pk).latest("pk").pk)
    upload.refresh_from_db()
    return upload


def files(folder=""):
    root = Path(default_storage.location) / folder
    return sorted(str(path.relative_to(default_storage.location)) for path in root.rglob("*") if path.is_file())


# ---- from arriving to kept


def test_what_arrives_is_named_and_measured_at_once_and_made_by_a_job(user, waiting):
    upload = arrived(user)
    assert (upload.state, upload.width, upload.height) == (UploadState.ARRIVED, 300, 400)  # upright already
    assert files() == [upload.incoming] and upload.incoming.startswith(f"{INCOMING}/") and "IMG" not in upload.incoming

    make(upload)

    assert (upload.state, upload.incoming, upload.message) == (UploadState.KEPT, "", "")
    assert files() == sorted([upload.picture, size_name(upload.picture, 480)])
    assert Image.open(default_storage.open(upload.picture)).size == (upload.width, upload.height) == (300, 400)
    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_kept_knows_where_it_was_taken(user, waiting, kind):
    content = made.photo(kind=kind, exif=made.exif(6), xmp=b"<x:xmpmeta SECRETXMP exif:GPSLatitude/>")
    assert b"SECRET" in content

    for name in ("a.jpg", "b.jpg"):
        make(arrived(user, content, name))
    refused = make(arrived(user, made.photo(exif=made.exif(6))[:9000]))

    assert refused.state == UploadState.REFUSED
    kept = [Path(default_storage.path(name)).read_bytes() for name in files()]
    assert len(kept) == 4
    for content in kept:
        assert not any(word in content for word in (b"SECRET", b"GPSLat", b"Exif\0", b"EXIF", b"eXIf", b"xmpmeta"))


def test_a_large_photo_has_three_sizes_below_its_master(user, waiting):
    upload = make(arrived(user, made.encoded(made.halves("red", "blue", 4000, 3000), exif=made.exif(6))))

    sizes = {name.rpartition("/")[2][32:]: Image.open(default_storage.open(name)) for name in files()}
    assert {name: (image.format, image.size) for name, image in sizes.items()} == {
        ".jpg": ("JPEG", (1920, 2560)),
        "-480.webp": ("WEBP", (480, 640)),
        "-960.webp": ("WEBP", (960, 1280)),
        "-1600.webp": ("WEBP", (1600, 2133)),
    }
    assert (upload.width, upload.height) == (1920, 2560)


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(60), b"\xff\xd8\xff", made.png_claiming(65_000, 65_000)], ids=["empty", "gif", "stump", "bomb"])
def test_what_the_first_look_refuses_is_kept_nowhere(user, waiting, content):
    with pytest.raises(ValidationError):
        arrived(user, content)

    assert (files(), Upload.objects.count(), Job.objects.count()) == ([], 0, 0)


def test_what_only_decoding_shows_is_refused_by_the_job_and_forgotten(user, waiting):
    upload = make(arrived(user, made.photo()[:9000]))

    assert (upload.state, upload.message, upload.incoming, files()) == (UploadState.REFUSED, BROKEN, "", [])


def test_no_transaction_is_open_while_a_picture_is_decoded(user, waiting, monkeypatch):
    upload, outside = arrived(user), len(jobs.connections["default"].savepoint_ids)
    seen = []
    develop = uploads.develop_upload
    monkeypatch.setattr(uploads, "develop_upload", lambda file: seen.append(len(jobs.connections["default"].savepoint_ids)) or develop(file))

    make(upload)

    assert seen == [outside]


def test_whoever_leaves_too_many_unused_is_asked_to_use_them_first(user, waiting, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_UNCLAIMED", 2)
    taken, left = make(arrived(user)), make(arrived(user))

    with pytest.raises(ValidationError, match="有2张还没有用上"):
        arrived(user)
    arrived(make_user("second"))
    ActivityPhoto.objects.create(activity=make_activity(), caption="会员走进社区", picture=taken.picture)
    arrived(user)
    with pytest.raises(ValidationError, match="有2张还没有用上"):
        arrived(user)
    uploads.drop(left.token, by=user)

    assert arrived(user).state == UploadState.ARRIVED


# ---- killed, doubled, cancelled


def test_made_twice_is_made_once(user, waiting):
    upload = make(arrived(user))
    before = {name: default_storage.get_modified_time(name) for name in files()}

    again = Job.objects.create(task=uploads.make_picture.path, arguments={"upload": upload.pk})
    jobs.run(again.pk)

    assert {name: default_storage.get_modified_time(name) for name in files()} == before


@pytest.mark.parametrize("step", range(4))
def test_cut_off_anywhere_the_next_try_ends_whole(user, waiting, monkeypatch, step):
    """`put` is called for master and sizes, then the row is told, then what came is removed: be cut off before each."""
    upload, calls = arrived(user, made.encoded(made.halves("red", "blue", 2000, 1500))), []
    put = uploads.put

    def cut(name, content):
        calls.append(name)
        if len(calls) == step + 1:
            raise SystemExit
        put(name, content)

    monkeypatch.setattr(uploads, "put", cut)
    with pytest.raises(SystemExit):
        make(upload)
    upload.refresh_from_db()
    assert upload.state == UploadState.ARRIVED and default_storage.exists(upload.incoming)
    monkeypatch.setattr(uploads, "put", put)

    Job.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    jobs.take_up_stale_jobs()
    make(upload)

    assert (upload.state, len(files("pictures")), files(INCOMING)) == (UploadState.KEPT, 4, [])


def test_a_picture_cancelled_while_it_is_made_leaves_nothing(user, waiting, monkeypatch):
    upload = arrived(user)
    develop = uploads.develop_upload
    monkeypatch.setattr(uploads, "develop_upload", lambda file: (develop(file), uploads.drop(upload.token, by=user))[0])

    jobs.run(Job.objects.get().pk)

    assert (files(), Upload.objects.count()) == ([], 0)


@pytest.mark.parametrize("most", [None, 9000], ids=["whole", "broken"])
def test_a_picture_cancelled_while_it_is_made_is_not_tried_again(user, waiting, monkeypatch, most):
    upload = arrived(user, made.photo(exif=made.exif(6))[:most])
    develop = uploads.develop_upload
    monkeypatch.setattr(uploads, "develop_upload", lambda file: (uploads.drop(upload.token, by=user), develop(file))[1])

    jobs.run(Job.objects.get().pk)

    assert Job.objects.values_list("state", "attempt", "message").get() == (JobState.DONE, 1, "照片已经取消。")
    assert files() == []


def test_a_form_shown_again_is_told_of_ones_own_alone_and_of_what_its_rows_wait_for(user, waiting, django_assert_num_queries):
    made, waits, other = make(arrived(user)), arrived(user), make(arrived(make_user("second")))

    with django_assert_num_queries(1):
        found = uploads.found_among([made.token, waits.token, other.token, "\0", "x" * 99], by=user)
    with django_assert_num_queries(0):
        assert uploads.found_among([], by=user) == []

    assert {row.token: row.state for row in found} == {made.token: UploadState.KEPT, waits.token: UploadState.ARRIVED}
    assert uploads.found_among([], by=user, pictures=[other.picture]) == [other]


def test_a_queue_that_stands_still_says_so_and_that_nothing_is_lost(user, waiting, django_assert_num_queries):
    late, young = arrived(user), arrived(user)
    with django_assert_num_queries(0):
        assert uploads.standings([late, young]) == {late.token: "处理中", young.token: "处理中"}
    late.created_at -= timedelta(minutes=3)

    still = uploads.standings([late, young])
    make(young)
    moving = uploads.standings([late, young])

    assert still == {late.token: uploads.STILL, young.token: "处理中"}
    assert moving == {late.token: "处理中", young.token: "已处理"}


def test_only_ones_own_is_dropped_and_nothing_that_a_record_has_taken(user, waiting):
    taken, other = make(arrived(user)), make(arrived(make_user("second")))
    ActivityPhoto.objects.create(activity=make_activity(), caption="会员走进社区", picture=taken.picture)

    for upload in (taken, other):
        uploads.drop(upload.token, by=user)

    assert default_storage.exists(taken.picture) and default_storage.exists(other.picture)


# ---- the minute


def test_the_minute_starts_what_no_job_makes_and_gives_up_what_three_tries_did_not(user, waiting):
    lost, hopeless, young = arrived(user), arrived(user), arrived(user)
    Job.objects.filter(arguments__upload=lost.pk).delete()
    Job.objects.filter(arguments__upload=hopeless.pk).update(state=JobState.FAILED)
    Upload.objects.exclude(pk=young.pk).update(created_at=timezone.now() - timedelta(minutes=9))

    uploads.look_after()

    hopeless.refresh_from_db()
    assert [Job.objects.filter(arguments__upload=upload.pk, state=JobState.QUEUED).count() for upload in (lost, young)] == [1, 1]
    assert (hopeless.state, hopeless.message, hopeless.incoming) == (UploadState.REFUSED, uploads.GIVEN_UP, "")


def test_the_minute_removes_what_came_once_the_row_has_said_what_became_of_it(user, waiting, monkeypatch):
    monkeypatch.setattr(uploads, "forget_incoming", lambda row: None)  # killed just before
    upload = make(arrived(user))
    assert files(INCOMING) == [upload.incoming]
    monkeypatch.undo()

    uploads.look_after()

    assert files(INCOMING) == []


def test_the_minute_tells_a_copy_that_was_cloned_while_the_picture_was_made(user, waiting):
    upload = make(arrived(user))
    photo = ActivityPhoto.objects.create(activity=make_activity(), caption="会员走进社区", picture=upload.picture, is_made=False)

    uploads.look_after()

    photo.refresh_from_db()
    assert photo.is_made


def test_the_minute_removes_jobs_that_are_long_done_and_no_others(user, waiting):
    done, young, waits = make(arrived(user)), make(arrived(user)), arrived(user)
    Job.objects.exclude(arguments__upload=young.pk).update(beat_at=timezone.now() - timedelta(days=8))
    other = Job.objects.create(task="x", state=JobState.DONE, beat_at=timezone.now() - timedelta(days=8))

    uploads.look_after()

    assert [job.arguments.get("upload") for job in Job.objects.order_by("pk")] == [young.pk, waits.pk, None]
    assert Upload.objects.filter(pk=done.pk).exists() and Job.objects.filter(pk=other.pk).exists()


def test_half_written_and_stray_files_go_after_an_hour(user, waiting):
    upload = arrived(user)
    default_storage.save(f"{INCOMING}/stray.half", sent(b"x"))

    sweep()
    assert len(files(INCOMING)) == 2
    sweep(now=timezone.now() + timedelta(hours=2))

    assert files(INCOMING) == [upload.incoming]


def test_what_no_form_came_back_for_goes_after_a_month_and_what_a_record_has_stays(user, waiting):
    left, taken = make(arrived(user)), make(arrived(user))
    ActivityPhoto.objects.create(activity=make_activity(), caption="会员走进社区", picture=taken.picture)

    assert sweep(now=timezone.now() + timedelta(days=30)) == []
    sweep(now=timezone.now() + timedelta(days=32))

    assert (default_storage.exists(left.picture), default_storage.exists(taken.picture), Upload.objects.count()) == (False, True, 0)
    assert files() == sorted([taken.picture, size_name(taken.picture, 480)])


def test_what_stands_in_a_form_that_is_still_being_filled_in_stays_as_long_as_that(user, waiting):
    wanted, left = make(arrived(user)), make(arrived(user))
    drafts.keep(form="actions.activity", record=0, fields=[["photos-0-upload", wanted.token]], serial=1, known=[], by=user)
    later = timezone.now() + timedelta(days=32)

    sweep(now=later)

    assert (list(Upload.objects.all()), default_storage.exists(wanted.picture), default_storage.exists(left.picture)) == ([wanted], True, False)
    drafts.settle(form="actions.activity", record=0, known=[1], by=user)
    sweep(now=later)
    assert (Upload.objects.count(), files()) == (0, [])
