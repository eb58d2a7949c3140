"""Where a record came from: an announcement that became it. Asked from below, without naming who announces."""

from typing import Any

from django.apps import apps


def origins_of(record: Any) -> list[Any]:
    """Return the records of any kind that became this one (their `becomes` names it); a working copy is asked for as its original."""
    own = record.revises_id or record.pk
    found: list[Any] = []
    for model in apps.get_models():
        name = getattr(model, "becomes", "")
        if name and model._meta.get_field(name).related_model is type(record):
            found += model._default_manager.filter(**{name: own}).order_by("pk")
    return found
