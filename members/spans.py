"""From when to when something holds, in words."""

from datetime import date


def spoken_span(first: date, last: date | None) -> str:
    """Return 2022年5月19日起 where no end is known, else 2022年5月19日至2023年5月18日."""
    return f"{_day(first)}至{_day(last)}" if last else f"{_day(first)}起"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
