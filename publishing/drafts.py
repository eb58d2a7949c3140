"""What somebody types is kept as they go, for them alone, until they save it or drop it.

It leaves no row in the trail: no record changes by it and nobody else ever sees it, so there is nothing that anyone could be asked to answer for; the
saving that ends it is the change, and leaves the one row. Nor may the trail hold it: it names what people did, never what they were about to write.

A window says with each message which serials it has seen (`known`). One that has not seen what lies there is another window, or another computer: it is
told so and overwrites nothing. What ends (saved, dropped) leaves an empty row with its serial, so that a message that was still on its way is known as late.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from .carrying import LEFT_BEHIND
from .models import FormDraft
from .refusals import Refused

KEPT_FOR = timedelta(days=30)
MOST_FORMS = 100  # of one person
MOST_ENDED = 500  # empty rows of one person: the oldest go, no message is that late
MOST_FIELDS, MOST_CHARACTERS, LONGEST_NAME = 4000, 1_000_000, 200
LONGEST_FORM = 80  # name of a form, with what was asked of it
SHEET = "sheet"  # in its address, which of several new forms of a kind it is
LAST_SERIAL = 2**53 - 1  # what a browser can still count


class Kept(StrEnum):
    """What became of a message from a form."""

    DONE = "done"
    LATE = "late"  # the form has been saved or dropped since
    ELSEWHERE = "elsewhere"  # another window keeps this form, and has not been seen here


@transaction.atomic
def keep(*, form: str, record: int, fields: Any, serial: int, known: Iterable[int], by: Any) -> Kept:
    """Keep what stands in a form, over what its own window kept before; nothing of another window is overwritten.

    Raises Refused for what no form sends, for too much of it, and for too many forms.
    """
    typed = _tidied(fields)
    draft = _locked(form, record, by) or _created(form, record, by)
    if draft.fields and draft.serial == serial:
        return Kept.DONE  # the same message twice
    found = _standing(draft, serial, known)
    if found is Kept.DONE:
        if not draft.fields and unsaved_of(by).count() >= MOST_FORMS:
            raise Refused(f"没有保存完的表已经有{MOST_FORMS}张，先把它们保存或者删去。")
        _write(draft, typed, serial)
    return found


@transaction.atomic
def settle(*, form: str, record: int, known: Iterable[int], by: Any) -> bool:
    """Forget what was typed into a form that is saved now, or dropped; return whether it is gone. What another window keeps, unseen here, stays."""
    serials = set(known)
    if not serials:
        return True
    draft = _locked(form, record, by) or _created(form, record, by)
    if draft.fields and draft.serial not in serials:
        return False
    _write(draft, [], max(draft.serial, *serials))
    return True


def typed_into(*, form: str, record: int, by: Any) -> FormDraft | None:
    """Return what a person has typed into a form, or the empty row that it left; None where there was never anything."""
    return FormDraft.objects.filter(by=by, form=form, record=record).first()


def unsaved_of(by: Any) -> QuerySet[FormDraft]:
    """Return the forms that a person has not saved, the newest first."""
    return FormDraft.objects.filter(by=by).exclude(fields=[]).order_by("-saved_at", "-pk")


def address_of(draft: FormDraft) -> str:
    """Return where a form is opened, with what was asked of a new one."""
    label, _, asked = draft.form.partition("?")
    page = f"admin:{label.replace('.', '_')}"
    return reverse(f"{page}_change", args=[draft.record]) if draft.record else reverse(f"{page}_add") + (f"?{asked}" if asked else "")


def empty_beside(draft: FormDraft) -> str:
    """Return where another new form of the kind stands empty, while this one is kept; nothing where its name would be too long."""
    if draft.record:
        return ""
    label, _, asked = draft.form.partition("?")
    said = [pair for pair in parse_qsl(asked) if pair[0] != SHEET]
    taken = set(unsaved_of(draft.by).filter(record=0).values_list("form", flat=True))
    beside = next(name for number in count(2) if (name := f"{label}?{urlencode([*said, (SHEET, number)])}") not in taken)
    return address_of(FormDraft(form=beside, record=0)) if len(beside) <= LONGEST_FORM else ""


def sweep_old(now: datetime | None = None) -> int:
    """Remove what nobody has come back to for a month, and the oldest of too many empty rows, and return how many rows."""
    removed = FormDraft.objects.filter(saved_at__lt=(now or timezone.now()) - KEPT_FOR).delete()[0]
    ended = FormDraft.objects.filter(fields=[])
    for by in ended.values("by").annotate(rows=Count("pk")).filter(rows__gt=MOST_ENDED).values_list("by", flat=True):
        last = ended.filter(by=by).order_by("-saved_at", "-pk").values_list("saved_at", flat=True)[MOST_ENDED - 1]
        removed += ended.filter(by=by, saved_at__lt=last).delete()[0]
    return removed


def _locked(form: str, record: int, by: Any) -> FormDraft | None:
    return FormDraft.objects.select_for_update().filter(by=by, form=form, record=record).first()


def _created(form: str, record: int, by: Any) -> FormDraft:
    """Return the row of a form that has none yet, locked; another request may have made it at the same moment."""
    FormDraft.objects.bulk_create([FormDraft(by=by, form=form, record=record, saved_at=timezone.now())], ignore_conflicts=True)
    return FormDraft.objects.select_for_update().get(by=by, form=form, record=record)


def _standing(draft: FormDraft, serial: int, known: Iterable[int]) -> Kept:
    """Return what becomes of a message in view of what lies there."""
    if draft.fields and draft.serial not in set(known):
        return Kept.ELSEWHERE
    return Kept.DONE if serial > draft.serial else Kept.LATE


def _write(draft: FormDraft, typed: list[list[str]], serial: int) -> None:
    draft.fields, draft.serial = typed, serial
    draft.save(update_fields=["fields", "serial", "saved_at"])


def _tidied(fields: Any) -> list[list[str]]:
    """Return the fields of a form as they may be kept: neither passwords nor what a form needs only to be sent, nor what no database holds."""
    pairs = (
        [pair for pair in fields if isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)]
        if isinstance(fields, list)
        else []
    )
    typed = [[_storable(name), _storable(value)] for name, value in pairs if _is_kept(name)]
    if not typed or len(pairs) != len(fields) or any(len(name) > LONGEST_NAME for name, _ in typed):
        raise Refused("没有存上：送来的不是一张表。")
    if len(typed) > MOST_FIELDS or sum(len(value) for _, value in typed) > MOST_CHARACTERS:
        raise Refused("内容太多，没有自动保存。请先按“保存草稿”。")
    return typed


def _is_kept(name: str) -> bool:
    return name not in LEFT_BEHIND and not name.startswith("_") and "password" not in name and "__prefix__" not in name


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
