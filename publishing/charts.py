"""Charts from plain numbers: what a template needs to draw them as SVG, say them in a sentence and list them in a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

TOP, PLOT, FOOT = 30, 130, 32  # room for the words above the bars, the bars, the labels below
LONGEST = 5  # characters that fit above one bar of twelve
MOST_SAID = 12
LOW = 30  # the bars of a small chart
FEWEST = 5  # the places a chart has at least, so that a lone bar is no wall


@dataclass(frozen=True)
class Column:
    """One number to draw: None is 未报, which is not 0. `sure` is whether it is known exactly."""

    label: str
    amount: int | None
    said: str = ""
    url: str = ""
    brief: str = ""  # above the bar, where the unit needs no repeating
    sure: bool = True


@dataclass(frozen=True)
class Bar:
    """One column as it is drawn: across in percent of the width, so that type keeps its size; upright in pixels."""

    column: Column
    label: str
    x: str
    width: str
    middle: str
    y: int
    height: int
    is_highest: bool
    brief: str

    @property
    def words_y(self) -> int:
        return self.y - 8


@dataclass(frozen=True)
class BarChart:
    """A bar chart ready for `components/bar_chart.html`."""

    title: str
    bars: tuple[Bar, ...]
    mark: str  # what ends every label, as 月 does; narrow screens leave it out
    sentence: str
    height: int = TOP + PLOT + FOOT
    baseline: int = TOP + PLOT
    labels_y: int = TOP + PLOT + 22

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to draw; else a sentence says so."""
        return any(bar.column.amount for bar in self.bars)


@dataclass(frozen=True)
class Spark:
    """The bars of a row's small chart, ready for `components/spark.html`: as high as a line of text, without words."""

    bars: tuple[Bar, ...]
    sentence: str
    height: int = LOW

    @property
    def is_drawn(self) -> bool:
        return any(bar.column.amount for bar in self.bars)


def spark(columns: Sequence[Column]) -> Spark:
    """Return the small chart of some columns: the same bars, lower."""
    chart = bar_chart(columns, title="")
    bars = []
    for bar in chart.bars:
        tall = max(2, round(bar.height * LOW / PLOT)) if bar.height else 0
        bars.append(replace(bar, y=LOW - tall, height=tall))
    return Spark(tuple(bars), chart.sentence)


def bar_chart(columns: Sequence[Column], *, title: str) -> BarChart:
    """Return the chart of some columns; labels lose the year that they share."""
    labels, mark = _shortened([column.label for column in columns])
    highest = max((column.amount or 0 for column in columns), default=0)
    say_all = len(columns) <= MOST_SAID and all(len(_brief(column)) <= LONGEST for column in columns)
    slot = 100 / max(len(columns), FEWEST)
    bars = []
    for place, (column, label) in enumerate(zip(columns, labels, strict=True)):
        tall = max(2, round(PLOT * column.amount / highest)) if column.amount else 0
        is_highest = bool(highest) and column.amount == highest
        bars.append(
            Bar(
                column=column,
                label=label,
                x=f"{slot * (place + 0.2):.2f}%",
                width=f"{slot * 0.6:.2f}%",
                middle=f"{slot * (place + 0.5):.2f}%",
                y=TOP + PLOT - tall,
                height=tall,
                is_highest=is_highest,
                brief=_brief(column) if column.amount is not None and (say_all or is_highest) else "",
            )
        )
    return BarChart(title, tuple(bars), mark, _sentence(bars, mark))


def _brief(column: Column) -> str:
    return column.brief or column.said or ("" if column.amount is None else str(column.amount))


def _shortened(labels: Sequence[str]) -> tuple[list[str], str]:
    """Return the labels without the year they share, and without the last character they share, which is returned too."""
    if len(labels) < 2:
        return list(labels), ""
    before, _, rest = labels[0].partition("年")
    year = f"{before}年" if rest and all(label.startswith(f"{before}年") and label[-1] != "年" for label in labels) else ""
    mark = labels[0][-1] if labels[0][-1] in "年月" and all(label.endswith(labels[0][-1]) for label in labels) else ""
    return [label.removeprefix(year).removesuffix(mark) for label in labels], mark


def _sentence(bars: Sequence[Bar], mark: str) -> str:
    reported = [bar for bar in bars if bar.column.amount]
    if not reported:
        return ""
    tops = [bar for bar in reported if bar.is_highest]
    said = tops[0].column.said or str(tops[0].column.amount)
    names = "、".join(f"{bar.label}{mark}" for bar in tops)
    if len(reported) == 1:
        return f"只有{names}有数：{said}。"
    count = f"{len(reported)}个月有数" if mark == "月" else f"{len(reported)}项有数"
    if len(tops) == len(reported):
        return f"{count}，都是{said}。"
    return f"{count}，{names}最多，{'都是' if len(tops) > 1 else ''}{said}。"
