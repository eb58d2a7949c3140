"""Whole numbers as Chinese texts write them, in Arabic or in Chinese numerals, and back."""

import re
from fractions import Fraction

ZEROS = "零〇○"
DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | {"两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}
# What stands on vouchers and in older texts for the same numerals.
FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩", "一二三四五六七八九十百千万亿两", strict=True)) | {"廿": "二十", "卅": "三十"}
VARIANTS = str.maketrans(FORMAL | dict.fromkeys(ZEROS, "零"))
# Every character a numeral may be made of, for use inside [ ].
CHARACTERS = "0-9.," + "".join([ZEROS, *DIGITS, *POWERS, *FORMAL]) + "万亿点"

LONGEST = 40
LITERAL = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
PIECE = re.compile(rf"(?P<zero>零?)(?P<literal>{LITERAL})(?P<power>[百千]?)(?P<scale>万亿|亿|万|)")
POSITIONAL = re.compile(r"[一二三四五六七八九][一二三四五六七八九零]*零[一二三四五六七八九零]*")


class Unreadable(ValueError):
    """A text that is no number or quantity for sure; its message says in Chinese why, and how to write it."""


def read_number(text: str) -> int:
    """Return the whole number that a numeral stands for, or raise Unreadable."""
    value = value_of(text)
    if value.denominator != 1:
        raise Unreadable(f"“{text}”不是整数：请写到个位；金额以元计，不写角和分。")
    return int(value)


def value_of(text: str) -> Fraction:
    """Return the exact value of a numeral, which may have decimals (1.5, 一点五), or raise Unreadable."""
    words = text.translate(VARIANTS)
    if not words or len(text) > LONGEST:
        raise Unreadable(f"一个数最多写{LONGEST}个字，也不能空着：请写成“100”这样。")
    try:
        return _arabic(words) if re.search("[0-9]", words) else _chinese(words)
    except Unreadable as reason:
        raise Unreadable(f"“{text}”{reason}") from None


def in_words(number: int) -> str:
    """Return a whole number below 10**12 in Chinese numerals: 十九, 一百零五, 一万二千."""
    if number == 0:
        return "零"
    words, gap = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // scale % 10**4
        if section:
            words += ("零" if words and (gap or section < 1000) else "") + _section_in_words(section) + name
        gap = section == 0
    return words[1:] if words.startswith("一十") else words


def _section_in_words(section: int) -> str:
    words = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // power % 10
        if digit:
            words += "零一二三四五六七八九"[digit] + name
        elif words and section % power:
            words += "" if words.endswith("零") else "零"
    return words


def _arabic(words: str) -> Fraction:
    """Add up 3亿5000万 or 1.5万, piece by piece, each below the last one's size."""
    total: Fraction | int = 0
    below, at = None, 0
    while at < len(words):
        piece = PIECE.match(words, at)
        if piece is None or (piece["zero"] and below is None):
            raise Unreadable(_why_not_arabic(words))
        size = POWERS.get(piece["power"], 1) * SCALES[piece["scale"]]
        literal = piece["literal"].replace(",", "")
        value = (int(literal) if literal.isdigit() else Fraction(literal)) * size
        if below is not None:
            if value >= below or "." in words:
                raise Unreadable("不是一个完整的数：请写成一个数，如“3.5万”“35000”。")
            if not piece["zero"] and (value < 10 or (below >= 10**8 and value < 10**4)):
                raise Unreadable("看不出末位有多大：请写成“3.5万”“30005”或“1.5亿”这样。")
        total, below, at = total + value, size, piece.end()
    return Fraction(total)


def _why_not_arabic(words: str) -> str:
    if "," in words:
        return "的千位分隔不对：请写成“1200”或“1,200”。"
    if "." in words:
        return "的小数不完整：请写成“1.5万”这样。"
    return "里阿拉伯数字和汉字混着写，读不准：请全部写成阿拉伯数字，如“120”。"


def _chinese(words: str) -> Fraction:
    if "点" in words:
        return _chinese_decimal(words)
    if POSITIONAL.fullmatch(words):  # 二〇二二, 一二〇
        return Fraction("".join(str(DIGITS.get(word, 0)) for word in words))
    return Fraction(_chinese_whole(words))


def _chinese_decimal(words: str) -> Fraction:
    match = re.fullmatch("(.+)点([零一二三四五六七八九]+)(万亿|亿|万|)", words)
    if match is None:
        raise Unreadable("的小数不完整：请写成“1.5万”这样。")
    decimals = "".join(str(DIGITS.get(word, 0)) for word in match[2])
    return Fraction(f"{_chinese_whole(match[1])}.{decimals}") * SCALES[match[3]]


def _chinese_whole(words: str) -> int:
    for name in ("亿", "万"):
        high, found, low = words.partition(name)
        if found:
            if not high and low:
                raise Unreadable("不是一个完整的数：请写成阿拉伯数字，如“1.5万”。")
            return (_chinese_whole(high) if high else 1) * SCALES[name] + _after(low, SCALES[name])
    return _section(words)


def _after(low: str, scale: int) -> int:
    """Return what follows 万 or 亿; a digit alone is said for the next place (三万五 is 35,000)."""
    if low in DIGITS:
        return DIGITS[low] * scale // 10
    value = _chinese_whole(low.removeprefix("零")) if low else 0
    if value >= scale or (low and not value):
        raise Unreadable("不是一个完整的数：请写成阿拉伯数字，如“1.5万”。")
    if low and scale == 10**8 and value < 10**4 and not low.startswith("零"):
        raise Unreadable("看不出末位有多大：请写成“1.5亿”或“1亿零5000”。")
    return value


def _section(words: str) -> int:
    """Return the value of a Chinese numeral below 10,000 (三百二 is 320), or raise Unreadable."""
    if words == "零":
        return 0
    total, place, digit, zero = 0, 10**4, 0, False
    for word in words:
        if word in DIGITS:
            if digit:
                raise Unreadable("连用了两个数字，没有确定的大小：请只写一个数，说不准的加“约”或“多”，如“约3”“30多”。")
            digit = DIGITS[word]
        elif word in POWERS:
            power = POWERS[word]
            bare = not digit and (word == "十" or words == word)
            if power >= place or not (digit or bare) or (zero and power * 10 == place):
                raise Unreadable("不是一个完整的数：请写成阿拉伯数字，如“120”。")
            total, place, digit, zero = total + (digit or 1) * power, power, 0, False
        elif word == "零" and total and not digit and not zero:
            zero = True
        else:
            raise Unreadable("不是一个完整的数：请写成阿拉伯数字，如“120”。")
    if zero and (not digit or place == 10):
        raise Unreadable("不是一个完整的数：请写成阿拉伯数字，如“120”。")
    return total + digit * (1 if zero or not total else place // 10)
