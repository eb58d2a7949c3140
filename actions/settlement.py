"""What happens around a change of what the public sees: locks before, coverings, totals and corrections after (`figures.md` 3)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from publishing.services import Refused

from . import tallying
from .answers import basis_of, speaking_answers
from .enums import Kind
from .models import Activity, Correction, Figure, OverlapAnswer, Programme
from .rules import broken_rules
from .standing import Standing, Stated, outweighs, standing_among, standings

TRIES = 5
AT_ONCE = 5000  # ids in one statement
NOWHERE = Standing(0, "", "")
PLACED = (
    "cell",
    "ends_in",
    "covering_cell",
    "covering_end",
    "covered_by_id",
    "own_covering_cell",
    "own_covering_end",
    "own_covered_by_id",
    "floor",
    "grain",
)


class _Moved(Exception):
    """A record came to another programme between being read and being locked."""


@dataclass(frozen=True)
class _Said:
    """What a public figure says, and of what: two that are equal need no correction."""

    amount: int
    qualifier: str
    line_id: int
    programme_id: int | None
    community_id: int | None
    days: str


@contextmanager
def settling(record: Activity, *, copy: Activity | None = None, by: Any, reason: str, day: date) -> Iterator[tuple[Activity, Activity | None]]:
    """Lock what a change of this record concerns, yield the rows read again, then write coverings, totals and corrections.

    Programmes, records and totals are locked in this order, each by id; drafts wait for none of them. Raises Refused where the record breaks a rule
    of the ledger, or where a public figure changes without a reason.
    """
    record, copy = _lock(record, copy)
    before, old_keys = _said(record), tallying.keys_of(record) if record.is_public else set()
    was = _Placed.of(record)
    was_public = record.was_public
    if copy is not None:
        _move_answers(copy, record)
    yield record, copy
    if record.is_public and (problems := broken_rules(record)):
        raise Refused("；".join(problems))
    after = _said(record)
    old_keys |= _place(record, was, {*before, *after})
    tallying.recompute(old_keys)
    if was_public:
        _correct(record, before, after, by=by, reason=reason, day=day)


@transaction.atomic
def resettle(programme_id: int, indicator_ids: Iterable[int]) -> None:
    """Work out anew who stands for whom in a programme, and the totals that follow: what an answer on an overlap asks for."""
    lock_programme(programme_id)
    tallying.recompute(_place_programme(programme_id, set(indicator_ids)))


def lock_programme(programme_id: int) -> None:
    """Make other changes of what the public sees in this programme wait until this transaction ends."""
    _lock_programmes([programme_id])


def _lock(record: Activity, copy: Activity | None) -> tuple[Activity, Activity | None]:
    """Lock the programmes concerned and then the records; start over where a record moved before it was locked."""
    ids = [row.pk for row in (record, copy) if row is not None]
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                programmes = set(Activity.objects.filter(pk__in=ids, programme__isnull=False).values_list("programme_id", flat=True))
                _lock_programmes(programmes)
                rows = {row.pk: row for row in Activity.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)}
                if {row.programme_id for row in rows.values() if row.programme_id} != programmes:
                    raise _Moved
                if len(rows) != len(ids):
                    raise Refused("这条记录已经被删除了。")
                return rows[record.pk], rows[copy.pk] if copy is not None else None
        except _Moved:
            continue
    raise Refused("这条记录正在被别人移动，请稍后再试。")


def _lock_programmes(ids: Iterable[int]) -> None:
    list(Programme.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _said(record: Activity) -> dict[int, _Said]:
    """Return what the public reads of a record, by indicator; nothing of what is not public."""
    if not record.is_public:
        return {}
    about = (record.line_id, record.programme_id, record.community_id, record.exact_days)
    return {figure.indicator_id: _Said(figure.amount, figure.qualifier, *about) for figure in Figure.objects.filter(activity=record)}


@dataclass(frozen=True)
class _Placed:
    """A record's figures as they bear on its programme: none where it is not public."""

    programme_id: int | None
    is_summary: bool
    figures: tuple[tuple[int, Stated], ...]  # with their indicators

    @classmethod
    def of(cls, record: Activity) -> "_Placed":
        figures = _figures_of(record) if record.is_public else []
        return cls(record.programme_id, record.is_summary, tuple((figure.indicator_id, stated(figure)) for figure in figures))


