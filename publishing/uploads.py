"""Pictures on their way in: looked at as they arrive, made by a job, known by their settled name from the first moment.

The row is the truth. A killed worker leaves the row as it was, and whoever takes the job up does it again: the same names, each file whole or not there.
What came is removed once the row says what became of it, so that nothing keeps the place where a photo was taken.
"""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from . import jobs
from .developing import Developed, widths
from .images import develop_upload, look_at, random_name
from .models import Job, JobState, Upload, UploadState
from .storing import INCOMING, put, size_name
from .sweeping import is_named, picture_fields, sweep_incoming

MOST_WAITING = 200  # pictures of one person that are still to be made
MOST_UNCLAIMED = 2000  # pictures of one person that no record has taken: twenty forms full
PATIENCE = timedelta(minutes=5)  # an arrived picture that nobody makes for so long is asked after
STILL_AFTER = timedelta(minutes=2)  # where for so long no picture was begun, the queue stands still
JOBS_KEPT = timedelta(days=7)  # a row for every photo would bury what else a person has had done
GIVEN_UP = "处理了三次都没有成功，请重新上传这一张。"
LOST = "照片没有收完整，请重新上传这一张。"
UNKNOWN = "这张照片没有收到，或者不是你上传的。请重新选一次。"
STILL = "已收好，还没轮到处理：处理照片的队伍停住了。照片不会丢，可以照常保存，队伍动了接着处理。"


def receive(file: Any, *, by: Any) -> Upload:
    """Return the row of a picture that passed the first look and is now being made. Raises ValidationError, in words for who sent it."""
    looked = look_at(file)
    if Upload.objects.filter(by=by, state=UploadState.ARRIVED).count() >= MOST_WAITING:
        raise ValidationError(f"还有{MOST_WAITING}张照片在处理，请等一等再传。", code="too_many")
    if Upload.objects.filter(by=by).count() >= MOST_UNCLAIMED and _unclaimed_of(by).count() >= MOST_UNCLAIMED:
        raise ValidationError(f"你传的照片有{MOST_UNCLAIMED}张还没有用上。先保存填着的表，或者在表里删去不要的照片，再接着传。", code="too_many")
    incoming = default_storage.save(f"{INCOMING}/{secrets.token_hex(16)}", file)
    try:
        with transaction.atomic():
            shown = "".join(sign for sign in str(file.name or "") if sign.isprintable())[-200:]
            row = {"name": shown, "incoming": incoming, "picture": random_name()}
            upload = Upload.objects.create(by=by, width=looked.width, height=looked.height, **row)
            jobs.enqueue(make_picture, label="处理照片", by=by, upload=upload.pk)
    except BaseException:
        default_storage.delete(incoming)
        raise
    return upload


def claim(token: str, *, by: Any) -> Upload:
    """Return a person's own upload, locked until the transaction ends, so that its record is told when it is made.

    Raises ValidationError where it is not theirs, or was refused.
    """
    upload = Upload.objects.select_for_update().filter(token=token, by=by).first() if len(token) <= 40 and "\0" not in token else None
    if upload is None:
        raise ValidationError(UNKNOWN, code="unknown")
    if upload.state == UploadState.REFUSED:
        raise ValidationError(upload.message, code="refused")
    return upload


def found_among(tokens: Iterable[str], *, by: Any, pictures: Iterable[str] = ()) -> list[Upload]:
    """Return a person's own uploads among some tokens, and whosever made these pictures; no query where there is nothing to ask for."""
    known, named = [token for token in tokens if len(token) <= 40 and "\0" not in token], list(pictures)
    return list(Upload.objects.filter(Q(token__in=known, by=by) | Q(picture__in=named))) if known or named else []


def standings(rows: Iterable[Upload], *, now: datetime | None = None) -> dict[str, str]:
    """Return in words how far each of some uploads is, by its token; where nothing moves in the queue, that is said."""
    rows, since = list(rows), (now or timezone.now()) - STILL_AFTER
    late = {row.token for row in rows if row.state == UploadState.ARRIVED and row.created_at < since}
    waits = dict.fromkeys(late, STILL) if late and not _is_moving(since) else {}
    return {row.token: waits.get(row.token) or row.message or row.get_state_display() for row in rows}


def _is_moving(since: datetime) -> bool:
    """Whether any picture was begun since then."""
    begun = [state for state in JobState if state != JobState.QUEUED]
    return Job.objects.filter(task=make_picture.path, state__in=begun, beat_at__gt=since).exists()


