"""Days of running text."""

from datetime import date

import pytest

from actions.reading.days import Reach, read_days
from actions.reading.plain import plain

JULY = date(2022, 7, 20)


def days_of(text, published=JULY):
    return [(str(days.first or ""), str(days.last or ""), days.reach) for days in read_days(plain(text).text, published)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022年7月9日", "2022-07-09", "2022-07-09"),
        ("２０２２年７月９日", "2022-07-09", "2022-07-09"),
        ("2022 年 7 月 9 日", "2022-07-09", "2022-07-09"),
        ("二〇二二年七月九日", "2022-07-09", "2022-07-09"),
        ("2022-07-09", "2022-07-09", "2022-07-09"),
        ("2022.7.9", "2022-07-09", "2022-07-09"),
        ("5月10日至12日", "2022-05-10", "2022-05-12"),
        ("5月30日—6月2日", "2022-05-30", "2022-06-02"),
        ("12月3日", "2021-12-03", "2021-12-03"),
        ("3月", "2022-03-01", "2022-03-31"),
        ("1至6月", "2022-01-01", "2022-06-30"),
        ("1-3月", "2022-01-01", "2022-03-31"),
        ("3月至5月", "2022-03-01", "2022-05-31"),
        ("7月上旬", "2022-07-01", "2022-07-10"),
        ("上半年", "2022-01-01", "2022-06-30"),
        ("去年下半年", "2021-07-01", "2021-12-31"),
        ("二季度", "2022-04-01", "2022-06-30"),
        ("今年", "2022-01-01", "2022-07-20"),
        ("去年", "2021-01-01", "2021-12-31"),
        ("2019年", "2019-01-01", "2019-12-31"),
        ("2019年至2021年", "2019-01-01", "2021-12-31"),
        ("本月", "2022-07-01", "2022-07-20"),
        ("昨日", "2022-07-19", "2022-07-19"),
        ("9日上午", "2022-07-09", "2022-07-09"),
    ],
)
def test_days_are_read_as_they_are_written(text, first, last):
    assert days_of(text) == [(first, last, Reach.WITHIN)]


@pytest.mark.parametrize(
    ("text", "first", "last", "reach"),
    [
        ("2015年至今", "2015-01-01", "2022-07-20", Reach.SINCE),
        ("今年以来", "2022-01-01", "2022-07-20", Reach.SINCE),
        ("自2018年3月启动以来", "2018-03-01", "2022-07-20", Reach.SINCE),
        ("2018年3月启动，", "2018-03-01", "2022-07-20", Reach.SINCE),
        ("截至6月底", "", "2022-06-30", Reach.UNTIL),
        ("截至2022年5月19日", "", "2022-05-19", Reach.UNTIL),
    ],
)
def test_days_reach_since_or_until(text, first, last, reach):
    assert days_of(text) == [(first, last, reach)]


@pytest.mark.parametrize("text", ["2022年2月30日", "13月5日", "第九日", "0000年1月1日", "90年代", "3月子弹飞"])
def test_what_is_no_day_gives_no_day(text):
    assert [found for found in days_of(text) if found[0] and found[0] == found[1]] == []


def test_a_day_without_a_year_takes_the_one_said_before_it_in_its_sentence():
    assert days_of("2019年8月设市，9月25日挂牌。")[1][:2] == ("2019-09-25", "2019-09-25")
    assert days_of("2019年设市。9月25日挂牌。")[1][:2] == ("2021-09-25", "2021-09-25")


def test_a_day_without_a_year_has_none_where_nothing_says_it():
    assert days_of("7月9日", published=None) == [("", "", Reach.WITHIN)]
    assert days_of("2021年开始。7月9日", published=None)[1][:2] == ("2021-07-09", "2021-07-09")


def test_the_whole_year_of_a_report_of_january_is_the_one_before():
    assert days_of("全年", date(2024, 1, 12)) == [("2023-01-01", "2023-12-31", Reach.WITHIN)]
