"""Whether a target's year leaves time enough: what is done of it, held against the time that has passed (pure)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MARGIN = 10  # points of a hundred between what is done and what has passed, within which a line is on course


class Standing(StrEnum):
    """How something stands against its target and the time; the value is what is said of it."""

    MET = "已达成"
    AHEAD = "超前"
    ON_COURSE = "正常"
    LATE = "落后"
    TIMELESS = "不限时间"  # a target without a year that is not met yet


@dataclass(frozen=True)
class Elapsed:
    """How many days of a year have passed, the last day included."""

    days: int
    of: int

    @property
    def percent(self) -> int:
        """Return the share that has passed in whole per cent rounded down, so that 100 means that the year is over."""
        return self.days * 100 // self.of

    @property
    def is_over(self) -> bool:
        return self.days == self.of


def elapsed_of(year: int, *, through: date | None) -> Elapsed:
    """Return how much of a year has passed on the last day that the data speaks of; nothing of it where the data says nothing."""
    first, of = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    passed = 0 if through is None else (through - first).days + 1
    return Elapsed(max(0, min(passed, of)), of)


def standing_of(done: int, target: int, *, elapsed: Elapsed | None) -> Standing:
    """Return how what is guaranteed stands against a target: late from ten points behind the time, ahead from ten before it, late once the year is over."""
    if done >= target:
        return Standing.MET
    if elapsed is None:
        return Standing.TIMELESS
    share, passed, margin = done * 100 * elapsed.of, elapsed.days * 100 * target, MARGIN * elapsed.of * target
    if elapsed.is_over or share <= passed - margin:
        return Standing.LATE
    return Standing.AHEAD if share >= passed + margin else Standing.ON_COURSE
