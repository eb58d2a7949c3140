"""Public figures newest first, a page at a time: looked for among the newest records before anything is sorted."""

from collections.abc import Sequence
from typing import Any, overload

from django.db.models import QuerySet

from .models import Activity, Figure

ORDER = ("-activity__happened_to", "-activity", "pk")
BESIDE = ("activity__line", "activity__programme", "activity__community")
SHARE = 20  # of so many of the newest records one is expected to have such a figure
MOST = 20_000  # records looked at, beyond which all figures are sorted


class NewestFirst(Sequence[Figure]):
    """Figures in the order of their records, of which a slice is fetched with what a line of the evidence says.

    `near`: the records they are among, newest first; `count`: how many they are, which the totals know; `also`: relations fetched besides.
    What the newest records hold comes before all else, so that a first page takes as long however many there are.
    """

    def __init__(self, figures: QuerySet[Figure], *, near: QuerySet[Activity], count: int, also: Sequence[Any] = ()):
        self.figures, self.near, self.count_known, self.also = figures, near, count, also

    def __len__(self) -> int:
        return self.count_known

    @overload
    def __getitem__(self, part: int) -> Figure: ...
    @overload
    def __getitem__(self, part: slice) -> list[Figure]: ...
    def __getitem__(self, part: int | slice) -> Figure | list[Figure]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        start, stop, _ = part.indices(self.count_known)
        ids = self._ids(start, stop) if start < stop else []
        rows = Figure.objects.select_related("indicator", *BESIDE).prefetch_related(*self.also).in_bulk(ids)
        return [rows[pk] for pk in ids]

    def _ids(self, start: int, stop: int) -> list[int]:
        """Return the ids of a slice. Few columns are ordered, and what is said besides is fetched after."""
        ids = self.figures.order_by(*ORDER).values_list("pk", flat=True)
        looked_at = SHARE * stop
        if looked_at <= MOST:
            found = list(ids.filter(activity__in=self.near.values("pk")[:looked_at])[start:stop])
            if len(found) == stop - start:
                return found
        return list(ids[start:stop])
