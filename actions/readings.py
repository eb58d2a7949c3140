"""One reader for quantities as people write them: 「100多场」「近百万元」「数万人次」 each give one quantity, or a reason and a way to write it."""

import re
import unicodedata
from dataclasses import dataclass

from .numerals import LONGEST, SCALES, Unreadable, read_number, value_of
from .phrases import LEAD, MARKS, NOTHING, NUMERAL, PHRASE, REFUSED
from .quantities import MOST, Qualifier, Quantity

__all__ = ["Unreadable", "read_number", "read_quantity", "unit_of"]

SAME_UNITS = {"名": "人", "位": "人", "场次": "场", "圆": "元", "块": "元", "块钱": "元", "元钱": "元", "元整": "元", "元人民币": "元"}
RATIOS = {"倍", "成", "折"}
COMMA_OF_TWO_KINDS = re.compile("[0-9]，[0-9]")
SPACED = re.compile(rf"{NUMERAL}\s+[0-9.,〇零一二两三四五六七八九]")
SPACE = re.compile(r"\s+")
MONEY = re.compile("人民币|¥")
PENCE = re.compile("[元块].*[角毛分]")
SECOND_NUMBER = re.compile("[0-9一二两三四五六七八九十百万亿]|千(?![克米瓦])")
MISPLACED_MARK = re.compile("^[多余来几数第约近]|[多余许]$|.起$|[(][多余约近]|以上|左右|上下|好几|不止|之众")
UNIT = re.compile(r"(?:[^\W_]|[㎡·])*(?:\([^\W_]+\))?")
COMPATIBILITY = re.compile("[\u2e80-\u2fdf\u3000-\u303f\uf900-\ufaff\uff00-\uffef]")
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


def read_quantity(text: str, unit: str = "") -> Quantity:
    """Return the one quantity that a text states, or raise Unreadable.

    `unit` is what is counted where the text names no unit. A text that names another keeps its own: the caller compares.
    """
    words = _cleaned(text)
    _refuse_what_is_no_quantity(words)
    phrase = PHRASE.fullmatch(words)
    if phrase is None or not (phrase["number"] or phrase["several"] or phrase["ordinal"]):
        raise Unreadable(_why_no_number(words))
    money = "元" if MONEY.search(phrase["lead"]) else ""
    said = unit_of(phrase["unit"] or money, beside=unit)
    if money and unit_of(said) != money:
        raise Unreadable(f"“{words}”又是钱又是“{said}”：请只写一个单位，如“100元”。")
    mark = _mark(words, phrase)
    quantity = Quantity(_amount(words, phrase, mark), said, Qualifier.ORDINAL if phrase["ordinal"] else mark.qualifier)
    if not unit or said != unit:
        _refuse_unit(words, said)
    return quantity


def unit_of(text: str, beside: str = "") -> str:
    """Return a unit as the ledger counts it (名 and 位 are 人, 场次 is 场), written as `beside`, the unit expected, where both are the same."""
    unit = _narrow(text.strip())
    expected = _narrow(beside)
    same = SAME_UNITS.get(unit, unit)
    if beside and (unit in ("", expected) or (expected != "块" and same == SAME_UNITS.get(expected, expected))):  # 块 may be a piece
        return beside
    return same


@dataclass(frozen=True)
class Mark:
    """The one word that says how sure a number is."""

    word: str = ""
    qualifier: Qualifier = Qualifier.EXACT


def _narrow(text: str) -> str:
    """Return full-width forms and compatibility ideographs as plain ones; ², ① and ㎡ stay what they are."""
    return "".join(unicodedata.normalize("NFKC", char) if COMPATIBILITY.match(char) else char for char in text)


def _cleaned(text: str) -> str:
    """Return the text in plain characters without white space, or raise Unreadable where that could change the number."""
    if len(text.strip()) > LONGEST:
        raise Unreadable(f"文字太长（超过{LONGEST}个字）：请只写一个数和单位，如“100多场”。")
    words = INVISIBLE.sub("", text)
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not char.isspace() for char in words):
        raise Unreadable("里面有看不见的控制字符：请删掉，重新输入这个数。")
    if COMMA_OF_TWO_KINDS.search(words):
        raise Unreadable(f"“{words}”的逗号看不出是分隔千位还是隔开两个数：请写成“1200”或“1,200”。")
    words = _narrow(words)
    if odd := next((char for char in words if unicodedata.category(char)[0] == "N" and char not in "0123456789〇"), None):
        raise Unreadable(f"“{odd}”不是普通数字：请用0—9或汉字数字，如“100”“一百”。")
    if SPACED.search(words.strip()):
        raise Unreadable(f"“{words.strip()}”的数字中间有空格：一个数请连着写，如“1200”。")
    return SPACE.sub("", words).removesuffix("。")


