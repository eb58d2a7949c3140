"""The table twin of each chart, which is also its CSV: the same rows, the same words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from actions import progress
from actions.involvement import Kept
from actions.sums import Sum, Table, TableRow

from . import board
from .asked import Asked
from .board import Both, Place, Ranked
from .course import LineCourse, courses_of


@dataclass(frozen=True)
class Cell:
    """One cell: its words, and where they lead."""

    text: str
    url: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table with a name: the first `shown` columns stand on the page, all of them in the CSV."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    foot: Sequence[Cell] = ()
    shown: int = 99
    label: str = "看表格"  # what unfolds it, where two stand together
    url: str = ""  # of the CSV

    @property
    def head(self) -> list[tuple[str, bool]]:
        """Return the columns that stand on the page, each with whether it holds numbers."""
        first = self.rows[0] if self.rows else self.foot
        numbers = [cell.is_number for cell in first] or [False] * len(self.columns)
        return list(zip(self.columns, numbers, strict=True))[: self.shown]

    @property
    def shown_rows(self) -> list[Sequence[Cell]]:
        return [row[: self.shown] for row in self.rows]

    @property
    def shown_foot(self) -> Sequence[Cell]:
        return self.foot[: self.shown]

    @property
    def all_rows(self) -> list[list[str]]:
        return [[cell.text for cell in row] for row in (*self.rows, *([self.foot] if self.foot else []))]


def number(value: Any, url: str = "") -> Cell:
    return Cell("" if value is None else str(value), url, is_number=True)


def said(total: Sum | None) -> Cell:
    """Return a total as it is said, which leads to its evidence."""
    return number(total.spoken if total and total.is_reported else "未报", total.evidence_url if total and total.is_reported else "")


def plain(total: Sum | None) -> list[Cell]:
    """Return what a spreadsheet can count with: the amount, and what of it is guaranteed."""
    return [number(total.amount if total else None), number(total.floor if total else None)]


def targets(lines: Sequence[LineCourse], asked: Asked) -> Sheet:
    columns = ("行动", "指标", "做到", "目标", "完成", "时间过去", "快慢", "数量", "有把握的数量", "目标数量", "示例目标", "说明")
    rows = []
    for line in lines:
        for row in line.rows:
            reach, passed = row.reach, row.elapsed
            goal = [
                number(f"{f'{reach.target.year}年' if reach.target.year else '累计'}{reach.spoken_target}" if reach else "没有设"),
                number(f"{reach.percent}%" if reach else ""),
                number(f"{passed.percent}%" if passed else ""),
                Cell(row.standing.value if row.standing else ""),
            ]
            rest = [*plain(row.sum), number(reach.target.amount if reach else None), Cell("是" if reach and reach.target.is_example else ""), Cell(row.words)]
            rows.append([Cell(line.line.short_name, line.line.get_absolute_url()), Cell(row.indicator.name), said(row.sum), *goal, *rest])
    return Sheet("targets", f"{asked.said}：对照目标", columns, rows, shown=7, label="看各项目标的表", url=asked.address("table", "targets"))


def months(lines: Sequence[LineCourse], asked: Asked) -> Sheet:
    columns = ("行动", "指标", *(f"{month}月" for month in range(1, 13)))
    rows = [
        [
            Cell(line.line.short_name, line.line.get_absolute_url()),
            Cell(line.main.name if line.main else ""),
            *(said(one) if one.is_reported else number("—") for one in line.months),
        ]
        for line in lines
        if line.months
    ]
    return Sheet("months", f"{asked.said}：各项行动各月自报", columns, rows, label="看各项行动各月的表", url=asked.address("table", "months"))


def parts(name: str, table: Table | None, asked: Asked, *, head: str, title: str) -> Sheet:
    """Return a total in parts that add up by what counts."""
    whole = "本期" if asked.year else "累计"
    columns = (head, "自报", f"计入{whole}", "自报数量", "计入数量", "计入数量（有把握的）")
    rows: list[list[Cell]] = []
    foot: list[Cell] = []
    if table:
        more = [row for row in (table.others, table.rest) if row and row.counted.is_reported]
        rows = [_part(row) for row in (*table.rows, *more) if row.counted.is_reported or (row.own and row.own.is_reported) or name == "trend"]
        foot = [Cell("合计"), number(""), number(table.whole.spoken, table.whole.evidence_url), number(""), *plain(table.whole)]
    return Sheet(
        name,
        f"{asked.said}：{title}",
        columns,
        rows,
        foot,
        shown=3,
        label=f"看各社区的{asked.indicator}" if name == "communities" else "看表格",
        url=asked.address("table", name, indicator=code_of(asked)),
    )


def _part(row: TableRow) -> list[Cell]:
    own = said(row.own) if row.own and row.own.is_reported else number("—")
    counted = number(row.counted.spoken) if row.counted.is_reported else number("不另计" if row.own and row.own.is_reported else "—")
    return [Cell(row.label), own, counted, plain(row.own)[0], *plain(row.counted)]


def code_of(asked: Asked) -> str:
    return asked.indicator.code if asked.indicator else ""


def totals(blocks: Sequence[Both], asked: Asked) -> Sheet:
    """Return every total in both blocks; where no year is asked for there is but one."""
    url = asked.address("table", "totals")
    if not asked.year:
        rows = [[Cell(both.indicator.name), said(both.upto), *plain(both.upto)] for both in blocks]
        return Sheet("totals", f"{asked.said}：累计", ("指标", "累计", "累计数量", "累计有把握的"), rows, shown=2, url=url)
    columns = ("指标", f"{asked.year}年（本期）", asked.upto_label, "本期数量", "本期有把握的", "累计数量", "累计有把握的")
    rows = [[Cell(both.indicator.name), said(both.within), said(both.upto), *plain(both.within), *plain(both.upto)] for both in blocks]
    return Sheet("totals", f"{asked.said}：本期和累计", columns, rows, shown=3, url=url)


def records(places: Sequence[Place], kept: Kept, asked: Asked) -> Sheet:
    rows = [
        [
            Cell(place.community.name, place.url),
            number(place.records),
            number(kept.communities[place.community.pk][1] if place.records else "还没有"),
        ]
        for place in places
    ]
    return Sheet(
        "records", f"{asked.said}：各社区已录入", ("社区", "已录入（条）", "最近"), rows, label="看各社区的条数", url=asked.address("table", "records")
    )


def ranked(name: str, rows: Sequence[Ranked], asked: Asked, *, who: str) -> Sheet:
    cells = [[Cell(row.label, row.label_url), number(row.count), number(row.note.removeprefix("最近"))] for row in rows]
    return Sheet(name, f"{asked.said}：参与最多的{who}", (who, "条", "最近"), cells, url=asked.address("table", name))


def _parts_of(name: str, head: str, title: str) -> Callable[[Asked], Sheet]:
    def sheet(asked: Asked) -> Sheet:
        table = None
        if asked.indicator:
            by = {"trend": progress.table_by_time, "programmes": progress.table_by_programme, "communities": progress.table_by_community}[name]
            table = by(asked.indicator, asked.scope, asked.period)
        return parts(name, table, asked, head=head if name != "trend" or asked.year else "年份", title=f"{asked.indicator or ''}{title}")

    return sheet


def _records(asked: Asked) -> Sheet:
    kept = board.kept_of(asked)
    return records(board.map_of(asked, kept), kept, asked)


def _courses(make: Callable[[Sequence[LineCourse], Asked], Sheet]) -> Callable[[Asked], Sheet]:
    def sheet(asked: Asked) -> Sheet:
        return make(courses_of(asked, board.kept_of(asked)), asked)

    return sheet


#: Each table that can be fetched as CSV, whole, by its name in the address.
SHEETS: dict[str, Callable[[Asked], Sheet]] = {
    "targets": _courses(targets),
    "months": _courses(months),
    "totals": lambda asked: totals(board.blocks_of(asked), asked),
    "trend": _parts_of("trend", "月份", "按时间"),
    "programmes": _parts_of("programmes", "品牌项目", "按品牌项目"),
    "communities": _parts_of("communities", "社区", "按社区"),
    "records": _records,
    "members": lambda asked: ranked("members", board.people_of(board.kept_of(asked).members(), asked), asked, who="会员"),
    "units": lambda asked: ranked("units", board.people_of(board.kept_of(asked).units(), asked), asked, who="单位"),
}
