"""Who did something that is public, gathered from every app that knows of it."""

from django.db.models import Exists, OuterRef, QuerySet

from actions.models import ActionLine, ActivityHost, ProposalAuthor
from events.models import EventHost
from members.models import Pairing, Unit
from publishing.models import State


def units_at_work() -> QuerySet[Unit]:
    """Return the units that something public names."""
    at_work = (
        Exists(ActivityHost.objects.filter(unit=OuterRef("pk"), activity__state=State.PUBLISHED)),
        Exists(Pairing.objects.published().filter(unit=OuterRef("pk"))),
        Exists(ProposalAuthor.objects.filter(unit=OuterRef("pk"), proposal__state=State.PUBLISHED)),
        Exists(EventHost.objects.filter(unit=OuterRef("pk"), event__state=State.PUBLISHED)),
        Exists(ActionLine.objects.filter(lead_unit=OuterRef("pk"))),
    )
    return Unit.objects.filter(at_work[0] | at_work[1] | at_work[2] | at_work[3] | at_work[4])
