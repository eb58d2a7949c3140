"""The six lines as a ledger: what each has reached, how much is recorded of it, and the newest thing."""

from dataclasses import dataclass

from django.urls import reverse

from . import progress
from .models import ActionLine, Activity, Proposal, ProposalOutcome
from .quantities import Quantity
from .saying import Spoken


@dataclass(frozen=True)
class Recorded:
    """How many records of a kind are public: said as a figure is, and led to the list that shows each."""

    label: str
    count: int
    evidence_url: str

    @property
    def typeset(self) -> Spoken:
        return Quantity(self.count, "条").typeset


@dataclass(frozen=True)
class LedgerRow:
    """One line of the ledger."""

    progress: progress.LineProgress
    recorded: int
    newest: Activity | None
    advice: list[Recorded]

    @property
    def line(self):
        return self.progress.line

    @property
    def shown(self):
        return shown_of(self.progress.rows)


def shown_of(rows):
    """Keep the indicators worth a line: those that have a figure or a target."""
    return [row for row in rows if row.to_date.is_reported or row.reach]


def advice_of(line: ActionLine, proposals: int, outcomes: int) -> list[Recorded]:
    """Return what is recorded of a line's proposals and of what came of them; nothing where there are none."""
    url = f"{reverse('actions:proposal-list')}?action={line.slug}"
    return [Recorded("已录入建言", proposals, url), Recorded("已录入结果", outcomes, url)] if proposals else []


def ledger(*, year: int | None) -> list[LedgerRow]:
    """Return a row for each line, in a number of queries that does not grow."""
    published, given = Activity.objects.published(), Proposal.objects.published()
    rows = progress.all_lines(year=year)
    recorded = published.recorded_by_line([row.line for row in rows])
    proposals, outcomes = given.recorded_by_line(), ProposalOutcome.objects.of(given).recorded_by_line()
    newest = {activity.line_id: activity for activity in published.newest_of_each_line()}
    return [
        LedgerRow(
            row,
            recorded.get(row.line.pk, 0),
            newest.get(row.line.pk),
            advice_of(row.line, proposals.get(row.line.pk, 0), outcomes.get(row.line.pk, 0)),
        )
        for row in rows
    ]
