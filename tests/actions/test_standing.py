from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise, permutations
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.periods import ALL, Period
from actions.standing import Answer, Overlap, Stated, outweighs, overlaps, standing_among, standings
from tests.actions.definition import Definition

PUBLISHED = datetime(2024, 1, 1, tzinfo=UTC)


def day(text):
    return date.fromisoformat(text)


def stated(number, first, last, floor=1, *, summary=True, community=0, published=0):
    return Stated(
        id=100 + number,
        activity=number,
        summary=summary,
        first=first and day(first),
        last=day(last),
        floor=floor,
        published=PUBLISHED + timedelta(days=published),
        community=community,
    )


def occasion(number, first, last=None, floor=1, **rest):
    return stated(number, first, last or first, floor, summary=False, **rest)


def counted(figures, code="", answers=(), community=0):
    """Return the numbers of what counts in a period, by cells as the totals table does."""
    period = Period.parse(code)
    within = [figure for figure in figures if community in (0, figure.community)]
    places = standings(figures, answers)
    return sorted(figure.activity for figure in within if counts(places[figure.id], period, community))


def counts(standing, period, community):
    cell, end = (standing.own_covering_cell, standing.own_covering_end) if community else (standing.covering_cell, standing.covering_end)
    if period.is_upto:
        return standing.ends <= period.last_month and not (end and end <= period.last_month)
    return period.contains(standing.cell) and not (cell and period.contains(cell))


# What figures.md says, in its own words


def test_two_legacy_numbers_and_three_sessions():
    earlier = stated(1, None, "2022-07-20", 23)
    later = stated(2, None, "2023-12-31", 31)
    after = [occasion(number, f"2024-01-{number:02d}") for number in (3, 4, 5)]
    before = [occasion(number, f"2023-11-{number:02d}") for number in (6, 7, 8)]

    assert counted([earlier, later]) == [2]
    assert counted([earlier, later, *after]) == [2, 3, 4, 5]
    assert counted([earlier, later, *after, *before]) == [2, 3, 4, 5]
    assert counted([earlier, later], "to-2022-07") == counted([earlier, later], "to-2023-11") == [1]
    assert counted([earlier, later], "to-2022-06") == []
    assert counted([earlier, later, *before], "2023") == counted([earlier, later, *before], "2023-11") == [6, 7, 8]
    assert counted([earlier, later, *before], "to-2023-11") == [1, 6, 7, 8]


def test_a_month_beside_a_summary_of_the_half():
    in_may = [occasion(number, f"2022-05-{number:02d}") for number in (1, 2, 3)]
    half = stated(9, "2022-01-01", "2022-06-30", 12)

    assert counted([*in_may, half], "2022-05") == counted([*in_may, half], "2022Q2") == [1, 2, 3]
    assert counted([*in_may, half], "2022H1") == counted([*in_may, half], "2022") == counted([*in_may, half]) == [9]
    assert counted([*in_may, half], "to-2022-05") == [1, 2, 3]
    assert counted([*in_may, half], "to-2022-06") == [9]


def test_days_that_only_overlap_count_once_until_a_person_says_otherwise():
    legacy = stated(1, None, "2021-07-20", 1000)
    two_years = stated(2, "2021-01-01", "2022-12-31", 1200)

    assert counted([legacy, two_years]) == [2]
    assert counted([legacy, two_years], "to-2021-12") == [1]
    assert overlaps([legacy, two_years]) == [Overlap(102, 101, None)]
    assert counted([legacy, two_years], answers=[Answer(1, 2, counts_both=True)]) == [1, 2]
    assert counted([legacy, two_years], answers=[Answer(2, 1, counts_both=False)]) == [2]
    assert overlaps([legacy, two_years], [Answer(2, 1, counts_both=True)]) == [Overlap(102, 101, True)]


