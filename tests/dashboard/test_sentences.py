"""The dashboard's sentences: right for none, one and many."""

from datetime import date

import pytest

from actions.models import ActionLine, Indicator, Programme, Target
from actions.pace import Elapsed
from actions.periods import Period
from actions.quantities import Quantity, Total, sum_of
from actions.sums import Reach, Scope, Sum, Table, TableRow
from longgang.dashboard import sentences
from longgang.dashboard.course import Course, LineCourse

TIMES = Indicator(code="chang-ci", name="三师服务", unit="场")
YEAR = Period("2022")
PASSED = Elapsed(197, 365)  # 53%


def course(amount, target, *, name="百企三创", year=2022, qualifier="exact"):
    """Return a number of a line against a target; an amount of None is no report."""
    line = ActionLine(pk=1, number=6, short_name=name, slug="baiqi")
    total = Total("场") if amount is None else sum_of([Quantity(amount, "场", qualifier)], "场")
    one = Sum(TIMES, total, YEAR, Scope(line))
    return Course(one, Reach(Target(line=line, indicator=TIMES, year=year, amount=target), one), PASSED if year else None)


def say(*rows, **options):
    line = LineCourse(ActionLine(pk=1, number=6, short_name="百企三创", slug="baiqi"), list(rows), TIMES)
    return str(sentences.headline([line], **{"elapsed": PASSED, "year": 2022} | options))


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ([55, 55, 55, 55, 100, 22], "四项目标在进度之内，一项已达成，百企三创的三师服务落后：时间过去53%，完成22%，还差78场。"),
        ([22], "百企三创的三师服务落后：时间过去53%，完成22%，还差78场。"),
        ([None], "百企三创的三师服务落后：时间过去53%，还没有报数。"),
        ([22, 11], "百企三创的三师服务、百企三创的三师服务落后：时间过去53%，差得最多的是百企三创的三师服务，完成11%，还差89场。"),
        ([55], "一项目标在进度之内：时间过去53%。"),
        ([55, 90], "两项目标都在进度之内：时间过去53%。"),
        ([100], "一项目标已达成。"),
        ([100, 120], "两项目标都已达成。"),
        ([55, 100], "一项目标在进度之内，一项已达成：时间过去53%。"),
    ],
)
def test_the_headline_says_what_is_in_time_what_is_met_and_what_is_late(amounts, said):
    assert say(*(course(amount, 100) for amount in amounts)) == said


def test_the_headline_names_three_of_many_that_are_late():
    said = say(*(course(amount, 100) for amount in (1, 2, 3, 4, 5)))

    assert said.count("百企三创的三师服务") == 4  # three by name, the worst once more
    assert "等五项落后：" in said
    assert said.endswith("完成1%，还差99场。")


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ([20], "一项不限年份的目标，还没有达成。"),
        ([20, 30], "两项不限年份的目标，都还没有达成。"),
        ([100, 30], "两项不限年份的目标，一项已达成。"),
        ([100, 100], "两项不限年份的目标，都已达成。"),
    ],
)
def test_targets_without_a_year_are_neither_late_nor_in_time(amounts, said):
    rows = [course(amount, 100, year=None) for amount in amounts]

    assert say(*rows) == said
    assert say(*rows, course(55, 100)) == f"一项目标在进度之内：时间过去53%。另有{said}"


def test_the_headline_is_honest_where_nothing_is_held_against_a_target():
    assert say() == "没有设2022年的目标，说不出快慢，下面是做到多少。"
    assert say(year=None, elapsed=None) == "没有设累计目标，说不出快慢，下面是做到多少。"
    assert say(course(22, 100), community="方城浦社区") == "目标按全市定，不分到社区，这里只看方城浦社区做了多少。"


