"""Which answers on overlapping days still speak (`figures.md` 2)."""

from collections.abc import Iterable, Sequence

from .models import Activity, OverlapAnswer
from .standing import Answer


def basis_of(activity: Activity) -> str:
    """Return what an answer depends on: the days, the programme and the community of one side."""
    return f"{activity.happened_from or ''}/{activity.happened_to}/{activity.programme_id or ''}/{activity.community_id or ''}"


def speaking_answers(activities: Sequence[Activity], indicator_id: int) -> list[Answer]:
    """Return the answers among these activities for an indicator whose two sides are still as they were when it was given."""
    return answers_among(activities, [indicator_id]).get(indicator_id, [])


def answers_among(activities: Sequence[Activity], indicator_ids: Iterable[int]) -> dict[int, list[Answer]]:
    """Return the answers among these activities that still speak, by indicator, in one query.

    A working copy stands among them for its record: what was answered on the record speaks for it too, unless it was answered again on the copy.
    """
    by_id = {activity.pk: activity for activity in activities} | {activity.revises_id: activity for activity in activities if activity.revises_id}
    rows = OverlapAnswer.objects.filter(indicator_id__in=indicator_ids, first_id__in=by_id, second_id__in=by_id) if len(activities) > 1 else []
    found: dict[int, dict[tuple[int, int], Answer]] = {}
    for row in sorted(rows, key=lambda row: (by_id[row.first_id].pk == row.first_id) + (by_id[row.second_id].pk == row.second_id)):
        first, second = by_id[row.first_id], by_id[row.second_id]
        if row.first_basis == basis_of(first) and row.second_basis == basis_of(second):
            one, other = sorted([record_id(first), record_id(second)])
            found.setdefault(row.indicator_id, {})[one, other] = Answer(one, other, row.counts_both)
    return {indicator_id: list(answers.values()) for indicator_id, answers in found.items()}


def record_id(activity: Activity) -> int:
    """Return the id of the record that an activity is, or is the working copy of."""
    return activity.revises_id or activity.pk
