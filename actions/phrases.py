"""The words and patterns of a stated quantity: what may stand before, within and after a number, and what makes it none."""

import re

from .numerals import CHARACTERS
from .quantities import Qualifier

NUMERAL = f"[{CHARACTERS}]"

BEFORE = {
    Qualifier.OVER: "不少于 不低于 不下于 不下 不止 至少 最少 起码 超过 突破 超 逾 多于 大于 高于 ≥ >",
    Qualifier.NEARLY: "将近 接近 几近 几乎 近 不到 不足",
    Qualifier.ABOUT: "大约 大概 大致 约莫 差不多 约 ≈",
}
WITHIN = {Qualifier.OVER: "有余 多 余 几 +", Qualifier.ABOUT: "来"}
AFTER = {Qualifier.OVER: "及以上 以上 有余 出头 开外", Qualifier.NEARLY: "不到 不足", Qualifier.ABOUT: "左右 上下"}
MARKS = {word: qualifier for words in (BEFORE, WITHIN, AFTER) for qualifier, line in words.items() for word in line.split()}
MARKS |= {"上": Qualifier.OVER, "过": Qualifier.OVER, "破": Qualifier.OVER}
# Words that say how a number came about and change nothing about it.
IDLE = "累计 共计 合计 总计 总共 一共 共有 共达 共 达到 达 多达 高达 已有 已 有 计 为 了 人民币 ¥ :"


def _any_of(*lines: str) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(" ".join(lines).split(), key=len, reverse=True))


LEAD = re.compile(f"{_any_of(*BEFORE.values())}|上(?=[十百千万亿])|[过破](?=[百千万亿])|{_any_of(IDLE)}")
PHRASE = re.compile(
    rf"(?P<lead>(?:{LEAD.pattern})*+)"
    r"(?P<ordinal>第|首(?=[届期次批场]))?"
    r"(?P<several>好几|数|几)?"
    rf"(?P<number>(?:(?!(?<=[0-9万亿])千[克米瓦])[{CHARACTERS}])*+)"
    rf"(?P<within>(?!来[宾访])(?:{_any_of(*WITHIN.values())}))?+"
    r"(?P<scale>万亿|[万亿]|)"
    rf"(?P<close>{_any_of(*AFTER.values())})?+"
    rf"(?P<unit>.*?)(?P<after>{_any_of(*AFTER.values())})?"
)
DASHES = r"\-‐‑‒–—―−﹣~〜"
CEILING = "不超过|不多于|不高于|不大于|至多|最多|(?<!不)(?:少于|低于|小于)|以下|以内|之内|未满|不满|不等|[<≤]"
REFUSED = [
    (re.compile(f"^(?:负|减|[{DASHES}](?={NUMERAL}))"), "是负数：数量从0起，请去掉负号或改写。"),
    (re.compile("[%‰每]|分之|百分[点百]"), "是比例，不是数量：请写数出来的数，如“20人”。"),
    (re.compile("[0-9]e[+-]?[0-9]", re.I), "是科学记数法：请写成“100万”这样。"),
    (re.compile("[0-9][wko](?![a-z])", re.I), "里字母代替了数字、“万”或“千”：请写成“10万”这样。"),
    (re.compile(r"[0-9]\.000(?![0-9])"), "看不出是小数点还是千位分隔：请写成“1000”或“1,000”。"),
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
