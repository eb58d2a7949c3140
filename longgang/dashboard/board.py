"""All that the dashboard shows for one choice of filters, in a number of queries that does not depend on how much there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from actions import progress
from actions.involvement import MOST_OVERLAPS, Active, Kept, kept_counts, last_with
from actions.models import Activity, Indicator, Proposal, ProposalOutcome
from actions.models.involvement import What
from actions.models.proposals import ProposalQuerySet
from actions.sums import Sum, Table
from actions.views.evidence import sure_of
from events.models import Event
from events.models.events import EventQuerySet
from members.models import Community, Member, Posting
from publishing.charts import BarChart, Column, bar_chart

from . import sentences
from .asked import Asked

MOST_PARTS = 12
MOST_CELLS = 120
SILENT_AFTER = 60
UNNAMED = "一位会员（姓名不公开）"


@dataclass(frozen=True)
class Ranked:
    """One row of a ranking, its bar in per cent of the first."""

    label: str
    percent: int
    said: Any = None  # Spoken of a total
    count: int | None = None  # or so many records
    url: str = ""  # of the number
    label_url: str = ""
    note: str = ""
    ink: str = ""  # of the line it belongs to


@dataclass(frozen=True)
class Both:
    """One indicator in both blocks: 本期 and 截至…累计."""

    indicator: Indicator
    within: Sum | None
    upto: Sum


@dataclass(frozen=True)
class Place:
    """A community on the map: how many records, and how dark that is of five."""

    community: Community
    records: int
    level: int
    url: str

    @property
    def percent(self) -> int:
        return self.level * 25


@dataclass(frozen=True)
class PostingRow:
    """A posting, and the day of the newest record in its community or with its member."""

    posting: Posting
    name: str  # blank where it may not be shown
    last_on: date | None
    is_silent: bool


@dataclass(frozen=True)
class Wanting:
    """One kind of thing that wants a look, and its list."""

    count: int
    unit: str
    words: str
    url: str
    at_least: bool = False


def blocks_of(asked: Asked) -> list[Both]:
    """Return every total of the choice: 本期 and 截至…累计."""
    upto = progress.totals_of(line=asked.line, community=asked.community, period=asked.upto)
    if not asked.year:
        return [Both(total.indicator, None, total) for total in upto]
    within = {total.indicator.pk: total for total in progress.totals_of(line=asked.line, community=asked.community, period=asked.period)}
    known = {total.indicator.pk for total in upto}
    extra = [replace(total, total=type(total.total)(total.indicator.unit), period=asked.upto) for pk, total in within.items() if pk not in known]
    return [Both(total.indicator, within.get(total.indicator.pk), total) for total in [*upto, *extra]]


def main_of(blocks: Sequence[Both], asked: Asked) -> Both | None:
    """Return what stands at the head: the indicator that the charts count, the first that adds up where that was not reported."""
    reported = [both for both in blocks if both.indicator.additive and both.upto.is_reported]
    return next((both for both in reported if both.indicator == asked.indicator), next(iter(reported), None))


def trend_of(asked: Asked) -> tuple[Table | None, BarChart | None]:
    """Return the indicator by month, by year where no year is asked for, and its chart."""
    if asked.indicator is None:
        return None, None
    table = progress.table_by_time(asked.indicator, asked.scope, asked.period)
    if table is None or not table.has_own:
        return table, None
    columns = []
    for row in table.rows:
        own = row.own or row.counted
        columns.append(Column(row.label, own.amount, own.spoken, own.evidence_url, own.spoken.removesuffix(own.indicator.unit), sure_of(own) is None))
    return table, bar_chart(columns, title=f"{asked.said}{'各月' if asked.year else '各年'}{asked.indicator.name}")


def programmes_of(asked: Asked) -> Table | None:
    return asked.indicator and progress.table_by_programme(asked.indicator, asked.scope, asked.period, most=MOST_PARTS)


def communities_of(asked: Asked) -> Table | None:
    return asked.indicator and progress.table_by_community(asked.indicator, asked.scope, asked.period, most=MOST_PARTS)


def ranking_of(table: Table | None) -> list[Ranked]:
    """Return the rows of a table as bars, each of what it says of itself."""
    rows = [(row.label, row.own or row.counted) for row in table.rows] if table else []
    most = max((said.amount or 0 for _, said in rows), default=0)
    return [
        Ranked(label, share(said.amount or 0, most), said.typeset, url=said.evidence_url, ink=said.line.ink if said.line else "")
        for label, said in rows
        if said.is_reported
    ]


def share(part: int, most: int) -> int:
    """Return the length of a bar in per cent, at least one where there is anything."""
    return max(1, part * 100 // most) if part and most else 0


def people_of(active: Sequence[Active], asked: Asked) -> list[Ranked]:
    """Return members or units as bars; who may not be named is not, and leads nowhere."""
    most = active[0].records if active else 0
    return [
        Ranked(
            str(one.subject) if one.subject else UNNAMED,
            share(one.records, most),
            count=one.records,
            url=asked.address("part", type(one.subject).__name__.lower(), str(one.subject.pk)) if one.subject else "",
            label_url=address_of(one.subject),
            note=f"最近{one.last_on:%Y-%m-%d}",
        )
        for one in active
    ]


def address_of(row: Any) -> str:
    return row.get_absolute_url() if row is not None else ""


def map_of(asked: Asked, kept: Kept) -> list[Place]:
    """Return the communities asked for, those with the most records first, each leading to its records, or to its page where it has none."""
    most = max((records for pk, (records, _) in kept.communities.items() if pk), default=0)
    places = []
    register = Community.objects.filter(pk=asked.community.pk) if asked.community else Community.objects.order_by("sort_key", "pk")
    for community in register:
        records = kept.communities.get(community.pk, (0, None))[0]
        level = min(4, 1 + records * 4 // (most + 1)) if records else 0
        url = asked.records(community=community) if records else community.get_absolute_url()
        places.append(Place(community, records, level, url))
    return sorted(places, key=lambda place: -place.records)


def city_of(asked: Asked) -> int:
    """Return how many communities the city has, 0 where it is not looked at whole."""
    return 0 if asked.community else settings.COMMUNITY_COUNT


def unlisted_of(asked: Asked, known: int) -> int:
    """Return how many communities of the city the register does not know yet."""
    return max(0, city_of(asked) - known)


def postings_of(asked: Asked, kept: Kept) -> list[PostingRow]:
    """Return the postings that run on the last day asked for, those longest without a record first."""
    day = asked.as_of or asked.today
    rows = Posting.objects.on(day).select_related("community", "member")
    if asked.community:
        rows = rows.filter(community=asked.community)
    postings = list(rows)
    members = [posting.member_id for posting in postings]
    last, near = last_with(members, line=asked.line, through=day), kept.last_in(through=day)
    shown = set(Member.objects.named().filter(pk__in=members).values_list("pk", flat=True))
    found = []
    for posting in postings:
        days = [last.get(posting.member_id), near.get(posting.community_id)]
        newest = max((one for one in days if one and one <= day), default=None)
        silent = newest is None or newest < day - timedelta(days=SILENT_AFTER)
        found.append(PostingRow(posting, posting.member.name if posting.member_id in shown else "", newest, silent))
    return sorted(found, key=lambda row: (row.last_on or date.min, row.posting.started_on, row.posting.pk))


def advice_of(asked: Asked) -> ProposalQuerySet:
    """Return the advice of the choice; it is of no community."""
    rows = Proposal.objects.published().in_year(asked.year)
    if asked.community:
        return rows.none()
    return rows.of_line(asked.line) if asked.line else rows


def proposals_of(asked: Asked) -> dict[str, Any]:
    """Return advice and what came of it: the newest, and how much of each kind and level."""
    rows = advice_of(asked)
    came = ProposalOutcome.objects.none() if asked.community else ProposalOutcome.objects.of(Proposal.objects.published())
    if asked.line:
        came = came.filter(proposal__line=asked.line)
    if asked.year:
        came = came.in_year(asked.year)
    kinds, outcomes = rows.count_by_kind(), came.count_by_kind()
    where = f"{asked.year}年" if asked.year else ""
    return {
        "newest": rows.newest_first().for_list()[:5],
        "kinds": kinds,
        "outcomes": outcomes,
        "levels": came.count_by_level(),
        "sentence": "建言不分社区，按社区看时不列。" if asked.community else sentences.proposals(kinds, outcomes, where=where),
        "url": asked.address("attention", "proposals") if kinds else "",
    }


def coming_of(asked: Asked) -> EventQuerySet:
    """Return the coming events of the choice; a year narrows them only where it was chosen."""
    rows = Event.objects.published().coming(asked.today).filter(cancelled_at=None)
    for name, value in (("line", asked.line), ("community", asked.community), ("starts_on__year", asked.chosen_year)):
        rows = rows.filter(**{name: value}) if value else rows
    return rows.for_list()


def events_of(asked: Asked) -> tuple[list[Event], str]:
    """Return the next events, and how many there are in a sentence."""
    rows = coming_of(asked)
    nearest = list(rows[:5])
    return nearest, sentences.events(rows.count(), (nearest[0].title, nearest[0].starts_on) if nearest else None)


def deeds_of(asked: Asked) -> str:
    """Return what somebody posted would have a record of: of one line, only what belongs to it."""
    return "这项行动的活动" if asked.line else "活动"


def is_capped(what: str, counts: dict[str, int]) -> bool:
    """Say whether there may be more than were counted."""
    return what == What.OVERLAP and counts.get(what, 0) >= MOST_OVERLAPS


WANTING = (
    (What.NO_PHOTOS, "no-photos", "条", "活动没有照片"),
    (What.NO_SOURCE, "no-source", "条", "记录没有写来源"),
    (What.STALE, "stale", "条", "累计数半年没有更新"),
    (What.OVERLAP, "overlap", "处", "日期重叠没有答复"),
)


def wanting_of(asked: Asked, kept: Kept, silent: int) -> list[Wanting]:
    """Return what wants a look, each with its list; of a year only where it was chosen."""
    counts = kept.wanting(year=asked.chosen_year)
    found = [Wanting(counts.get(what, 0), unit, words, asked.address("attention", slug), is_capped(what, counts)) for what, slug, unit, words in WANTING]
    found.append(Wanting(silent, "位", f"专员超过{SILENT_AFTER}天没有{deeds_of(asked)}记录", asked.address("attention", "postings")))
    waiting = Activity.objects.awaiting()
    for name, value in (("line", asked.line), ("community", asked.community), ("happened_to__year", asked.chosen_year)):
        waiting = waiting.filter(**{name: value}) if value else waiting
    found.append(Wanting(waiting.count(), "条", "记录等着发布", waiting_url(asked)))
    return [one for one in found if one.count]


def waiting_url(asked: Asked) -> str:
    """Return the desk's own list of what waits to be published, narrowed alike."""
    asks = {"state": "third", "line": asked.line and asked.line.pk, "community": asked.community and asked.community.pk, "year": asked.chosen_year}
    words = "&".join(f"{name}={value}" for name, value in asks.items() if value)
    return f"{reverse('admin:actions_activity_changelist')}?{words}"


def kept_of(asked: Asked) -> Kept:
    return kept_counts(line=asked.line, community=asked.community, year=asked.year)