def test_an_answer_does_not_touch_what_the_days_settle():
    summary, held = stated(1, "2022-01-01", "2022-12-31", 5), occasion(2, "2022-03-01")

    assert counted([summary, held], answers=[Answer(1, 2, counts_both=True)]) == [1]
    assert overlaps([summary, held], [Answer(1, 2, counts_both=True)]) == []


@pytest.mark.parametrize(("first", "second", "stands"), [((1, 0), (2, 5), 2), ((1, 5), (2, 0), 1), ((1, 0), (2, 0), 2)])
@pytest.mark.parametrize("start", [None, "2022-01-01"])
@pytest.mark.parametrize("community", [0, 7])
def test_of_two_summaries_with_the_same_days_the_one_published_later_stands(first, second, stands, start, community):
    pair = [stated(number, start, "2022-12-31", floor, published=published, community=community) for (number, published), floor in [(first, 900), (second, 5)]]

    assert counted(pair) == [stands]
    assert overlaps(pair) == []


def test_with_the_same_days_the_whole_stands_for_the_community_whenever_it_was_published():
    whole = stated(1, "2022-01-01", "2022-12-31", 5)
    part = stated(2, "2022-01-01", "2022-12-31", 900, community=7, published=5)

    assert counted([whole, part]) == [1]
    assert counted([whole, part], community=7) == [2]


def test_summaries_of_two_communities_do_not_touch_each_other():
    pair = [stated(1, "2022-01-01", "2022-12-31", 5, community=7), stated(2, "2022-01-01", "2022-06-30", 5, community=8)]

    assert counted(pair) == [1, 2]
    assert overlaps(pair) == []


def test_a_summary_of_a_community_leaves_a_record_that_names_none_alone():
    summary = stated(1, "2022-01-01", "2022-12-31", 5, community=7)
    within, beside = occasion(2, "2022-03-01"), occasion(3, "2022-12-01", "2023-01-31")

    assert counted([summary, within, beside]) == [1, 2, 3]
    assert overlaps([summary, within, beside]) == []


def test_a_total_of_a_community_looks_only_at_summaries_that_name_it():
    whole, own = stated(1, None, "2023-12-31", 50), stated(2, "2022-01-01", "2022-12-31", 20, community=7)
    inside, outside = occasion(3, "2022-03-01", community=7), occasion(4, "2023-03-01", community=7)
    figures = [whole, own, inside, outside]

    assert counted(figures) == [1]
    assert counted(figures, community=7) == [2, 4]
    assert counted(figures, "2022-03", community=7) == [3]
    assert standings(figures)[103].covered_by == 101
    assert standings(figures)[103].own_covered_by == 102


ALIKE = stated(5, "2022-03-01", "2022-09-30", 10)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (occasion(1, "2022-01-01", "2022-12-31", 900), ALIKE),
        (stated(1, "2022-04-01", "2022-12-31", 900, community=7), ALIKE),
        (stated(1, "2022-04-01", "2022-12-31", 9, published=9), ALIKE),
        (ALIKE, stated(1, "2022-04-01", "2022-12-31", 10)),
        (ALIKE, stated(1, "2022-01-01", "2022-08-31", 11)),
        (stated(1, "2022-01-01", "2022-08-31", 10, published=9), ALIKE),
    ],
    ids=[
        "a summary before an occasion",
        "no community before one",
        "the larger weight",
        "the later end",
        "the larger weight before the end",
        "the end before publication",
    ],
)
def test_of_an_overlapping_pair_the_stronger_stands(weaker, stronger):
    assert counted([weaker, stronger]) == [stronger.activity]
    assert overlaps([weaker, stronger]) == [Overlap(stronger.id, weaker.id)]


def test_a_summary_weighs_as_much_as_the_largest_record_it_holds():
    understated = stated(1, "2022-01-01", "2022-06-30", 2)
    large = occasion(2, "2022-02-01", floor=50)
    overlapping = stated(3, "2022-06-01", "2022-12-31", 10)

    assert counted([understated, overlapping]) == [3]
    assert counted([understated, overlapping, large]) == [1]


