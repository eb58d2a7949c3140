"""Which issue or edition of a programme comes next among its records, and how such a record is called."""

import re

from django.db.models import Max

from .models import Activity, Figure, Programme
from .numerals import in_words
from .progress import programme_progress
from .quantities import Qualifier


def next_number(programme: Programme) -> int | None:
    """Return the number after the highest that is known of a programme; None where it is not numbered.

    Known are the numbers that its records bear, drafts too, how many issues are counted (a summary may say 23期), and ranks (第十九届).
    """
    unit = programme.numbering
    if not unit:
        return None
    borne = Activity.objects.filter(programme=programme).aggregate(highest=Max("number"))["highest"]
    counted = [row.to_date.floor for row in programme_progress(programme, year=None) if row.indicator.unit == unit]
    ranks = Figure.objects.filter(activity__programme=programme, indicator__unit=unit, qualifier=Qualifier.ORDINAL)
    known = [borne, *counted, ranks.aggregate(highest=Max("amount"))["highest"]]
    return max(number or 0 for number in known) + 1


def proposed(programme: Programme, number: int | None) -> dict[str, str | int]:
    """Return what a form is told once a programme is chosen: its line and, where there is a number, that and a title (壹日读书会第24期)."""
    numbered: dict[str, str | int] = {"number": number, "title": f"{programme.name}第{number}{programme.numbering}"} if number else {}
    return {"line": programme.line_id} | numbered


def renumbered(title: str, old: int | None, new: int, unit: str) -> str:
    """Return a title with another number where it names the old one (第23期, 第二十三期, 23期), else as it was."""
    if old is None:
        return title
    said = re.sub(rf"(?<![0-9]){old}(?=\s*{unit})", str(new), title, count=1, flags=re.ASCII)
    return said if said != title else title.replace(f"第{in_words(old)}{unit}", f"第{in_words(new)}{unit}", 1)
