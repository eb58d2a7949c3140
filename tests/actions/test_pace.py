"""Ahead, on course, late: the boundaries to the day and to the piece."""

from datetime import date

import pytest

from actions.pace import Elapsed, Standing, elapsed_of, standing_of


@pytest.mark.parametrize(
    ("year", "through", "days", "percent"),
    [
        (2022, date(2022, 1, 1), 1, 0),
        (2022, date(2022, 7, 20), 201, 55),
        (2022, date(2022, 12, 30), 364, 99),
        (2022, date(2022, 12, 31), 365, 100),
        (2022, date(2023, 3, 1), 365, 100),
        (2022, date(2021, 12, 31), 0, 0),
        (2024, date(2024, 12, 30), 365, 99),
        (2022, None, 0, 0),
    ],
)
def test_the_time_elapsed_runs_to_the_last_day_of_the_data(year, through, days, percent):
    elapsed = elapsed_of(year, through=through)

    assert (elapsed.days, elapsed.percent) == (days, percent)
    assert elapsed.is_over is (percent == 100)


@pytest.mark.parametrize(
    ("done", "standing"),
    [
        (0, Standing.LATE),
        (399, Standing.LATE),
        (400, Standing.LATE),
        (401, Standing.ON_COURSE),
        (599, Standing.ON_COURSE),
        (600, Standing.AHEAD),
        (999, Standing.AHEAD),
        (1000, Standing.MET),
        (1001, Standing.MET),
    ],
)
def test_ten_points_behind_the_time_is_late_and_ten_before_it_ahead(done, standing):
    assert standing_of(done, 1000, elapsed=Elapsed(50, 100)) is standing


@pytest.mark.parametrize(
    ("done", "target", "elapsed", "standing"),
    [
        (0, 100, Elapsed(9, 100), Standing.ON_COURSE),
        (0, 100, Elapsed(10, 100), Standing.LATE),
        (0, 100, Elapsed(0, 365), Standing.ON_COURSE),
        (99, 100, Elapsed(365, 365), Standing.LATE),
        (100, 100, Elapsed(365, 365), Standing.MET),
        (99, 100, None, Standing.TIMELESS),
        (100, 100, None, Standing.MET),
        (0, 10**11, Elapsed(364, 365), Standing.LATE),
    ],
)
def test_a_year_that_has_just_begun_excuses_and_one_that_is_over_does_not(done, target, elapsed, standing):
    assert standing_of(done, target, elapsed=elapsed) is standing
