"""Charts: what is drawn, what is said, and what stays undrawn."""

import pytest

from publishing.charts import FEWEST, PLOT, Column, bar_chart


def months(*amounts, year=2022):
    return [Column(f"{year}年{month}月", amount, f"{amount}场") for month, amount in enumerate(amounts, start=1)]


def test_the_highest_bar_fills_the_plot_and_the_others_keep_its_scale():
    chart = bar_chart(months(3, 4, 12), title="各月")

    assert [bar.height for bar in chart.bars] == [round(PLOT / 4), round(PLOT / 3), PLOT]
    assert [bar.is_highest for bar in chart.bars] == [False, False, True]
    assert {bar.y + bar.height for bar in chart.bars} == {chart.baseline}


def test_what_was_not_reported_is_not_a_bar_and_not_nought():
    chart = bar_chart(months(None, 0, 5), title="各月")

    unreported, nought, five = chart.bars
    assert (unreported.height, unreported.brief) == (0, "")
    assert (nought.height, nought.brief) == (0, "0场")
    assert five.height == PLOT


def test_the_least_amount_can_still_be_seen():
    chart = bar_chart(months(1, 100_000), title="各月")

    assert [bar.height for bar in chart.bars] == [2, PLOT]


@pytest.mark.parametrize("amounts", [(), (None,), (0, None), (0,)])
def test_there_is_nothing_to_draw_where_no_column_has_an_amount(amounts):
    chart = bar_chart(months(*amounts), title="各月")

    assert not chart.is_drawn
    assert chart.sentence == ""


@pytest.mark.parametrize(
    ("labels", "shown", "mark"),
    [
        (["2022年1月", "2022年2月"], ["1", "2"], "月"),
        (["2022年上半年", "2022年下半年"], ["2022年上半", "2022年下半"], "年"),
        (["2021年", "2022年"], ["2021", "2022"], "年"),
        (["2021年12月", "2022年1月"], ["2021年12", "2022年1"], "月"),
        (["2022年5月"], ["2022年5月"], ""),
        (["方城浦社区", "河底高社区"], ["方城浦社区", "河底高社区"], ""),
    ],
)
def test_labels_leave_out_the_year_and_the_mark_they_share(labels, shown, mark):
    chart = bar_chart([Column(label, 1) for label in labels], title="各期")

    assert [bar.label for bar in chart.bars] == shown
    assert chart.mark == mark


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ((3, 4, 11), "3个月有数，3月最多，11场。"),
        ((None, 4, 4, 1), "3个月有数，2月、3月最多，都是4场。"),
        ((None, 7), "只有2月有数：7场。"),
        ((5, 5), "2个月有数，都是5场。"),
        ((0, 6, 0, 2), "2个月有数，2月最多，6场。"),
    ],
)
def test_one_sentence_says_what_the_chart_shows(amounts, sentence):
    assert bar_chart(months(*amounts), title="各月").sentence == sentence


def test_words_too_long_for_their_place_stand_on_the_highest_bar_alone():
    columns = [Column(f"2022年{month}月", 5000 + month, f"{5000 + month}多人次") for month in range(1, 13)]

    chart = bar_chart(columns, title="各月")

    assert [bar.brief for bar in chart.bars if bar.brief] == ["5012多人次"]


@pytest.mark.parametrize(("count", "places"), [(1, FEWEST), (FEWEST, FEWEST), (12, 12)])
def test_bars_stay_within_the_width_and_a_lone_one_is_no_wall(count, places):
    chart = bar_chart(months(*range(1, count + 1)), title="各月")

    assert {bar.width for bar in chart.bars} == {f"{60 / places:.2f}%"}
    last = chart.bars[-1]
    assert float(last.x.rstrip("%")) + float(last.width.rstrip("%")) <= 100
