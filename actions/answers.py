"""Which answers on overlapping days still speak (`figures.md` 2)."""

from collections.abc import Sequence

from .models import Activity, OverlapAnswer
from .standing import Answer


def basis_of(activity: Activity) -> str:
    """Return what an answer depends on: the days, the programme and the community of one side."""
    return f"{activity.happened_from or ''}/{activity.happened_to}/{activity.programme_id or ''}/{activity.community_id or ''}"


def speaking_answers(activities: Sequence[Activity], indicator_id: int) -> list[Answer]:
    """Return the answers among these activities for an indicator whose two sides are still as they were when it was given."""
    by_id = {activity.pk: activity for activity in activities}
    rows = OverlapAnswer.objects.filter(indicator_id=indicator_id, first_id__in=by_id, second_id__in=by_id) if len(by_id) > 1 else []
    return [
        Answer(row.first_id, row.second_id, row.counts_both)
        for row in rows
        if row.first_basis == basis_of(by_id[row.first_id]) and row.second_basis == basis_of(by_id[row.second_id])
    ]
