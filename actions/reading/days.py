"""Days in running text: 2022年7月9日, 5月10日至12日, 上半年, 2015年至今, 截至6月底, each where it stands."""

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ..numerals import Unreadable, read_number

N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
Y = "(?:(?:19|20)[0-9]{2}|[一二]?[〇零一二九]{1}[〇零一二三四五六七八九]{2,3})"
YEAR = f"(?:{Y}年|今年|本年度?|去年|上年|前年|当年)"
DAY = re.compile(
    rf"(?P<year>{YEAR})?度?(?P<month>{N})月份?(?:(?P<day>{N})[日号](?!楼|院|线|店|馆|仓|文件)|(?P<part>初|上旬|中旬|下旬|底|末))?"
    rf"(?:(?:[-–—~～至到]{{1,2}})(?=[0-9〇零一二三四五六七八九十]|今年|本年|当年)(?P<year2>{YEAR})?(?:(?P<month2>{N})月份?)?(?:(?P<day2>{N})[日号])?(?P<part2>底|末)?)?"
)
NUMERIC = re.compile(r"(?<![0-9.])(?P<y>(?:19|20)[0-9]{2})(?P<s>[-./])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9.])")
MONTHS = re.compile(rf"(?P<year>{YEAR})?度?(?<![0-9月日第])(?P<from>{N})[-–—~～至到]{{1,2}}(?P<to>{N})月份?(?![0-9一二三四五六七八九十])")
WHOLE = re.compile(
    rf"(?P<year>{YEAR})?(?:度)?(?:(?P<half>[上下])半年|(?:第)?(?P<quarter>[一二三四1234])季度|(?P<quarters>前[二两三])季度)"
    rf"|(?P<from>{Y})(?:年)?[-–—~～至到]{{1,2}}(?P<to>{Y})年(?!月)|(?P<only>{YEAR})(?!代)(?:度)?(?P<edge>初|年初|底|年底|末|年末)?|(?P<all>全年)(?!级|龄)|(?P<this>本月|上月|上个月|本月份)"
)
LONE = re.compile(
    "(?<![0-9月年一-龥])(?P<day>[0-9]{1,2})日(?:[-–—~至到](?P<day2>[0-9]{1,2})日)?(?=[,上下早晚凌,]|、)|(?P<rel>昨[日天]|今[日天](?!的|后)|前[日天](?=[,上下晚]))"
)
SINCE = re.compile("(?:以来|至今|迄今|起(?!义|来|点|草|步|伏|源)|开始|开办以来)")
FOUNDED = re.compile(
    "(?:[^,。;!?()\n0-9]{0,14}?)(?:以来|至今|迄今)|(?:[^,。;!?()\n0-9]{0,12}?)(?:成立|设立|创办|创建|启动|发起|组建|开办|上线|开通|开业|开张|运营|投用|实施|推行)(?:后)?[,起至]"
)
COMPARED = re.compile(
    "(?:[^,。;!?\n]{0,4})(?:成立|创办|创建|组建|建成|出生|入伍|入党|毕业|退休|落成|开园|投用)的|同期|同比|相比|以前|之前|[电讯](?![视话影子商力台])"
)  # 7月20日电: when it was sent, not when it was
REPORTED = re.compile(r"(?:上午|下午|晚)?,?[^,。;\n]{0,4}(?:记者[^。;\n]{0,24}(?:获悉|了解到)|据[^,。;\n]{0,20}(?:消息|通报|介绍),)")
UNTIL_BEFORE = re.compile("(?:截至|截止|截止到|截至到|到|至)(?:目前)?(?:\\()?$")
AFTER = re.compile("至今|迄今|(?:此后|之后|随后|自此|从那以后|自那时起)(?!的|来|举)")
AGAIN = re.compile(
    "当天|当日|当晚|现场|活动(?:上|中|当中|期间|过程中)|仪式上|会上|会议(?=听取|审议|选举|通过|还|由|共)|会议上|比赛中|本次|此次|这次|(?:活动|会议|展会|赛事|演出)期间|培训班?(?:上|中)|讲座上|课堂上"
)
YEARS = re.compile("((?:19|20)[0-9]{2})年")
ERA = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "当年": None}


class Reach(Enum):
    """How the days of an expression reach."""

    WITHIN = "within"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True)
