"""Files that no row names any more: rows share files by path, so only a look at all rows tells."""

from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.utils import timezone

from . import documents, images

FOLDERS = (images.FOLDER, documents.FOLDER)
SAFE_AGE = timedelta(days=1)  # a younger file may belong to a row that is not committed yet


def kept_fields():
    """Return every field of every model that keeps a picture or a document."""
    gated = (images.PictureField, documents.DocumentField)
    return [field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, gated)]


def sweep(*, now=None) -> list[str]:
    """Delete the stored pictures and documents that no row names and that are older than a day, and return their names."""
    before = (now or timezone.now()) - SAFE_AGE
    old = [name for folder in FOLDERS for name in _stored(folder) if default_storage.get_modified_time(name) < before]
    named = {name for field in kept_fields() for name in field.model._base_manager.values_list(field.name, flat=True).iterator()} if old else set()
    swept = [name for name in old if name not in named]
    for name in swept:
        default_storage.delete(name)
    return swept


def _stored(folder):
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _stored(f"{folder}/{inner}")
