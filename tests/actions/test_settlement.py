"""Publishing, revising and withdrawing, as the totals table and the corrections see it."""

import pytest

from actions.models import Correction, Figure, Tally
from publishing import services as publishing

from .factories import make_activity, make_indicator, make_programme, make_user

pytestmark = pytest.mark.django_db


def amounts(level="line", **key):
    return sum(row.amount for row in Tally.objects.filter(level=level, covering_cell="", **key))


def test_a_published_figure_counts_and_a_withdrawn_one_does_not():
    times = make_indicator()
    activity = make_activity(figures={times: "100多场"})
    assert amounts() == 0

    activity = publishing.publish(activity, by=make_user())
    counted = amounts()
    publishing.withdraw(activity, reason="重复录入", by=make_user())

    assert counted == 100
    assert amounts() == 0
    assert [(c.before_amount, c.after_amount, c.reason) for c in Correction.objects.all()] == [(100, None, "重复录入")]


def test_a_summary_stands_for_its_records_whichever_comes_first():
    times, club = make_indicator(), make_programme()
    make_activity(programme=club, days="2022-05-10", figures={times: "1场"}, published=True)
    summary = make_activity(programme=club, days="..2022-07-20", summary=True, figures={times: "23场"}, published=True)
    make_activity(programme=club, days="2022-06-10", figures={times: "1场"}, published=True)
    make_activity(programme=club, days="2022-08-10", figures={times: "1场"}, published=True)

    total = amounts()

    assert total == 24
    assert amounts("programme", programme=club.pk) == 24
    assert set(Figure.objects.exclude(covered_by=None).values_list("covered_by__activity", flat=True)) == {summary.pk}


def test_a_revision_changes_nothing_until_it_replaces():
    times = make_indicator()
    activity = make_activity(figures={times: "22场"}, published=True)
    copy = publishing.revise(activity, reason="漏报两场", by=make_user())
    copy.figures.update(amount=24)
    meanwhile = amounts()

    record = publishing.replace(copy, by=make_user())

    assert meanwhile == 22
    assert record.pk == activity.pk
    assert amounts() == 24
    assert [(c.before_amount, c.after_amount, c.reason) for c in Correction.objects.all()] == [(22, 24, "漏报两场")]
