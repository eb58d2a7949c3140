"""What the dashboard says in words, worked out from its numbers: right for none, one and many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.pace import Elapsed, Standing
from actions.sums import Table

from .course import Course, LineCourse

COUNTS = "零一两三四五六七八九十"
MOST_NAMED = 3


def counted(number: int) -> str:
    """Return a number of things as one says it: 两项, 12项."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def named(names: Sequence[str], *, most: int = MOST_NAMED, unit: str = "个") -> str:
    """Return some names in a row: “甲”“乙”“丙”等5个."""
    said = "".join(f"“{name}”" for name in names[:most])
    return f"{said}等{len(names)}{unit}" if len(names) > most else said


@dataclass(frozen=True)
class Headline:
    """The page's first sentence, in the parts it is set from: what is late is named by links."""

    before: str
    late: Sequence[Course] = ()
    others: int = 0  # how many more are late than are named
    after: str = ""

    @property
    def several(self) -> str:
        """Return how many are late, where not all of them are named."""
        return counted(len(self.late) + self.others) if self.others else ""

    def __str__(self) -> str:
        names = "、".join(row.name for row in self.late)
        return self.before + names + (f"等{self.several}项" if self.several else "") + ("落后" if self.late else "") + self.after


def headline(lines: Sequence[LineCourse], *, elapsed: Elapsed | None, year: int | None, community: str = "") -> Headline:
    """Return the page's first sentence, honest where nothing is held against a target."""
    rows = [row for line in lines for row in line.rows if row.reach]
    if community:
        return Headline(f"目标按全市定，不分到社区，这里只看{community}做了多少。")
    if not rows:
        return Headline(f"没有设{f'{year}年的' if year else '累计'}目标，说不出快慢，下面是做到多少。")
    timed = [row for row in rows if row.elapsed]
    late = sorted((row for row in timed if row.is_late), key=lambda row: -row.behind)
    timeless = _timeless([row for row in rows if not row.elapsed], alone=not timed)
    inside = _in_time(timed)
    if late:
        rest = f"{timeless}。" if timeless else ""
        return Headline(f"{inside}，" if inside else "", late[:MOST_NAMED], max(0, len(late) - MOST_NAMED), f"{_how_late(late, elapsed)}。{rest}")
    if inside and elapsed and not all(row.is_met for row in timed):
        inside += f"：时间过去{elapsed.percent}%"
    return Headline("".join(f"{part}。" for part in (inside, timeless) if part))


def _in_time(timed: Sequence[Course]) -> str:
    """Say how many targets are in time, and how many are met."""
    inside = sum(row.standing in (Standing.AHEAD, Standing.ON_COURSE) for row in timed)
    met, every = sum(row.is_met for row in timed), len(timed)
    both = "都" if every > 1 and every in (inside, met) else ""
    said = [f"{counted(inside)}项目标{both}在进度之内"] if inside else []
    if met:
        said.append(f"{counted(met)}项{'' if inside else '目标'}{both}已达成")
    return "，".join(said)


def _how_late(late: Sequence[Course], elapsed: Elapsed | None) -> str:
    worst = late[0]
    passed = f"时间过去{elapsed.percent}%" if elapsed else ""
    done = f"完成{worst.reach.percent}%，还差{worst.reach.missing}" if worst.reach and worst.sum.is_reported else "还没有报数"
    return f"：{passed}，{done}" if len(late) == 1 else f"：{passed}，差得最多的是{worst.name}，{done}"


def _timeless(rows: Sequence[Course], *, alone: bool) -> str:
    """Say how the targets without a year stand."""
    if not rows:
        return ""
    met = sum(row.is_met for row in rows)
    said = f"{'' if alone else '另有'}{counted(len(rows))}项不限年份的目标"
    if met == len(rows):
        return f"{said}，{'都' if met > 1 else ''}已达成"
    return f"{said}，{counted(met)}项已达成" if met else f"{said}，{'都' if len(rows) > 1 else ''}还没有达成"


def recorded(records: int, reached: int, known: int, *, city: int = 0) -> str:
    """Say how much was entered, and how many communities it reached of the `city`, of the register where that knows more."""
    if not records:
        return "还没有录入记录。"
    if city > known:
        return f"已录入{records}条，{f'涉及{reached}个社区，全市还有{city - reached}个没有记录' if reached else f'都没有写明是全市{city}个社区里的哪一个'}。"
    if not known:
        return f"已录入{records}条，社区名录还是空的。"
    where = f"涉及{reached}个社区" if reached else "都没有写明社区"
    left = known - reached
    return f"已录入{records}条，{where}，名录里{f'还有{left}个没有记录' if left else '的都有记录'}。"


def programmes(table: Table, *, where: str) -> str:
    """Say what the parts by programme show."""
    what = table.whole.indicator.name
    count = len(table.rows) + _left(table)
    rest = table.rest.counted if table.rest and table.rest.counted.is_reported else None
    if not count:
        return f"{where}{what}{f'是{rest}，都不属于品牌项目。' if rest else '还没有报数。'}"
    top = [row for row in table.rows if row.counted.amount == table.rows[0].counted.amount]
    tail = f"另有{rest}不属于任何项目。" if rest else ""
    if count == 1:
        return f"{where}只有“{top[0].label}”报了{what}：{top[0].counted}。{tail}"
    if len(top) == count:
        return f"{where}{count}个项目报了{what}，都是{top[0].counted}。{tail}"
    most = f"“{top[0].label}”最多，{top[0].counted}" if len(top) == 1 else f"{named([row.label for row in top])}最多，都是{top[0].counted}"
    return f"{where}{count}个项目报了{what}，{most}。{tail}"


