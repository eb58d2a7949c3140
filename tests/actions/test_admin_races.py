"""Two people press 保存 at the same moment: one is saved, the other is told, and nothing is a fault."""

from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from actions.models import Activity
from publishing.forms import SeenForm
from publishing.models import Trace, Verb
from tests.actions.test_races import PAUSE
from tests.desk import add_url, change_url, entry, filled_in, indicator, make_lines, make_programme, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def two_who_save_at_once():
    """Let two change the place of one activity at the same moment; return it, and what each was answered by the place."""
    users = [make_user("editor"), make_user("publisher")]
    lines = make_lines()
    first = Client()
    first.force_login(users[0])
    first.post(add_url(), entry(lines[0], figures=[{"indicator": indicator("活动场次").pk, "said": "3场"}]))
    activity = Activity.objects.get()
    page = filled_in(first.get(change_url(activity)))
    barrier, answers = Barrier(2), {}

    def save(user, place):
        client = Client()
        client.force_login(user)
        barrier.wait()
        answers[place] = client.post(change_url(activity), page | {"place": place})
        connection.close()

    threads = [Thread(target=save, args=pair) for pair in zip(users, ("文化礼堂", "城市书房"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    activity.refresh_from_db()
    return activity, answers


def pause_after_looking(monkeypatch):
    look = SeenForm._look_again

    def slowly(form, seen):
        look(form, seen)
        sleep(PAUSE)

    monkeypatch.setattr(SeenForm, "_look_again", slowly)


def test_of_two_who_save_at_once_one_is_saved_and_the_other_told(monkeypatch):
    pause_after_looking(monkeypatch)

    activity, answers = two_who_save_at_once()

    saved = [place for place, answer in answers.items() if answer.status_code == 302]
    told = [place for place, answer in answers.items() if answer.status_code == 200]
    assert (len(saved), len(told)) == (1, 1)
    assert (activity.place, activity.version) == (saved[0], 2)
    assert ("地点", saved[0], told[0]) in answers[told[0]].context["conflict"]
    assert Trace.objects.filter(subject_id=activity.pk, verb=Verb.CHANGED).count() == 1


def test_without_the_lock_one_of_the_two_is_lost_and_nobody_told(monkeypatch):
    pause_after_looking(monkeypatch)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self)

    activity, answers = two_who_save_at_once()

    assert [answer.status_code for answer in answers.values()] == [302, 302]
    assert activity.place in answers
    assert Trace.objects.filter(subject_id=activity.pk, verb=Verb.CHANGED).count() == 2


def test_two_who_save_and_publish_in_one_programme_do_not_wait_for_each_other_for_ever():
    publishers = [make_user("publisher"), make_user("publisher")]
    lines = make_lines()
    programme = make_programme(lines[4])
    barrier, answers = Barrier(2), []

    def enter(user, title):
        client = Client()
        client.force_login(user)
        barrier.wait()
        figures = [{"indicator": indicator("活动场次").pk, "said": "3场"}]
        answers.append(client.post(add_url(), entry(lines[4], title=title, programme=programme.pk, figures=figures) | {"_publish": "1"}).status_code)
        connection.close()

    threads = [Thread(target=enter, args=pair) for pair in zip(publishers, ("第一场", "第二场"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302, 302]
    assert Activity.objects.published().count() == 2