def drop(token: str, *, by: Any) -> None:
    """Forget a person's own upload with all its files, unless a record has taken the picture, or is taking it at this moment."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(token=token, by=by).first()
        if upload is None or is_named(upload.picture):
            return
        upload.delete()
    _delete_files(upload)


@jobs.task
def make_picture(job: Job, *, upload: int) -> str:
    """Make the picture of an upload; doing it again, or at the same time as another, does no harm."""
    row = Upload.objects.filter(pk=upload).first()
    if row is not None and row.state == UploadState.ARRIVED:
        try:
            with default_storage.open(row.incoming) as file:
                _keep(row, develop_upload(file))
        except FileNotFoundError:
            _refuse(row, LOST)
        except ValidationError as refusal:
            _refuse(row, refusal.messages[0])
        row = Upload.objects.filter(pk=upload).first()
    if row is None:
        return "照片已经取消。"
    forget_incoming(row)
    return row.message or "照片处理好了。"


def look_after(*, now: Any = None) -> None:
    """See to what went astray: pictures nobody makes, files whose row has said what became of them, records that were not told (each minute)."""
    now = now or timezone.now()
    waiting = list(Upload.objects.filter(state=UploadState.ARRIVED, created_at__lt=now - PATIENCE).order_by("pk")[:100])
    asked = Job.objects.filter(task=make_picture.path, arguments__upload__in=[row.pk for row in waiting]).order_by("pk")
    states = dict(asked.values_list("arguments__upload", "state")) if waiting else {}  # of the last job of each
    for row in waiting:
        if row.pk not in states:
            with transaction.atomic():
                jobs.enqueue(make_picture, label="处理照片", by=row.by, upload=row.pk)
        elif states[row.pk] in (JobState.FAILED, JobState.DONE):
            _refuse(row, GIVEN_UP)
    for row in Upload.objects.exclude(state=UploadState.ARRIVED).exclude(incoming="").order_by("pk")[:100]:
        forget_incoming(row)
    tell_records()
    sweep_incoming(now=now)
    Job.objects.filter(task=make_picture.path, state__in=[JobState.DONE, JobState.FAILED], beat_at__lt=now - JOBS_KEPT).delete()


def tell_records() -> None:
    """Tell records whose picture was made while they were being copied."""
    for field in picture_fields():
        if field.made_field:
            made = Upload.objects.filter(state=UploadState.KEPT).values("picture")
            field.model._base_manager.filter(**{field.made_field: False, f"{field.name}__in": made}).update(**{field.made_field: True})


def forget_incoming(row: Upload) -> None:
    """Remove what came, now that the row says what became of it."""
    if row.incoming and row.state != UploadState.ARRIVED:
        default_storage.delete(row.incoming)
        Upload.objects.filter(pk=row.pk).update(incoming="")


def _unclaimed_of(by: Any) -> QuerySet[Upload]:
    """Return a person's uploads that no record has taken."""
    taken = (field.model._base_manager.filter(**{field.name: OuterRef("picture")}) for field in picture_fields())
    return Upload.objects.filter(*(~Exists(rows) for rows in taken), by=by)


def _keep(row: Upload, developed: Developed) -> None:
    """Store what was made, then let the row and all records that name it say so in one transaction."""
    put(row.picture, developed.master)
    for step, content in developed.sizes.items():
        put(size_name(row.picture, step), content)
    size = {"width": developed.width, "height": developed.height}
    with transaction.atomic():
        is_mine = Upload.objects.filter(pk=row.pk, state=UploadState.ARRIVED).update(state=UploadState.KEPT, message="", **size)
        if is_mine:
            for field in picture_fields():
                if field.made_field:
                    changes = {field.made_field: True, field.width_field: developed.width, field.height_field: developed.height}
                    field.model._base_manager.filter(**{field.name: row.picture}).update(**changes)
    if not is_mine and not Upload.objects.filter(pk=row.pk).exists():
        _delete_files(row)  # cancelled meanwhile


def _refuse(row: Upload, words: str) -> None:
    Upload.objects.filter(pk=row.pk, state=UploadState.ARRIVED).update(state=UploadState.REFUSED, message=words[:200])


def _delete_files(upload: Upload) -> None:
    names = [size_name(upload.picture, step) for step, _ in widths(upload.width or 1)] + [upload.picture, upload.incoming]
    for name in filter(None, names):
        with suppress(FileNotFoundError):
            default_storage.delete(name)
