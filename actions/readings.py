"""One reader for quantities as people write them: 「100多场」「近百万元」「数万人次」 each give one quantity, or a reason and a way to write it."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from .numerals import CHARACTERS, SCALES, Unreadable, read_number, value_of
from .quantities import MOST, Qualifier, Quantity

__all__ = ["Unreadable", "read_number", "read_quantity", "unit_of"]

LONGEST = 40
SAME_UNITS = {"名": "人", "位": "人", "场次": "场", "圆": "元", "块": "元", "块钱": "元", "元钱": "元", "元整": "元", "元人民币": "元"}

BEFORE = {
    Qualifier.OVER: "不少于 不低于 不下于 不下 至少 最少 起码 超过 突破 超 逾 多于 大于 高于 ≥ >",
    Qualifier.NEARLY: "将近 接近 几近 近 不到 不足",
    Qualifier.ABOUT: "大约 大概 大致 约莫 差不多 约 ≈",
}
WITHIN = {Qualifier.OVER: "有余 多 余 几 +", Qualifier.ABOUT: "来"}
AFTER = {Qualifier.OVER: "及以上 以上 有余", Qualifier.ABOUT: "左右 上下"}
MARKS = {word: qualifier for words in (BEFORE, WITHIN, AFTER) for qualifier, line in words.items() for word in line.split()}
MARKS |= {"上": Qualifier.OVER, "过": Qualifier.OVER}
# Words that say how a number came about and change nothing about it.
IDLE = "累计 共计 合计 总计 总共 一共 共有 共达 共 达到 达 多达 高达 已有 已 有 计 为 了 人民币 ¥"


def _any_of(*lines: str) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(" ".join(lines).split(), key=len, reverse=True))


LEAD = re.compile(f"{_any_of(*BEFORE.values())}|上(?=[十百千万亿])|过(?=[百千万亿])|{_any_of(IDLE)}")
PHRASE = re.compile(
    rf"(?P<lead>(?:{LEAD.pattern})*+)"
    r"(?P<ordinal>第|首(?=[届期次批场]))?"
    r"(?P<several>好几|数|几)?"
    rf"(?P<number>(?:(?!(?<=[0-9万亿])千[克米瓦])[{CHARACTERS}])*+)"
    rf"(?P<within>(?!来宾)(?:{_any_of(*WITHIN.values())}))?+"
    r"(?P<scale>万亿|[万亿]|)"
    rf"(?P<close>{_any_of(*AFTER.values())})?+"
    rf"(?P<unit>.*?)(?P<after>{_any_of(*AFTER.values())})?"
)
NUMERAL = f"[{CHARACTERS}]"
DASHES = r"\-‐‑‒–—―−﹣~〜"
CEILING = "不超过|不多于|不高于|不大于|至多|最多|(?<!不)(?:少于|低于|小于)|以下|以内|之内|未满|不满|不等|[<≤]"
REFUSED = [
    (re.compile(f"^(?:负|减|[{DASHES}](?={NUMERAL}))"), "是负数：数量从0起，只写数和单位。"),
    (re.compile("[%‰]|分之|百分点"), "是比例，不是数量：请写数出来的数，如“20人”。"),
    (re.compile("[0-9]e[+-]?[0-9]", re.I), "是科学记数法：请写成“100万”这样。"),
    (re.compile("[0-9][wk](?![a-z])", re.I), "用字母代替了“万”或“千”：请写成“10万”这样。"),
    (re.compile("_"), "里有下划线：请写成“1000”或“1,000”。"),
    (re.compile("^[+]"), "前面有加号：请去掉，只写数和单位。"),
    (re.compile(CEILING), "只说了上限，没有说至少多少：请写成“近100人”或“50人以上”。"),
    (
        re.compile(rf"{NUMERAL}[^{DASHES}到至或、]{{0,6}}(?:[{DASHES}到至或、…]|\.{{2,}})+第?{NUMERAL}"),
        "是一个范围或几个数：请只写一个数，如“100多人”或“约150人”。",
    ),
    (re.compile("半|成千上万|成百上千|数以.计"), "不是确定的数：请写成“数百”“数千”“5000”这样。"),
    (re.compile(f"(?<!{NUMERAL})[百千万]把"), "是口语里的约数：请写成“约100人”这样。"),
]
NOTHING = {"-", "–", "—", "--", "——", "/", "无", "没有", "暂无", "未报", "不详", "未知", "空", "nan", "none", "null", "n/a", "inf", "true", "false"}
RATIOS = {"倍", "成", "折"}


def read_quantity(text: str, unit: str = "") -> Quantity:
    """Return the one quantity that a text states, or raise Unreadable.

    `unit` is what is counted where the text names no unit. A text that names another keeps its own: the caller compares.
    """
    words = _cleaned(text)
    _refuse_what_is_no_quantity(words)
    phrase = PHRASE.fullmatch(words)
    if phrase is None or not (phrase["number"] or phrase["several"] or phrase["ordinal"]):
        raise Unreadable(_why_no_number(words))
    said = unit_of(phrase["unit"] or ("元" if re.search("人民币|¥", phrase["lead"]) else ""), beside=unit)
    _refuse_unit(words, said)
    if phrase["ordinal"]:
        return Quantity(_rank(words, phrase), said, Qualifier.ORDINAL)
    mark = _mark(words, phrase)
    amount = _power(words, phrase) if phrase["several"] else _amount(words, phrase, mark)
    if amount > MOST:
        raise Unreadable(f"“{words}”太大：一个数最多到1000亿，请核对。")
    if amount == 0 and mark.qualifier is not Qualifier.EXACT:
        raise Unreadable(f"“{words}”没有意义：0前后不能有“{mark.word}”。")
    return Quantity(amount, said, mark.qualifier)


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
    return "".join(unicodedata.normalize("NFKC", char) if re.match("[　-〿＀-￮豈-﫿⺀-⿟]", char) else char for char in text)


def _cleaned(text: str) -> str:
    """Return the text in plain characters without white space, or raise Unreadable where that could change the number."""
    if len(text.strip()) > LONGEST:
        raise Unreadable(f"文字太长（超过{LONGEST}个字）：请只写一个数和单位，如“100多场”。")
    words = re.sub("[\u200b-\u200d\u2060\ufeff\u00ad]", "", text)
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not char.isspace() for char in words):
        raise Unreadable("里面有看不见的控制字符：请删掉，重新输入这个数。")
    if re.search("[0-9]，[0-9]", words):
        raise Unreadable(f"“{words}”的逗号看不出是分隔千位还是隔开两个数：请写成“1200”或“1,200”。")
    words = _narrow(words)
    if odd := next((char for char in words if unicodedata.category(char)[0] == "N" and char not in "0123456789〇"), None):
        raise Unreadable(f"“{odd}”不是普通数字：请用0—9或汉字数字，如“100”“一百”。")
    if re.search(rf"{NUMERAL}\s+[0-9.,〇零一二两三四五六七八九]", words.strip()):
        raise Unreadable(f"“{words.strip()}”的数字中间有空格：一个数请连着写，如“1200”。")
    return re.sub(r"\s+", "", words).removesuffix("。")


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
    if unit in RATIOS:
        raise Unreadable(f"“{words}”是比例，不是数量：请写数出来的数，如“20人”。")
    if unit in {"角", "分钱"} or re.search("[元块].*[角分]", unit):
        raise Unreadable(f"“{words}”：金额以元计，不写角和分。")
    if re.search("[0-9一二两三四五六七八九十百万亿]|千(?![克米瓦])", unit):
        raise Unreadable(f"“{words}”里不止一个数：请分开写，一次一个数，如“100人”。")
    if re.search("^[多余来几数第约近]|[多余]$|以上|左右|上下", unit):
        raise Unreadable(f"“{words}”里约数的位置不对：请写成“100多人”“12家以上”“约200人”这样。")
    if not re.fullmatch(r"(?:[^\W_]|[²³℃㎡]|[·/])*(?:\([^\W_]+\))?", unit) or len(unit) > 10:
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


def _rank(words: str, phrase: re.Match[str]) -> int:
    if phrase["ordinal"] == "首" and not phrase["number"]:
        return 1
    number = read_number(phrase["number"] or "零")
    if phrase["lead"] or phrase["several"] or phrase["within"] or phrase["scale"] or phrase["close"] or phrase["after"] or not 0 < number <= MOST:
        raise Unreadable(f"“{words}”不是一个届次：请写成“第十九届”或“第19届”。")
    return number


def _power(words: str, phrase: re.Match[str]) -> int:
    """Return the power of ten of 数十, 几百, 数十万."""
    if not re.fullmatch("[十百千]?[万亿]?", phrase["number"]) or not phrase["number"]:
        raise Unreadable(f"“{words}”看不出有多大：请写成“数十”“数百”“数万”，或写一个数。")
    return read_number(phrase["number"])


def _amount(words: str, phrase: re.Match[str], mark: Mark) -> int:
    number, scale = phrase["number"], SCALES[phrase["scale"]]
    if number in {"万", "亿", "万亿"} and not mark.word:
        raise Unreadable(f"“{words}”没有写是几{number}：请写成“1{number}”这样。")
    value: Fraction = value_of(number)
    if phrase["scale"] and re.search("[万亿]", number):
        raise Unreadable(f"“{words}”不是一个完整的数：请写成“100多万”或“4万多”这样。")
    if phrase["within"] in {"多", "余", "来", "几", "有余"} and value and value % 10:
        raise Unreadable(f"“{words}”：“{phrase['within']}”要跟在整十、整百的数后面，请写成“12家以上”“120多人”或“4万多”这样。")
    if phrase["within"] == "几" and value % 100 == 0:
        raise Unreadable(f"“{words}”看不出有多少：请写成“100多”或“120多”这样。")
    if (value * scale).denominator != 1:
        return read_number(number)  # raises, with the reason
    return int(value * scale)
