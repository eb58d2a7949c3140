"""A Celery worker is killed at random moments while it makes pictures: nothing is left half, nothing is made twice."""

import random
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from PIL import Image

from actions.models import ActivityPhoto
from publishing import uploads
from publishing.jobs import take_up_stale_jobs
from publishing.models import Job, JobState, Upload, UploadState
from publishing.storing import INCOMING, size_name
from publishing.sweeping import sweep
from tests.actions.factories import make_activity, make_user

from . import uploads as made
from .test_images import upload as sent
from .test_jobs import kill, queue, wait_until, worker

__all__ = ["queue", "worker"]
pytestmark = [pytest.mark.redis, pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KILLS, PHOTOS = 10, 14
LATER = timedelta(minutes=3)


@pytest.fixture
def media(settings, tmp_path):
    """Keep files where the worker's own process keeps them."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Path(settings.MEDIA_ROOT)


def photo(number):
    return made.encoded(made.halves("red", "blue", 4000 - number, 3000).effect_spread(9), exif=made.exif(6))


def files(folder):
    return {str(path.relative_to(default_storage.location)) for path in Path(default_storage.location, folder).rglob("*") if path.is_file()}


def is_whole(name):
    with default_storage.open(name) as file:
        Image.open(file).load()


def transactions_left_open():
    """Return how many other sessions stand in a transaction and do nothing: a worker that decodes must not be one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database() AND pid <> pg_backend_pid()")
        return cursor.fetchone()[0]


def test_killed_at_ten_random_moments_nothing_is_half_and_nothing_twice(worker, media):
    user, dice, killed_at, waited = make_user("editor"), random.Random(8), [], 0
    rows = [uploads.receive(sent(photo(number)), by=user) for number in range(PHOTOS)]
    activity = make_activity()
    photos = [ActivityPhoto.objects.create(activity=activity, caption="会员走进社区", picture=row.picture, consent=True, is_made=False) for row in rows]

    for _ in range(KILLS):
        running = worker()
        wait_until(lambda: Job.objects.filter(state=JobState.RUNNING).exists() or not Job.objects.filter(state=JobState.QUEUED).exists())
        time.sleep(dice.uniform(0, 1.5))
        waited = max(waited, transactions_left_open())
        kill(running)
        killed_at.append(Job.objects.filter(state=JobState.RUNNING).count())
        for name in files("pictures"):
            is_whole(name)
        assert {name for name in files("pictures") if name.endswith(".jpg")} <= {row.picture for row in rows}
        assert all(default_storage.exists(row.incoming) for row in Upload.objects.filter(state=UploadState.ARRIVED))
        Job.objects.exclude(state=JobState.DONE).update(beat_at=timezone.now() - LATER, attempt=0)  # ten kills are more than three attempts
        take_up_stale_jobs()

    worker()
    wait_until(lambda: not Upload.objects.filter(state=UploadState.ARRIVED).exists())
    wait_until(lambda: not Job.objects.exclude(state=JobState.DONE).exists())
    uploads.look_after()
    sweep(now=timezone.now() + timedelta(hours=2))

    kept = list(Upload.objects.values_list("picture", "state", "incoming"))
    assert sorted(kept) == sorted((row.picture, UploadState.KEPT, "") for row in rows)
    assert files("pictures") == {name for row in rows for name in (row.picture, *(size_name(row.picture, step) for step in (480, 960, 1600)))}
    assert files(INCOMING) == set()
    sizes = dict(Upload.objects.values_list("picture", "width"))
    assert [(photo.is_made, photo.width) for photo in ActivityPhoto.objects.order_by("pk")] == [(True, sizes[photo.picture.name]) for photo in photos]
    assert not any(word in Path(default_storage.path(name)).read_bytes() for name in files("") for word in (b"SECRET", b"Exif\0"))
    assert waited == 0
    assert sum(killed_at) >= 3  # some were indeed cut off in the middle
