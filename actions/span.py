"""Which days and years the data speaks of: up to when, and which year the site calls 本年."""

from datetime import date
from typing import Any

from django.db.models import Exists, Max, QuerySet

from .enums import Level
from .lookup import REPORTED
from .models import Activity, Tally

MOST_YEARS = 60  # that are asked for one by one


def years_with_figures(*, today: date) -> list[int]:
    """Return the years in which figures end, newest first, none after today's; each is asked of the index, however many end in it."""
    ends = _ends(today)
    newest, oldest = (ends.order_by(order).values_list("ends_in", flat=True).first() for order in ("-ends_in", "ends_in"))
    if newest is None or oldest is None:
        return []
    span = range(int(newest[:4]), int(oldest[:4]) - 1, -1)
    if len(span) > MOST_YEARS:
        return sorted({int(month[:4]) for month in ends.order_by().values_list("ends_in", flat=True).distinct()}, reverse=True)
    asked = {f"in_{year}": Exists(ends.filter(ends_in__range=(f"{year}-01", f"{year}-12"))) for year in span}
    found: Any = ends.order_by().values(**asked)[:1].get()
    return [year for year in span if found[f"in_{year}"]]


def data_year(*, today: date) -> int | None:
    """Return the newest year that has figures, not after today's: 「本年」 of the whole site. None where there are none."""
    newest = _ends(today).order_by("-ends_in").values_list("ends_in", flat=True).first()
    return int(newest[:4]) if newest else None


def data_through(*, today: date) -> date | None:
    """Return the last day that published records speak of, never past today; None where there are none."""
    return Activity.objects.published().filter(happened_to__lte=today).aggregate(last=Max("happened_to"))["last"]


def _ends(today: date) -> QuerySet[Tally]:
    """Return the rows of the totals by which it is known when figures end, none after today's month."""
    return Tally.objects.filter(REPORTED, level=Level.LINE, ends_in__lte=f"{today:%Y-%m}")
