"""Counting who takes part and what wants a look: done by a job over all published records, read by pages as dated counts."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from members.models import Community, Member, Unit
from publishing import jobs
from publishing.minute import each_minute
from publishing.models import Job, JobState, Trace, Verb
from publishing.models.publishable import State

from . import span
from .attention import open_overlaps
from .models import ActionLine, Activity, ActivityHost, ActivityPerson
from .models.involvement import Counting, MostActive, Recorded, What, Whose

log = logging.getLogger(__name__)
PLACES = 10  # how many of the most active are kept for each choice of line, community and year
MOST_OVERLAPS = 200
EVERY = timedelta(minutes=10)  # what was published is counted after so long at the latest
SPARE = 10  # times as long as a count takes, nothing is counted: over millions of records it takes minutes
AT_LEAST_EVERY = timedelta(days=1)  # and everything once a day, since not every change leaves a trace
CHANGING = (Verb.PUBLISHED, Verb.REPLACED, Verb.WITHDRAWN, Verb.ANSWERED)
BATCH = 2000
KEYS = ("line", "community", "year")
SUBJECTS: dict[str, tuple[type, str]] = {Whose.MEMBER: (ActivityPerson, "member"), Whose.UNIT: (ActivityHost, "unit")}


# ---- Counting


def count_anew(*, today: date, beat: Callable[[], None] = lambda: None) -> Counting:
    """Count all published records and return the counting, which from then on is what pages show; `beat` is called as it goes.

    Rows of a counting that never ended are left unread and swept by the next, so that one cut off in the middle does no harm.
    """
    newest_trace = Trace.objects.aggregate(newest=Max("pk"))["newest"] or 0
    counting = Counting.objects.create(trace_id=newest_trace)
    for what, rows in _records(today):
        Recorded.objects.bulk_create([Recorded(counting=counting, what=what, **row) for row in rows], batch_size=BATCH)
        beat()
    for whose in Whose:
        _keep_most_active(counting=counting, whose=whose)
        beat()
    counting.counted_at = timezone.now()
    counting.save(update_fields=["counted_at"])
    _sweep(counting)
    return counting


def _records(today: date) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the rows of each count of records."""
    published = Activity.objects.published()
    through = span.data_through(today=today)
    yield What.ALL, _grouped(published)
    yield What.NO_PHOTOS, _grouped(published.without_photos())
    yield What.NO_SOURCE, _grouped(published.without_source())
    yield What.STALE, _grouped(published.stale_on(through)) if through else []
    keys = Counter((pair.about.line_id, pair.about.community_id or 0, pair.about.happened_to.year) for pair in open_overlaps(MOST_OVERLAPS))
    yield What.OVERLAP, [{"line": line, "community": community, "year": year, "records": records} for (line, community, year), records in keys.items()]


def _grouped(rows: QuerySet[Activity]) -> list[dict[str, Any]]:
    grouped = rows.order_by().values("line", "community", year=ExtractYear("happened_to")).annotate(records=Count("pk"), last_on=Max("happened_to"))
    return [row | {"community": row["community"] or 0} for row in grouped]


def _part_in_records(whose: str) -> QuerySet[Any]:
    """Return in how many records of each line, community and year everybody has part: no record is of two, so that these add up to any choice of them."""
    model, name = SUBJECTS[whose]
    rows = model.objects.filter(**{"activity__state": State.PUBLISHED, f"{name}__isnull": False})  # type: ignore[attr-defined]
    keys = {"line": F("activity__line_id"), "community": Coalesce("activity__community_id", 0), "year": ExtractYear("activity__happened_to")}
    return rows.order_by().values(subject=F(f"{name}_id"), **keys).annotate(records=Count("activity", distinct=True), last_on=Max("activity__happened_to"))


