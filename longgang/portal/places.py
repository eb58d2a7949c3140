"""What was done in a place, gathered from every app that knows of it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from actions import progress
from actions.models import ActionLine, Activity, ActivityPerson, Indicator
from events.models import Event
from members.models import Community, Pairing, Posting

#: The indicator that counts who was posted to a community; its code is part of the open data and never changes.
POSTED = "pai-zhu-zhuan-yuan"
MOST = 12


@dataclass(frozen=True)
class Place:
    """A community as a row of a list: how much was done there, and the newest thing."""

    community: Community
    total: progress.Sum | None
    recorded: int
    newest: Activity | None


@dataclass(frozen=True)
class Posted:
    """A commissioner whose name may be shown, and what the commissioner is known to have done."""

    posting: Posting
    deeds: list[ActivityPerson]


def with_records() -> QuerySet[Community]:
    """Return the communities that something public names."""
    named_by = (Activity.objects.published(), Pairing.objects.published(), Event.objects.published(), Posting.objects.all())
    here = [Exists(rows.filter(community=OuterRef("pk"))) for rows in named_by]
    return Community.objects.filter(here[0] | here[1] | here[2] | here[3])


def by_total(communities: QuerySet[Community], indicator: Indicator) -> list[Community]:
    """Return communities by what is guaranteed of their totals, the largest first, those without one by name at the end."""
    totals = progress.totals_by_community(indicator, communities)
    return sorted(communities, key=lambda community: (-(totals[community.pk].floor or 0) if community.pk in totals else 1, community.sort_key, community.pk))


def places_of(communities: list[Community], indicator: Indicator | None) -> list[Place]:
    """Return the rows of a page of communities, in a number of queries that does not grow with them."""
    totals = progress.totals_by_community(indicator, communities) if indicator else {}
    published = Activity.objects.published()
    recorded, newest = published.recorded_by_community(communities), published.newest_of_each(communities)
    return [Place(one, totals.get(one.pk), recorded.get(one.pk, 0), newest.get(one.pk)) for one in communities]


def posted(postings: QuerySet[Posting]) -> list[Posted]:
    """Return the postings whose names may be shown, the newest first, each with what the commissioner did."""
    rows = list(postings.named().newest_first()[:MOST])
    deeds = ActivityPerson.objects.deeds_of([row.member_id for row in rows])
    return [Posted(row, deeds.get(row.member_id, [])) for row in rows]


def posted_city_wide() -> progress.Sum | None:
    """Return how many were posted in the whole city, None where nothing was reported."""
    indicator = Indicator.objects.filter(code=POSTED).first()
    line = indicator and ActionLine.objects.counting(indicator).order_by("number").first()
    total = progress.total_of(indicator, line=line) if line else None
    return total if total and total.is_reported else None