def _figures_of(record: Activity) -> list[Figure]:
    """Return the figures of a record, which they know as it is in memory."""
    figures = list(Figure.objects.filter(activity=record).select_related("indicator").order_by("pk"))
    for figure in figures:
        figure.activity = record
    return figures


def _place(record: Activity, was: _Placed, indicators: set[int]) -> set[tallying.Key]:
    """Write where the figures concerned count, and return the keys, old and new, of those that changed."""
    figures = _figures_of(record)
    found = _standings_alone(record, was, figures)
    if found is not None:
        return _write(figures, found)
    touched: set[tallying.Key] = set()
    for programme_id in sorted({programme_id for programme_id in (was.programme_id, record.programme_id) if programme_id}):
        touched |= _place_programme(programme_id, indicators)
    if not record.is_public or record.programme_id is None:
        touched |= _write(figures, _standings_of(record, figures))
    return touched


def _standings_of(record: Activity, figures: list[Figure]) -> dict[int, Standing]:
    """Return the standings of a record that is in no programme, or not public."""
    return standings([stated(figure) for figure in figures]) if record.is_public else {figure.pk: NOWHERE for figure in figures}


def _standings_alone(record: Activity, was: _Placed, figures: list[Figure]) -> dict[int, Standing] | None:
    """Return the standings of an occasion that changes those of no other figure; None where others may change, or it takes them to tell.

    An occasion stands for nothing; it bears on others only where it is larger than a summary that holds it, which may then outweigh another.
    """
    if record.is_summary or was.is_summary:
        return None
    is_now = _Placed(record.programme_id, False, tuple((figure.indicator_id, stated(figure)) for figure in figures) if record.is_public else ())
    found = {figure.pk: NOWHERE for figure in figures}
    for at in (was, is_now):
        summaries = _summaries_of(at)
        for indicator_id, mine in at.figures:
            beside = summaries.get(indicator_id, [])
            if outweighs(mine, [summary for summary, _, _ in beside]):
                return None
            if at is is_now:
                covered, own_covered = ({summary.id for summary, *is_covered in beside if is_covered[side]} for side in (0, 1))
                standing = standing_among(mine, [summary for summary, _, _ in beside], covered, own_covered)
                if standing is None:
                    return None
                found[mine.id] = standing
    if any(place.covered_by for place in found.values()) and OverlapAnswer.objects.filter(Q(first=record) | Q(second=record)).exists():
        return None
    return found


def _summaries_of(at: _Placed) -> dict[int, list[tuple[Stated, bool, bool]]]:
    """Return by indicator the summaries' figures of a programme, each with whether it is covered, in all and within its community."""
    found: dict[int, list[tuple[Stated, bool, bool]]] = defaultdict(list)
    if at.programme_id and at.figures:
        rows = Figure.objects.public().filter(activity__programme=at.programme_id, activity__kind=Kind.SUMMARY)
        rows = rows.filter(indicator__in=[indicator_id for indicator_id, _ in at.figures])
        for figure in rows.select_related("activity", "indicator"):
            found[figure.indicator_id].append((stated(figure), bool(figure.covering_cell), bool(figure.own_covering_cell)))
    return found


