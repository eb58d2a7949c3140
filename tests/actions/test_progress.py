"""The one door: what counts in a period, for a line, a programme, a community."""

from datetime import date

import pytest

from actions import progress, span
from actions.checking import differences
from actions.evidence import evidence_of
from actions.models import Indicator, Tally, Target
from actions.periods import ALL, Period
from actions.progress import Scope

from .factories import make_activity, make_community, make_indicator, make_line, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def half_year():
    """Three occasions in May beside a summary of 12 for the half (the example of `figures.md` 2)."""
    times, club = make_indicator(), make_programme()
    make_activity("五月的三场", programme=club, days="2022-05-10", figures={times: "3场"}, published=True)
    make_activity("上半年", programme=club, days="2022-01-01..2022-06-30", summary=True, figures={times: "12场"}, published=True)
    return times


def test_a_year_adds_up_by_what_counts(half_year):
    table = progress.table_by_time(half_year, Scope(make_line()), Period("2022"))

    may = table.rows[4]
    assert (may.label, may.own.amount, may.counted.amount) == ("5月", 3, None)
    assert (table.rest.label, table.rest.counted.amount) == ("跨月", 12)
    assert table.whole.amount == 12


@pytest.mark.parametrize(
    ("code", "amount"), [("", 12), ("2022", 12), ("2022H1", 12), ("2022Q2", 3), ("2022-05", 3), ("2022-06", None), ("to-2022-05", 3), ("to-2022-06", 12)]
)
def test_each_period_takes_the_summary_or_the_records(half_year, code, amount):
    assert progress.total_of(half_year, line=make_line(), period=Period(code)).amount == amount


def test_a_community_looks_only_at_its_own_summaries():
    times, club, place = make_indicator(), make_programme(), make_community()
    make_activity("在社区", programme=club, community=place, days="2022-05-10", figures={times: "2场"}, published=True)
    make_activity("全市累计", programme=club, days="..2022-07-20", summary=True, figures={times: "23场"}, published=True)

    line = make_line()

    assert progress.total_of(times, line=line).amount == 23
    assert progress.total_of(times, line=line, community=place).amount == 2
    assert progress.total_of(times, programme=club, community=place).amount == 2
    table = progress.table_by_community(times, Scope(line), ALL)
    assert [(row.label, row.own.amount, row.counted.amount) for row in table.rows] == [("方城浦社区", 2, None)]
    assert table.rest.counted.amount == table.whole.amount == 23


@pytest.fixture
def two_clubs():
    """Two programmes, one of them with a summary, and a record of no programme: 12 + 5 + 1, of them 4 in one community."""
    times, place = make_indicator(), make_community()
    club, other = make_programme(), make_programme("夏令营")
    make_activity("五月的三场", programme=club, community=place, days="2022-05-10", figures={times: "3场"}, published=True)
    make_activity("上半年", programme=club, days="2022-01-01..2022-06-30", summary=True, figures={times: "12场"}, published=True)
    make_activity("开营", programme=other, days="2022-07-01", figures={times: "5场"}, published=True)
    make_activity("没有项目", days="2022-07-02", community=place, figures={times: "1场"}, published=True)
    make_activity("去年的", programme=other, days="2021-07-01", figures={times: "7场"}, published=True)
    return times


@pytest.mark.parametrize(
    ("code", "most", "rows", "others"),
    [
        ("2022", None, [("读书会", 12), ("夏令营", 5)], None),
        ("2022", 1, [("读书会", 12)], ("其余1个项目", 5)),
        ("", None, [("夏令营", 12), ("读书会", 12)], None),
        ("2022-05", None, [("读书会", 3)], None),
        ("2022-07", 0, [], ("其余1个项目", 5)),
    ],
)
def test_the_parts_by_programme_add_up_to_the_total(two_clubs, code, most, rows, others):
    table = progress.table_by_programme(two_clubs, Scope(make_line()), Period(code), most=most)

    assert sorted((row.label, row.counted.amount) for row in table.rows) == sorted(rows)
    assert [row.counted.amount for row in table.rows] == sorted((row.counted.amount for row in table.rows), reverse=True)
    assert (table.others and (table.others.label, table.others.counted.amount)) == others
    parts = [*table.rows, table.rest, *([table.others] if table.others else [])]
    assert sum(part.counted.amount or 0 for part in parts) == table.whole.amount == progress.total_of(two_clubs, line=make_line(), period=Period(code)).amount


def test_by_programme_within_a_community_looks_at_its_own_records(two_clubs):
    table = progress.table_by_programme(two_clubs, Scope(make_line(), community=make_community()), Period("2022"))

    assert [(row.label, row.own.amount) for row in table.rows] == [("读书会", 3)]
    assert (table.rest.counted.amount, table.whole.amount) == (1, 4)
    assert table.rows[0].own.evidence_url.endswith("/2022/?programme=p-1&community=c-1")
    assert progress.table_by_programme(two_clubs, Scope(make_line(), make_programme()), ALL) is None


