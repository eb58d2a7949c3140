"""Saving the same article twice at the same moment (PostgreSQL), with its negative control."""

from datetime import date
from time import sleep

import pytest

from actions import articles
from actions.articles import Draft, Stated, enter_article, keep_article
from actions.models import Activity, Article, Excerpt
from actions.quantities import Quantity
from publishing.models import Trace, Verb

from .factories import make_indicator, make_line, make_user
from .test_races import PAUSE, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TEXT, DAY = "7月9日，举办活动3场。", date(2022, 7, 9)


@pytest.fixture
def by():
    return make_user("caibian")


@pytest.fixture
def enter(by):
    """Return a function that saves the one draft of an article, as a form pressed twice would."""
    line = make_line()
    sessions = make_indicator("活动场次", "场", lines=[line])
    article = keep_article(text=TEXT, by=by)

    def press():
        activity = Activity(line=line, title="七月的课", happened_from=DAY, happened_to=DAY)
        stated = Stated(sessions, Quantity(3, "场"), TEXT.index("3场"), TEXT.index("3场") + 2)
        enter_article(article=article, drafts=[Draft(activity, (stated,))], published_on=DAY, source="", by=by)

    return press


def pause_before_writing(monkeypatch):
    """Let every writer wait between looking what is entered and entering."""
    inner = articles._enter

    def paused(*args, **kwargs):
        sleep(PAUSE)
        return inner(*args, **kwargs)

    monkeypatch.setattr(articles, "_enter", paused)


def test_pressing_save_at_the_same_moment_makes_one_draft_and_one_trace(enter, monkeypatch):
    pause_before_writing(monkeypatch)

    raised = at_once(enter, enter, enter)

    assert raised == [None] * 3
    assert (Activity.objects.count(), Excerpt.objects.count()) == (1, 1)
    assert Trace.objects.filter(verb=Verb.CREATED, subject_id=Activity.objects.get().pk, subject_type__model="activity").count() == 1


def test_without_the_lock_there_would_be_several(enter, monkeypatch):
    pause_before_writing(monkeypatch)
    monkeypatch.setattr(Article.objects, "select_for_update", lambda **kwargs: Article.objects.all())

    at_once(enter, enter, enter)

    assert Activity.objects.count() > 1
