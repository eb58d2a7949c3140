"""Whole numbers in Arabic and in Chinese numerals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.numerals import FORMAL, Unreadable, in_words, read_number, value_of


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (1005, "一千零五"),
        (2022, "二千零二十二"),
        (10001, "一万零一"),
        (10010, "一万零一十"),
        (10100, "一万零一百"),
        (101000, "十万一千"),
        (120000, "十二万"),
        (100000000, "一亿"),
        (100000001, "一亿零一"),
        (100010000, "一亿零一万"),
        (1000000000, "十亿"),
    ],
)
def test_a_number_is_said_in_chinese_numerals(number, words):
    assert in_words(number) == words
    assert read_number(words) == number


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_read_back_as_the_number_they_say(number):
    words = in_words(number)
    formal = words.translate(str.maketrans({plain: formal for formal, plain in FORMAL.items() if len(plain) == 1}))

    assert read_number(words) == number
    assert read_number(words.replace("零", "〇")) == number
    assert read_number(formal) == number


@given(st.integers(0, 10**12 - 1))
def test_grouped_and_scaled_digits_are_the_number_they_stand_for(number):
    scaled = f"{number // 10**4}.{number % 10**4:04d}万"

    assert read_number(str(number)) == read_number(f"{number:,}") == read_number(scaled) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", Fraction(3, 2)),
        ("0.25万", 2500),
        ("1.23456万", Fraction(123456, 10)),
        ("一点五", Fraction(3, 2)),
        ("一点〇五亿", 105000000),
        ("1,200.5", Fraction(2401, 2)),
    ],
)
def test_decimals_are_exact(text, value):
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["", "abc", "1e5", "١", "九" * 100_000, "1" * 100_000, "一亿" * 10_000, "万万", "零零", "点", "1..2"])
def test_what_is_no_numeral_is_refused(text):
    with pytest.raises(Unreadable, match=r"[一-鿿]"):
        read_number(text)
