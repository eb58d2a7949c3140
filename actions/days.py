"""Days as Chinese texts say them (`conventions.md` 3): no part of a date that is not known."""

from datetime import date

from .enums import Precision


def in_words(first: date | None, last: date, precision: str) -> str:
    """Return days in words: 2022年7月9日, 2022年5月, 2022年, 2015年至2022年7月20日, 截至2022年7月20日."""
    if first is None:
        return f"截至{_day(last)}"
    if precision == Precision.YEAR:
        return f"{first.year}年" if first.year == last.year else f"{first.year}年至{_day(last)}"
    if precision == Precision.MONTH:
        return _month(first) if (first.year, first.month) == (last.year, last.month) else f"{_month(first)}至{_month(last)}"
    return _day(first) if first == last else f"{_day(first)}至{_day(last)}"


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
