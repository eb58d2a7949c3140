"""Periods that a total is asked for, and the cells that figures belong to (figures.md section 2)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

ALL_CELL = "all"  # several years, or a start nobody knows
FIRST_YEAR, LAST_YEAR = 1949, 2999
PATTERN = r"(?:19(?:49|[5-9][0-9])|2[0-9]{3})(?:H[12]|Q[1-4]|-(?:0[1-9]|1[0-2]))?|to-(?:19(?:49|[5-9][0-9])|2[0-9]{3})-(?:0[1-9]|1[0-2])"
QUARTERS = "一二三四"
HALVES = "上下"


def month_of(day: date) -> str:
    """Return the code of the month that a day is in."""
    return f"{day.year:04d}-{day.month:02d}"


def _chain(year: int, month: int) -> tuple[str, ...]:
    """Return the cells that hold a month, from the month to all."""
    return f"{year:04d}-{month:02d}", f"{year:04d}Q{(month + 2) // 3}", f"{year:04d}H{(month + 5) // 6}", f"{year:04d}", ALL_CELL


def _months(cell: str) -> tuple[int, int, int]:
    """Return the year, the first and the last month of a cell other than all."""
    year, rest = int(cell[:4]), cell[4:]
    if rest.startswith("H"):
        return year, 6 * int(rest[1]) - 5, 6 * int(rest[1])
    if rest.startswith("Q"):
        return year, 3 * int(rest[1]) - 2, 3 * int(rest[1])
    return (year, int(rest[1:]), int(rest[1:])) if rest else (year, 1, 12)


@cache
def cells_holding(cell: str) -> tuple[str, ...]:
    """Return a cell and every larger one around it, smallest first: the last is always all."""
    if cell == ALL_CELL:
        return (ALL_CELL,)
    year, first, _ = _months(cell)
    chain = _chain(year, first)
    return chain[chain.index(cell) :]


def join_cells(one: str, other: str) -> str:
    """Return the smallest cell that holds both."""
    around = cells_holding(other)
    return next(cell for cell in cells_holding(one) if cell in around)


def cell_of(first: date | None, last: date) -> str:
    """Return the smallest cell that holds all days from the first to the last; a first of None is a start nobody knows."""
    return ALL_CELL if first is None else join_cells(month_of(first), month_of(last))


@dataclass(frozen=True)
class Period:
    """What a total is asked for: 累计 (code ""), 本期 of a calendar period (2022, 2022H1, 2022Q3, 2022-07) or 截至 a month (to-2022-06)."""

    code: str = ""

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Return the period of a code; raises ValueError for anything that is not exactly the code of one."""
        if code and not re.fullmatch(PATTERN, code):
            raise ValueError(f"not a period: {code[:20]!r}")
        return cls(code)

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls.parse(f"{year:04d}")

    @classmethod
    def upto(cls, month: str) -> "Period":
        """Return 截至 a month (2022-06)."""
        return cls.parse(f"to-{month}")

    def __str__(self) -> str:
        return self.label

    @property
    def is_all(self) -> bool:
        return not self.code

    @property
    def is_upto(self) -> bool:
        return self.code.startswith("to-")

    @property
    def is_calendar(self) -> bool:
        """Whether this is a 本期: a period with a first and a last day."""
        return not (self.is_all or self.is_upto)

    @property
    def is_year(self) -> bool:
        """Whether this is the 本期 of a whole year."""
        return len(self.code) == 4

    @property
    def path(self) -> str:
        """Return the period as the end of an address."""
        return f"{self.code}/" if self.code else ""

    @property
    def label(self) -> str:
        if self.is_all:
            return "累计"
        year, first, last = self._span
        if self.is_upto:
            return f"截至{year}年{last}月"
        within = {12: "", 6: f"{HALVES[last // 6 - 1]}半年", 3: f"第{QUARTERS[last // 3 - 1]}季度", 1: f"{last}月"}
        return f"{year}年{within[last - first + 1]}"

    @cached_property
    def _span(self) -> tuple[int, int, int]:
        return _months(self.code.removeprefix("to-"))

    @property
    def year(self) -> int | None:
        return None if self.is_all else self._span[0]

    @property
    def first(self) -> date | None:
        """Return the first day, None where the period is open."""
        return date(self._span[0], self._span[1], 1) if self.is_calendar else None

    @property
    def last(self) -> date | None:
        """Return the last day, None for 累计."""
        if self.is_all:
            return None
        year, _, month = self._span
        return date(year, month, monthrange(year, month)[1])

    @property
    def last_month(self) -> str:
        """Return the code of the last month, "" for 累计: what the month a figure ends in is compared with."""
        return month_of(self.last) if self.last else ""

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Return the codes of all cells inside a calendar period, itself first; raises ValueError for 累计 and 截至, which are not made of cells."""
        if not self.is_calendar:
            raise ValueError(f"{self.label} is not made of cells")
        year, first, last = self._span
        found = dict.fromkeys(cell for month in range(first, last + 1) for cell in _chain(year, month) if self.contains(cell))
        return tuple(sorted(found, key=lambda cell: (_months(cell)[1] - _months(cell)[2], cell)))

    def contains(self, cell: str) -> bool:
        """Say whether a cell lies inside; raises ValueError for 截至, where the month a figure ends in decides and not its cell."""
        if self.is_upto:
            raise ValueError(f"{self.label} is not made of cells")
        return self.is_all or self.code in cells_holding(cell)

    def takes(self, cell: str, covering: str) -> bool:
        """Say whether a figure of a cell counts in this period, being covered in another ("" where it is not); raises ValueError for 截至, as `contains`."""
        return self.contains(cell) and not (covering and self.contains(covering))

    def parts(self) -> tuple["Period", ...]:
        """Return the months that a table of a calendar period has rows for; none for a month, 累计 and 截至."""
        if not self.is_calendar or self._span[1] == self._span[2]:
            return ()
        year, first, last = self._span
        return tuple(Period(f"{year:04d}-{month:02d}") for month in range(first, last + 1))

    @property
    def parents(self) -> tuple["Period", ...]:
        """Return the larger calendar periods around this one, smallest first."""
        return tuple(Period(cell) for cell in cells_holding(self.code)[1:-1]) if self.is_calendar else ()

    @property
    def through(self) -> "Period":
        """Return the 截至 that ends with this period: the other block of its page. 累计 is the last of these, and a 截至 its own."""
        return Period(f"to-{self.last_month}") if self.is_calendar else self

    @property
    def ending_here(self) -> tuple["Period", ...]:
        """Return the calendar periods that end with a 截至, smallest first: its month, and a quarter, half or year that ends with it."""
        if not self.is_upto:
            return ()
        month = Period(self.last_month)
        return (month, *(period for period in month.parents if period.last == self.last))


ALL = Period()
