"""Which issue or edition of a programme comes next, what is announced of it included."""

from django.db.models import Max

from actions import numbering
from actions.models import Programme

from .models import Event


def next_number(programme: Programme) -> int | None:
    """Return the number after the highest that its records or its events bear; None where it is not numbered."""
    known = numbering.next_number(programme)
    announced = Event.objects.filter(programme=programme).aggregate(highest=Max("number"))["highest"]
    return known and max(known, (announced or 0) + 1)
