"""Quantities in running text: which numbers count something, and which are dates, places, names, shares or plans."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..numerals import CHARACTERS, FORMAL, Unreadable
from ..phrases import BEFORE, MARKS
from ..quantities import AmountOutOfRange, Qualifier, Quantity
from ..readings import read_quantity
from . import measures, refusals
from .refusals import Around

LONGEST_RUN = 48
MOST_FIGURES = 10_000  # a report of 100,000 characters has some 2,500
RUN = re.compile(f"[{CHARACTERS}]{{1,{LONGEST_RUN}}}+")
NOT_MARKS = {
    "近": "附最临邻靠就远亲走拉贴亲",
    "约": "预签节邀相履合制公契特违条毁简集邀婚爽失践守租续",
    "超": "赶英反班远",
    "逾": "",
    "过": "通经不越走看度路胜见听办做来去穿跨渡",
    "破": "侦爆打告冲",
    "上": "会线网场路身墙台桌街早晚山船车地手岗以岛江河海湖坡床榜马史晨北",
}
_MARKS = sorted((word for line in BEFORE.values() for word in line.split() if word not in "><≥≈"), key=len, reverse=True)
LEAD = re.compile(
    "(?:"
    + "|".join(
        [
            *(word for word in _MARKS if len(word) > 1),
            *(f"(?<![{NOT_MARKS[word]}]){word}" if NOT_MARKS.get(word) else word for word in _MARKS if len(word) == 1),
        ]
    )
    + "|[>≥≈])$"
)
ROUND_LEAD = re.compile("|".join(f"(?<![{NOT_MARKS[word]}]){word}$" for word in "上过破"))  # before 百, 千, 万 alone: 上百场
BROKEN_LEAD = re.compile(f"(?<![{NOT_MARKS['破']}])破$")
IN_YUAN = re.compile("合?人民币$")  # 约合人民币49万元
SEVERAL = re.compile("(?:好几|几|(?<![人总次件户个台场函指基系分参篇字份倍代])数)$")
WITHIN = "(?:有余|多|余|几(?![内])|来(?!自|到|源|信|访|宾)|\\+)"
TAIL = re.compile(
    rf"(?P<within>{WITHIN})?(?P<scale>万亿|[万亿]|)(?P<close>(?:以上|左右|有余|余|多(?=[元美欧港])|\+)?)"
    rf"(?P<unit>{measures.UNIT})(?P<after>(?:以上|左右|上下|有余|出头|多(?=[,。;、!?)\s]|$))?)"
)
LABELLED = re.compile(rf"(?P<within>{WITHIN})?(?P<scale>万亿|[万亿]|)(?P<close>(?:以上|左右|有余|余|多|\+)?)(?=[,。;、!?:()\]\"”\s|]|$)")
MONEY = re.compile(
    "(?:筹款|募款|捐款|出资|注资|耗资|斥资|集资|拨款|募集|募捐|筹集|筹资|善款|资金|投资|投入|金额|经费|慰问金|奖金|收入|产值|销售额|营业额|成交额|交易额|贷款|授信|价值|货值|捐资|捐赠|营收|税收|补助|补贴|款物|金|款)"
    "[^,。;!?、\n0-9]{0,5}$"
)
SPENT = re.compile("[挣赚花卖付交收省奖罚补][^,。;!?、\n0-9]{0,4}$")
PAID = re.compile(
    "(?:善款|经费|金额|慰问金|奖金|助学金|补助金?|补贴|销售额|营业额|营收|产值|收入|税收|授信|出资|捐资|捐款|投资|耗资|筹资|斥资|注资|拨款|集资|贷款|筹款|募款|募资|资金)(?:约|近|超过|超|共|达|了|逾|突破){0,2}$"
)  # 出资50万设立: only money can be meant
SUM = re.compile(rf"(?P<within>{WITHIN})?(?P<scale>万亿|[万亿]|)")
LABELS = {"场次": "场", "人次": "人次", "人数": "人", "户数": "户", "家数": "家", "件数": "件"}
LABELS |= dict.fromkeys(("阅读量", "播放量", "点击量", "浏览量", "访问量", "观看量", "转发量", "点赞量"), "次")
LABEL = re.compile(f"(?P<label>{'|'.join(LABELS)})(?:共|共计|累计|合计|总计|已|约|达|达到|为|超|超过|近|突破|破|逾|:){{0,2}}$")
CUT = re.compile(f"[,.点]|[{''.join(FORMAL)}](?=[0-9])")  # 队伍49支: 伍 is a numeral on vouchers alone
THOUSANDS = re.compile("(?<![0-9.])(?<![0-9],)[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}(?![0-9])")
ORDINAL = re.compile("(?P<edition>届(?!时|满)|期(?!间|货|待|工程|项目|建设)|季(?!度|节))")
ISSUE_BEFORE = re.compile("[(\\s]总$")  # 第14期(总第286期) of a bulletin
ISSUE_AFTER = re.compile("\\s{0,4}[(]总第?[0-9]")
COMING = re.compile("[^,。;!?\n]{0,12}(?:将(?=于|在|开|举)|即将|计划(?=[于在0-9])|拟于|预计|筹备)")
RAISED = {"破"}  # 报名破3000人
LONE = re.compile("[\\s、,。;:!?)]")
UNEVEN = re.compile(f"(?P<number>[0-9][0-9,]{{0,9}})(?:[余多](?P<unit>{measures.UNIT})|(?P<before>{measures.UNIT})多)")
FIRST = re.compile('首(?:届|期(?=[《“”"]|[一-龥]{0,10}(?:班|会|营|课|讲)))')


@dataclass(frozen=True)
class Counted:
    """A quantity that the text states, and where its words stand in the plain text."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True)
