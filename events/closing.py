"""What an event says of itself once it is over: the figures proposed for the activity that it becomes."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.models import Figure, Indicator
from actions.quantities import Qualifier, Quantity

from .models import Event

ATTENDANCES = "人次"
OCCASIONS = "场"


@dataclass(frozen=True)
class Asked:
    """One indicator that closing asks about, with what is proposed for it; nothing where only people can tell."""

    indicator: Indicator
    proposed: Quantity | None = None

    @property
    def said(self) -> str:
        return self.proposed.spoken if self.proposed else ""


def asked_of(event: Event) -> list[Asked]:
    """Return what closing asks: 场 as many as there were sessions, 期 or 届 as the programme is numbered, 人次 as one says it."""
    indicators = list(Indicator.objects.filter(lines=event.line).order_by("on_lines__position", "position", "pk").distinct())
    used = set(Figure.objects.filter(activity__programme=event.programme).values_list("indicator_id", flat=True)) if event.programme else set()
    proposals: list[tuple[str, Quantity | None]] = [(OCCASIONS, Quantity(max(event.sessions.count(), 1), OCCASIONS))]
    numbering = event.programme.numbering if event.programme else ""
    if numbering:
        proposals += [(numbering, _numbered(event, numbering, rank)) for rank in (False, True)]
    asked = []
    for unit, quantity in proposals:
        is_rank = quantity is not None and quantity.qualifier is Qualifier.ORDINAL
        fitting = [indicator for indicator in indicators if indicator.unit == unit and indicator.additive != is_rank]
        if quantity and fitting:
            asked.append(Asked(_likeliest(fitting, used), quantity))
    return asked + [Asked(indicator) for indicator in indicators if indicator.unit == ATTENDANCES and indicator.additive]


def _numbered(event: Event, unit: str, rank: bool) -> Quantity | None:
    """Return one issue more, or the rank of this one where only the rank is kept; None where the event bears no number."""
    if not event.number:
        return None
    return Quantity(event.number, unit, Qualifier.ORDINAL) if rank else Quantity(1, unit)


def _likeliest(indicators: Iterable[Indicator], used: set[int]) -> Indicator:
    """Return the indicator that the programme was counted in before, else the first of the line."""
    return min(indicators, key=lambda indicator: indicator.pk not in used)
