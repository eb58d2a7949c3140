"""A month as a desk calendar shows it: weeks of days, each with what happens on it."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

WRITTEN = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
WEEK = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """Return the month that an address names (2026-12), None where it names none."""
        found = WRITTEN.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"

    @property
    def code(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


@dataclass
class Day:
    """One square of the sheet: a day of the month with its events, or a blank before the first and after the last (`day` is None)."""

    day: date | None
    events: list[Any] = field(default_factory=list)


def sheet_of(month: Month, events: Iterable[Any]) -> Sequence[Sequence[Day]]:
    """Return the weeks of a month, Monday first, with the events of a fixed day on each of their days."""
    weeks = [[Day(day if day.month == month.month else None) for day in week] for week in WEEK.monthdatescalendar(month.year, month.month)]
    squares = {square.day: square for week in weeks for square in week if square.day}
    for event in events:
        day = max(event.starts_on, month.first)
        while event.has_its_day and day <= min(event.ends_on, month.last):
            squares[day].events.append(event)
            day += timedelta(days=1)
    return weeks
