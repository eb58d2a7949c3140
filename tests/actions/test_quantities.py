"""Quantities, their sums, and how they are said (`figures.md` section 4)."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actions.quantities import MOST, AmountOutOfRange, Qualifier, Quantity, Total, UnitMismatch, sum_of
from actions.readings import read_quantity

# Texts and unit, amount, floor, qualifier, complete, spoken. The table of figures.md, row by row:
TABLE = [
    ("100多 22 场", 122, 122, "over", True, "120多场"),
    ("近100万 元", 1000000, 900000, "nearly", True, "近百万元"),
    ("近100万 5000 元", 1005000, 905000, "nearly", True, "近100.5万元"),
    ("600多 1000多 场", 1600, 1600, "over", True, "1600多场"),
    ("2 600多 1000多 100多 22 场", 1724, 1724, "over", True, "1700多场"),
    ("6万 5000多 人次", 65000, 65000, "over", True, "6.5万多人次"),
    ("82 160多 人", 242, 242, "over", True, "240多人"),
    ("100多万 64 人次", 1000064, 1000064, "over", True, "100多万人次"),
    ("100多万 4万多 人次", 1040000, 1040000, "over", True, "100多万人次"),
    ("100万 100多 人次", 1000100, 1000100, "over", True, "100.01万多人次"),
    ("1万多 9999 人次", 19999, 19999, "over", True, "1.9万多人次"),
    ("10多 3 人", 13, 13, "over", True, "10多人"),
    ("数万 人次", 10000, 10000, "tens_of", False, "数万人次"),
    ("数万 300 人次", 10300, 10300, "over", False, "1万人次以上"),
    ("数万 近100万 人次", 1010000, 910000, "over", False, "91万人次以上"),
    ("100多 近100 人", 200, 190, "about", True, "约200人"),
    ("约300 22 人", 322, 292, "about", True, "约320人"),
    ("12以上 3 家", 15, 15, "over", True, "15家以上"),
    ("12345 人", 12345, 12345, "exact", True, "12345人"),
    ("第十九 2 届", 2, 2, "exact", False, "2届（另有届次不相加）"),
    ("场", None, None, None, True, "未报"),
]
# Every ordered pair of qualifiers.
PAIRS = [
    ("300 24 届", 324, 324, "exact", True, "324届"),
    ("300 1000多 届", 1300, 1300, "over", True, "1300多届"),
    ("300 近60 届", 360, 354, "nearly", True, "近360届"),
    ("300 约90 届", 390, 381, "about", True, "约390届"),
    ("300 数千 届", 1300, 1300, "over", False, "1000届以上"),
    ("300 第十二 届", 300, 300, "exact", False, "300届（另有届次不相加）"),
    ("200多 24 届", 224, 224, "over", True, "220多届"),
    ("200多 1000多 届", 1200, 1200, "over", True, "1200多届"),
    ("200多 近60 届", 260, 254, "about", True, "约260届"),
    ("200多 约90 届", 290, 281, "about", True, "约290届"),
    ("200多 数千 届", 1200, 1200, "over", False, "1000届以上"),
    ("200多 第十二 届", 200, 200, "over", False, "200多届（另有届次不相加）"),
    ("近500 24 届", 524, 474, "nearly", True, "近524届"),
    ("近500 1000多 届", 1500, 1450, "about", True, "约1500届"),
    ("近500 近60 届", 560, 504, "nearly", True, "近560届"),
    ("近500 约90 届", 590, 531, "about", True, "约590届"),
    ("近500 数千 届", 1500, 1450, "over", False, "1000届以上"),
    ("近500 第十二 届", 500, 450, "nearly", False, "近500届（另有届次不相加）"),
    ("约700 24 届", 724, 654, "about", True, "约720届"),
    ("约700 1000多 届", 1700, 1630, "about", True, "约1700届"),
    ("约700 近60 届", 760, 684, "about", True, "约760届"),
    ("约700 约90 届", 790, 711, "about", True, "约790届"),
    ("约700 数千 届", 1700, 1630, "over", False, "1000届以上"),
    ("约700 第十二 届", 700, 630, "about", False, "约700届（另有届次不相加）"),
    ("数百 24 届", 124, 124, "over", False, "100届以上"),
    ("数百 1000多 届", 1100, 1100, "over", False, "1100届以上"),
    ("数百 近60 届", 160, 154, "over", False, "100届以上"),
    ("数百 约90 届", 190, 181, "over", False, "100届以上"),
    ("数百 数千 届", 1100, 1100, "over", False, "1000届以上"),
    ("数百 第十二 届", 100, 100, "tens_of", False, "数百届（另有届次不相加）"),
    ("第六 24 届", 24, 24, "exact", False, "24届（另有届次不相加）"),
    ("第六 1000多 届", 1000, 1000, "over", False, "1000多届（另有届次不相加）"),
    ("第六 近60 届", 60, 54, "nearly", False, "近60届（另有届次不相加）"),
    ("第六 约90 届", 90, 81, "about", False, "约90届（另有届次不相加）"),
    ("第六 数千 届", 1000, 1000, "tens_of", False, "数千届（另有届次不相加）"),
    ("第六 第十二 届", None, None, "ordinal", False, "第十二届"),
]
# Zero, every size up to 亿 and beyond, halves, ends of scales, unround grains, long sums.
MORE = [
    ("0 场", 0, 0, "exact", True, "0场"),
    ("0 100多 场", 100, 100, "over", True, "100多场"),
    ("12以上 8 家", 20, 20, "over", True, "20多家"),
    ("12以上 10多 家", 22, 22, "over", True, "20多家"),
    ("15以上 12000 家", 12015, 12015, "over", True, "12015家以上"),
    ("12以上 12345 家", 12357, 12357, "over", True, "12357家以上"),
    ("10万多 人次", 100000, 100000, "over", True, "10多万人次"),
    ("10多万 2万多 人次", 120000, 120000, "over", True, "12万多人次"),
    ("90多万 10万 元", 1000000, 1000000, "over", True, "100多万元"),
    ("1亿多 元", 100000000, 100000000, "over", True, "1亿多元"),
    ("10亿多 元", 1000000000, 1000000000, "over", True, "10多亿元"),
    ("1亿多 22 元", 100000022, 100000022, "over", True, "1亿多元"),
    ("1.5亿多 300多万 元", 153000000, 153000000, "over", True, "1.53亿多元"),
    ("1亿 350多万 元", 103500000, 103500000, "over", True, "10350多万元"),
    ("1亿 5000多 元", 100005000, 100005000, "over", True, "10000.5万多元"),
    ("1000亿 500亿 元", 150000000000, 150000000000, "exact", True, "1500亿元"),
    ("9999万 1万 元", 100000000, 100000000, "exact", True, "1亿元"),
    ("近1亿 元", 100000000, 90000000, "nearly", True, "近亿元"),
    ("近50 50 人", 100, 95, "nearly", True, "近百人"),
    ("近10万 人次", 100000, 90000, "nearly", True, "近10万人次"),
    ("9.5万 5000多 人次", 100000, 100000, "over", True, "10万多人次"),
    ("9.9亿 1000多万 元", 1000000000, 1000000000, "over", True, "10亿多元"),
    ("近1000万 元", 10000000, 9000000, "nearly", True, "近千万元"),
    ("近1000 场", 1000, 900, "nearly", True, "近千场"),
    ("近1万 人次", 10000, 9000, "nearly", True, "近万人次"),
    ("近10 户", 10, 9, "nearly", True, "近10户"),
    ("近1000万 1 元", 10000001, 9000001, "nearly", True, "近10000001元"),
    ("近12345 人次", 12345, 11110, "nearly", True, "近12345人次"),
    ("约12345 人次", 12345, 11110, "about", True, "约12345人次"),
    ("约1.5万 230 人次", 15230, 13730, "about", True, "约15200人次"),
    ("约300 25 人", 325, 295, "about", True, "约330人"),
    ("约300 24 人", 324, 294, "about", True, "约320人"),
    ("约2000万 100多万 元", 21000000, 19000000, "about", True, "约2100万元"),
    ("数十 3 人", 13, 13, "over", False, "10人以上"),
    ("数十 数百 人", 110, 110, "over", False, "100人以上"),
    ("数十万 数百万 元", 1100000, 1100000, "over", False, "100万元以上"),
    ("数十万 1 人次", 100001, 100001, "over", False, "10万人次以上"),
    ("数亿 近1亿 元", 200000000, 190000000, "over", False, "1亿元以上"),
    ("数百 约2000 人", 2100, 1900, "over", False, "1900人以上"),
    ("数百 12345 人", 12445, 12445, "over", False, "12400人以上"),
    ("数万 100多万 近50万 约20万 7 人次", 1710007, 1640007, "over", False, "160万人次以上"),
    ("第十九 届", None, None, "ordinal", False, "第十九届"),
    ("第十九 第三 届", None, None, "ordinal", False, "第十九届"),
    ("第十九 数十 届", 10, 10, "tens_of", False, "数十届（另有届次不相加）"),
    ("第十九 100多 届", 100, 100, "over", False, "100多届（另有届次不相加）"),
    ("第一百零五 届", None, None, "ordinal", False, "第一百零五届"),
    ("1000多 999 场", 1999, 1999, "over", True, "1900多场"),
    ("20多 20多 20多 人", 60, 60, "over", True, "60多人"),
    ("100多 100多 100多 100多 100多 100多 100多 100多 100多 100多 场", 1000, 1000, "over", True, "1000多场"),
    ("1000 10多 场", 1010, 1010, "over", True, "1010多场"),
    ("3 约7 人", 10, 9, "about", True, "约10人"),
    ("近3 人", 3, 2, "nearly", True, "近3人"),
    ("近7 约9 人", 16, 14, "about", True, "约16人"),
    ("1000亿 1000亿多 元", 200000000000, 200000000000, "over", True, "2000多亿元"),
    ("1005万 元", 10050000, 10050000, "exact", True, "1005万元"),
    ("10050万 元", 100500000, 100500000, "exact", True, "10050万元"),
    ("12340000 人次", 12340000, 12340000, "exact", True, "1234万人次"),
    ("1.005亿 元", 100500000, 100500000, "exact", True, "10050万元"),
    ("100万 10多 人次", 1000010, 1000010, "over", True, "100.001万多人次"),
]


@pytest.mark.parametrize(("texts", "amount", "floor", "qualifier", "complete", "spoken"), TABLE + PAIRS + MORE)
def test_a_sum_is_said_as_it_is_known(texts, amount, floor, qualifier, complete, spoken):
    *texts, unit = texts.split()

    total = sum_of([read_quantity(text, unit) for text in texts], unit)

    assert (total.reported_amount, total.reported_floor, total.qualifier, total.complete, total.spoken) == (amount, floor, qualifier, complete, spoken)
    assert str(total.typeset) == spoken


def test_the_sums_tried_hold_every_ordered_pair_of_qualifiers():
    pairs = {tuple(read_quantity(text).qualifier for text in row[0].split()[:2]) for row in PAIRS}

    assert pairs == set(product(Qualifier, repeat=2))
    assert len(TABLE + PAIRS + MORE) >= 80


@pytest.mark.parametrize(
    ("quantity", "parts"),
    [
        (Quantity(65000, "人次", Qualifier.OVER), ("", "6.5万", "多", "人次", "")),
        (Quantity(1000000, "元", Qualifier.OVER), ("", "100", "多万", "元", "")),
        (Quantity(1000000, "元", Qualifier.NEARLY), ("近", "百万", "", "元", "")),
        (Quantity(12, "家", Qualifier.OVER), ("", "12", "", "家", "以上")),
        (Quantity(10000, "人次", Qualifier.TENS_OF), ("", "数万", "", "人次", "")),
        (Quantity(19, "届", Qualifier.ORDINAL), ("第", "十九", "", "届", "")),
        (Quantity(0, "场", Qualifier.OVER), ("", "0", "", "场", "以上")),
        (Quantity(300, "人", Qualifier.ABOUT), ("约", "300", "", "人", "")),
    ],
)
def test_a_quantity_is_typeset_from_its_parts(quantity, parts):
    typeset = quantity.typeset

    assert (typeset.before, typeset.numeral, typeset.after, typeset.unit, typeset.tail) == parts


@pytest.mark.parametrize(
    ("amount", "qualifier", "floor", "grain"),
    [
        (320, Qualifier.EXACT, 320, 1),
        (300, Qualifier.NEARLY, 270, 1),
        (7, Qualifier.NEARLY, 6, 1),
        (300, Qualifier.ABOUT, 270, 10),
        (320, Qualifier.ABOUT, 288, 1),
        (325, Qualifier.ABOUT, 292, 1),
        (12, Qualifier.OVER, 12, 1),
        (10, Qualifier.OVER, 10, 10),
        (120, Qualifier.OVER, 120, 10),
        (100, Qualifier.OVER, 100, 10),
        (1000, Qualifier.OVER, 1000, 100),
        (1000000, Qualifier.OVER, 1000000, 100000),
        (10000, Qualifier.TENS_OF, 10000, 10000),
        (19, Qualifier.ORDINAL, None, None),
        (0, Qualifier.EXACT, 0, 1),
    ],
)
def test_a_quantity_knows_what_is_guaranteed_and_where_certainty_ends(amount, qualifier, floor, grain):
    quantity = Quantity(amount, "场", qualifier)

    assert (quantity.floor, quantity.grain) == (floor, grain)


@pytest.mark.parametrize(
    ("amount", "qualifier"),
    [(-1, "exact"), (MOST + 1, "exact"), (0, "ordinal"), (1, "tens_of"), (20, "tens_of"), (0, "tens_of"), (10**12, "tens_of")],
)
def test_what_no_figure_can_have_is_no_quantity(amount, qualifier):
    with pytest.raises(AmountOutOfRange, match=r"[一-鿿]"):
        Quantity(amount, "场", Qualifier(qualifier))


def test_persons_and_attendances_never_mix():
    with pytest.raises(UnitMismatch, match=r"“人”.*“人次”") as caught:
        sum_of([Quantity(1, "人"), Quantity(2, "人次")], "人")

    assert (caught.value.ours, caught.value.theirs) == ("人", "人次")


def test_ranks_are_counted_but_not_added():
    total = sum_of([Quantity(19, "届", Qualifier.ORDINAL), Quantity(2, "届"), Quantity(3, "届", Qualifier.ORDINAL)], "届")

    assert (total.amount, total.rank, total.count, total.counted) == (2, 19, 3, 1)


def test_a_total_read_from_a_row_with_empty_counters_is_the_same():
    from_row = Total("场", 122, 122, 10, Counter({Qualifier.EXACT: 1, Qualifier.OVER: 1, Qualifier.TENS_OF: 0, Qualifier.ORDINAL: 0}))

    assert from_row == sum_of([Quantity(100, "场", Qualifier.OVER), Quantity(22, "场")], "场")
    assert (from_row.qualifier, from_row.complete, from_row.spoken) == (Qualifier.OVER, True, "120多场")


def test_a_row_that_nothing_is_left_of_is_not_reported():
    emptied = Total("场", parts=Counter(dict.fromkeys(Qualifier, 0)))

    assert (emptied.qualifier, emptied.reported_amount, emptied.reported_floor, emptied.spoken) == (None, None, None, "未报")


# Round numbers are as frequent here as they are in reports.
amounts = st.builds(lambda head, power: min(head * 10**power, MOST), st.integers(0, 9999), st.integers(0, 8)) | st.integers(0, MOST)


@st.composite
def quantities(draw):
    qualifier = draw(st.sampled_from(Qualifier))
    if qualifier is Qualifier.TENS_OF:
        return Quantity(10 ** draw(st.integers(1, 11)), "场", qualifier)
    amount = draw(amounts)
    return Quantity(amount if qualifier is Qualifier.EXACT else max(amount, 1), "场", qualifier)


@given(st.lists(quantities(), max_size=12), st.randoms(use_true_random=False))
def test_any_order_and_grouping_of_a_sum_agree(parts, random):
    straight = sum_of(parts, "场")
    totals = [part.total for part in parts] + [Total("场")]

    while len(totals) > 1:
        random.shuffle(totals)
        totals.append(totals.pop() + totals.pop())

    assert totals == [straight]
    assert totals[0].spoken == straight.spoken


@given(quantities())
def test_what_is_said_of_one_quantity_reads_back_as_the_same(quantity):
    assert read_quantity(quantity.spoken) == quantity
    assert quantity.spoken == sum_of([quantity], "场").spoken


@given(st.lists(quantities(), min_size=1, max_size=6))
def test_what_is_said_of_a_sum_reads_back_and_never_claims_more(parts):
    total = sum_of(parts, "场")
    assume(total.amount + total.grain <= MOST)

    said = read_quantity(total.spoken.removesuffix("（另有届次不相加）"))

    assert said.qualifier == total.qualifier
    if total.qualifier is Qualifier.OVER:
        assert total.floor - total.grain < said.amount <= total.floor
    elif total.qualifier is Qualifier.ABOUT:
        assert abs(said.amount - total.amount) * 2 <= total.grain
    elif total.counted:
        assert said.amount == total.amount


@given(st.lists(quantities(), max_size=6), quantities())
def test_a_further_quantity_never_makes_a_sum_smaller_or_surer(parts, further):
    order = [Qualifier.EXACT, Qualifier.NEARLY, Qualifier.ABOUT]
    before, after = sum_of(parts, "场"), sum_of([*parts, further], "场")

    assert after.amount >= before.amount
    assert after.floor >= before.floor
    assert after.floor <= after.amount
    assert before.complete >= after.complete
    if before.qualifier in order and after.qualifier in order:
        assert order.index(after.qualifier) >= order.index(before.qualifier)
