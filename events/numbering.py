"""Which issue or edition of a programme comes next."""

from django.db.models import Max

from actions.models import Activity, Figure, Programme
from actions.progress import programme_progress
from actions.quantities import Qualifier

from .models import Event


def next_number(programme: Programme) -> int | None:
    """Return the number after the highest that is known of a programme; None where it is not numbered.

    Known are the numbers that events and activities bear, how many issues are counted (a summary may say 23期), and ranks (第十九届).
    """
    unit = programme.numbering
    if not unit:
        return None
    borne = [rows.filter(programme=programme).aggregate(highest=Max("number"))["highest"] for rows in (Event.objects, Activity.objects)]
    counted = [row.to_date.floor for row in programme_progress(programme, year=None) if row.indicator.unit == unit]
    ranks = Figure.objects.filter(activity__programme=programme, indicator__unit=unit, qualifier=Qualifier.ORDINAL)
    known = [*borne, *counted, ranks.aggregate(highest=Max("amount"))["highest"]]
    return max(number or 0 for number in known) + 1
