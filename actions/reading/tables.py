"""Tables in a text: a number alone in a cell counts in the unit that its column, its row, or the line above the table names."""

import re
from dataclasses import dataclass

from ..numerals import Unreadable
from ..quantities import AmountOutOfRange
from ..readings import read_quantity
from . import measures
from .figures import LABELS, Counted
from .sections import Layout, Line

NUMBER = re.compile(r"\s{0,4}(?P<number>(?:近|约|超|逾)?[0-9][0-9,.]{0,14}(?:[万亿])?[多余+]?(?:[万亿])?)\s{0,4}")
HEAD_UNIT = re.compile(f"[(/](?:单位:)?(?P<scale>[百千万亿]?)(?P<unit>{measures.UNIT})\\)?\\s{{0,4}}$")
ONE_UNIT = re.compile(f"(?P<scale>[百千万亿]?)(?P<unit>{measures.UNIT})")
ABOVE = re.compile("(?:单位|计量单位):\\s{0,2}(?P<units>[^\\s:。;)]{1,20})")
NO_COUNT = re.compile("序号|编号|年份|年度|月份|日期|时间|电话|占比|比例|增长|增幅|同比|环比|率|[%‰]|排名|名次|邮编|得分|评分|备注|计划|目标|[±+-]$")
MONEY = re.compile("资金|金额|投入|投资|经费|支出|收入|捐|善款|款|补助|补贴|产值|销售|合计|预算|总额")
PEOPLE = re.compile("人|户|数|次|场|家|惠及|受益|参加|参与|覆盖")

Unit = tuple[str, str]


@dataclass
class _Head:
    """The head of a table: what it says each column counts in, and what the line above it says of all."""

    named: list[Unit | None]
    words: list[str]
    above: list[Unit]

    def unit_for(self, column: int, row: Unit | None, row_says: str) -> Unit | None:
        """Return the unit of a cell; None where it counts nothing that the table tells."""
        words = self.words[column] if column < len(self.words) else ""
        if NO_COUNT.search(words) or NO_COUNT.search(row_says) or self._is_of_another_year(column):
            return None
        if column < len(self.named) and self.named[column]:
            return self.named[column]
        return row or self._from_above(column, words, row_says)

    def _from_above(self, column: int, words: str, row_says: str) -> Unit | None:
        if not self.above or column == 0:
            return None
        bare = [number for number, (unit, words) in enumerate(zip(self.named, self.words, strict=True)) if number and not unit and not NO_COUNT.search(words)]
        if len(self.above) > 1:
            return self.above[bare.index(column)] if len(self.above) == len(bare) and column in bare else None
        return None if self.above[0][1] == "元" and PEOPLE.search(words + row_says) and not MONEY.search(words + row_says) else self.above[0]

    def _is_of_another_year(self, column: int) -> bool:
        """Say whether a column only repeats, for comparison, an earlier time than the one beside it."""
        years = [int(found[0][:4]) for words in self.words if (found := re.search("(?:19|20)[0-9]{2}", words))]
        mine = re.search("(?:19|20)[0-9]{2}", self.words[column]) if column < len(self.words) else None
        said = column < len(self.words) and re.search("去年|上年|上期|同期", self.words[column])
        return bool(said) or bool(mine and len(years) > 1 and int(mine[0]) < max(years))


def read_tables(text: str, layout: Layout) -> list[Counted]:
    """Return the counts that stand alone in cells of tables."""
    counted: list[Counted] = []
    head: _Head | None = None
    above: list[Unit] = []
    for line in layout.lines:
        if not line.cells:
            head = None
            above = _units_above(line) or (above if not line.text else [])
            continue
        cells = [text[start:end] for start, end in line.cells]
        if head is None:
            head = _Head([_unit_of(words) for words in cells], cells, above)
            continue
        counted += _row(text, line, cells, head)
    return counted


def _row(text: str, line: Line, cells: list[str], head: _Head) -> list[Counted]:
    says = next((words.strip() for words in cells if words.strip() and not NUMBER.fullmatch(words)), "")
    row = _unit_of(says)
    found = [
        _cell(text, start, end, *unit)
        for column, (start, end) in enumerate(line.cells)
        if cells[column].strip() != says and (unit := head.unit_for(column, row, says))
    ]
    return [one for one in found if one]


def _units_above(line: Line) -> list[Unit]:
    """Return the units that a line over a table says its numbers are in: 单位:万元、人次."""
    said = ABOVE.search(line.text[:200])
    parts = [ONE_UNIT.fullmatch(part) for part in re.split("[、,/和]", said["units"])] if said else []
    return [(part["scale"], part["unit"]) for part in parts if part]


def _unit_of(cell: str) -> Unit | None:
    """Return the scale and unit that a head names: 投入资金(万元), 受益人次."""
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
