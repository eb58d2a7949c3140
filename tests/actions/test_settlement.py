"""Publishing, revising and withdrawing, as the totals table and the corrections see it."""

import pytest

from actions.models import Correction, Figure, Tally
from actions.services import answer
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


def overlapping_pair(times, club):
    return [
        make_activity(programme=club, days=days, summary=True, figures={times: words}, published=True)
        for days, words in (("2021-01-01..2022-12-31", "1200场"), ("..2021-07-20", "1000场"))
    ]


@pytest.mark.parametrize(("last_day", "total"), [(20, 2200), (21, 1200)])
def test_an_answer_given_on_a_working_copy_speaks_for_its_record_only_of_the_days_it_was_given_on(last_day, total):
    times, club = make_indicator(), make_programme()
    whole, legacy = overlapping_pair(times, club)
    copy = publishing.revise(legacy, reason="核对日期", by=make_user())
    answer(one=whole, other=copy, indicators=[times], counts_both=True, by=make_user())
    meanwhile = amounts()

    copy.happened_to = copy.happened_to.replace(day=last_day)
    copy.save()
    publishing.replace(copy, by=make_user())

    assert meanwhile == 1200
    assert amounts() == total


@pytest.mark.parametrize("count", [3, 30])
def test_a_summary_costs_the_same_queries_over_any_number_of_records(count, django_assert_num_queries):
    times, club, by = make_indicator(), make_programme(), make_user()
    for _ in range(count):
        make_activity(programme=club, days="2022-05-10", figures={times: "1场"}, published=True)
    summary = make_activity(programme=club, days="..2022-07-20", summary=True, figures={times: "100场"})

    with django_assert_num_queries(33):
        publishing.publish(summary, by=by)

    assert amounts() == 100
