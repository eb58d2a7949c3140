"""Enters the people whom the report names, as it names them, and the pairing; nothing that it does not say."""

from django.db import transaction

from actions.models import ActivityPerson
from members.enums import Basis, MemberField
from members.models import Community, Member, MemberStatus, Pairing, Posting, Unit
from members.services import disclose
from publishing.models import Verb
from publishing.trail import leave_trace

from .entering import Entering

SAID = ("aims", "initiative")


@transaction.atomic
def enter_people(data, report, *, by):
    """Enter who is not there yet, the name public on the report, and the postings.

    A name whose basis was withdrawn from a record of an earlier demo stays withdrawn.
    """
    for name in data["people"]:
        if Member.objects.filter(name=name).exists():
            continue
        member = Member.objects.create(name=name, status=MemberStatus.UNSTATED)
        leave_trace(verb=Verb.CREATED, subject=member, by=by)
        if not ActivityPerson.objects.filter(name=name, withdrawn_at__isnull=False).exists():
            disclose(
                member=member, field=MemberField.NAME, basis=Basis.SOURCE, published_in=report["source"], published_on=report["appeared_on"], by=by
            )  # fmt: skip
    for row in data["postings"]:
        member = Member.objects.get(name=row["member"])
        if not member.postings.filter(started_on=row["from"]).exists():
            posting = Posting.objects.create(member=member, started_on=row["from"], source=report["source"])
            leave_trace(verb=Verb.CREATED, subject=posting, by=by)


class Pairings(Entering):
    """Enters pairings with their lists."""

    def enter_all(self, data, report):
        """Enter and publish every pairing that is not there yet; return how many were."""
        rows = [(row, *self._sides(row)) for row in data["pairings"]]
        new = [side for side in rows if not Pairing.objects.originals().filter(unit=side[1], community=side[2], started_on=side[0]["from"]).exists()]
        for row, unit, community in new:
            self.enter(row, unit, community, report)
        return len(new)

    def _sides(self, row):
        return Unit.objects.get(name=row["unit"]), Community.objects.get(name=row["community"])

    @transaction.atomic
    def enter(self, row, unit, community, report):
        pairing = Pairing(unit=unit, community=community, started_on=row["from"], source=report["source"], **{name: row[name] for name in SAID})
        self.save(pairing)
        for position, item in enumerate(row["items"]):
            pairing.items.create(position=position, **item)
        for position, step in enumerate(row["steps"]):
            pairing.steps.create(position=position, step=step)
        return self.show(pairing)
