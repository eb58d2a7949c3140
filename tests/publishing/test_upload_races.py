"""An upload is dropped in one window while another saves its picture into a record (PostgreSQL)."""

from threading import Event

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from actions.models import ActivityPhoto
from publishing import jobs, uploads
from publishing.models import Job
from tests.actions.factories import make_activity, make_user
from tests.actions.test_races import PAUSE, at_once

from . import uploads as made
from .test_images import upload as sent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def dropped_while_it_is_taken(monkeypatch):
    """Drop an upload between its being claimed and its record's commit; return the photo of the record, None where it was not taken."""
    monkeypatch.setattr(jobs, "start", lambda pk: None)
    user, activity, claimed = make_user("editor"), make_activity(), Event()
    upload = uploads.receive(sent(made.photo()), by=user)
    jobs.run(Job.objects.get().pk)

    def take():
        with transaction.atomic():
            picture = uploads.claim(upload.token, by=user).picture
            ActivityPhoto.objects.create(activity=activity, caption="会员走进社区", picture=picture)
            claimed.set()
            Event().wait(3 * PAUSE)

    def drop():
        claimed.wait(10)
        uploads.drop(upload.token, by=user)

    at_once(take, drop)
    return ActivityPhoto.objects.get()


def test_a_picture_that_a_record_is_taking_is_not_dropped(monkeypatch):
    assert default_storage.exists(dropped_while_it_is_taken(monkeypatch).picture.name)


def test_without_the_lock_the_record_is_left_without_its_picture(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self)

    assert not default_storage.exists(dropped_while_it_is_taken(monkeypatch).picture.name)
