"""Many hands on one event at once (PostgreSQL); the race has its negative control, without the lock and with a pause after the check."""

from time import sleep

import pytest
from django.db import connection, transaction

from actions.models import Activity
from events import services
from events.models import Event
from publishing.services import Refused
from tests.actions.factories import make_user
from tests.actions.test_races import PAUSE, at_once
from tests.events.factories import make_event, moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

AFTER = moment("2026-12-06 09:00")
HANDS = 4


@pytest.fixture
def drafting_slowly(monkeypatch):
    """Let every hand wait between looking whether the event is closed and closing it."""
    draft = services._draft_of

    def slowly(event):
        sleep(PAUSE)
        return draft(event)

    monkeypatch.setattr(services, "_draft_of", slowly)


def close_at_once(event):
    by = make_user()
    return at_once(*[lambda: services.close(event=Event.objects.get(pk=event.pk), figures=[], by=by, now=AFTER)] * HANDS)


def test_an_event_becomes_one_activity_however_many_close_it(drafting_slowly):
    event = make_event(published=True)

    failures = close_at_once(event)

    assert connection.vendor == "postgresql"
    assert [str(failure) for failure in failures if failure] == ["这条预告已经办结过了。"] * (HANDS - 1)
    event.refresh_from_db()
    assert event.became == Activity.objects.get()


def test_without_the_lock_it_becomes_several(drafting_slowly, monkeypatch):
    monkeypatch.setattr(services, "locked_again", lambda record: type(record).objects.get(pk=record.pk))
    event = make_event(published=True)

    failures = close_at_once(event)

    assert failures == [None] * HANDS
    assert Activity.objects.count() == HANDS


def test_calling_off_and_closing_at_once_leave_one_of_both(drafting_slowly):
    event = make_event(published=True)
    by = make_user()

    def call_off():
        sleep(PAUSE / 3)
        with transaction.atomic():
            services.cancel(Event.objects.get(pk=event.pk), reason="台风", by=by)

    failures = at_once(lambda: services.close(event=Event.objects.get(pk=event.pk), figures=[], by=by, now=AFTER), call_off)

    event.refresh_from_db()
    assert (event.became is None) != (event.cancelled_at is None)
    assert len([failure for failure in failures if isinstance(failure, Refused)]) == 1