def _keep_most_active(*, counting: Counting, whose: str) -> None:
    """Write those with the most records, for each choice of line, community and year, in one statement that goes through all records once."""
    base, params = _part_in_records(whose).query.sql_with_params()
    choices = [[key for key, asked in zip(KEYS, chosen, strict=True) if asked] for chosen in product([False, True], repeat=len(KEYS))]
    names = ", ".join(connection.ops.quote_name(name) for name in ("counting_id", "whose", "subject", *KEYS, "records", "last_on", "place"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {connection.ops.quote_name(MostActive._meta.db_table)} ({names})"  # noqa: S608
            f" WITH base (subject, {', '.join(KEYS)}, records, last_on) AS ({base})"
            f" SELECT %s, %s, ranked.* FROM ({' UNION ALL '.join(map(_ranked_within, choices))}) ranked WHERE place <= {PLACES}",
            [*params, counting.pk, whose],
        )


def _ranked_within(chosen: list[str]) -> str:
    """Return the SQL of everybody's place within each choice of these keys; records of no community are in no choice of one."""
    said = ", ".join(key if key in chosen else f"0 AS {key}" for key in KEYS)
    within = f"PARTITION BY {', '.join(chosen)} " if chosen else ""
    return (
        f"SELECT subject, {said}, SUM(records) AS records, MAX(last_on) AS last_on,"  # noqa: S608
        f" ROW_NUMBER() OVER ({within}ORDER BY SUM(records) DESC, MAX(last_on) DESC, subject) AS place"
        f" FROM base{' WHERE community > 0' if 'community' in chosen else ''} GROUP BY {', '.join(['subject', *chosen])}"
    )


def _sweep(counting: Counting) -> None:
    """Delete what older countings left, finished or not."""
    older = Counting.objects.filter(pk__lt=counting.pk)
    for model in (Recorded, MostActive):
        rows = model.objects.filter(counting__in=older)
        rows._raw_delete(rows.db)
    older.delete()
    Job.objects.filter(task=count_job.path, by=None, ended_at__lt=timezone.now() - timedelta(days=7)).delete()


@jobs.task
def count_job(job: Job) -> str:
    """Count anew, and say of how many records."""
    counting = count_anew(today=timezone.localdate(), beat=job.advance)
    totals = counting.recorded.totals()
    return f"点过了{totals.get(What.ALL, 0)}条已发布的记录。"


def ask_for_count(*, by: Any = None) -> Job | None:
    """Have everything counted anew soon; nothing is asked for twice while the first is not done."""
    waiting = Job.objects.filter(task=count_job.path, state__in=[JobState.QUEUED, JobState.RUNNING])
    return None if waiting.exists() else jobs.enqueue(count_job, label="点数：记录、会员和单位", by=by)


@each_minute
def count_if_due(*, now: datetime | None = None) -> bool:
    """Have everything counted where something was made public or withdrawn since, and that was long enough ago; return whether."""
    now = now or timezone.now()
    newest = Counting.objects.newest()
    if newest and now - newest.counted_at < max(EVERY, SPARE * newest.took):
        return False
    if newest and now - newest.counted_at < AT_LEAST_EVERY and not Trace.objects.filter(pk__gt=newest.trace_id, verb__in=CHANGING).exists():
        return False
    if Job.objects.filter(task=count_job.path, created_at__gt=now - EVERY).exists():
        return False  # what went wrong a minute ago need not go wrong each minute
    return ask_for_count() is not None


# ---- Reading


@dataclass(frozen=True)
class Active:
    """A member or a unit and how many records it has part in; a member whose name may not be shown has neither name nor address."""

    subject: Member | Unit | None
    records: int
    last_on: date


@dataclass(frozen=True)
class Kept:
    """What the newest counting says for one choice of line, community and year."""

    counting: Counting | None
    line: ActionLine | None = None
    community: Community | None = None
    year: int | None = None
    communities: dict[int, tuple[int, date]] = field(default_factory=dict)  # of each community: records, the day the newest ended; 0: of none

    @property
    def records(self) -> int:
        return sum(records for records, _ in self.communities.values())

    def members(self) -> list[Active]:
        """Return the members with the most records; who may not be named has no subject."""
        rows = self._ranked(Whose.MEMBER)
        named = Member.objects.named().in_bulk([row.subject for row in rows])
        return [Active(named.get(row.subject), row.records, row.last_on) for row in rows]

    def units(self) -> list[Active]:
        rows = self._ranked(Whose.UNIT)
        named = Unit.objects.in_bulk([row.subject for row in rows])
        return [Active(named[row.subject], row.records, row.last_on) for row in rows if row.subject in named]

    def by_line(self) -> dict[int, int]:
        """Return how many records there are of each line, by the line's id."""
        if self.counting is None:
            return {}
        return self.counting.recorded.matching(line=self.line, community=self.community, year=self.year).by_line()

    def last_in(self, *, through: date) -> dict[int, date]:
        """Return the day on which the newest record of each community ended, of all years up to a day's."""
        if self.counting is None:
            return {}
        rows = self.counting.recorded.matching(line=self.line, community=self.community).filter(year__lte=through.year)
        return {community: last_on for community, (_, last_on) in rows.by_community().items() if community}

    def _ranked(self, whose: str) -> list[MostActive]:
        key = {"line": self.line.pk if self.line else 0, "community": self.community.pk if self.community else 0, "year": self.year or 0}
        return list(MostActive.objects.filter(counting=self.counting, whose=whose, **key).order_by("place")) if self.counting else []

    def wanting(self, *, year: int | None) -> dict[str, int]:
        """Return how many records want a look for each reason, of a year or of all."""
        if self.counting is None:
            return {}
        return self.counting.recorded.matching(line=self.line, community=self.community, year=year).totals()


def kept_counts(*, line: ActionLine | None = None, community: Community | None = None, year: int | None = None) -> Kept:
    """Return what the newest counting says."""
    counting = Counting.objects.newest()
    if counting is None:
        return Kept(None, line, community, year)
    rows = counting.recorded.matching(line=line, community=community, year=year)
    return Kept(counting, line, community, year, rows.by_community())


def last_with(members: list[int], *, line: ActionLine | None = None, through: date) -> dict[int, date]:
    """Return the day on which each of these members last took part in something published, by the member's id."""
    wanted = Q(activity__state=State.PUBLISHED, activity__happened_to__lte=through, member__in=members)
    rows = ActivityPerson.objects.filter(wanted, **({"activity__line": line} if line else {}))
    return dict(rows.order_by().values_list("member").annotate(Max("activity__happened_to")))
