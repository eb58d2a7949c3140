"""Typing is kept while the form is saved, published, or typed into elsewhere, all at once (PostgreSQL): nothing lost, nothing back from the dead."""

import json
from threading import Event, current_thread
from time import sleep

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from actions.models import Activity
from actions.progress import total_of
from publishing import drafts, services
from publishing.drafts import Kept
from publishing.models import FormDraft, State, Trace, Verb
from tests.actions.factories import make_activity, make_indicator
from tests.actions.test_races import PAUSE, at_once
from tests.desk import add_url, change_url, entry, filled_in, indicator, make_lines, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FORM = "actions.activity"


@pytest.fixture(autouse=True)
def pausing_after_looking(monkeypatch):
    """Let everyone wait between looking what lies there and writing."""
    look = drafts._locked

    def slowly(*args):
        found = look(*args)
        sleep(2 * PAUSE)
        return found

    monkeypatch.setattr(drafts, "_locked", slowly)


@pytest.fixture
def without_locks(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self)


def keep(by, serial, *known, title="海边的讲堂"):
    return drafts.keep(form=FORM, record=0, fields=[["title", title]], serial=serial, known=known, by=by)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def later(work):
    def run():
        sleep(PAUSE)
        work()

    return run


def lying(by):
    draft = FormDraft.objects.get(by=by)
    return draft.serial, dict(draft.fields).get("title", "")


# ---- An autosave against 「保存并发布」 of the same form


def publishing_while_typing_is_kept(monkeypatch, *, autosave_first):
    """Publish a new activity by its form while a message of its window is still on its way; return the user.

    The first of the two looks what lies there and waits, before it writes, until the other is done or cannot go on.
    """
    user, lines = make_user("publisher"), make_lines()
    keep(user, 5)
    data = entry(lines[4], title="海边的讲堂", figures=[{"indicator": indicator("活动场次").pk, "said": "3场"}]) | {"_draft": "5 6", "_publish": "1"}
    looked, done, first = Event(), Event(), []
    look = drafts._locked

    def first_waits(*args):
        found = look(*args)
        if current_thread() in first:
            looked.set()
            done.wait(5)
        return found

    monkeypatch.setattr(drafts, "_locked", first_waits)

    def begin(work):
        first.append(current_thread())
        work()

    def follow(work):
        looked.wait(20)
        work()
        done.set()

    works = [lambda: keep(user, 6, 5), lambda: client_of(user).post(add_url(), data)]
    one, other = works if autosave_first else works[::-1]
    assert at_once(lambda: begin(one), lambda: follow(other)) == [None, None]
    activity = Activity.objects.get()
    assert activity.state == State.PUBLISHED
    assert total_of(indicator("活动场次")).total.amount == 3
    assert [Trace.objects.filter(subject_id=activity.pk, verb=verb).count() for verb in (Verb.CREATED, Verb.CHANGED, Verb.PUBLISHED)] == [1, 0, 1]
    return user


@pytest.mark.parametrize("autosave_first", [True, False])
def test_what_is_published_is_not_offered_again_whichever_comes_first(monkeypatch, autosave_first):
    user = publishing_while_typing_is_kept(monkeypatch, autosave_first=autosave_first)

    assert lying(user) == (6, "")


def test_without_the_lock_it_is_back_from_the_dead(monkeypatch, without_locks):
    """The message looks and pauses, the form is published and what was typed is over, and the message writes over that."""
    user = publishing_while_typing_is_kept(monkeypatch, autosave_first=True)

    assert lying(user) == (6, "海边的讲堂")


# ---- A saving in one window against typing in another that has seen what lies there


def saving_while_another_window_types():
    by = make_user("editor")
    keep(by, 5)
    told = []
    failures = at_once(
        later(lambda: told.append(drafts.settle(form=FORM, record=0, known=[5], by=by))), lambda: told.append(keep(by, 9, 5, title="另一个窗口"))
    )
    assert failures == [None, None]
    return by


def test_what_another_window_types_at_that_moment_is_not_thrown_away():
    by = saving_while_another_window_types()

    assert lying(by) == (9, "另一个窗口")


def test_without_the_lock_it_is_thrown_away(without_locks):
    by = saving_while_another_window_types()

    assert lying(by)[1] == ""


# ---- Two computers at once


def two_computers(*seen):
    """Type on two computers at once, both having seen the same; return the user, what each was told, and what each wrote."""
    by, told = make_user("editor"), {}
    for serial in seen:
        keep(by, serial)
    titles = {8: "一台电脑", 9: "另一台电脑"}
    failures = at_once(*(lambda serial=serial, title=title: told.update({serial: keep(by, serial, *seen, title=title)}) for serial, title in titles.items()))
    assert failures == [None, None]
    return by, told, titles


@pytest.mark.parametrize("seen", [(), (5,)])
def test_of_two_computers_one_is_kept_and_the_other_told(seen):
    by, told, titles = two_computers(*seen)

    kept = [serial for serial, found in told.items() if found is Kept.DONE]
    assert sorted(told.values()) == [Kept.DONE, Kept.ELSEWHERE]
    assert lying(by) == (kept[0], titles[kept[0]])


def test_without_the_lock_both_are_told_that_theirs_is_kept(without_locks):
    by, told, _ = two_computers(5)

    assert list(told.values()) == [Kept.DONE, Kept.DONE]
    assert FormDraft.objects.filter(by=by).count() == 1


# ---- Typing into a record that somebody else publishes


def test_a_record_is_published_while_somebody_types_into_it_and_neither_is_lost():
    editor, boss, lines = make_user("editor"), make_user("publisher"), make_lines()
    activity = make_activity("一次活动", line=lines[4], created_by=editor, figures={make_indicator(lines=[lines[4]]): "3场"})
    typing = client_of(editor)
    data = filled_in(typing.get(change_url(activity))) | {"title": "还在改的名字"}
    message = json.dumps({"owner": editor.pk, "serial": 5, "known": [], "fields": [[name, str(value)] for name, value in data.items()]})
    url = f"{reverse('admin:drafts')}?form={FORM}&record={activity.pk}"
    answers = []

    failures = at_once(
        lambda: answers.append(typing.post(url, message, content_type="application/json").status_code),
        lambda: services.publish(Activity.objects.get(pk=activity.pk), by=boss),
    )

    activity.refresh_from_db()
    assert (failures, answers) == ([None, None], [200])
    assert (activity.title, activity.state) == ("一次活动", State.PUBLISHED)
    assert lying(editor) == (5, "还在改的名字")
    assert list(Trace.objects.filter(subject_id=activity.pk).values_list("verb", flat=True)) == [Verb.PUBLISHED]