def test_where_it_is_covered_is_the_smallest_cell_of_all_that_stand_and_the_first_of_their_ends():
    record = occasion(1, "2022-05-04")
    short_but_over_a_boundary = stated(2, "2022-05-01", "2022-07-01", 3)
    long_within_the_half = stated(3, "2022-01-01", "2022-06-30", 9)

    standing = standings([record, short_but_over_a_boundary, long_within_the_half])[101]

    assert (standing.cell, standing.covering_cell) == ("2022-05", "2022H1")
    assert (standing.ends, standing.covering_end) == ("2022-05", "2022-06")


def test_what_stands_by_overlap_covers_in_the_smallest_cell_that_holds_both_from_the_later_end_on():
    spring, rest = stated(1, "2022-03-01", "2022-04-30", 3), stated(2, "2022-04-01", "2022-05-31", 9)

    standing = standings([spring, rest])[101]

    assert (standing.cell, standing.covering_cell) == ("2022H1", "2022H1")
    assert (standing.ends, standing.covering_end) == ("2022-04", "2022-05")
    assert counted([spring, rest], "to-2022-04") == [1]
    assert counted([spring, rest], "to-2022-05") == [2]


def test_the_summary_shown_is_of_those_that_count_the_first_to_end():
    record = occasion(1, "2022-03-01")
    counting = [stated(2, "2022-02-01", "2022-06-30", 9), stated(3, "2022-01-15", "2022-03-31", 3)]
    both_count = [Answer(2, 3, counts_both=True)]
    not_counting = stated(4, "2022-03-01", "2022-03-02", 1)

    standing = standings([record, *counting, not_counting], both_count)[101]

    assert counted([record, *counting, not_counting], answers=both_count) == [2, 3]
    assert standing.covered_by == 103


def test_the_summary_shown_is_the_strongest_where_none_counts_itself():
    record = occasion(1, "2022-03-05")
    held_by, chained = stated(2, "2022-03-01", "2022-04-30", 5), stated(3, "2022-03-02", "2022-03-31", 3)
    over_it = stated(4, "2022-04-01", "2022-12-31", 50)

    standing = standings([record, held_by, chained, over_it])[101]

    assert counted([record, held_by, chained, over_it]) == [4]
    assert standing.covered_by == 102


def test_one_figure_alone_stands_nowhere():
    assert standings([]) == {}
    assert overlaps([]) == []
    assert counted([occasion(1, "2022-03-01")]) == [1]
    assert counted([occasion(1, "2022-03-01"), occasion(2, "2022-03-01")], "2022-03") == [1, 2]


# Any ledger, against the definition worked out in days and sets

HORIZON = date(2020, 11, 1)
SPAN = 800
COMMUNITIES = [0, 0, 0, 7, 8]
PERIODS = [
    Period(code)
    for year in range(2020, 2024)
    for code in (f"{year}", f"{year}H1", f"{year}H2", *(f"{year}Q{n}" for n in range(1, 5)), *(f"{year}-{n:02d}" for n in range(1, 13)))
]
UPTO = [period.through for period in PERIODS if len(period.code) == 7 and "2020-10" <= period.code <= "2023-06"]
BOUNDARIES = [
    boundary + timedelta(shift) for boundary in (period.first for period in PERIODS) if HORIZON < boundary < HORIZON + timedelta(SPAN) for shift in (-1, 0)
]


