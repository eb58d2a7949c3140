"""The six lines as a ledger: what each has reached, how much is recorded of it, and the newest thing."""

from dataclasses import dataclass

from . import progress
from .models import Activity


@dataclass(frozen=True)
class LedgerRow:
    """One line of the ledger."""

    progress: progress.LineProgress
    recorded: int
    newest: Activity | None

    @property
    def line(self):
        return self.progress.line

    @property
    def shown(self):
        return shown_of(self.progress.rows)


def shown_of(rows):
    """Keep the indicators worth a line: those that have a figure or a target."""
    return [row for row in rows if row.to_date.is_reported or row.reach]


def ledger(*, year: int | None) -> list[LedgerRow]:
    """Return a row for each line, in a number of queries that does not grow."""
    published = Activity.objects.published()
    recorded = published.recorded_by_line()
    newest = {activity.line_id: activity for activity in published.newest_of_each_line()}
    return [LedgerRow(row, recorded.get(row.line.pk, 0), newest.get(row.line.pk)) for row in progress.all_lines(year=year)]
