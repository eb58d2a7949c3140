"""Which issue or edition of a programme comes next."""

from django.db.models import Max

from actions.models import Activity, Programme

from .models import Event


def next_number(programme: Programme) -> int | None:
    """Return the number after the highest that an event or an activity of the programme bears; None where it is not numbered."""
    if not programme.numbering:
        return None
    highest = (rows.filter(programme=programme).aggregate(highest=Max("number"))["highest"] or 0 for rows in (Event.objects, Activity.objects))
    return max(highest) + 1
