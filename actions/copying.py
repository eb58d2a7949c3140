"""A new activity begun from another one: what is the same again, and nothing that has to be said anew."""

from dataclasses import dataclass, field
from typing import Any

from .models import Activity
from .numbering import next_number, renumbered

SAME = ("kind", "line", "programme", "stands_alone", "work", "community", "pairing", "place")


@dataclass(frozen=True)
class Copied:
    """What the form of a new activity begins with: its fields, and its rows by the name of the relation."""

    origin: Activity
    fields: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def copied_from(activity: Activity) -> Copied:
    """Return what a new activity has of another one: not its days, photos, texts and amounts, and no person's public basis."""
    fields = {name: getattr(activity, f"{name}_id", None) or getattr(activity, name) for name in SAME}
    number = next_number(activity.programme) if activity.programme and not activity.is_summary else None
    title = renumbered(activity.title, activity.number, number, activity.programme.numbering) if activity.programme and number else activity.title
    rows: dict[str, list[dict[str, Any]]] = {
        "figures": [{"indicator": pk} for pk in activity.figures.order_by("position", "pk").values_list("indicator_id", flat=True)],
        "hosts": [dict(row) for row in activity.hosts.order_by("position", "pk").values("unit", "role")],
        "people": [dict(row) for row in activity.people.order_by("position", "pk").values("member", "name", "role")],
    }
    return Copied(activity, fields | {"title": title, "number": number or ""}, rows)