class Days:
    """Days that the text names, and where."""

    start: int
    end: int
    first: date | None
    last: date | None
    reach: Reach = Reach.WITHIN
    single: bool = False  # a day or a few, not a month or a year


def read_days(text: str, published: date | None) -> list[Days]:
    """Return the days named in a plain text in order; years that go without saying are those of the day of the article."""
    reader = _Reader(text, published)
    found: list[Days] = []
    for pattern, read in ((NUMERIC, reader.numeric), (DAY, reader.month), (MONTHS, reader.months), (WHOLE, reader.whole), (LONE, reader.lone)):
        for match in pattern.finditer(text):
            if (days := read(match)) is not None:
                found.append(days)
    found.sort(key=lambda days: (days.start, -days.end))
    kept: list[Days] = []
    for days in found:
        if not kept or days.start >= kept[-1].end:
            kept.append(reader.reaching(days))
    return kept


class _Reader:
    """Reads matches of the patterns of this module, each year by what was said before it."""

    def __init__(self, text: str, published: date | None) -> None:
        self.text, self.published = text, published
        self.years = [(match.end(), int(match[1])) for match in YEARS.finditer(text)]

    def _said_before(self, at: int) -> int | None:
        """Return the year last named before a day without one: in its sentence, or anywhere where the day of the article is not known."""
        index = bisect_right(self.years, at, key=lambda year: year[0]) - 1
        if index < 0:
            return None
        place, year = self.years[index]
        between = self.text[place : min(at, place + 80)]
        here = at - place <= 60 and not re.search("[。!?\n]|以来|起|至今", between)
        return year if here or self.published is None else None

    def _year(self, words: str | None, at: int, month: int = 0, day: int = 1) -> int | None:
        if words and words[0] in "12一二〇零九" and not words.startswith("一月"):
            return _number_of_year(words)
        if not words and (said := self._said_before(at)) is not None:
            return said
        if self.published is None:
            return None
        shift = ERA.get((words or "今年").rstrip("度"), 0)
        year = self.published.year + (shift or 0)
        if not words and month and (month, day) > (self.published.month, self.published.day):
            year -= 1  # 12月 in a report of January is last year's
        return year

    def numeric(self, match: re.Match[str]) -> Days | None:
        day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
        return Days(match.start(), match.end(), day, day, single=True) if day else None

    def month(self, match: re.Match[str]) -> Days | None:
        month = _small(match["month"])
        if not 1 <= month <= 12 or (not match["year"] and self.text[match.start() - 1 : match.start()] == "年"):
            return None
        number = _small(match["day"]) if match["day"] else 0
        year = self._year(match["year"], match.start(), month, number or 1)
        if year is None:
            return Days(match.start(), match.end(), None, None, single=bool(number))
        first, last = _month_part(year, month, number, match["part"])
        if first is None:
            return None
        if match["month2"] or match["day2"]:
            year2 = self._year(match["year2"], match.start()) if match["year2"] else year
            month2 = _small(match["month2"]) if match["month2"] else month
            _, end = _month_part(year2 or year, month2, _small(match["day2"]) if match["day2"] else 0, None)
            if end is not None and end >= first:
                last = end
        return Days(match.start(), match.end(), first, last, single=bool(number))

    def months(self, match: re.Match[str]) -> Days | None:
        first, last = _small(match["from"]), _small(match["to"])
        if not 1 <= first < last <= 12:
            return None
        year = self._year(match["year"], match.start(), last)
        return Days(match.start(), match.end(), None, None) if year is None else _between(match, year, first, year, last)

    def whole(self, match: re.Match[str]) -> Days | None:
        if match["this"]:
            return self._this_month(match)
        if match["from"]:
            first, last = _number_of_year(match["from"]), _number_of_year(match["to"])
            return _between(match, first, 1, last, 12) if first and last and first <= last else None
        year = self._whole_year(match.start()) if match["all"] else self._year(match["year"] or match["only"], match.start())
        if year is None:
            return Days(match.start(), match.end(), None, None)
        if match["half"]:
            return _between(match, year, 1 if match["half"] == "上" else 7, year, 6 if match["half"] == "上" else 12)
        if match["quarter"]:
            quarter = _small(match["quarter"])
            return _between(match, year, 3 * quarter - 2, year, 3 * quarter)
        if match["quarters"]:
            return _between(match, year, 1, year, 9 if match["quarters"] == "前三" else 6)
        if match["edge"]:
            month = 1 if "初" in match["edge"] else 12
            return _between(match, year, month, year, month)
        return _between(match, year, 1, year, 12)

    def _whole_year(self, at: int) -> int | None:
        """Return the year that 全年 is of: the one last told of, else the last that is nearly over."""
        index = bisect_right(self.years, at, key=lambda year: year[0]) - 1
        if index >= 0 and (self.published is None or self.years[index][1] <= self.published.year):
            return self.years[index][1]
        return None if self.published is None else self.published.year - (self.published.month <= 3)

    def _this_month(self, match: re.Match[str]) -> Days | None:
        if self.published is None:
            return Days(match.start(), match.end(), None, None)
        day = self.published.replace(day=1) - timedelta(days=1 if match["this"].startswith("上") else 0)
        return _between(match, day.year, day.month, day.year, day.month)

    def lone(self, match: re.Match[str]) -> Days | None:
        if self.published is None:
            return None
        if match["rel"]:
            day: date | None = self.published - timedelta(days={"昨": 1, "今": 0, "前": 2}[match["rel"][0]])
            return Days(match.start(), match.end(), day, day, single=True)
        number = int(match["day"])
        month = self.published.replace(day=1) if number <= self.published.day else self.published.replace(day=1) - timedelta(days=1)
        day = _day(month.year, month.month, number)
        last = _day(month.year, month.month, int(match["day2"])) if match["day2"] else day
        return Days(match.start(), match.end(), day, last if last and day and last >= day else day, single=True) if day else None

    def _come_so_far(self, last: date | None) -> date | None:
        """Return the day of the article for the end of its month: 截至12月底 in a report of 29 December."""
        if last and self.published and last > self.published and (last.year, last.month) == (self.published.year, self.published.month):
            return self.published
        return last

    def reaching(self, days: Days) -> Days:
        """Return days as far as they reach: since them, until them, or within them."""
        rest = self.text[days.end : days.end + 24]
        before = self.text[max(0, days.start - 5) : days.start]
        if COMPARED.match(rest):
            return Days(days.start, days.end, None, None)
        if UNTIL_BEFORE.search(before) and not re.search("[0-9日月年][至到]$", before):
            return Days(days.start, days.end, None, self._come_so_far(days.last), Reach.UNTIL)
        if days.single and REPORTED.match(self.text, days.end, days.end + 40):
            return Days(days.start, days.end, None, days.last, Reach.UNTIL)
        if days.first is not None and (SINCE.match(rest) or FOUNDED.match(rest)):
            return Days(days.start, days.end, days.first, self.published, Reach.SINCE)
        last = days.last
        if last and self.published and days.first and not days.single and days.first <= self.published < last:
            last = self.published  # 今年 has only come so far
        return Days(days.start, days.end, days.first, last, Reach.WITHIN, days.single)


def _between(match: re.Match[str], year: int, month: int, last_year: int, last_month: int) -> Days | None:
    if not (1949 <= year <= 2999 and 1949 <= last_year <= 2999):
        return None
    return Days(match.start(), match.end(), date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]))


def _month_part(year: int, month: int, day: int, part: str | None) -> tuple[date | None, date | None]:
    if not (1 <= month <= 12 and 1949 <= year <= 2999):
        return None, None
    if day:
        return _day(year, month, day), _day(year, month, day)
    end = monthrange(year, month)[1]
    first, last = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, end), "底": (end, end), "末": (end, end)}.get(part or "", (1, end))
    return date(year, month, first), date(year, month, last)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1949 <= year <= 2999 else None
    except ValueError:
        return None


def _small(words: str) -> int:
    try:
        return read_number(words)
    except Unreadable:
        return 0


def _number_of_year(words: str) -> int | None:
    digits = "".join(str("〇一二三四五六七八九".find(char.replace("零", "〇"))) if char in "〇零一二三四五六七八九" else char for char in words.rstrip("年度"))
    year = int(digits) if digits.isdigit() else 0
    if len(digits) != 4 or not 1949 <= year <= 2999:
        return None
    return year
