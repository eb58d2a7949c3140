from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.periods import ALL, Period, cell_of, cells_holding, join_cells, month_of

DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))
CALENDAR = [
    code
    for year in range(2019, 2025)
    for code in (f"{year}", f"{year}H1", f"{year}H2", *(f"{year}Q{n}" for n in range(1, 5)), *(f"{year}-{n:02d}" for n in range(1, 13)))
]


@pytest.mark.parametrize(
    ("code", "label", "path", "first", "last"),
    [
        ("", "累计", "", None, None),
        ("2022", "2022年", "2022/", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022H1", "2022年上半年", "2022H1/", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022H2", "2022年下半年", "2022H2/", date(2022, 7, 1), date(2022, 12, 31)),
        ("2022Q1", "2022年第一季度", "2022Q1/", date(2022, 1, 1), date(2022, 3, 31)),
        ("2022Q3", "2022年第三季度", "2022Q3/", date(2022, 7, 1), date(2022, 9, 30)),
        ("2022Q4", "2022年第四季度", "2022Q4/", date(2022, 10, 1), date(2022, 12, 31)),
        ("2022-07", "2022年7月", "2022-07/", date(2022, 7, 1), date(2022, 7, 31)),
        ("2024-02", "2024年2月", "2024-02/", date(2024, 2, 1), date(2024, 2, 29)),
        ("to-2022-06", "截至2022年6月", "to-2022-06/", None, date(2022, 6, 30)),
        ("1949", "1949年", "1949/", date(1949, 1, 1), date(1949, 12, 31)),
        ("2999-12", "2999年12月", "2999-12/", date(2999, 12, 1), date(2999, 12, 31)),
    ],
)
def test_a_period_is_read_and_said(code, label, path, first, last):
    period = Period.parse(code)

    assert (period.code, period.label, period.path, period.first, period.last) == (code, label, path, first, last)


NO_PERIODS = """abc 22 20222 1948 3000 0000 2022H0 2022H3 2022Q0 2022Q5 2022h1 2022-00 2022-13 2022-1 2022-007 2022- to-2022 to-2022Q1 to- to-2022-13
TO-2022-06 to-1948-12 2022/ all ２０２２ 2022-０7 ٢٠٢٢ 2022年"""


@pytest.mark.parametrize("code", [*NO_PERIODS.split(), " 2022", "2022 ", "2022\n", "\n", " ", "2022\x00", "to-2022-06\n", "2" * 100_000])
def test_whatever_is_not_exactly_a_period_is_refused(code):
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(code)


@pytest.mark.parametrize(
    ("first", "last", "cell"),
    [
        (date(2022, 5, 19), date(2022, 5, 19), "2022-05"),
        (date(2022, 5, 1), date(2022, 5, 31), "2022-05"),
        (date(2022, 5, 19), date(2022, 6, 1), "2022Q2"),
        (date(2022, 3, 31), date(2022, 4, 1), "2022H1"),
        (date(2022, 5, 19), date(2022, 7, 20), "2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2021, 12, 31), date(2022, 1, 1), "all"),
        (date(2015, 1, 1), date(2022, 7, 20), "all"),
        (None, date(2022, 7, 20), "all"),
    ],
)
def test_a_record_belongs_to_the_smallest_cell_that_holds_its_days(first, last, cell):
    assert cell_of(first, last) == cell


@given(DAYS, st.integers(0, 800))
def test_the_cell_is_the_smallest_calendar_period_that_holds_the_days(first, length):
    last = first + timedelta(length)

    holding = [period for period in map(Period, CALENDAR) if period.first <= first and last <= period.last]

    assert cell_of(first, last) == min(holding, key=lambda period: period.last - period.first, default=Period("all")).code


@given(st.sampled_from([*CALENDAR, "all"]), st.sampled_from([*CALENDAR, "all"]))
def test_joined_cells_are_the_smallest_that_holds_both(one, other):
    joined = join_cells(one, other)

    assert joined == join_cells(other, one)
    assert {cell for cell in [*CALENDAR, "all"] if joined in cells_holding(cell)} >= {one, other}
    assert not any(cell != joined and one in inside(cell) and other in inside(cell) for cell in inside(joined))


def inside(cell):
    return [other for other in [*CALENDAR, "all"] if cell in cells_holding(other)]


@pytest.mark.parametrize("code", CALENDAR[:19])
def test_the_cells_of_a_period_are_the_calendar_periods_whose_days_are_its_own(code):
    period = Period(code)

    own_days = {other.code for other in map(Period, CALENDAR) if period.first <= other.first and other.last <= period.last}

    assert set(period.cells) == own_days
    assert len(period.cells) == len(own_days)
    assert period.cells[0] == code
    assert {cell for cell in [*CALENDAR, "all"] if period.contains(cell)} == own_days


def test_everything_lies_in_the_running_total():
    assert Period.parse("") == ALL
    assert ALL.is_all
    assert all(ALL.contains(cell) for cell in [*CALENDAR, "all"])


@pytest.mark.parametrize("code", ["", "to-2022-06"])
def test_what_has_no_first_day_is_not_made_of_cells(code):
    period = Period.parse(code)

    assert period.parts() == period.parents == ()
    with pytest.raises(ValueError, match="not made of cells"):
        period.cells  # noqa: B018


def test_a_cell_alone_does_not_say_whether_it_ended_by_a_month():
    with pytest.raises(ValueError, match="not made of cells"):
        Period.parse("to-2022-06").contains("2022")


@pytest.mark.parametrize(
    ("code", "months"),
    [("2022", range(1, 13)), ("2022H2", range(7, 13)), ("2022Q2", range(4, 7)), ("2022-05", ()), ("", ()), ("to-2022-06", ())],
)
def test_a_table_has_a_row_for_each_month(code, months):
    assert [part.code for part in Period.parse(code).parts()] == [f"2022-{month:02d}" for month in months]


@pytest.mark.parametrize(
    ("code", "parents", "through"),
    [
        ("2022-05", ["2022Q2", "2022H1", "2022"], "to-2022-05"),
        ("2022Q2", ["2022H1", "2022"], "to-2022-06"),
        ("2022H2", ["2022"], "to-2022-12"),
        ("2022", [], "to-2022-12"),
        ("to-2022-06", [], "to-2022-06"),
        ("", [], ""),
    ],
)
def test_a_period_knows_the_ones_around_it_and_the_running_total_of_its_last_day(code, parents, through):
    period = Period.parse(code)

    assert [parent.code for parent in period.parents] == parents
    assert period.through.code == through


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("to-2022-05", ["2022-05"]),
        ("to-2022-09", ["2022-09", "2022Q3"]),
        ("to-2022-06", ["2022-06", "2022Q2", "2022H1"]),
        ("to-2022-12", ["2022-12", "2022Q4", "2022H2", "2022"]),
        ("2022", []),
        ("", []),
    ],
)
def test_a_running_total_knows_the_calendar_periods_that_end_with_it(code, ending):
    assert [period.code for period in Period.parse(code).ending_here] == ending


def test_months_are_compared_as_text():
    assert month_of(date(2022, 7, 20)) == "2022-07"
    assert Period.parse("to-2022-07").last_month == Period.parse("2022-07").last_month == "2022-07"
    assert ALL.last_month == ""
    assert (ALL.year, Period.parse("2022Q3").year, Period.parse("to-2021-06").year) == (None, 2022, 2021)
    assert Period.of_year(2022) == Period.parse("2022")
    assert Period.upto("2022-06") == Period.parse("to-2022-06")
