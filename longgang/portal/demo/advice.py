"""Enters the proposals and speeches of the report; the activities that stood for them in an earlier demo lead there."""

from django.db import transaction

from actions.models import ActionLine, Activity, Proposal
from members.models import Unit
from publishing.services import withdraw

from .entering import Entering

MOVED = "改记为建言"


class Advice(Entering):
    """Enters proposals with their authors and outcomes."""

    def enter_all(self, data, report):
        """Enter and publish every proposal that is not there yet, newest last; return how many were, and how many activities moved to one."""
        line = ActionLine.objects.get(number=data["line"])
        known = {proposal.title: proposal for proposal in Proposal.objects.originals().filter(line=line)}
        new = [row for row in reversed(data["proposals"]) if row["title"] not in known]
        for row in new:
            known[row["title"]] = self.enter(row, line, report)
        return len(new), sum(self._move(row["was"], known[row["title"]]) for row in data["proposals"])

    @transaction.atomic
    def enter(self, row, line, report):
        proposal = Proposal(
            line=line,
            submitted_on=report["appeared_on"],
            precision="year",
            source=report["source"],
            contributor=report["contributor"],
            text=row["text"].strip(),
            **{name: row[name] for name in ("title", "kind", "summary")},
        )
        self.save(proposal)
        for position, name in enumerate(row.get("authors", [])):
            proposal.authors.create(unit=Unit.objects.get(name=name), position=position)
        for position, outcome in enumerate(row["outcomes"]):
            proposal.outcomes.create(position=position, source=report["source"], **outcome)
        return self.show(proposal)

    def _move(self, title, proposal):
        """Withdraw the activity that stood for a proposal, so that its address leads there; return whether there was one to move."""
        activity = Activity.objects.originals().published().filter(line=proposal.line, title=title).first()
        if activity is None or not proposal.is_public:
            return False
        withdraw(activity, reason=MOVED, by=self.publisher, moved_to=proposal)
        return True