def test_by_community_the_largest_stand_first_and_the_rest_in_one_row(two_clubs):
    for number, name in enumerate(("甲社区", "乙社区", "丙社区"), start=2):
        make_activity(name, community=make_community(name), days="2022-08-01", figures={two_clubs: f"{number}场"}, published=True)

    table = progress.table_by_community(two_clubs, Scope(make_line()), Period("2022"), most=2)

    assert [row.own.amount for row in table.rows] == [4, 4]
    assert {row.label for row in table.rows} == {"方城浦社区", "丙社区"}
    assert (table.others.label, table.others.counted.amount) == ("其余2个社区", 5)
    assert [row.counted.amount for row in (*table.rows, table.rest, table.others)].count(None) == 0
    assert sum(row.counted.amount for row in (*table.rows, table.rest, table.others)) == table.whole.amount


def test_each_month_of_each_line_says_its_own(two_clubs):
    line, other = make_line(), make_line(2)
    photos = make_indicator("摄影作品", "幅", lines=[other])
    make_activity(line=other, days="2022-02-01", figures={photos: "580多幅"}, published=True)

    found = progress.months_by_line([(line, two_clubs), (other, photos)], year=2022)

    assert [month.amount for month in found[line.pk]] == [None] * 4 + [3, None, 6] + [None] * 5
    assert [str(month) for month in found[other.pk]][:3] == ["未报", "580多幅", "未报"]
    for number, month in enumerate(found[line.pk], start=1):
        assert month.amount == progress.total_of(two_clubs, line=line, period=Period(f"2022-{number:02d}")).amount
    within = progress.months_by_line([(line, two_clubs)], year=2022, community=make_community())
    assert [month.amount for month in within[line.pk]][4:7] == [3, None, 1]


def test_a_line_within_a_community_is_held_against_no_target(two_clubs):
    line = make_line()
    Target.objects.create(line=line, indicator=two_clubs, year=2022, amount=20)
    Target.objects.create(line=line, indicator=two_clubs, amount=100)

    whole = progress.line_progress(line, year=2022).rows[0]
    within = progress.line_progress(line, year=2022, community=make_community()).rows[0]

    assert [(reach.target.year, reach.sum.amount, reach.missing) for reach in whole.reaches] == [(2022, 18, "2场"), (None, 25, "75场")]
    assert whole.reach == whole.reaches[0]
    assert (within.to_date.amount, within.this_year.amount, within.reaches, within.reach) == (4, 4, (), None)


def test_years_are_those_that_figures_end_in(two_clubs):
    make_activity("明年的", days="2023-07-01", figures={two_clubs: "7场"}, published=True)
    make_activity("没有数字的", days="2019-07-01", published=True)

    assert span.years_with_figures(today=date(2022, 12, 1)) == [2022, 2021]


def test_over_all_lines_only_what_adds_over_them():
    one, two = make_line(1), make_line(2)
    times, other = make_indicator(lines=[one, two], adds_over_lines=True), make_indicator("筹款", "元", lines=[one])
    make_activity(line=one, figures={times: "600多场", other: "近百万"}, published=True)
    make_activity(line=two, figures={times: "1000多场"}, published=True)

    assert progress.total_of(times).spoken == "1600多场"
    with pytest.raises(ValueError, match="add over lines"):
        progress.total_of(other)
    assert [(total.spoken, total.line and total.line.number, total.period.code) for total in progress.public_totals() if total.indicator == times] == [
        ("600多场", 1, ""),
        ("600多场", 1, "2022"),
        ("1000多场", 2, ""),
        ("1000多场", 2, "2022"),
        ("1600多场", None, ""),
        ("1600多场", None, "2022"),
    ]


@pytest.mark.parametrize(("words", "target", "met", "sentence"), [
    ("100多场", 100, True, "2022年目标100场，已经达到"),
    ("100多场", 105, False, "2022年目标105场，完成95%"),
    ("近百场", 100, False, "2022年目标100场，有把握的是90场，完成90%"),
])  # fmt: skip
def test_a_target_is_met_by_what_is_guaranteed(words, target, met, sentence):
    times, line = make_indicator(), make_line()
    Target.objects.create(line=line, indicator=times, year=2022, amount=target)
    make_activity(figures={times: words}, published=True)

    reach = progress.line_progress(line, year=2022).rows[0].reach

    assert reach.is_met is met
    assert reach.sentence == sentence


def test_all_lines_take_the_same_queries_for_any_number_of_records(django_assert_num_queries):
    lines = [make_line(number) for number in range(1, 7)]
    times = make_indicator(lines=lines)
    make_activity(line=lines[0], figures={times: "1场"}, published=True)
    with django_assert_num_queries(5):
        progress.all_lines(year=2022)
    for line in lines:
        for day in range(1, 9):
            make_activity(line=line, days=f"2022-03-0{day}", figures={times: "1场"}, published=True)

    with django_assert_num_queries(5):
        found = progress.all_lines(year=2022)

    assert [row.rows[0].to_date.amount for row in found] == [9, 8, 8, 8, 8, 8]