def _left(table: Table) -> int:
    return int("".join(filter(str.isdigit, table.others.label))) if table.others else 0


def in_community(community: str, records: int) -> str:
    return f"{community}已录入{records}条。" if records else f"{community}还没有录入记录。"


def communities(ranked: Sequence[tuple[str, int]], *, known: int, city: int = 0) -> str:
    """Say which communities were reached and which not: `ranked` are those with records, the one with the most first; of `city`, not all may be known."""
    if city > known:
        return _of_city(ranked, known=known, city=city)
    if not known:
        return "社区名录还是空的。"
    if not ranked:
        return f"名录里有{known}个社区，都还没有记录。" if known > 1 else "名录里的1个社区还没有记录。"
    left = known - len(ranked)
    rest = f"，{left}个还没有" if left else ""
    first = f"名录里有{known}个社区，{f'{len(ranked)}个有记录{rest}' if left or known == 1 else '都有记录'}"
    top = [name for name, records in ranked if records == ranked[0][1]]
    if len(ranked) == 1:
        return f"{first}：{top[0]}，{ranked[0][1]}条。"
    if len(top) == len(ranked):
        return f"{first}，都是{ranked[0][1]}条。"
    return f"{first}，{_most(top, ranked[0][1])}。"


def _of_city(ranked: Sequence[tuple[str, int]], *, known: int, city: int) -> str:
    """Say how far it reached in a city whose register is not whole yet."""
    left, unlisted = city - len(ranked), city - known
    if not known:
        listed = "名录还是空的"
    elif unlisted == left:
        listed = f"{'都' if left > 1 else '也'}没有列入名录"
    else:
        listed = f"其中{unlisted}个没有列入名录"
    if not ranked:
        return f"全市{city}个社区{'都' if city > 1 else ''}还没有记录，{listed}。"
    first = f"全市{city}个社区，{len(ranked)}个有记录，{left}个还没有，{listed}。"
    top = [name for name, records in ranked if records == ranked[0][1]]
    if len(ranked) == 1:
        return f"{first}有记录的是{top[0]}，{ranked[0][1]}条。"
    if len(top) == len(ranked):
        return f"{first}有记录的都是{ranked[0][1]}条。"
    return f"{first}{_most(top, ranked[0][1])}。"


def _most(top: Sequence[str], records: int) -> str:
    return f"{'、'.join(top[:MOST_NAMED])}{f'等{len(top)}个' if len(top) > MOST_NAMED else ''}最多，{'各' if len(top) > 1 else ''}{records}条"


def active(ranked: Sequence[tuple[str, int]], *, who: str, unit: str) -> str:
    """Say who takes part most. `who`: 会员, 单位 · `unit`: how they are counted (位, 家)."""
    if not ranked:
        return f"还没有写明{who}的记录。"
    most = ranked[0][1]
    top = [name for name, records in ranked if records == most]
    if len(ranked) == 1:
        return f"只有{top[0]}，{most}条。"
    if len(top) == len(ranked):
        return f"列出的{len(ranked)}{unit}一样多，各{most}条。"
    return f"{top[0]}最多，{most}条。" if len(top) == 1 else f"{counted(len(top))}{unit}并列最多，各{most}条。"


def postings(running: int, silent: int, *, days: int, of: str = "活动") -> str:
    """Say how many are posted, and how many were silent. `of`: what they would have had a record of (活动, or 这项行动的活动)."""
    if not running:
        return "没有在派驻的共富新专员。"
    if not silent:
        return f"在派驻{running}位，{days}天内{'都' if running > 1 else ''}有{of}记录。"
    if silent == running:
        return f"在派驻{running}位，{'都' if running > 1 else ''}超过{days}天没有{of}记录。"
    return f"在派驻{running}位，{silent}位超过{days}天没有{of}记录。"


def proposals(kinds: Sequence[tuple[str, int]], outcomes: Sequence[tuple[str, int]], *, where: str) -> str:
    """Say how much advice was given and what came of it, both by kind."""
    given, came = sum(count for _, count in kinds), sum(count for _, count in outcomes)
    if not given and not came:
        return f"{where}还没有建言的记录。"
    first = f"{where}已录入建言{given}件" + (f"（{'、'.join(f'{name}{count}件' for name, count in kinds)}）" if len(kinds) > 1 else "")
    if not came:
        return f"{first}，还没有结果的记录。"
    return f"{first}，结果{came}项：{'、'.join(f'{name}{count}项' for name, count in outcomes)}。"


def events(count: int, first: tuple[str, date] | None) -> str:
    if first is None:
        return "没有还没到日子的预告。"
    title, day = first
    when = f"{day.year}年{day.month}月{day.day}日"
    return f"有1场预告：{when}，{title}。" if count == 1 else f"有{count}场预告，最近的是{when}，{title}。"