def _refuse_what_is_no_quantity(words: str) -> None:
    if not words:
        raise Unreadable("没有写数：请写一个数和单位，如“100多场”；没有统计就不填。")
    if words.lower() in NOTHING:
        raise Unreadable(f"“{words}”不是数：确实没有请写“0场”，没有统计就不填。")
    for pattern, reason in REFUSED:
        if pattern.search(words):
            raise Unreadable(f"“{words}”{reason}")


def _why_no_number(words: str) -> str:
    found = re.search("[0-9一二两三四五六七八九十百千万亿]", words)
    if found and found.start():
        return f"看不懂数前面的“{words[: found.start()]}”：请只写数和单位，如“100多场”。"
    return f"“{words}”里没有数：请写一个数和单位，如“100多场”。"


def _refuse_unit(words: str, unit: str) -> None:
    """Refuse what stands after the number where it is no unit."""
    if unit in RATIOS or "/" in unit:
        raise Unreadable(f"“{words}”是比例，不是数量：请写数出来的数，如“20人”。")
    if unit in {"角", "毛", "分钱"} or PENCE.search(unit):
        raise Unreadable(f"“{words}”：金额以元计，请只写到元，不写角和分。")
    if SECOND_NUMBER.search(unit):
        raise Unreadable(f"“{words}”里不止一个数：请分开写，一次一个数，如“100人”。")
    if MISPLACED_MARK.search(unit):
        raise Unreadable(f"“{words}”里约数的位置不对：请写成“100多人”“12家以上”“约200人”这样。")
    if not UNIT.fullmatch(unit) or len(unit) > 10:
        raise Unreadable(f"看不懂单位“{unit}”：请写成“人”“人次”“场”“元”这样。")


def _mark(words: str, phrase: re.Match[str]) -> Mark:
    """Return the one mark of a phrase; two of them contradict or repeat each other (约…左右, 近…多)."""
    lead = [word for word in LEAD.findall(phrase["lead"] + "百") if word in MARKS]  # 百: 上 is a mark only before a numeral
    marks = [Mark(word, MARKS[word]) for word in [*lead, phrase["within"], phrase["close"], phrase["after"]] if word]
    if phrase["several"]:
        marks.append(Mark(phrase["several"], Qualifier.TENS_OF))
    if len(marks) > 1:
        raise Unreadable(f"“{words}”里“{marks[0].word}”和“{marks[1].word}”只能用一个：请写成“100多人”“近100人”或“约100人”。")
    return marks[0] if marks else Mark()


def _amount(words: str, phrase: re.Match[str], mark: Mark) -> int:
    """Return the amount of a phrase in range, or raise Unreadable."""
    if phrase["ordinal"]:
        amount = _rank(words, phrase, mark)
    elif phrase["several"]:
        amount = _power(words, phrase)
    else:
        amount = _count(words, phrase, mark)
    if amount > MOST:
        raise Unreadable(f"“{words}”太大：一个数最多到1000亿，请核对。")
    if amount == 0 and mark.word:
        raise Unreadable(f"“{words}”没有意义：0前后不能有“{mark.word}”，确实没有请写“0场”。")
    return amount


def _rank(words: str, phrase: re.Match[str], mark: Mark) -> int:
    """Return the rank of 第十九届, 首届."""
    first = phrase["ordinal"] == "首"
    rank = 0 if first or not phrase["number"] else read_number(phrase["number"])
    if mark.word or phrase["lead"] or phrase["scale"] or bool(rank) == first or (first and phrase["number"]):
        raise Unreadable(f"“{words}”不是一个届次：请写成“第十九届”或“第19届”。")
    return 1 if first else rank


def _power(words: str, phrase: re.Match[str]) -> int:
    """Return the power of ten of 数十, 几百, 数十万."""
    if not phrase["number"] or not re.fullmatch("[十百千]?(?:万亿|[万亿])?", phrase["number"]):
        raise Unreadable(f"“{words}”看不出有多大：请写成“数十”“数百”“数万”，或写一个数。")
    return read_number(phrase["number"])


def _count(words: str, phrase: re.Match[str], mark: Mark) -> int:
    """Return the number of 100, 100多万, 十几."""
    number, within = phrase["number"], phrase["within"]
    if number in {"万", "亿", "万亿"} and not mark.word:
        raise Unreadable(f"“{words}”没有写是几{number}：请写成“1{number}”这样。")
    if phrase["scale"] and re.search("[万亿]", number):
        raise Unreadable(f"“{words}”不是一个完整的数：请写成“100多万”或“4万多”这样。")
    value = value_of(number)
    if within and within != "+" and value % 10:
        raise Unreadable(f"“{words}”：“{within}”要跟在整十、整百的数后面，请写成“12家以上”“120多人”或“4万多”这样。")
    if within == "几" and value % 100 == 0:
        raise Unreadable(f"“{words}”看不出有多少：请写成“100多”或“120多”这样。")
    return read_number(number) * SCALES[phrase["scale"]]
