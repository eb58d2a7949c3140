"""Shapes: what the records of one synthetic programme look like, and which of its figures stand for which.

A portal of millions repeats a few hundred of them in other years and other communities. That moves every day by whole years and every community to
another one, which changes nothing in who stands for whom: so `actions.standing` works each shape out once, and SQL does the rest.
"""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from actions.enums import Kind, Precision, Work
from actions.quantities import Qualifier, Quantity
from actions.standing import Standing, Stated, standings

FIGURES = 5  # of each activity
FIRST = 2001  # the year that shapes begin in, before they are moved
LONGEST = 4  # years that a programme lasts
SURE = (Qualifier.EXACT,) * 14 + (Qualifier.OVER,) * 3 + (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.TENS_OF)
SIZES = {"场": 1, "期": 1, "届": 1, "对": 2, "人": 60, "家": 12, "件": 5, "个": 20, "幅(组)": 40, "元": 20_000}  # what one occasion brings, about


@dataclass(frozen=True)
class Counted:
    """An indicator as a shape needs it."""

    id: int
    unit: str
    additive: bool


@dataclass(frozen=True)
class Said:
    """A figure of a shape."""

    indicator: int
    quantity: Quantity


@dataclass
class Record:
    """An activity of a shape; `community` is 0 for none, else which of the programme's own it is."""

    row: int
    first: date | None
    last: date
    published: datetime
    community: int = 0
    summary: bool = False
    precision: Precision = Precision.DAY
    work: str = Work.OTHER
    said: list[Said] = field(default_factory=list)

    @property
    def kind(self):
        return Kind.SUMMARY if self.summary else Kind.OCCASION


@dataclass(frozen=True)
class Shape:
    """The records of a programme in the order of their ids, and for each figure, by its place among all, where it stands."""

    number: int
    records: list[Record]
    standings: dict[int, Standing]
    years: int


def make_shape(number, indicators, *, size, years, communities, seed, alone=False):
    """Return a shape of `size` records over at most `years` years; where `alone`, of occasions that belong to no programme, each standing alone."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - the same data again is the point
    years = random.randint(1, min(LONGEST, years))
    count = 0 if alone or size < 3 or random.random() < 0.25 else 1 + size // 60
    summaries = [] if not count else _summaries(random, years, count)
    occasions = sorted((_occasion(random, years) for _ in range(size - len(summaries))), key=lambda days: days[1])
    records = []
    for row, (first, last, precision) in enumerate([*occasions, *summaries]):
        is_summary = row >= len(occasions)
        named = random.random() < (0.5 if is_summary else 0.8)
        records.append(
            Record(
                row=row,
                first=first,
                last=last,
                published=_moment(random, last),
                community=random.randint(1, communities) if named else 0,
                summary=is_summary,
                precision=precision,
                work=random.choice(Work.values),
            )
        )
    for record in records:
        record.said = _say(random, record, indicators, times=len(occasions) if record.summary else 1)
    return Shape(number, records, _stand(records, alone=alone), years)


def _occasion(random, years):
    """Return first day, last day and precision of an occasion: mostly a day, some several days, a month or a year."""
    day = date(FIRST + random.randrange(years), random.randint(1, 12), random.randint(1, 28))
    kind = random.random()
    if kind < 0.88:
        return day, day, Precision.DAY
    if kind < 0.94:
        return day, _within(day + timedelta(days=random.randint(1, 12)), years), Precision.DAY
    if kind < 0.99:
        return day.replace(day=1), _plain(day.replace(day=monthrange(day.year, day.month)[1])), Precision.MONTH
    return date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR


def _summaries(random, years, count):
    """Return the days of `count` summaries: to date, of a year, a half, several years, across years, and the same days again."""
    found = []
    for _ in range(count):
        year, kind = FIRST + random.randrange(years), random.random()
        if kind < 0.2:
            days = None, date(FIRST, random.randint(1, 12), random.randint(1, 28)), Precision.TO_DATE
        elif kind < 0.3:
            days = date(year, 1, 1), date(year, 12, 31), Precision.YEAR
        elif kind < 0.5:
            days = (*random.choice([(date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))]), Precision.MONTH)
        elif kind < 0.53:
            days = date(FIRST, 1, 1), date(FIRST + years - 1, 12, 31), Precision.YEAR
        elif kind < 0.9 or not found:
            start = date(year, random.randint(1, 12), random.randint(1, 28))
            days = start, _within(start + timedelta(days=random.randint(20, 250)), years), Precision.DAY
        else:
            days = random.choice(found)
        found.append(days)
    return found


def _plain(day):
    """Return the day, the one before it where it is of leap years only, which is no day of other years."""
    return day.replace(day=28) if (day.month, day.day) == (2, 29) else day


def _within(day, years):
    return min(_plain(day), date(FIRST + years - 1, 12, 31))


def _moment(random, last):
    """Return when a record is published: some days after it ended, on no day that only leap years have."""
    return datetime.combine(_plain(last + timedelta(days=random.randint(1, 20))), datetime.min.time()) + timedelta(seconds=random.randrange(86_400))


def _say(random, record, indicators, *, times):
    """Return the figures of a record, the first indicator (so many 场) always among them."""
    chosen = [indicators[0], *random.sample(indicators[1:], FIGURES - 1)]
    return [Said(indicator.id, _quantity(random, record, indicator, indicator is indicators[0], times)) for indicator in chosen]


def _quantity(random, record, indicator, is_first, times):
    if not indicator.additive:
        return Quantity(random.randint(1, 30), indicator.unit, Qualifier.ORDINAL)
    if is_first and not record.summary:
        return Quantity(1, indicator.unit)
    about = max(1, round(SIZES.get(indicator.unit, 100) * times * random.uniform(0.3, 1.7)))
    qualifier = random.choice(SURE)
    if qualifier is Qualifier.TENS_OF:
        return Quantity(10 ** max(1, len(str(about)) - 1), indicator.unit, qualifier)
    if qualifier is not Qualifier.EXACT and about >= 10:
        about -= about % 10 ** (len(str(about)) - 1)
    return Quantity(about, indicator.unit, qualifier)


def _stand(records, *, alone):
    """Return where every figure stands, by its place among all figures of the shape."""
    by_indicator = defaultdict(list)
    for record in records:
        for place, said in enumerate(record.said, start=record.row * FIGURES):
            stated = Stated(
                id=place,
                activity=record.row,
                summary=record.summary,
                first=record.first,
                last=record.last,
                floor=said.quantity.floor or 0,
                published=record.published,
                community=record.community,
            )
            by_indicator[place if alone else said.indicator].append(stated)
    return {place: standing for figures in by_indicator.values() for place, standing in standings(figures).items()}
