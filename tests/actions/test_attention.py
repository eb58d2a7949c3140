"""Overlaps, records that may be counted twice, and what publishing would do."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from actions import attention, progress, services
from actions.preview import effects_of
from members.models import User
from members.roles import EDITOR, PUBLISHER
from publishing import services as publishing

from .factories import make_activity, make_indicator, make_line, make_programme, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def overlapping():
    """23期 to July beside 10期 in the year: neither holds the other."""
    issues, club = make_indicator("读书会期数", "期"), make_programme()
    to_july = make_activity("到七月", programme=club, days="2021-03-01..2022-07-20", summary=True, figures={issues: "23期"}, published=True)
    in_year = make_activity("全年", programme=club, days="2022-01-01..2022-12-31", summary=True, figures={issues: "10期"}, published=True)
    return issues, to_july, in_year


def test_an_overlap_counts_once_and_stays_open_until_it_is_answered(overlapping):
    issues, to_july, in_year = overlapping
    line = make_line()
    pairs = attention.open_overlaps(8)
    assert [(pair.stronger.activity, pair.weaker.activity) for pair in pairs] == [(to_july, in_year)]
    assert progress.total_of(issues, line=line).amount == 23

    services.answer(one=in_year, other=to_july, indicators=[issues], counts_both=True, by=make_user())

    assert attention.open_overlaps(8) == []
    assert progress.total_of(issues, line=line).amount == 33


@pytest.mark.parametrize("parts", [(0, 20), (0, 1, 3, 20)])
def test_overlaps_of_many_programmes_come_newest_first_and_as_many_as_asked_for(monkeypatch, parts):
    monkeypatch.setattr(attention, "SUMMARIES", parts)
    issues = make_indicator("读书会期数", "期")
    for number in range(5):
        club = make_programme(f"读书会{number}")
        make_activity(f"到七月{number}", programme=club, days=f"2021-03-01..2022-07-{20 + number}", summary=True, figures={issues: "23期"}, published=True)
        make_activity(f"到年底{number}", programme=club, days=f"2022-01-01..2022-12-{20 + number}", summary=True, figures={issues: "10期"}, published=True)
    make_activity("没有重叠", programme=make_programme("别的"), days="2023-01-01..2023-12-31", summary=True, figures={issues: "1期"}, published=True)

    found = [pair.weaker.activity.title for pair in attention.open_overlaps(9)]

    assert found == [f"到年底{number}" for number in (4, 3, 2, 1, 0)]
    assert [pair.weaker.activity.title for pair in attention.open_overlaps(3)] == found[:3]


def test_looking_for_overlaps_takes_no_more_queries_where_many_summaries_have_none(django_assert_max_num_queries):
    issues, club = make_indicator("读书会期数", "期"), make_programme()
    for year in range(1990, 2020):
        make_activity(f"{year}年", programme=club, days=f"{year}-01-01..{year}-12-31", summary=True, figures={issues: "10期"}, published=True)

    with django_assert_max_num_queries(2 * len(attention.SUMMARIES)):
        assert attention.open_overlaps(8) == []


def test_an_answer_speaks_only_while_both_sides_stay_as_they_were(overlapping):
    issues, to_july, in_year = overlapping
    services.answer(one=in_year, other=to_july, indicators=[issues], counts_both=True, by=make_user())
    copy = publishing.revise(in_year, reason="日期写错", by=make_user())
    copy.happened_to = "2022-11-30"
    copy.save()

    publishing.replace(copy, by=make_user())

    assert len(attention.open_overlaps(8)) == 1
    assert progress.total_of(issues, line=make_line()).amount == 23


def test_an_answer_on_a_working_copy_moves_to_its_record(overlapping):
    issues, to_july, in_year = overlapping
    copy = publishing.revise(in_year, reason="日期写错", by=make_user())
    copy.happened_to = "2022-11-30"
    copy.save()
    services.answer(one=copy, other=to_july, indicators=[issues], counts_both=True, by=make_user())

    publishing.replace(copy, by=make_user())

    assert attention.open_overlaps(8) == []
    assert progress.total_of(issues, line=make_line()).amount == 33


def test_an_occasion_without_a_programme_within_a_summary_is_shown_until_it_is_placed():
    times, club = make_indicator(), make_programme()
    make_activity("累计", programme=club, days="..2022-07-20", summary=True, figures={times: "600多场"}, published=True)
    loose = make_activity("散的", days="2022-05-10", figures={times: "1场"}, published=True)
    make_activity("放过的", days="2022-05-11", figures={times: "1场"}, published=True, stands_alone=True)

    assert attention.unplaced_occasions(8) == [loose]


def test_a_summary_smaller_than_what_it_stands_for_is_shown():
    times, club = make_indicator(), make_programme()
    make_activity("多的", programme=club, days="2022-05-10", figures={times: "30场"}, published=True)
    small = make_activity("少的", programme=club, days="..2022-07-20", summary=True, figures={times: "23场"}, published=True)

    assert [figure.activity for figure in attention.short_summaries(8)] == [small]


def test_the_effect_of_an_occasion_inside_a_summary_is_on_its_month_alone():
    times, club = make_indicator(), make_programme()
    make_activity("别的", days="2021-05-10", figures={times: "2场"}, published=True)
    summary = make_activity("累计", programme=club, days="..2022-07-20", summary=True, figures={times: "600多场"}, published=True)
    draft = make_activity("新的", programme=club, days="2022-05-10", figures={times: "1场"})

    effects = effects_of(draft)

    assert [(effect.period.label, effect.before.spoken, effect.after.spoken, effect.covered_by) for effect in effects] == [
        ("累计", "600多场", "600多场", summary),
        ("2022年", "未报", "1场", None),
        ("2022年5月", "未报", "1场", None),
    ]


@pytest.mark.parametrize("programme", [True, False])
def test_the_effect_of_a_revision_is_what_replacing_does(programme):
    times, line = make_indicator(), make_line()
    club = make_programme() if programme else None
    make_activity("别的", days="2022-05-10", figures={times: "5场"}, published=True)
    record = make_activity("旧的", programme=club, days="2022-05-10", figures={times: "22场"}, published=True)
    copy = publishing.revise(record, reason="漏报", by=make_user())
    copy.figures.update(amount=24)

    foretold = effects_of(copy)[0]
    publishing.replace(copy, by=make_user())

    assert (foretold.before.spoken, foretold.after.spoken) == ("27场", "29场")
    assert progress.total_of(times, line=line).spoken == "29场"


@pytest.mark.parametrize(("role", "status"), [(PUBLISHER, 302), (EDITOR, 403)])
def test_only_the_last_review_answers_in_the_admin(client, overlapping, role, status):
    issues, to_july, in_year = overlapping
    user = User.objects.create_user("someone", is_staff=True)
    user.groups.add(Group.objects.get(name=role.name))
    client.force_login(user)
    url = reverse("admin:actions_activity_overlaps", args=[to_july.pk])
    page = client.get(url)
    assert "只计23期，10期当作已含" in page.content.decode()

    answer = client.post(url, {f"pair-{issues.pk}-{to_july.pk}-{in_year.pk}": "both"})

    assert answer.status_code == status
    assert progress.total_of(issues, line=make_line()).amount == (33 if status == 302 else 23)
