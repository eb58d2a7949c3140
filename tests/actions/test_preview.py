"""What the form says of the totals before a record is published."""

import pytest

from actions.attention import overlaps_of
from actions.periods import ALL
from actions.preview import effects_of
from actions.progress import total_of
from actions.services import answer
from publishing import services as publishing

from .factories import make_activity, make_indicator, make_programme, make_user

pytestmark = pytest.mark.django_db


def summary(words, days="2022-01-01..2022-12-31"):
    return make_activity(programme=make_programme(), days=days, summary=True, figures={make_indicator(): words}, published=True)


def revised(record, words):
    copy = publishing.revise(record, reason="核对", by=make_user())
    copy.figures.update(amount=words)
    return copy


def foreseen(activity):
    return [effect.after.amount for effect in effects_of(activity) if effect.period == ALL]


def said():
    return total_of(make_indicator(), programme=make_programme()).total.amount


def test_a_revision_keeps_its_place_among_summaries_of_the_same_days():
    first = summary("10场")
    summary("20场")
    copy = revised(first, 30)

    before = foreseen(copy)
    publishing.replace(copy, by=make_user())

    assert before == [said()] == [20]


def test_what_was_answered_on_a_record_speaks_for_its_working_copy():
    legacy, year = summary("1000场", days="..2021-07-20"), summary("1200场", days="2021-01-01..2022-12-31")
    answer(one=legacy, other=year, indicators=[make_indicator()], counts_both=True, by=make_user())
    copy = revised(legacy, 1001)

    before, asked = foreseen(copy), overlaps_of(copy)
    publishing.replace(copy, by=make_user())

    assert before == [said()] == [2201]
    assert [pair.counts_both for pair in asked] == [True]


def test_an_answer_on_the_working_copy_goes_before_the_one_on_its_record():
    legacy, year = summary("1000场", days="..2021-07-20"), summary("1200场", days="2021-01-01..2022-12-31")
    answer(one=legacy, other=year, indicators=[make_indicator()], counts_both=True, by=make_user())
    copy = revised(legacy, 1001)
    answer(one=copy, other=year, indicators=[make_indicator()], counts_both=False, by=make_user())

    before, public = foreseen(copy), said()
    publishing.replace(copy, by=make_user())

    assert public == 2200
    assert before == [said()] == [1200]
