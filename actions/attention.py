"""What about figures wants a person's look: overlaps nobody answered, records that may be counted twice, summaries that fall short (`figures.md` 2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import DateField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from .answers import answers_among
from .enums import Kind
from .models import Activity, Figure, Indicator
from .settlement import stated
from .standing import Answer, overlaps
from .tallying import smaller_than_covered

LONG_AGO = Value("0001-01-01", DateField())
PROGRAMMES_LOOKED_AT = 50
SUMMARIES = (0, 20, 100, 500)  # looked at, the newest, from one number to the next


@dataclass(frozen=True)
class Overlapping:
    """Two figures of overlapping days: the stronger stands for the weaker, until somebody answers that both count."""

    indicator: Indicator
    stronger: Figure
    weaker: Figure
    counts_both: bool | None  # None: nobody answered

    @property
    def sentence(self) -> str:
        one, other = self.stronger, self.weaker
        effect = "两个都计" if self.counts_both else f"只计{one.quantity}，{other.quantity}当作已含"
        return (
            f"{self.indicator}：“{one.activity}”（{one.activity.spoken_days}，{one.quantity}）与“{other.activity}”"
            f"（{other.activity.spoken_days}，{other.quantity}）日期有重叠，{effect}"
        )

    @property
    def about(self) -> Activity:
        """Return the summary of the two, or the stronger where both are."""
        return self.stronger.activity if self.stronger.activity.is_summary else self.weaker.activity

    def other_than(self, activity: Activity) -> Figure:
        """Return the figure of the other record."""
        return self.weaker if self.stronger.activity_id == activity.pk else self.stronger

    @property
    def url(self) -> str:
        """Where it is answered."""
        return reverse("admin:actions_activity_overlaps", args=[self.about.pk])


def open_overlaps(limit: int) -> list[Overlapping]:
    """Return up to `limit` overlaps among published records that nobody has answered, those of the newest summaries first.

    A handful of summaries is asked, then more, and never more than so many, so that it takes no longer for there being millions of records.
    """
    found: list[Overlapping] = []
    looked_at: set[int | None] = set()
    newest = Activity.objects.published().filter(kind=Kind.SUMMARY).newest_first().values_list("pk", flat=True)
    for start, stop in pairwise(SUMMARIES):
        for programme_id in _summaries_that_overlap(newest[start:stop]).values_list("programme_id", flat=True):
            if programme_id not in looked_at:
                looked_at.add(programme_id)
                found += [pair for pair in _overlaps_among(_public_figures(programme_id)) if pair.counts_both is None]
            if len(found) >= limit or len(looked_at) >= PROGRAMMES_LOOKED_AT:
                return found[:limit]
    return found


def overlaps_of(activity: Activity, figures: Sequence[Figure] | None = None) -> list[Overlapping]:
    """Return every overlap, answered or not, that this record has or, being a draft or a working copy, would have once published.

    `figures` are those that are typed, where they are not saved (as `preview.effects_of` takes them).
    """
    if activity.programme_id is None:
        return []
    mine = list(activity.figures.select_related("activity", "indicator")) if figures is None else list(figures)
    others = [
        figure
        for figure in _public_figures(activity.programme_id, [figure.indicator_id for figure in mine])
        if figure.activity_id not in (activity.pk, activity.revises_id)
    ]
    pairs = _overlaps_among([*others, *mine])
    return [pair for pair in pairs if activity.pk in (pair.stronger.activity_id, pair.weaker.activity_id)]


def summary_holding(activity: Activity, figures: Sequence[Figure]) -> Activity | None:
    """Return the newest public summary of another programme that may hold an occasion of no programme; None where the occasion has its place."""
    if activity.is_summary or activity.programme_id or activity.stands_alone or not figures:
        return None
    holding = _since(Activity.objects.published().filter(kind=Kind.SUMMARY, line=activity.line_id)).filter(
        since__lte=activity.happened_from,
        happened_to__gte=activity.happened_to,
        pk__in=Figure.objects.public().filter(indicator__in=[figure.indicator_id for figure in figures]).values("activity"),
    )
    return holding.select_related("programme").order_by("-happened_to", "-pk").first()


def unplaced_occasions(limit: int) -> list[Activity]:
    """Return published occasions without a programme whose days lie within a summary of their line and indicator, until somebody places them."""
    holding = _since(Figure.objects.public().filter(activity__kind=Kind.SUMMARY), "activity__").filter(
        activity__line=OuterRef("activity__line"),
        indicator=OuterRef("indicator"),
        since__lte=OuterRef("activity__happened_from"),
        activity__happened_to__gte=OuterRef("activity__happened_to"),
    )
    held = Figure.objects.filter(activity=OuterRef("pk")).filter(Exists(holding))
    return list(
        Activity.objects.published()
        .filter(kind=Kind.OCCASION, programme=None, stands_alone=False)
        .filter(Exists(held))
        .newest_first()
        .select_related("line")[:limit]
    )


def short_summaries(limit: int) -> list[Figure]:
    """Return figures of published summaries that are smaller than what they stand for, so that 累计 falls by them."""
    standing = (
        Figure.objects.public().filter(activity__kind=Kind.SUMMARY, covering_cell="").select_related("activity", "indicator").order_by("-activity__happened_to")
    )
    return smaller_than_covered(standing[: limit * 20])[:limit]


def _since(rows: QuerySet, prefix: str = "") -> Any:
    return rows.annotate(since=Coalesce(f"{prefix}happened_from", LONG_AGO))


def _summaries_that_overlap(ids: Iterable[int]) -> QuerySet:
    """Return those of some summaries with a record of the same programme and indicator whose days meet theirs and neither hold nor lie within them."""
    summaries = _since(Activity.objects.filter(pk__in=list(ids)))
    meeting = (
        _since(Figure.objects.public(), "activity__")
        .filter(activity__programme=OuterRef("programme"), since__lte=OuterRef("happened_to"), activity__happened_to__gte=OuterRef("since"))
        .filter(indicator__in=Figure.objects.filter(activity=OuterRef(OuterRef("pk"))).values("indicator"))
        .exclude(activity=OuterRef("pk"))
        .exclude(since__gte=OuterRef("since"), activity__happened_to__lte=OuterRef("happened_to"))
    )
    return summaries.filter(Exists(meeting)).order_by("-happened_to", "-pk")


def _public_figures(programme_id: int, indicators: Iterable[int] | None = None) -> QuerySet[Figure]:
    figures = Figure.objects.public().filter(activity__programme_id=programme_id).select_related("activity", "indicator").order_by("pk")
    return figures if indicators is None else figures.filter(indicator__in=list(indicators))


def _overlaps_among(figures: Iterable[Figure]) -> list[Overlapping]:
    by_indicator: dict[int, list[Figure]] = {}
    for figure in figures:
        by_indicator.setdefault(figure.indicator_id, []).append(figure)
    asked = {pk: rows for pk, rows in sorted(by_indicator.items()) if any(figure.activity.is_summary for figure in rows)}
    answers = answers_among([figure.activity for rows in asked.values() for figure in rows], asked)
    return [pair for indicator_id, rows in asked.items() for pair in _pairs(rows, answers.get(indicator_id, []))]


def _pairs(figures: list[Figure], answers: list[Answer]) -> Iterator[Overlapping]:
    by_id = {figure.pk: figure for figure in figures}
    for pair in overlaps([stated(figure) for figure in figures], answers):
        stronger, weaker = by_id[pair.stronger_id], by_id[pair.weaker_id]
        yield Overlapping(stronger.indicator, stronger, weaker, pair.counts_both)
