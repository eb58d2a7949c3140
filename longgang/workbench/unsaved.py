"""Forms that a person has typed into and not saved, wherever they did it."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from publishing import drafts

MOST = 8
NAMES = ("title", "name", "full_name", "short_name")


@dataclass(frozen=True)
class Unsaved:
    """One form to go on with: of what kind, what it is about, when it was typed last, and where it stands filled in."""

    kind: str
    title: str
    typed_at: datetime
    url: str


def unsaved_for(user):
    """Return a person's own unsaved forms, the newest first, without those they may not save any more. No row but theirs is looked at."""
    found = [(draft, model_of(draft)) for draft in drafts.unsaved_of(user)[:MOST]]
    return [entry_of(draft, model) for draft, model in found if model is not None and user.has_perm(right_of(draft, model))]


def model_of(draft):
    try:
        return apps.get_model(draft.form.partition("?")[0])
    except (LookupError, ValueError):
        return None


def right_of(draft, model):
    return f"{model._meta.app_label}.{'change' if draft.record else 'add'}_{model._meta.model_name}"


def entry_of(draft, model):
    typed = dict(draft.fields)
    name = next((typed[field].strip() for field in NAMES if typed.get(field, "").strip()), "")
    kind = str(model._meta.verbose_name)
    return Unsaved(
        kind if draft.record else f"新{kind}", name or (f"编号{draft.record}" if draft.record else "还没有写名称"), draft.saved_at, drafts.address_of(draft)
    )
