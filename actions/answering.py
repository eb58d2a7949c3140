"""Overlaps answered on the form itself, where one of the two records may not be saved yet: by what name an answer is sent, and which were chosen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from .answers import basis_of
from .attention import Overlapping
from .models import Activity
from .preview import Choice

CHOICES = {"included": False, "both": True}
HEAD = "overlap-"


@dataclass(frozen=True)
class Question:
    """One overlap of the record being entered, as it is asked beside the form."""

    pair: Overlapping
    name: str
    other: Activity
    other_said: str
    chosen: bool | None  # 不重复, 已含, or no answer yet
    is_new: bool  # chosen on this form and not kept yet

    @property
    def choice(self) -> Choice:
        return Choice(self.pair.indicator.pk, self.other.pk, bool(self.chosen))


def has_answers(data: Mapping[str, str]) -> bool:
    return any(name.startswith(HEAD) for name in data)


def questions(activity: Activity, pairs: Iterable[Overlapping], data: Mapping[str, str]) -> Iterator[Question]:
    """Yield each overlap with the answer chosen on the form, else the one that is kept.

    The name of an answer holds a mark of both sides: one that was chosen before either came to other days, programme or community is not taken.
    """
    for pair in pairs:
        other = pair.other_than(activity)
        mark = sha256(f"{basis_of(activity)}|{basis_of(other.activity)}".encode()).hexdigest()[:12]
        name = f"{HEAD}{pair.indicator.pk}-{other.activity_id}-{mark}"
        chosen = CHOICES.get(data.get(name, ""))
        is_new = chosen is not None and chosen is not pair.counts_both
        yield Question(pair, name, other.activity, str(other.quantity), pair.counts_both if chosen is None else chosen, is_new)
