"""What is handed out: proposed figures, the activities they would make, and what was not understood."""

from dataclasses import dataclass, field
from datetime import date

from ..quantities import Quantity


@dataclass
class Proposal:
    """One figure as the text states it; `words` is exactly the text from start to end. None and () where unknown."""

    quantity: Quantity
    words: str
    start: int
    end: int
    kind: str = "occasion"
    indicator: str | None = None
    programme: str | None = None
    action_number: int | None = None
    happened_from: date | None = None
    happened_to: date | None = None
    precision: str | None = None
    community: str | None = None
    people: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    group: int = 0
    repeats: int | None = None  # the position of an earlier proposal that says the same

    @property
    def row(self) -> dict[str, object]:
        """Return the proposal as `extract --json` prints it."""
        return {
            "amount": self.quantity.amount,
            "unit": self.quantity.unit,
            "qualifier": str(self.quantity.qualifier),
            "words": self.words,
            "start": self.start,
            "end": self.end,
            "kind": self.kind,
            "indicator": self.indicator,
            "programme": self.programme,
            "action_number": self.action_number,
            "happened_from": self.happened_from and self.happened_from.isoformat(),
            "happened_to": self.happened_to and self.happened_to.isoformat(),
            "precision": self.precision,
            "community": self.community,
            "people": list(self.people),
            "units": list(self.units),
            "group": self.group,
            "repeats": self.repeats,
        }


@dataclass
class Group:
    """Figures that would make one activity or summary."""

    number: int
    title: str
    kind: str
    start: int
    end: int
    proposals: list[Proposal] = field(default_factory=list)


@dataclass(frozen=True)
class Skipped:
    """A number that was not taken for a figure, and why."""

    start: int
    end: int
    words: str
    why: str
    doubtful: bool = False  # it may well be one, but was not understood for sure


@dataclass
class Reading:
    """A report as read."""

    published_on: date | None
    proposals: list[Proposal] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
