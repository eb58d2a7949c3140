"""How a report is laid out: its head and foot, headings, captions, tables, sentences and clauses."""

import re
from dataclasses import dataclass
from datetime import date

from .days import read_days

LONGEST_SENTENCE = 400
ENUMERATED = re.compile(
    r"\s{0,8}(?:第?[一二三四五六七八九十]{1,3}(?:、|是|章|部分|,要|\.)|\((?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\)|[0-9]{1,2}(?:、|\.(?![0-9]))|[①-⑳]|[■●◆▲★※]\s?|【)"
)
CAPTION = re.compile(r"\s{0,8}(?:[△▲▼↑↓]|图为|图[0-9一二三四五六七八九十]{1,2}[:、 ]|\(图[:片])")
PLANNED = re.compile(
    "(?:下一?步|下阶段|下一阶段|明年|来年|今后)[^,。]{0,12}$|^[^0-9一-龥]{0,6}(?:下半年|下月|(?:明年|来年|新的一年)[,]?[^,。]{0,12})$|工作(?:计划|打算|思路|安排)$|目标任务$|努力方向$|(?:半年|年度?|季度|月份?|下一?步|阶段)(?:的|主要|重点|工作){0,3}(?:安排|打算|思路|展望|要点)$"
)
REVIEWED = re.compile("总结|完成|进展|回顾|执行|情况|成效")
STAMPED = re.compile(r"(?<!归档)(?<!更新)(?:发布(?:时间|日期)|发表于|时间|日期)\s{0,2}[:】]\s{0,2}")
STAMP = re.compile("发表|原创|来源|发布|日期|时间|编辑|作者|发稿|阅读|浏览|点击|供稿|字号|信息员|通讯员")
DATELINE = re.compile(r"\s{0,8}[^,。;\n]{0,14}[讯电]\s{0,3}\([^()\n]{0,30}\)")
YEAR = re.compile("(20[0-9]{2})年")
MONTH_AND_DAY = re.compile("[0-9]{1,2}月[0-9]{1,2}日")
ENDINGS = "。!?"


@dataclass(frozen=True)
class Line:
    """A line of the text, where it stands, and what it is."""

    start: int
    end: int
    text: str
    heading: bool = False
    caption: bool = False
    planned: bool = False
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence and the line it stands in."""

    start: int
    end: int
    line: int


@dataclass
class Layout:
    """The lines and sentences of a report, and the day it says it is of."""

    lines: list[Line]
    sentences: list[Sentence]
    published: date | None = None


def read_layout(text: str) -> Layout:
    """Return how a plain text is laid out."""
    lines: list[Line] = []
    planned_under, outer = "", set[str]()
    for start, end in _spans(text, "\n"):
        words = text[start:end]
        stripped = words.strip()
        mark = ENUMERATED.match(words)
        heading = bool(stripped) and (bool(mark) or (len(stripped) <= 30 and stripped[-1] not in '。;,:!?、"”)'))
        if heading and len(stripped) <= 40:
            sort = _sort_of(mark[0]) if mark else "plain"
            if PLANNED.search(stripped) and not REVIEWED.search(stripped):
                planned_under = planned_under or sort
            elif sort == planned_under or (planned_under and mark and sort in outer):
                planned_under = ""
            if not planned_under:
                outer.add(sort)
        cells = _cells(text, start, end)
        lines.append(Line(start, end, stripped, heading and not cells, bool(CAPTION.match(words)), bool(planned_under), cells))
    sentences = [Sentence(start, end, number) for number, line in enumerate(lines) for start, end in _sentences(text, line)]
    return Layout(lines, sentences, _published(text, lines))


def _spans(text: str, mark: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    while start <= len(text):
        end = text.find(mark, start)
        end = len(text) if end < 0 else end
        if end > start:
            spans.append((start, end))
        start = end + 1
    return spans


def mark_of(line: str) -> str:
    """Return the kind of mark that a heading begins with, "" where it has none."""
    mark = ENUMERATED.match(line)
    return _sort_of(mark[0]) if mark else ""


def _sort_of(mark: str) -> str:
    """Return what kind of mark numbers a heading: 一、 and 二、 are of one kind."""
    return re.sub("[一二三四五六七八九十0-9]{1,3}", "#", mark.strip())


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the cells of a line of a table; none where the line is no table."""
    words = text[start:end]
    mark = next((mark for mark in ("\t", "|", "│", "┃") if words.count(mark) >= 2 or (mark == "\t" and mark in words.strip())), None)
    if mark is None or len(words) > 1000:
        return ()
    return tuple((start + first, start + last) for first, last in _spans(words, mark))


def _sentences(text: str, line: Line) -> list[tuple[int, int]]:
    """Cut a line at full stops, and anywhere where it would grow without end; a table's line is one sentence."""
    if line.cells:
        return [(line.start, line.end)]
    spans, start, at = [], line.start, line.start
    while at < line.end:
        closes = text[at] in ENDINGS
        if closes or at - start >= LONGEST_SENTENCE:
            while closes and at + 1 < line.end and text[at + 1] in '”")':
                at += 1
            spans.append((start, at + 1))
            start = at + 1
        at += 1
    if start < line.end:
        spans.append((start, line.end))
    return spans


def _published(text: str, lines: list[Line]) -> date | None:
    """Return the day that the head or the foot gives as the article's own; None where neither does."""
    written = [line for line in lines if line.text]
    head, foot = written[:10], written[-6:] if len(written) > 3 else []
    for line in head[:4]:
        stamp = STAMPED.search(text, line.start, min(line.end, line.start + 300))
        days = read_days(text[stamp.end() : stamp.end() + 12], None) if stamp else []
        if days and days[0].start == 0 and days[0].first:
            return days[0].first
    best: tuple[int, date | None] = (0, None)
    for place, line in [*(("head", line) for line in head), *(("foot", line) for line in foot)]:
        words = text[line.start : line.end][:200]
        told = DATELINE.match(words)
        if not told and (len(line.text) > 120 or re.search("[。;]", line.text.rstrip("。"))):
            continue
        days = [day for day in read_days(words, None) if day.single and day.first and day.first == day.last]
        for day in days[:2]:
            score = 5 if told and day.end <= told.end() else _stamp_score(words, day.start, day.end, place)
            if score > best[0] or (score == best[0] and score and best[1] and day.first and day.first > best[1]):
                best = (score, day.first)
    return best[1] or _dateline(text, head)


def _dateline(text: str, head: list[Line]) -> date | None:
    """Return the day of 本报6月7日讯(记者…), in the year that the text names first."""
    told = next((told for line in head if (told := DATELINE.match(text, line.start, line.end))), None)
    day, year = MONTH_AND_DAY.search(told[0]) if told else None, YEAR.search(text[:2000])
    if day is None or year is None:
        return None
    days = read_days(f"{year[1]}年{day[0]}", None)
    return days[0].first if days else None


def _stamp_score(words: str, start: int, end: int, place: str) -> int:
    """Say how much a date in the head or foot looks like the day of the article: a site's clock (with its weekday) is none."""
    rest = (words[:start] + words[end:]).strip(" \t()[]【】")
    if re.search("星期|周[一二三四五六日]|农历|今天是|欢迎|归档", rest):
        return 0
    if STAMP.search(rest) and len(rest) <= 100:
        return 4
    if re.fullmatch(r"\s{0,4}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s{0,4}.{0,20}", rest):
        return 4
    if not rest:
        return 3 if place == "foot" else 2
    return 1 if place == "head" and len(rest) <= 24 and not re.search("[,。]", rest) else 0
