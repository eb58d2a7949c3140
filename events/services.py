"""The verbs of what is announced: operations that act at once, without review, and closing what is over (publishing itself is `publishing.services`)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from actions.enums import Kind
from actions.models import Activity, ActivityHost, Indicator
from actions.quantities import Quantity
from actions.services import record_figure
from members.services import withdraw_basis
from publishing.models import Verb
from publishing.services import Refused, both_halves, locked_again, record_saved
from publishing.trail import leave_trace

from .enums import EventState
from .models import ContestEntry, Event


@transaction.atomic
def set_capacity(event: Event, *, capacity: int | None, by: Any) -> Event:
    """Say for how many a public event is, None for any number. Raises Refused for what is not public."""
    return _operate(_public(event), by=by, capacity=capacity)


@transaction.atomic
def set_registration(event: Event, *, opens_at: datetime | None, closes_at: datetime | None, by: Any) -> Event:
    """Say when one may register for a public event. Raises Refused for what is not public, and where it closes before it opens or opens after the event."""
    if opens_at and closes_at and closes_at <= opens_at:
        raise Refused("报名截止要晚于报名开始。")
    event = _public(event)
    if opens_at and timezone.localtime(opens_at).date() > event.ends_on:
        raise Refused(f"报名开始晚于活动结束（{event.ends_on}）。")
    return _operate(event, by=by, registration_opens_at=opens_at, registration_closes_at=closes_at)


@transaction.atomic
def cancel(event: Event, *, reason: str, by: Any) -> Event:
    """Call a public event off at once, with the reason that its page gives. Raises Refused without one, for what is called off or closed already."""
    if not reason.strip():
        raise Refused("取消要写明原因。")
    event = _public(event)
    if event.is_cancelled:
        raise Refused("这条预告已经取消了。")
    if event.became_id:
        raise Refused("这条预告已经办结，不能取消。")
    return _operate(event, by=by, cancelled_at=timezone.now(), cancelled_because=reason.strip())


@transaction.atomic
def restore(event: Event, *, by: Any) -> Event:
    """Let an event that was called off go ahead after all. Raises Refused for what was not."""
    event = _public(event)
    if not event.is_cancelled:
        raise Refused("这条预告没有取消，不用恢复。")
    return _operate(event, by=by, cancelled_at=None, cancelled_because="")


@transaction.atomic
def close(*, event: Event, figures: Iterable[tuple[Indicator, Quantity]], by: Any, now: datetime | None = None) -> Activity:
    """Make an event that is over into a draft of an activity, with all that it says and the figures given, and return that.

    Raises Refused for what is not public, not over, called off or closed already: an event becomes one activity.
    """
    event = _public(event)
    if event.became_id:
        raise Refused("这条预告已经办结过了。")
    if event.is_cancelled:
        raise Refused("这条预告已经取消，没有办成，不能办结。")
    if event.state_at(now or timezone.localtime()) != EventState.OVER:
        raise Refused("这条预告还没有结束，结束以后才能办结。")
    activity = _draft_of(event)
    for position, (indicator, quantity) in enumerate(figures):
        record_figure(activity=activity, indicator=indicator, quantity=quantity, position=position)
    activity = record_saved(activity, by=by, created=True)
    _operate(event, by=by, became=activity)
    return activity


@transaction.atomic
def withdraw_author(entry: ContestEntry, *, by: Any) -> ContestEntry:
    """Take an author's name back from the public at once: on the entry and on its working copy or original alike (design 6)."""
    withdraw_basis(row=entry, by=by)
    entry.refresh_from_db()
    return entry


@transaction.atomic
def withdraw_picture(entry: ContestEntry, *, by: Any) -> ContestEntry:
    """Take back the consent to an entry's picture: it is gone from its address and from every page by the next request.

    The same picture on the other half of a revision goes with it. Raises Refused where there is no consent to take back.
    """
    rows = [row for row in both_halves(entry) if row.picture == entry.picture and row.consent]
    if not rows:
        raise Refused("这张照片没有公开，不用撤下。")
    for row in rows:
        row.consent = False
        row.save(update_fields=["consent"])
        leave_trace(verb=Verb.WITHDRAWN, subject=row, by=by, fields=["consent"])
    entry.refresh_from_db()
    return entry


def _public(event: Event) -> Event:
    """Return the event as it is now, locked; raises Refused where it is not public."""
    event = locked_again(event)
    if not event.is_public:
        raise Refused("这条预告没有发布，直接修改就可以。")
    return event


def _operate(event: Event, *, by: Any, **values: Any) -> Event:
    """Change operations of a locked event, count its version up, leave a trace."""
    for name, value in values.items():
        setattr(event, name, value)
    event.version += 1
    event.changed_by = by
    event.save()
    leave_trace(verb=Verb.CHANGED, subject=event, by=by, fields=list(values))
    return event


def _draft_of(event: Event) -> Activity:
    """Return a new activity that says what the event said; its hosts come along."""
    activity = Activity.objects.create(
        kind=Kind.OCCASION,
        line=event.line,
        title=event.title,
        programme=event.programme,
        number=event.number,
        work=event.kind,
        happened_from=event.starts_on,
        happened_to=event.ends_on,
        precision=event.precision,
        community=event.community,
        place=event.venue,
        summary=event.summary,
        body=event.body,
        source=event.source,
    )
    ActivityHost.objects.bulk_create(
        ActivityHost(activity=activity, unit_id=unit, role=role, position=position)
        for unit, role, position in event.hosts.order_by("position", "pk").values_list("unit", "role", "position")
    )
    return activity
