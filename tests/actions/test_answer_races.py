"""An answer given while a draft is saved, against the publishing of that draft (PostgreSQL): neither waits for what the other holds."""

from time import sleep

import pytest
from django.db import OperationalError, transaction

from actions import services, settlement
from actions.checking import differences
from actions.models import Activity
from actions.progress import total_of
from publishing import services as publishing

from .factories import make_activity, make_indicator, make_programme, make_user
from .test_races import PAUSE, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def save_and_publish(monkeypatch, answer):
    """Save a draft with an answer while 终审 publishes it, both holding their first lock before they ask for the second; return what failed."""
    times, club, by = make_indicator(), make_programme(), make_user()
    other = make_activity("到七月", programme=club, days="..2022-07-20", summary=True, figures={times: "1000场"}, published=True)
    draft = make_activity("全年", programme=club, days="2022-01-01..2022-12-31", summary=True, figures={times: "30场"})
    lock = settlement._lock_programmes

    def locking(ids):
        lock(ids)
        sleep(PAUSE)

    def save():
        with transaction.atomic():
            saved = publishing.record_saved(Activity.objects.get(pk=draft.pk), by=by, created=False)
            sleep(PAUSE)
            answer(saved, other, times, by)

    monkeypatch.setattr(settlement, "_lock_programmes", locking)
    return [failure for failure in at_once(save, lambda: publishing.publish(Activity.objects.get(pk=draft.pk), by=by)) if failure]


def test_an_answer_on_a_draft_and_its_publishing_do_not_wait_for_each_other(monkeypatch):
    failures = save_and_publish(
        monkeypatch,
        lambda saved, other, times, by: services.answer_on_draft(draft=saved, other=other, indicators=[times], counts_both=True, by=by),
    )

    assert failures == []
    assert total_of(make_indicator(), programme=make_programme()).amount == 1030
    assert list(differences()) == []


def test_an_answer_that_locked_the_programme_would_wait_in_a_circle(monkeypatch):
    failures = save_and_publish(
        monkeypatch, lambda saved, other, times, by: services.answer(one=saved, other=other, indicators=[times], counts_both=True, by=by)
    )

    assert [type(failure) for failure in failures] == [OperationalError]