class Passed:
    """A number that is no count, or could not be read for sure, and why."""

    start: int
    end: int
    why: str


def read_figures(text: str, taken: list[tuple[int, int, str]], labels: dict[str, str] | None = None) -> tuple[list[Counted], list[Passed]]:
    """Return the quantities of a plain text and the numbers that are none.

    `taken` are spans with their reason in which no count begins (dates, names, captions), in order; `labels` says in what unit a name counts.
    """
    counted: list[Counted] = []
    passed: list[Passed] = []
    last = at = 0
    for match in RUN.finditer(text):
        if len(counted) >= MOST_FIGURES:
            break
        start, end = match.span()
        if start < last or (start and end - start >= 1 and text[start - 1] in _NUMERAL_CHARS):
            continue  # the rest of a number already dealt with, or of a run without end
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        inside = taken[at] if at < len(taken) and taken[at][0] <= start else None
        for piece_start, piece_end in _pieces(text, start, end):
            if piece_start < last:
                continue
            found = _read(text, piece_start, piece_end, inside, last, labels or {})
            if found is None:
                continue
            last = found.end
            if isinstance(found, Counted):
                counted.append(found)
            else:
                passed.append(found)
    for match in FIRST.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in taken):
            counted.append(Counted(match.start(), match.start() + 2, Quantity(1, text[match.start() + 1], Qualifier.ORDINAL)))
    return sorted(counted, key=lambda found: found.start), passed


