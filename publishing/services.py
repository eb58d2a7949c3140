"""The verbs of publishing: nothing else changes what the public sees (design 3).

Each is one transaction, works inside the settlement of its model (locks before, totals and corrections after) and leaves one trace.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from . import outside
from .models import Publishable, State, Verb
from .refusals import Refused
from .trail import digest_of, leave_trace

#: What belongs to the row itself and is never carried over from a working copy.
BOOKKEEPING = frozenset(field.name for field in Publishable._meta.get_fields())


@contextmanager
def _settling(record: Publishable, *, copy: Publishable | None = None, by: Any, reason: str = "", day: date | None = None) -> Iterator[tuple[Any, Any]]:
    """Work inside the model's settlement, or with the rows locked and read again where it has none."""
    if record.settlement:
        with import_string(record.settlement)(record, copy=copy, by=by, reason=reason, day=day or timezone.localdate()) as locked:
            yield locked
    else:
        record, copy = locked_again(record), locked_again(copy) if copy else None
        yield record, copy
        if record.is_public:
            _check(record)


def _check(record: Publishable) -> None:
    """Raise Refused where a rule of the record's own is broken."""
    if record.checks and (problems := import_string(record.checks)(record)):
        raise Refused("；".join(problems))


def locked_again(record: Publishable) -> Any:
    """Return the row as it is now, locked against other writers; raises Refused where it is gone."""
    found = _rows_of(record).select_for_update(no_key=True).filter(pk=record.pk).first()
    if found is None:
        raise Refused("这条记录已经被删除了。")
    return found


def both_halves(record: Any) -> list[Any]:
    """Return a record and its working copy, whichever of the two this is; locked, so that no copy is made or moved meanwhile."""
    record = locked_again(record.revises if record.is_copy else record)
    return [record, *_rows_of(record).filter(revises=record)]


def _rows_of(record: Publishable) -> Any:
    return type(record)._default_manager


@transaction.atomic
def record_saved(record: Any, *, by: Any, created: bool) -> Any:
    """Close one saving of a record with all that hangs on it: check the rules over its rows, count the version up, leave a trace.

    What waited for review or was withdrawn becomes a draft again, since its text has changed. Raises Refused where a rule is broken, or where the
    record has become public meanwhile; then nothing of the saving may stay, so call it inside the transaction that saved.
    """
    now = locked_again(record)
    if not now.is_editable:
        raise Refused(f"这条记录现在是“{now.get_state_display()}”，不能直接修改。")
    _check(now)
    now.version += 0 if created else 1
    if created:
        now.created_by = by
    if now.state != State.RETURNED:
        now.state = State.DRAFT
    now.changed_by = by
    now.save()
    leave_trace(verb=Verb.CREATED if created else Verb.CHANGED, subject=now, by=by, digest=digest_of(now))
    return now


@transaction.atomic
def publish(record: Publishable, *, by: Any, day: date | None = None, reason: str = "") -> Publishable:
    """Show a record to the public and return it. What was public before needs a reason, since its figures come back.

    Raises Refused for a working copy, for what is public already, and where the record's own rules are not kept.
    """
    with _settling(record, by=by, reason=reason, day=day) as (record, _):
        if record.is_copy:
            raise Refused("这是修订稿，请用“发布修订”。")
        if record.is_public:
            raise Refused("这条记录已经发布了。")
        if record.was_public and not reason.strip():
            raise Refused("这条记录公开过，再次发布要写明理由。")
        now = timezone.now()
        record.state = State.PUBLISHED
        record.published_at = now
        record.first_published_at = record.first_published_at or now
        _move_to(record, None)
        _stamp(record, by)
        outside.register(record)
        leave_trace(verb=Verb.PUBLISHED, subject=record, by=by, digest=digest_of(record))
    return record


@transaction.atomic
def withdraw(record: Publishable, *, reason: str, by: Any, moved_to: Publishable | None = None, day: date | None = None) -> Publishable:
    """Take a record back from the public at once; its address answers 410, or leads to the record it moved to.

    Raises Refused without a reason, and for what is not public.
    """
    if not reason.strip():
        raise Refused("撤回要写明理由。")
    with _settling(record, by=by, reason=reason, day=day) as (record, _):
        if not record.is_public:
            raise Refused("这条记录没有发布，不用撤回。")
        if moved_to is not None and (moved_to == record or not moved_to.is_public):
            raise Refused("只能移至另一条已发布的记录。")
        record.state = State.WITHDRAWN
        record.reason = reason
        _move_to(record, moved_to)
        _stamp(record, by)
        leave_trace(verb=Verb.WITHDRAWN, subject=record, by=by, fields=[name for name in record.homes if getattr(record, name) is not None])
    return record


