"""Files that no row names any more: rows share files by path, so only a look at all rows tells."""

from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.utils import timezone

from . import documents
from .documents import DocumentField
from .images import FOLDER, PictureField
from .models import FormDraft, Upload, UploadState
from .storing import INCOMING, master_of

FOLDERS = (FOLDER, documents.FOLDER)
SAFE_AGE = timedelta(days=1)  # a younger file may belong to a row that is not committed yet
ON_ITS_WAY = timedelta(hours=1)  # a younger file may belong to an upload that is not committed yet
UNCLAIMED = timedelta(days=31)  # a day longer than a browser keeps what it could not send: it may come back for its pictures


def kept_fields():
    """Return every field of every model that keeps a picture or a document."""
    return _fields_of((PictureField, DocumentField))


def picture_fields():
    """Return every field of every model that keeps a picture."""
    return _fields_of(PictureField)


def _fields_of(kinds):
    return [field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, kinds)]


def is_named(name) -> bool:
    """Whether any record has this picture."""
    return any(field.model._base_manager.filter(**{field.name: name}).exists() for field in picture_fields())


def sweep(*, now=None) -> list[str]:
    """Delete what nobody wants any more and return the names.

    Pictures, with their sizes, and documents that no row names go after a day; what came in and waits for nobody, after an hour.
    """
    now = now or timezone.now()
    _forget_unclaimed(now - UNCLAIMED)
    old = [name for folder in FOLDERS for name in _old(folder, now - SAFE_AGE)]
    named = _named() if old else set()
    return _deleted(name for name in old if master_of(name) not in named) + sweep_incoming(now=now)


def sweep_incoming(*, now=None) -> list[str]:
    """Delete what came in or was left half written more than an hour ago and waits for nobody, and return the names."""
    old = list(_old(INCOMING, (now or timezone.now()) - ON_ITS_WAY))
    waiting = set(Upload.objects.filter(incoming__in=old, state=UploadState.ARRIVED).values_list("incoming", flat=True)) if old else set()
    return _deleted(name for name in old if name not in waiting)


def _deleted(names):
    names = list(names)
    for name in names:
        default_storage.delete(name)
    return names


def _forget_unclaimed(before):
    """Forget uploads that are long over: what a record has taken needs no upload any more, what none has taken goes with its files.

    What stands in a form that somebody has not saved yet stays as long as that does: typing into it keeps it for another month.
    """
    old = Upload.objects.filter(created_at__lt=before)
    wanted = _typed(set(old.values_list("token", flat=True)))
    for upload in old.exclude(token__in=wanted).order_by("pk").iterator():
        if upload.state != UploadState.ARRIVED or not is_named(upload.picture):
            upload.delete()


def _typed(tokens):
    """Return which of some tokens stand in forms that are not saved."""
    drafts = FormDraft.objects.exclude(fields=[]).values_list("fields", flat=True).iterator() if tokens else ()
    return {value for fields in drafts for _, value in fields if value in tokens}


def _named():
    named = {name for field in kept_fields() for name in field.model._base_manager.values_list(field.name, flat=True).iterator()}
    return named | set(Upload.objects.exclude(state=UploadState.REFUSED).values_list("picture", flat=True).iterator())


def _old(folder, before):
    return (name for name in _stored(folder) if default_storage.get_modified_time(name) < before)


def _stored(folder):
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _stored(f"{folder}/{inner}")
