"""What the public ledger must add up to: every total worked out anew from plain facts, by the definition in days."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from actions.standing import Answer, Stated
from tests.actions.definition import Definition


@dataclass(frozen=True)
class Fact:
    """One public figure with all that decides where it counts."""

    activity: int
    indicator: int
    amount: int
    qualifier: str
    summary: bool
    line: int
    programme: int  # 0: in none
    community: int  # 0: names none
    first: date | None
    last: date
    published: datetime

    @property
    def place(self):
        """Return what a correction speaks of beside the amount."""
        return self.line, self.programme, self.community, self.first, self.last

    @property
    def basis(self):
        """Return what an answer on overlapping days rests on."""
        return self.first, self.last, self.programme, self.community

    @property
    def floor(self):
        if self.qualifier == "ordinal":
            return 0
        return self.amount * 9 // 10 if self.qualifier in ("nearly", "about") else self.amount

    @property
    def grain(self):
        place = 10 ** (len(str(self.amount)) - len(str(self.amount).rstrip("0"))) if self.amount else 1
        grains = {"over": place if place < 100 else place // 10, "about": max(1, place // 10), "tens_of": self.amount}
        return grains.get(self.qualifier, 1)


@dataclass(frozen=True)
class Given:
    """An answer on two overlapping figures, with what both sides were when it was given."""

    counts_both: bool
    bases: dict

    def speaks(self, facts):
        now = {fact.activity: fact.basis for fact in facts}
        return all(now.get(activity) == basis for activity, basis in self.bases.items())


def added(facts):
    """Return amount, floor, grain, parts and rank of some figures, as a total must hold them."""
    summed = [fact for fact in facts if fact.qualifier != "ordinal"]
    return (
        sum(fact.amount for fact in summed),
        sum(fact.floor for fact in summed),
        max([1, *(fact.grain for fact in summed)]),
        dict(Counter(fact.qualifier for fact in facts)),
        max([0, *(fact.amount for fact in facts if fact.qualifier == "ordinal")]),
    )


def held(total):
    """Return the same of a Total."""
    return total.amount, total.floor, total.grain, {str(part): times for part, times in total.parts.items() if times}, total.rank


class PublicLedger:
    """Every total of some public figures and answers, by the definition over days."""

    def __init__(self, facts, answers):
        """Answers are keyed by indicator and the pair of activities (a frozenset)."""
        self.facts = list(facts)
        self.groups = defaultdict(list)
        for fact in self.facts:
            own = fact.programme or -fact.activity  # what is in no programme is compared with nothing
            self.groups[own, fact.indicator].append(fact)
        self.definitions = {key: self._definition(key[1], group, answers) for key, group in self.groups.items()}
        self.counted_in = cache(self._counted_in)

    @staticmethod
    def _definition(indicator, group, answers):
        stated = [
            Stated(number, fact.activity, fact.summary, fact.first, fact.last, fact.floor, fact.published, fact.community) for number, fact in enumerate(group)
        ]
        said = [Answer(*pair, given.counts_both) for (of, pair), given in answers.items() if of == indicator and given.speaks(group)]
        return Definition(stated, said)

    def _counted_in(self, period, community):
        """Return the pairs of activity and indicator that count in a period, of all or within a community."""
        return {(activity, key[1]) for key, definition in self.definitions.items() for activity in definition.counted(period, community)}

    def counting(self, indicator, period, *, line=None, programme=None, community=None):
        """Return the facts that one total is the sum of."""
        counted = self.counted_in(period, community or 0)
        return [
            fact
            for fact in self.facts
            if fact.indicator == indicator
            and (fact.activity, indicator) in counted
            and line in (None, fact.line)
            and programme in (None, fact.programme)
            and community in (None, fact.community)
        ]
