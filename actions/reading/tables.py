"""Tables in a text: a number alone in a cell counts in the unit that the head of its column names."""

import re

from ..numerals import Unreadable
from ..quantities import AmountOutOfRange
from ..readings import read_quantity
from . import measures
from .figures import LABELS, Counted
from .sections import Layout

NUMBER = re.compile(r"\s{0,4}(?P<number>(?:近|约|超|逾)?[0-9][0-9,.]{0,14}(?:[万亿])?[多余+]?(?:[万亿])?)\s{0,4}")
HEAD_UNIT = re.compile(f"[(/](?P<scale>[百千万亿]?)(?P<unit>{measures.UNIT})\\)?\\s{{0,4}}$")
NO_COUNT = re.compile("序号|编号|年份|年度|月份|日期|时间|电话|占比|比例|增长|同比|率|[%‰]|排名|名次|邮编")


def read_tables(text: str, layout: Layout) -> list[Counted]:
    """Return the counts that stand alone in cells of tables."""
    counted: list[Counted] = []
    head: list[tuple[str, str] | None] = []
    for line in layout.lines:
        if not line.cells:
            head = []
            continue
        units = [_unit_of(text[start:end]) for start, end in line.cells]
        if not head:
            head = units
            continue
        for column, (start, end) in enumerate(line.cells):
            unit = head[column] if column < len(head) else None
            if unit and (found := _cell(text, start, end, *unit)):
                counted.append(found)
    return counted


def _unit_of(cell: str) -> tuple[str, str] | None:
    """Return the scale and unit that the head of a column names: 投入资金(万元), 受益人次."""
    if NO_COUNT.search(cell):
        return None
    if said := HEAD_UNIT.search(cell):
        return said["scale"], said["unit"]
    words = cell.strip()
    for label, unit in LABELS.items():
        if words.endswith(label):
            return "", unit
    return None


def _cell(text: str, start: int, end: int, scale: str, unit: str) -> Counted | None:
    number = NUMBER.fullmatch(text, start, end)
    if number is None:
        return None
    try:
        quantity = read_quantity(f"{number['number']}{scale}{unit}")
    except (Unreadable, AmountOutOfRange):
        return None
    return Counted(number.start("number"), number.end("number"), quantity)
