"""The verbs of the six actions that touch more than one row (publishing itself is `publishing.services`)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from members.pinyin import free_slug
from publishing.models import Verb
from publishing.services import Refused, both_halves, locked_again
from publishing.trail import leave_trace

from . import settlement
from .answers import basis_of
from .models import ActionLine, Activity, ActivityPhoto, Figure, Indicator, OverlapAnswer, Programme
from .quantities import Quantity, UnitMismatch


@transaction.atomic
def record_figure(*, activity: Activity, indicator: Indicator, quantity: Quantity, position: int = 0) -> Figure:
    """Add a figure to an activity that is being entered. Raises UnitMismatch where the quantity is not counted in the indicator's unit."""
    if quantity.unit != indicator.unit:
        raise UnitMismatch(indicator.unit, quantity.unit)
    return activity.figures.create(indicator=indicator, amount=quantity.amount, qualifier=quantity.qualifier.value, position=position)


@transaction.atomic
def add_programme(*, name: str, line: ActionLine, by: Any, numbering: str = "") -> Programme:
    """Return a new programme of a line, its slug made from its pinyin. Raises Refused where the name is taken."""
    name = name.strip()
    if Programme.objects.filter(name=name).exists():
        raise Refused(f"已经有一个叫“{name}”的品牌项目。")
    programme = Programme.objects.create(
        name=name, line=line, numbering=numbering, slug=free_slug(name, Programme.objects.all(), otherwise="xiang-mu", most=70)
    )
    leave_trace(verb=Verb.CREATED, subject=programme, by=by, fields=["name", "line"])
    return programme


@transaction.atomic
def withdraw_photo(*, photo: ActivityPhoto, by: Any) -> list[ActivityPhoto]:
    """Take back the consent to a photo: it is gone from its address and from every page by the next request; return the rows.

    The same picture on the working copy or on the record that it revises goes with it, so that no later `replace` brings it back.
    Raises Refused where there is no consent to take back.
    """
    halves = both_halves(photo.activity)
    rows = list(ActivityPhoto.objects.filter(activity__in=halves, picture=photo.picture.name, consent=True).order_by("pk"))
    if not rows:
        raise Refused("这张照片没有公开，不用撤下。")
    for row in rows:
        row.consent = False
        row.save(update_fields=["consent"])
        leave_trace(verb=Verb.WITHDRAWN, subject=row, by=by, fields=["consent"])
    return rows


@transaction.atomic
def answer(*, one: Activity, other: Activity, indicators: Iterable[Indicator], counts_both: bool, by: Any) -> None:
    """Say how two records of overlapping days count for these indicators: 不重复 (both) or 已含 (the stronger stands for the weaker).

    Totals follow at once where both are public. Raises Refused where they are not of one programme, or where neither is a summary.
    """
    if one.programme_id is None or one.programme_id != other.programme_id:
        raise Refused("只有同一品牌项目的记录才会重叠。")
    if not (one.is_summary or other.is_summary):
        raise Refused("两次活动各记各的，不用答复。")
    settlement.lock_programme(one.programme_id)
    first, second = sorted([locked_again(one), locked_again(other)], key=lambda activity: activity.pk)
    if {first.programme_id, second.programme_id} != {one.programme_id}:
        raise Refused("记录刚刚被移到别的项目，请重新打开再答复。")
    ids = [indicator.pk for indicator in indicators]
    _keep_answer(first, second, ids, counts_both, by)
    settlement.resettle(one.programme_id, ids)
    leave_trace(verb=Verb.ANSWERED, subject=first, by=by, fields=[f"counts_both={counts_both}", f"other={second.pk}"])


@transaction.atomic
def answer_on_draft(*, draft: Activity, other: Activity, indicators: Iterable[Indicator], counts_both: bool, by: Any) -> None:
    """Say the same of a record that is being saved and is not public: it changes no total until 终审 publishes it, so that nothing else need wait.

    Whoever calls holds the draft's row; the other is only read, and an answer on what it was before does not speak. Raises Refused for what is public.
    """
    if draft.is_public:
        raise Refused("已经发布的记录，由终审答复。")
    first, second = sorted([draft, other], key=lambda activity: activity.pk)
    _keep_answer(first, second, [indicator.pk for indicator in indicators], counts_both, by)
    leave_trace(verb=Verb.ANSWERED, subject=draft, by=by, fields=[f"counts_both={counts_both}", f"other={other.pk}"])


def _keep_answer(first: Activity, second: Activity, indicator_ids: Iterable[int], counts_both: bool, by: Any) -> None:
    for indicator_id in indicator_ids:
        OverlapAnswer.objects.update_or_create(
            first=first,
            second=second,
            indicator_id=indicator_id,
            defaults={"counts_both": counts_both, "answered_by": by, "first_basis": basis_of(first), "second_basis": basis_of(second)},
        )