def _place_programme(programme_id: int, indicators: set[int]) -> set[tallying.Key]:
    touched: set[tallying.Key] = set()
    figures = list(
        Figure.objects.public().filter(activity__programme_id=programme_id, indicator__in=indicators).select_related("activity", "indicator").order_by("pk")
    )
    for indicator_id in sorted(indicators):
        mine = [figure for figure in figures if figure.indicator_id == indicator_id]
        answers = speaking_answers([figure.activity for figure in mine], indicator_id)
        touched |= _write(mine, standings([stated(figure) for figure in mine], answers))
    return touched


def stated(figure: Figure) -> Stated:
    """Return a figure as the arithmetic of standing takes it; its activity and indicator must have been fetched.

    A working copy is taken for its record, whose place in the order of publication it will have; what was never public would come last.
    """
    activity = figure.activity
    record = activity.revises or activity
    return Stated(
        id=figure.pk,
        activity=record.pk,
        summary=activity.is_summary,
        first=activity.happened_from,
        last=activity.happened_to,
        floor=figure.quantity.floor or 0,
        published=record.first_published_at or timezone.now(),
        community=activity.community_id or 0,
    )


def _write(figures: list[Figure], found: dict[int, Standing]) -> set[tallying.Key]:
    """Store the standings that differ from what the figures say of themselves; return the keys they left and came to.

    Most figures of a programme change alike (a new summary covers them), so what changes alike is written in one statement.
    """
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = defaultdict(list)
    touched: set[tallying.Key] = set()
    for figure in figures:
        place = found[figure.pk]
        quantity = figure.quantity
        values = (
            place.cell,
            place.ends,
            place.covering_cell,
            place.covering_end,
            place.covered_by,
            place.own_covering_cell,
            place.own_covering_end,
            place.own_covered_by,
            quantity.floor or 0,
            quantity.grain or 1,
        )
        changes = tuple((name, value) for name, value in zip(PLACED, values, strict=True) if value != getattr(figure, name))
        if changes:
            if figure.cell:
                touched |= tallying.keys_for(figure)
            for name, value in changes:
                setattr(figure, name, value)
            if figure.cell:
                touched |= tallying.keys_for(figure)
            alike[changes].append(figure.pk)
    for changes, ids in alike.items():
        for start in range(0, len(ids), AT_ONCE):
            Figure.objects.filter(pk__in=ids[start : start + AT_ONCE]).update(**dict(changes))
    return touched


def _move_answers(copy: Activity, record: Activity) -> None:
    """Give the record the answers that were given on its working copy as it is now, in place of its own on the same pair; what speaks of other days goes."""
    for answer in OverlapAnswer.objects.filter(Q(first=copy) | Q(second=copy)):
        sides = [(answer.first_id, answer.first_basis), (answer.second_id, answer.second_basis)]
        own, other = sides if answer.first_id == copy.pk else reversed(sides)
        answer.delete()
        if other[0] == record.pk or own[1] != basis_of(copy):
            continue
        first, second = sorted([(record.pk, own[1]), other])
        OverlapAnswer.objects.update_or_create(
            indicator_id=answer.indicator_id,
            first_id=first[0],
            second_id=second[0],
            defaults={"counts_both": answer.counts_both, "answered_by_id": answer.answered_by_id, "first_basis": first[1], "second_basis": second[1]},
        )


def _correct(record: Activity, before: dict[int, _Said], after: dict[int, _Said], *, by: Any, reason: str, day: date) -> None:
    """Write a correction for each public figure that changed; raises Refused without a reason."""
    changed = [indicator for indicator in sorted({*before, *after}) if before.get(indicator) != after.get(indicator)]
    if changed and not reason.strip():
        raise Refused("公开的数字有变动，要写明理由。")
    common = {"activity": record, "corrected_on": day, "reason": reason, "by": by}
    Correction.objects.bulk_create(
        Correction(indicator_id=indicator, **common, **_side("before", before.get(indicator)), **_side("after", after.get(indicator))) for indicator in changed
    )


def _side(name: str, said: _Said | None) -> dict[str, Any]:
    return {f"{name}_{field}": value for field, value in vars(said).items()} if said else {}