@transaction.atomic
def revise(record: Publishable, *, reason: str, by: Any) -> Publishable:
    """Return a working copy of a published record, its children cloned; the public keeps seeing the record.

    Raises Refused without a reason, for what is not public, and where somebody is revising it already.
    """
    if not reason.strip():
        raise Refused("修订要写明理由。")
    record = locked_again(record)
    if not record.is_public:
        raise Refused("没有发布的记录直接修改就可以，不用修订。")
    if _rows_of(record).filter(revises=record).exists():
        raise Refused("这条记录已经有一份修订稿，请接着改那一份。")
    copy: Any = type(record)(**_content_of(record), revises=record, reason=reason, created_by=by, changed_by=by)  # type: ignore[misc]
    copy.save(force_insert=True)
    for name in record.children:
        _clone(record, name, copy)
    leave_trace(verb=Verb.REVISED, subject=record, by=by)
    return copy


@transaction.atomic
def replace(copy: Any, *, by: Any, day: date | None = None) -> Publishable:
    """Move a working copy's content and children onto its published record and return the record; its id and address stay.

    Raises Refused for what is no working copy, and where the record has been withdrawn meanwhile.
    """
    if not copy.is_copy:
        raise Refused("这不是修订稿。")
    record = _rows_of(copy).get(pk=copy.revises_id)
    with _settling(record, copy=copy, by=by, reason=copy.reason, day=day) as (record, copy):
        if not record.is_public:
            raise Refused("原记录已经撤回，修订稿不能发布。请放弃修订，直接修改原记录。")
        for name, value in _content_of(copy).items():
            setattr(record, name, value)
        for name in record.children:
            _move(copy, name, record)
        _rows_of(copy).filter(pk=copy.pk).delete()
        _stamp(record, by)
        outside.register(record)
        leave_trace(verb=Verb.REPLACED, subject=record, by=by, digest=digest_of(record))
    return record


@transaction.atomic
def submit(record: Publishable, *, by: Any) -> Publishable:
    """Mark a draft ready for the last review. Raises Refused for what is public or waiting already."""
    record = locked_again(record)
    if record.state not in (State.DRAFT, State.RETURNED, State.WITHDRAWN):
        raise Refused(f"这条记录现在是“{record.get_state_display()}”，不用再提交。")
    record.state = State.THIRD
    _stamp(record, by)
    leave_trace(verb=Verb.SUBMITTED, subject=record, by=by, digest=digest_of(record))
    return record


@transaction.atomic
def send_back(record: Publishable, *, reason: str, by: Any) -> Publishable:
    """Return what waits for review to whoever entered it, with the reason. Raises Refused without one, and for what is not waiting."""
    if not reason.strip():
        raise Refused("退回要写明理由。")
    record = locked_again(record)
    if record.state != State.THIRD:
        raise Refused(f"这条记录现在是“{record.get_state_display()}”，不在等审核。")
    record.state = State.RETURNED
    if not record.is_copy:
        record.reason = reason
    _stamp(record, by)
    leave_trace(verb=Verb.RETURNED, subject=record, by=by)
    return record


@transaction.atomic
def discard(copy: Publishable, *, by: Any) -> Any:
    """Give up a working copy and return its record, which stays as the public sees it."""
    if not copy.is_copy:
        raise Refused("这不是修订稿。")
    copy = locked_again(copy)
    record = copy.revises
    copy.delete()
    leave_trace(verb=Verb.DISCARDED, subject=record, by=by)
    return record


def _stamp(record: Publishable, by: Any) -> None:
    record.version += 1
    record.changed_by = by
    record.save()


def _move_to(record: Publishable, home: Publishable | None) -> None:
    """Say where a record moved, by the one of its `homes` that takes such a record; raises Refused where none does."""
    fitting = [name for name in record.homes if isinstance(home, record._meta.get_field(name).related_model)]  # type: ignore[arg-type]
    if home is not None and not fitting:
        raise Refused(f"{record._meta.verbose_name}不能移至{home._meta.verbose_name}。")
    for name in record.homes:
        setattr(record, name, home if name in fitting else None)


def _content_of(record: Publishable) -> dict[str, Any]:
    """Return the record's own fields by name: neither its key nor what publishing keeps about it, nor what acts without review."""
    left = {*BOOKKEEPING, *record.homes, *record.operations}
    return {field.name: getattr(record, field.name) for field in record._meta.concrete_fields if not field.primary_key and field.name not in left}


def _link(record: Publishable, name: str) -> tuple[type[models.Model], str]:
    """Return the model of a kind of children, and its field that names the record."""
    relation = record._meta.get_field(name)
    return relation.related_model, relation.field.name  # type: ignore[union-attr, return-value]


def _clone(record: Publishable, name: str, copy: Publishable) -> None:
    model, link = _link(record, name)
    rows = list(getattr(record, name).order_by("pk"))
    for row in rows:
        row.pk = None
        row._state.adding = True
        setattr(row, link, copy)
        for field in getattr(model, "not_cloned", ()):
            setattr(row, field, model._meta.get_field(field).get_default())  # type: ignore[union-attr]
    model._default_manager.bulk_create(rows)


def _move(copy: Publishable, name: str, record: Publishable) -> None:
    model, link = _link(record, name)
    model._default_manager.filter(**{link: record}).delete()
    model._default_manager.filter(**{link: copy}).update(**{link: record})