_NUMERAL_CHARS = frozenset("0123456789零〇○一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟萬億兩廿卅")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of numeral characters where a comma or a full stop parts two numbers, and trim its ends."""
    if end - start >= LONGEST_RUN:
        return [(start, end)]
    run = text[start:end]
    cuts, begin = [], 0
    grouped = [match.span() for match in THOUSANDS.finditer(run)]
    for match in CUT.finditer(run):
        at = match.start()
        before, after = run[max(0, at - 1) : at], run[at + 1 :]
        thousands = match[0] == "," and any(first < at < last for first, last in grouped)
        decimal = match[0] == "." and before.isascii() and before.isdigit() and after[:1].isascii() and after[:1].isdigit()
        spoken = match[0] == "点" and not re.search("[0-9]", run) and before and re.match("[零一二三四五六七八九]", after)
        if not (thousands or decimal or spoken):
            cuts.append((begin, at))
            begin = at + 1
    cuts.append((begin, len(run)))
    return [(start + first, start + last) for first, last in cuts if last > first]


def _read(text: str, start: int, end: int, inside: tuple[int, int, str] | None, last: int, labels: dict[str, str]) -> Counted | Passed | None:
    number = text[start:end]
    arabic = any(char in "0123456789" for char in number)
    if inside is not None and not (inside[2] == refusals.NAME and text.startswith("第", start - 1)):
        finish = end
        if inside[2] == refusals.PLAN and (planned := TAIL.match(text, end, end + 24)):
            finish = planned.end()
        return Passed(start, finish, inside[2]) if arabic or end > start + 1 or inside[2] != refusals.DATE else None
    if end - start >= LONGEST_RUN:
        return Passed(start, end, refusals.ENDLESS)
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if before.endswith("第"):
        return _ordinal(text, start, end)
    tail = TAIL.match(text, end, end + 24)
    if tail is None and not arabic and len(number) == 1 and LONE.match(after):
        return None  # 一、 and 二 are everywhere
    around = Around(
        number,
        before,
        after,
        tail["unit"] if tail else "",
        text[tail.end("unit") : tail.end("unit") + 12] if tail else after,
        text[max(0, start - 80) : start],
        arabic,
    )
    if why := refusals.why_no_count(around):
        finish = tail.end() if tail and why in refusals.WITH_UNIT else end
        return Passed(start, finish, why) if arabic or tail or why == refusals.SHARE else None
    unit = tail["unit"] if tail else ""
    if tail is None:
        if served := re.match("(?:[多余]|余个|多个|个)?(?:[万亿])?[多余]?个?小时", after):
            tail_end, unit, body = end + served.end(), "小时", number + after[: served.end()].replace("个", "")
        else:
            labelled = LABELLED.match(text, end, end + 12) or _sum_paid(text, start, end)
            unit = _unit_by_label(text, start, number, labelled, labels) if labelled else ""
            if not unit or labelled is None:
                return Passed(start, end, refusals.NO_MEASURE) if arabic else None
            tail_end, body = labelled.end(), text[start : labelled.end()] + unit
    else:
        tail_end, body = tail.end(), text[start : tail.end()]
    begin, bare = start, body
    several = SEVERAL.search(before) if number[0] in "十百千万亿" else None
    between = IN_YUAN.search(before) if unit in {"元", "块钱"} else None
    near = before[: between.start()] if between else before
    lead = (
        None
        if several
        else LEAD.search(near) or (ROUND_LEAD.search(near) if number[0] in "十百千万亿" else BROKEN_LEAD.search(near) if len(number) > 2 else None)
    )
    mark = several or lead
    reach = len(mark[0]) + len(before) - len(near) if mark else 0
    if mark and start - reach >= last:
        begin = start - reach
        body = mark[0] + body
    try:
        quantity = _quantity(body, bare, (lead or [""])[0])
    except (Unreadable, AmountOutOfRange) as reason:
        return Passed(begin, tail_end, str(reason))
    if unit == "块" and not (MONEY.search(before) or SPENT.search(before)):
        quantity = Quantity(quantity.amount, unit, quantity.qualifier)  # 门牌80块
    return Counted(begin, tail_end, quantity)


@lru_cache(maxsize=2048)  # one report says the same quantity often
def _quantity(body: str, bare: str, mark: str) -> Quantity:
    """Return the quantity of a phrase; where two marks say the same, as in 超20余万元, one of them is enough."""
    try:
        return read_quantity(body)
    except Unreadable:
        if (uneven := UNEVEN.fullmatch(body)) and not mark:  # 15余次: at least 15
            exact = read_quantity(uneven["number"] + (uneven["unit"] or uneven["before"]))
            return Quantity(exact.amount, exact.unit, Qualifier.OVER)
        if not mark:
            raise
        once = read_quantity(bare)
        if mark in RAISED and once.qualifier is Qualifier.EXACT:
            return Quantity(once.amount, once.unit, Qualifier.OVER)
        if once.qualifier is not MARKS.get(mark):
            raise
        return once


def _sum_paid(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the end of a number that can only be money, whatever follows it."""
    found = SUM.match(text, end, end + 4)
    large = found is not None and (found["scale"] or text[end - 1] in "万亿")
    return found if large and PAID.search(text, max(0, start - 14), start) else None


def _unit_by_label(text: str, start: int, number: str, labelled: re.Match[str], labels: dict[str, str]) -> str:
    """Return the unit of a number that stands without one, by the words before it: 已筹款近百万, 受益人数达5000."""
    before = text[max(0, start - 14) : start]
    large = labelled["scale"] or number[-1] in "百千万亿"
    if large and MONEY.search(before) and (len(number) > 1 or LEAD.search(before) or SEVERAL.search(before)):
        return "元"
    if label := LABEL.search(before):
        return LABELS[label["label"]]
    stripped = re.sub("(?:共|累计|已|约|达到|达|为|超过|超|近|突破|:){0,3}$", "", before)
    return next((unit for name, unit in labels.items() if stripped.endswith(name)), "")


def _ordinal(text: str, start: int, end: int) -> Counted | Passed:
    edition = ORDINAL.match(text, end)
    if edition is None or ISSUE_BEFORE.search(text, max(0, start - 6), start - 1) or ISSUE_AFTER.match(text, edition.end(), edition.end() + 8):
        return Passed(start - 1, edition.end() if edition else end, refusals.ORDER)
    if COMING.match(text, edition.end(), edition.end() + 16) or refusals.is_planned(re.split("[。;!?\n]", text[max(0, start - 80) : start - 1])[-1]):
        return Passed(start - 1, edition.end(), refusals.PLAN)
    try:
        quantity = read_quantity(text[start - 1 : edition.end()])
    except (Unreadable, AmountOutOfRange) as reason:
        return Passed(start - 1, edition.end(), str(reason))
    return Counted(start - 1, edition.end(), quantity)