@pytest.mark.parametrize(
    ("amount", "qualifier", "target", "words"),
    [
        (100, "nearly", 100, "2022年目标100场，有把握的是90场，完成90%，还差10场"),
        (100, "nearly", 90, "2022年目标90场，已经达到，按有把握的90场算"),
        (100, "over", 100, "2022年目标100场，已经达到，按有把握的100场算"),
        (100, "over", 105, "2022年目标105场，完成95%，按有把握的100场算，还差5场"),
        (22, "exact", 60, "2022年目标60场，完成36%，还差38场"),
        (None, "exact", 60, "2022年目标60场，还没有报数"),
    ],
)
def test_a_row_says_what_is_guaranteed_where_that_decides(amount, qualifier, target, words):
    assert course(amount, target, qualifier=qualifier).words == words


def parts(*rows, nowhere=0):
    """Return a table by programme of (name, amount)."""
    made = [TableRow(name, Sum(TIMES, sum_of([Quantity(amount, "场")], "场"), YEAR, Scope(programme=Programme(name=name)))) for name, amount in rows]
    rest = Sum(TIMES, sum_of([Quantity(nowhere, "场")], "场") if nowhere else Total("场"))
    return Table(Sum(TIMES, Total("场")), made, TableRow("不属于任何项目", rest))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (parts(), "2022年三师服务还没有报数。"),
        (parts(nowhere=3), "2022年三师服务是3场，都不属于品牌项目。"),
        (parts(("读书会", 23)), "2022年只有“读书会”报了三师服务：23场。"),
        (parts(("读书会", 23), ("讲座", 3), nowhere=2), "2022年2个项目报了三师服务，“读书会”最多，23场。另有2场不属于任何项目。"),
        (parts(("读书会", 3), ("讲座", 3)), "2022年2个项目报了三师服务，都是3场。"),
        (parts(("读书会", 3), ("讲座", 3), ("论坛", 1)), "2022年3个项目报了三师服务，“读书会”“讲座”最多，都是3场。"),
    ],
)
def test_programmes_in_a_sentence(table, said):
    assert sentences.programmes(table, where="2022年") == said


def test_the_programmes_beyond_the_most_shown_are_counted():
    table = parts(("读书会", 23), ("讲座", 3))
    whole = Table(table.whole, table.rows, table.rest, others=TableRow("其余40个项目", table.whole))

    assert sentences.programmes(whole, where="") == "42个项目报了三师服务，“读书会”最多，23场。"


@pytest.mark.parametrize(
    ("ranked", "known", "said"),
    [
        ([], 0, "社区名录还是空的。"),
        ([], 102, "名录里有102个社区，都还没有记录。"),
        ([("方城浦", 3)], 1, "名录里有1个社区，1个有记录：方城浦，3条。"),
        ([("方城浦", 3)], 102, "名录里有102个社区，1个有记录，101个还没有：方城浦，3条。"),
        ([("方城浦", 13), ("下涝", 2)], 102, "名录里有102个社区，2个有记录，100个还没有，方城浦最多，13条。"),
        ([("方城浦", 2), ("下涝", 2)], 2, "名录里有2个社区，都有记录，都是2条。"),
        ([("甲", 200), ("乙", 200), ("丙", 1)], 3, "名录里有3个社区，都有记录，甲、乙最多，各200条。"),
    ],
)
def test_communities_in_a_sentence(ranked, known, said):
    assert sentences.communities(ranked, known=known) == said


@pytest.mark.parametrize(
    ("records", "reached", "known", "said"),
    [
        (0, 0, 102, "还没有录入记录。"),
        (3, 0, 102, "已录入3条，都没有写明社区，名录里还有102个没有记录。"),
        (3, 1, 102, "已录入3条，涉及1个社区，名录里还有101个没有记录。"),
        (20000, 102, 102, "已录入20000条，涉及102个社区，名录里的都有记录。"),
        (3, 0, 0, "已录入3条，社区名录还是空的。"),
    ],
)
def test_records_in_a_sentence(records, reached, known, said):
    assert sentences.recorded(records, reached, known) == said


