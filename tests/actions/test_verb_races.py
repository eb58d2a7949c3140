"""Two verbs on one record at once (PostgreSQL), in both orders: the second finds what the first left. Without the locks each of these is lost."""

from time import sleep

import pytest
from django.db.models import QuerySet

from actions.models import Activity
from publishing import services as publishing
from publishing.models import State, Trace, Verb
from publishing.refusals import Refused

from .factories import make_activity, make_indicator, make_user
from .test_races import PAUSE, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def pausing_after_the_check(monkeypatch):
    """Let each verb wait between its check and its writing: long enough for another that starts a little later to come to the same point."""
    for name in ("_move_to", "_content_of"):
        work = getattr(publishing, name)
        monkeypatch.setattr(publishing, name, lambda *args, work=work: (sleep(2 * PAUSE), work(*args))[1])


@pytest.fixture
def without_locks(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self)


def a_revised_record():
    """Return a public record and its working copy, in which name and number are others."""
    times, by = make_indicator(), make_user()
    record = make_activity("原来的名字", figures={times: "3场"}, published=True)
    copy = publishing.revise(record, reason="核对", by=by)
    copy.title = "修订的名字"
    copy.save()
    copy.figures.update(amount=5)
    return record, copy


def one_after_the_other(first, second):
    """Start both, the second a little later; return what each raised, in words."""

    def later():
        sleep(PAUSE)
        second()

    return [failure and str(failure) for failure in at_once(first, later)]


def withdraw(record):
    publishing.withdraw(Activity.objects.get(pk=record.pk), reason="有误", by=make_user())


def replace(copy):
    publishing.replace(Activity.objects.get(pk=copy.pk), by=make_user())


def revise(record):
    publishing.revise(Activity.objects.get(pk=record.pk), reason="再核对", by=make_user())


def traces(record, *verbs):
    """Return how many rows the trail has of each verb on a record."""
    return [Trace.objects.filter(subject_id=record.pk, verb=verb).count() for verb in verbs]


def found(record):
    record = Activity.objects.get(pk=record.pk)
    return record.title, record.state, [figure.amount for figure in record.figures.all()]


def test_a_withdrawal_before_the_revision_is_published_stays_and_who_publishes_is_told():
    record, copy = a_revised_record()

    failures = one_after_the_other(lambda: withdraw(record), lambda: replace(copy))

    assert failures == [None, "原记录已经撤回，修订稿不能发布。请放弃修订，直接修改原记录。"]
    assert found(record) == ("原来的名字", State.WITHDRAWN, [3])
    assert found(copy) == ("修订的名字", State.DRAFT, [5])
    assert traces(record, Verb.WITHDRAWN, Verb.REPLACED) == [1, 0]


def test_without_the_locks_that_withdrawal_is_lost(without_locks):
    record, copy = a_revised_record()

    failures = one_after_the_other(lambda: withdraw(record), lambda: replace(copy))

    assert failures == [None, None]
    assert found(record)[1] == State.PUBLISHED
    assert traces(record, Verb.WITHDRAWN, Verb.REPLACED) == [1, 1]


def test_a_revision_published_before_the_withdrawal_is_what_was_withdrawn():
    record, copy = a_revised_record()

    failures = one_after_the_other(lambda: replace(copy), lambda: withdraw(record))

    assert failures == [None, None]
    assert found(record) == ("修订的名字", State.WITHDRAWN, [5])
    assert not Activity.objects.filter(pk=copy.pk).exists()
    assert traces(record, Verb.WITHDRAWN, Verb.REPLACED) == [1, 1]


def test_without_the_locks_that_revision_is_lost(without_locks):
    record, copy = a_revised_record()

    failures = one_after_the_other(lambda: replace(copy), lambda: withdraw(record))

    assert failures == [None, None]
    assert found(record)[0] == "原来的名字"
    assert not Activity.objects.filter(pk=copy.pk).exists()


def test_who_begins_a_revision_while_the_record_is_withdrawn_is_told_and_has_no_copy():
    record = make_activity(figures={make_indicator(): "3场"}, published=True)

    failures = one_after_the_other(lambda: withdraw(record), lambda: revise(record))

    assert failures == [None, "没有发布的记录直接修改就可以，不用修订。"]
    assert not Activity.objects.filter(revises=record).exists()
    assert traces(record, Verb.WITHDRAWN, Verb.REVISED) == [1, 0]


def test_without_the_locks_they_have_a_copy_that_can_never_be_published(without_locks):
    record = make_activity(figures={make_indicator(): "3场"}, published=True)

    failures = one_after_the_other(lambda: withdraw(record), lambda: revise(record))

    assert failures == [None, None]
    assert found(record)[1] == State.WITHDRAWN
    with pytest.raises(Refused):
        replace(Activity.objects.get(revises=record))


def test_a_revision_begun_before_the_withdrawal_keeps_its_copy():
    record = make_activity(figures={make_indicator(): "3场"}, published=True)

    failures = one_after_the_other(lambda: revise(record), lambda: withdraw(record))

    assert failures == [None, None]
    assert found(record)[1:] == (State.WITHDRAWN, [3])
    assert found(Activity.objects.get(revises=record))[1:] == (State.DRAFT, [3])
    assert traces(record, Verb.WITHDRAWN, Verb.REVISED) == [1, 1]
