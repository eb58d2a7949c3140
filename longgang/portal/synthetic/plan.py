"""The plan of a synthetic portal: how many programmes, communities and years a number of activities asks for."""

from dataclasses import dataclass
from math import log2

LAST_YEAR = 2024  # the same on every day it is made
MOST_YEARS = 12
MOST_COMMUNITIES = 101  # the city has 102, and the demo names one
MOST_SHAPES = 144
RECORDS = 250  # of a programme, about


@dataclass(frozen=True)
class Plan:
    """What a portal of so many activities is made of."""

    activities: int

    @property
    def years(self):
        return min(MOST_YEARS, 1 + max(0, int(log2(max(self.activities, 1) / 500))))

    @property
    def communities(self):
        return min(MOST_COMMUNITIES, max(3, self.activities // 40))

    @property
    def own_communities(self):
        """Return how many communities a programme works in."""
        return min(4, self.communities)

    @property
    def units(self):
        return min(400, 3 + self.activities // 100)

    @property
    def members(self):
        return min(2000, 5 + self.activities // 20)

    @property
    def records(self):
        """Return how many records a programme has, about."""
        return min(RECORDS, max(3, self.activities // 8))

    def size(self, shape):
        """Return how many records the shape of this number has: from six tenths to fourteen tenths of `records`."""
        return max(1, self.records * (6 + shape * 5 % 9) // 10)

    def shapes(self):
        """Return the shapes of the programmes in their order, as numbers; about one record in thirty is left for no programme."""
        found, left = [], self.activities - self.activities // 30
        while left >= self.size(len(found) % MOST_SHAPES):
            left -= self.size(len(found) % MOST_SHAPES)
            found.append(len(found) % MOST_SHAPES)
        return found