@pytest.mark.parametrize(
    ("ranked", "known", "city", "said"),
    [
        ([], 0, 102, "全市102个社区都还没有记录，名录还是空的。"),
        ([], 3, 102, "全市102个社区都还没有记录，其中99个没有列入名录。"),
        ([("方城浦", 2)], 1, 102, "全市102个社区，1个有记录，101个还没有，都没有列入名录。有记录的是方城浦，2条。"),
        ([("方城浦", 13), ("下涝", 2)], 4, 102, "全市102个社区，2个有记录，100个还没有，其中98个没有列入名录。方城浦最多，13条。"),
        ([("甲", 2), ("乙", 2)], 2, 3, "全市3个社区，2个有记录，1个还没有，也没有列入名录。有记录的都是2条。"),
        ([("甲", 2)], 1, 1, "名录里有1个社区，1个有记录：甲，2条。"),
        ([("甲", 2)], 3, 2, "名录里有3个社区，1个有记录，2个还没有：甲，2条。"),
    ],
)
def test_communities_that_the_register_lacks_are_said(ranked, known, city, said):
    assert sentences.communities(ranked, known=known, city=city) == said


@pytest.mark.parametrize(
    ("records", "reached", "known", "city", "said"),
    [
        (27, 1, 1, 102, "已录入27条，涉及1个社区，全市还有101个没有记录。"),
        (3, 0, 1, 102, "已录入3条，都没有写明是全市102个社区里的哪一个。"),
        (3, 0, 0, 102, "已录入3条，都没有写明是全市102个社区里的哪一个。"),
        (0, 0, 1, 102, "还没有录入记录。"),
        (9, 102, 102, 102, "已录入9条，涉及102个社区，名录里的都有记录。"),
    ],
)
def test_records_in_a_city_whose_register_is_not_whole(records, reached, known, city, said):
    assert sentences.recorded(records, reached, known, city=city) == said


def test_one_community_in_a_sentence():
    assert sentences.in_community("方城浦社区", 2) == "方城浦社区已录入2条。"
    assert sentences.in_community("方城浦社区", 0) == "方城浦社区还没有录入记录。"


def test_who_takes_part_in_a_sentence():
    assert sentences.active([], who="会员", unit="位") == "还没有写明会员的记录。"
    assert sentences.active([("杨柳妹", 1)], who="会员", unit="位") == "只有杨柳妹，1条。"
    assert sentences.active([("甲", 9), ("乙", 2)], who="会员", unit="位") == "甲最多，9条。"
    assert sentences.active([("甲", 2), ("乙", 2)], who="单位", unit="家") == "列出的2家一样多，各2条。"
    assert sentences.active([("甲", 2), ("乙", 2), ("丙", 1)], who="单位", unit="家") == "两家并列最多，各2条。"


@pytest.mark.parametrize(
    ("running", "silent", "said"),
    [
        (0, 0, "没有在派驻的共富新专员。"),
        (1, 0, "在派驻1位，60天内有活动记录。"),
        (100, 0, "在派驻100位，60天内都有活动记录。"),
        (1, 1, "在派驻1位，超过60天没有活动记录。"),
        (3, 3, "在派驻3位，都超过60天没有活动记录。"),
        (100, 3, "在派驻100位，3位超过60天没有活动记录。"),
    ],
)
def test_postings_in_a_sentence(running, silent, said):
    assert sentences.postings(running, silent, days=60) == said


def test_proposals_in_a_sentence():
    assert sentences.proposals([], [], where="2022年") == "2022年还没有建言的记录。"
    assert sentences.proposals([("建议", 1)], [], where="") == "已录入建言1件，还没有结果的记录。"
    assert (
        sentences.proposals([("建议", 3), ("大会发言", 2)], [("肯定", 2), ("刊发", 1)], where="2022年")
        == "2022年已录入建言5件（建议3件、大会发言2件），结果3项：肯定2项、刊发1项。"
    )


def test_events_in_a_sentence():
    day = date(2022, 12, 5)

    assert sentences.events(0, None) == "没有还没到日子的预告。"
    assert sentences.events(1, ("读书会", day)) == "有1场预告：2022年12月5日，读书会。"
    assert sentences.events(4, ("读书会", day)) == "有4场预告，最近的是2022年12月5日，读书会。"