def test_the_data_speaks_of_its_newest_year_and_never_past_today():
    times = make_indicator()
    make_activity(days="2022-05-10", figures={times: "1场"}, published=True)
    make_activity(days="2030-05-10", figures={times: "1场"}, published=True)

    assert span.data_year(today=date(2026, 1, 1)) == 2022
    assert span.data_through(today=date(2026, 1, 1)) == date(2022, 5, 10)
    assert span.data_year(today=date(2020, 1, 1)) is None


def test_the_evidence_adds_up_and_says_what_is_covered(half_year):
    evidence = evidence_of(half_year, scope=Scope(make_line()), period=ALL, year=2022)

    assert [line.activity.title for line in evidence.counted] == ["上半年"]
    assert [(line.activity.title, line.covered_by.title) for line in evidence.covered] == [("五月的三场", "上半年")]
    assert evidence.sum.amount == 12
    assert evidence.other.period.code == "2022"


def test_a_summary_smaller_than_its_records_is_named():
    times, club = make_indicator(), make_programme()
    make_activity("多的", programme=club, days="2022-05-10", figures={times: "30场"}, published=True)
    make_activity("少的累计", programme=club, days="..2022-07-20", summary=True, figures={times: "23场"}, published=True)

    notes = evidence_of(times, scope=Scope(make_line()), period=ALL).notes

    assert len(notes) == 1
    assert "“少的累计”报的23场少于它所含的记录" in notes[0]


def test_an_indicator_that_a_summary_does_not_report_is_said_to_be_partial():
    times, club = make_indicator(), make_programme()
    heads = make_indicator("受益人次", "人次")
    make_activity(programme=club, days="2022-05-10", figures={times: "1场", heads: "30人次"}, published=True)
    make_activity("帮教累计", programme=club, days="..2022-07-20", summary=True, figures={times: "600多场"}, published=True)

    evidence = evidence_of(heads, scope=Scope(make_line()), period=ALL)

    assert evidence.sum.spoken == "30人次"
    assert evidence.notes == ["“帮教累计”报了600多场，其中1场报了受益人次。"]


def test_ordinals_are_ranked_and_never_added():
    editions = make_indicator("承办届次", "届", additive=False)
    make_activity(figures={editions: "第十九届"}, published=True)

    evidence = evidence_of(editions, scope=Scope(make_line()), period=ALL)

    assert (evidence.sum.spoken, evidence.sum.amount) == ("第十九届", None)
    assert [line.spoken for line in evidence.ranked] == ["第十九届"]
    assert list(evidence.counted) == []


def test_check_figures_finds_nothing_where_all_is_well_and_a_row_that_was_touched(half_year):
    assert list(differences()) == []

    Tally.objects.filter(amount=12, level="line").update(amount=13)

    assert len(list(differences())) == 1
    assert Indicator.objects.count() == 1


def test_a_community_says_all_its_indicators_over_the_lines_where_they_add_else_line_by_line():
    first, second, here = make_line(1), make_line(4), make_community()
    sessions = make_indicator(lines=[first, second], adds_over_lines=True)
    helped = make_indicator("帮扶人数", "人", lines=[first, second])
    for line, words in ((first, ("2场", "10人")), (second, ("100多场", "30人"))):
        make_activity(line=line, community=here, days="2021-05-10", figures=dict(zip((sessions, helped), words, strict=True)), published=True)
    make_activity(line=first, community=here, days="2022-05-10", figures={sessions: "3场"}, published=True)
    make_activity(line=first, community=make_community("别的社区"), figures={sessions: "50场"}, published=True)
    make_activity(line=first, community=here, figures={sessions: "1000场"})

    rows = progress.community_progress(here, year=2022)

    assert [(row.indicator, row.to_date.line, row.to_date.spoken, row.this_year.spoken) for row in rows] == [
        (sessions, None, "100多场", "3场"),
        (helped, first, "10人", "未报"),
        (helped, second, "30人", "未报"),
    ]
    assert [row.to_date.total for row in rows] == [
        progress.total_of(sessions, community=here).total,
        progress.total_of(helped, line=first, community=here).total,
        progress.total_of(helped, line=second, community=here).total,
    ]
    assert rows[0].to_date.evidence_url == progress.evidence_url(sessions, scope=Scope(community=here))


def test_the_totals_of_all_communities_are_each_ones_own(two_clubs):
    Indicator.objects.update(adds_over_lines=True, is_headline=True)
    make_activity("甲社区的", community=make_community("甲社区"), days="2022-08-01", figures={two_clubs: "3场"}, published=True)
    make_activity("不在社区的", days="2022-08-01", figures={two_clubs: "70场"}, published=True)

    indicator = progress.common_indicator()
    communities = [make_community(), make_community("甲社区"), make_community("没有数字的社区")]
    totals = progress.totals_by_community(indicator, communities)

    assert indicator == two_clubs
    assert {pk: total.amount for pk, total in totals.items()} == {
        community.pk: progress.total_of(indicator, community=community).amount for community in communities[:2]
    }
    assert all(total.amount for total in totals.values())
    assert progress.totals_by_community(indicator, communities[1:]).keys() == {communities[1].pk}


def test_where_nothing_adds_over_lines_there_is_nothing_to_compare_places_by():
    make_indicator(is_headline=True)

    assert progress.common_indicator() is None