@st.composite
def ledgers(draw, largest=9):
    """Return figures of one programme and indicator, and answers on some of their pairs."""
    days = st.one_of(st.integers(0, SPAN).map(lambda offset: HORIZON + timedelta(offset)), st.sampled_from(BOUNDARIES))
    figures = []
    for number in range(1, draw(st.integers(1, largest)) + 1):
        summary = draw(st.booleans())
        if figures and draw(st.integers(0, 3)) == 0:  # equal days are rare by chance
            twin = draw(st.sampled_from(figures))
            first, last = twin.first, twin.last
        else:
            first, last = sorted([draw(days), draw(days) if draw(st.booleans()) else HORIZON])
            last = first if draw(st.integers(0, 3)) == 0 else last
            first = None if draw(st.integers(0, 3)) == 0 else first
        if first is None and not summary:
            first = last
        floor, published = draw(st.sampled_from([0, 1, 5, 12, 900])), PUBLISHED + timedelta(draw(st.integers(0, 2)))
        figures.append(Stated(100 + (number * 7) % 10, number, summary, first, last, floor, published, draw(st.sampled_from(COMMUNITIES))))
    pairs = list(combinations([figure.activity for figure in figures], 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    return figures, [Answer(*draw(st.permutations(pair)), counts_both=draw(st.booleans())) for pair in chosen]


@given(ledgers())
def test_every_total_of_every_period_equals_the_definition(ledger):
    figures, answers = ledger
    definition, places = Definition(figures, answers), standings(figures, answers)

    for community in (0, 7, 8):
        mine = [figure for figure in figures if community in (0, figure.community)]
        for period in [ALL, *PERIODS, *UPTO]:
            by_cells = {figure.activity for figure in mine if counts(places[figure.id], period, community)}
            assert by_cells == definition.counted(period, community), period.code


@given(ledgers())
def test_nothing_counts_twice_and_no_total_is_lost(ledger):
    figures, answers = ledger
    definition, places = Definition(figures, answers), standings(figures, answers)

    for community in (0, 7, 8):
        mine = [figure for figure in figures if community in (0, figure.community)]
        for period in [ALL, *PERIODS, *UPTO]:
            counting = [figure for figure in mine if counts(places[figure.id], period, community)]
            assert not any(definition.stands(one, other) for one, other in permutations(counting, 2))
            assert bool(counting) == any(definition.lies_in(figure, period) for figure in mine)


@given(ledgers())
def test_who_stands_for_whom_never_goes_in_a_circle(ledger):
    definition = Definition(*ledger)
    left = set(ledger[0])

    while left:
        free = {figure for figure in left if not any(definition.stands(other, figure) for other in left)}
        assert free
        left -= free


@given(ledgers())
def test_the_pairs_that_overlap_settles_are_named_with_their_answers(ledger):
    figures, answers = ledger
    definition, said = Definition(figures, answers), {frozenset([answer.first, answer.second]): answer.counts_both for answer in answers}

    expected = {
        Overlap(one.id, other.id, said.get(frozenset([one.activity, other.activity])))
        for one, other in permutations(figures, 2)
        if definition.settled_by_overlap(one, other) and definition.stronger(one, other) == one
    }

    found = overlaps(figures, answers)
    assert set(found) == expected
    assert len(found) == len(expected)


@given(ledgers())
def test_the_figure_shown_stands_for_it_and_counts_where_one_does(ledger):
    figures, answers = ledger
    definition, places = Definition(figures, answers), standings(figures, answers)
    by_id = {figure.id: figure for figure in figures}

    for figure in figures:
        above = [other for other in figures if definition.stands(other, figure)]
        own = [other for other in above if other.community and other.community == figure.community]
        standing = places[figure.id]
        for summaries, shown, community in ((above, standing.covered_by, 0), (own, standing.own_covered_by, figure.community)):
            counting = [other for other in summaries if other.activity in definition.counted(ALL, community)]
            strongest = [one for one in summaries if all(one == other or definition.stronger(one, other) == one for other in summaries)]
            first_to_end = [one for one in counting if one.last == min(other.last for other in counting)]
            expected = first_to_end or strongest
            assert by_id.get(shown) in (expected or [None])


@given(ledgers())
def test_an_occasion_is_placed_by_the_summaries_alone_and_moves_nothing_else(ledger):
    figures, answers = ledger
    whole = standings(figures, answers)
    answered = {activity for answer in answers for activity in (answer.first, answer.second)}
    for record in figures:
        summaries = [figure for figure in figures if figure.summary]
        if record.summary or record.activity in answered or outweighs(record, summaries):
            continue
        before = standings([figure for figure in figures if figure is not record], answers)
        covered = {summary.id for summary in summaries if before[summary.id].covering_cell}
        own_covered = {summary.id for summary in summaries if before[summary.id].own_covering_cell}

        assert {**before, record.id: whole[record.id]} == whole
        assert standing_among(record, summaries, covered, own_covered) in (None, whole[record.id])


def test_an_occasion_is_placed_by_the_summaries_alone_where_one_can_tell():
    record = occasion(1, "2022-05-10")
    half, year = stated(2, "2022-01-01", "2022-06-30", 12), stated(3, "2022-01-01", "2022-12-31", 30)
    twin = stated(4, "2022-02-01", "2022-12-31", 25)

    assert standing_among(record, [], (), ()).covered_by is None
    assert standing_among(record, [half, year], [half.id], ()).covered_by == year.id
    assert standing_among(record, [half, year], [half.id], ()).covering_cell == "2022H1"
    assert standing_among(record, [year, twin], (), ()) is None
    assert not outweighs(record, [half, year])
    assert outweighs(replace(record, floor=13), [half, year])


@given(ledgers(), st.randoms())
def test_the_order_of_the_figures_changes_nothing(ledger, random):
    figures, answers = ledger
    shuffled = random.sample(figures, len(figures))

    assert standings(shuffled, answers[::-1]) == standings(figures, answers)


@given(ledgers())
def test_what_a_figure_covers_it_covers_in_cells_around_its_own(ledger):
    figures, answers = ledger

    for standing in standings(figures, answers).values():
        assert (standing.covering_cell == "") == (standing.covering_end == "") == (standing.covered_by is None)
        assert (standing.own_covering_cell == "") == (standing.own_covering_end == "") == (standing.own_covered_by is None)
        for cell, end in ((standing.covering_cell, standing.covering_end), (standing.own_covering_cell, standing.own_covering_end)):
            assert not cell or Period("" if cell == "all" else cell).contains(standing.cell)
            assert not end or end >= standing.ends


@given(st.lists(st.integers(1, 900), min_size=3, max_size=6), st.data())
def test_a_chain_of_overlapping_summaries_keeps_the_strongest(floors, data):
    starts = [HORIZON + timedelta(60 * step) for step in range(len(floors))]
    chain = [Stated(n, n, True, start, start + timedelta(80), floor, PUBLISHED) for n, (start, floor) in enumerate(zip(starts, floors, strict=True), 1)]

    total = set(counted(data.draw(st.permutations(chain))))

    assert max(chain, key=lambda figure: (figure.floor, figure.last)).activity in total
    assert not any(later.activity in total and earlier.activity in total for earlier, later in pairwise(chain))


def test_a_large_programme_is_settled_in_one_look():
    size = 2000
    occasions = [occasion(number, (HORIZON + timedelta(number % 700)).isoformat()) for number in range(1, size)]
    summaries = [stated(size + number, None, (HORIZON + timedelta(20 * number)).isoformat(), number) for number in range(40)]

    began = perf_counter()
    places = standings([*occasions, *summaries])

    assert perf_counter() - began < 3
    assert len(places) == size - 1 + 40
    assert counts(places[100 + size + 39], ALL, 0)
    assert sum(counts(standing, ALL, 0) for standing in places.values()) == 1


def test_a_preview_is_the_same_question_with_one_figure_more():
    published = [occasion(1, "2022-03-01"), occasion(2, "2022-04-01")]
    typed = stated(3, "2022-01-01", "2022-06-30", 2)

    assert counted(published) == [1, 2]
    assert counted([*published, typed]) == [3]
    assert counted([*published, replace(typed, first=day("2022-04-01"))]) == [1, 3]
