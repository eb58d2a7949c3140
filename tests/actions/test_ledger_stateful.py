"""Whatever is done, every total is what the definition in days makes of the public figures (`figures.md` 2 and 3, `trust.md` habit 8)."""

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from actions import services
from actions.checking import differences
from actions.enums import Kind, Precision
from actions.evidence import evidence_of
from actions.models import Activity, Correction, Figure
from actions.periods import ALL, Period
from actions.preview import effects_of
from actions.progress import Scope, total_of, totals_of
from actions.quantities import Total
from publishing import services as publishing
from publishing.models import State

from .factories import make_community, make_indicator, make_line, make_programme, make_user
from .public_ledger import Fact, Given, PublicLedger, added, held

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
RUNS, STEPS, ASKED, ASKED_LAST = (200, 30, 2, 20) if SOAK else (10, 20, 1, 6)  # at least 6,000 steps in the long run; periods asked of 54

FIRST, LAST = date(2021, 10, 1), date(2022, 12, 31)
CALENDAR = [
    Period(code)
    for year in (2021, 2022)
    for code in (f"{year}", f"{year}H1", f"{year}H2", *(f"{year}Q{n}" for n in range(1, 5)), *(f"{year}-{n:02d}" for n in range(1, 13)))
]
PERIODS = [ALL, *CALENDAR, *(period.through for period in CALENDAR if len(period.code) == 7)]

EDGES = [edge for period in CALENDAR for edge in (period.first, period.last) if FIRST <= edge <= LAST]
DAYS = st.one_of(st.integers(0, (LAST - FIRST).days).map(lambda offset: FIRST + timedelta(offset)), st.sampled_from(EDGES))
OFTEN = [(None, date(2022, 6, 30)), (date(2022, 1, 1), date(2022, 12, 31)), (date(2022, 4, 1), date(2022, 6, 30))]  # equal days are rare by chance
ADDED = st.sampled_from(
    [("exact", 1), ("exact", 5), ("exact", 340), ("over", 10), ("over", 600), ("nearly", 99), ("about", 300), ("tens_of", 1000), ("exact", 0)]
)
RANKS = st.integers(1, 19).map(lambda rank: ("ordinal", rank))
WHICH = st.integers(0, 999)  # of however many there are


@dataclass(frozen=True)
class Content:
    """What one activity says: places are numbers into the world of the test, figures say qualifier and amount or nothing for each indicator."""

    summary: bool
    line: int
    programme: int  # 0: none
    community: int  # 0: none
    first: date | None
    last: date
    figures: tuple


@st.composite
def contents(draw):
    """Return what an activity may say; a third of the summaries start nobody knows when, and what is long or short comes about as often."""
    summary = draw(st.booleans())
    first, last = sorted([draw(DAYS), draw(DAYS)])
    if draw(st.booleans()):
        last = min(last, first + timedelta(draw(st.integers(0, 40))))
    if summary and draw(st.integers(0, 2)) == 0:
        first = None
    if draw(st.integers(0, 4)) == 0:
        first, last = draw(st.sampled_from(OFTEN if summary else OFTEN[1:]))
    figures = draw(st.tuples(st.one_of(ADDED, ADDED, st.none()), st.one_of(ADDED, st.none()), st.one_of(RANKS, st.none())))
    return Content(summary, draw(st.integers(0, 1)), draw(st.sampled_from([0, 1, 1, 1, 2, 3])), draw(st.sampled_from([0, 0, 1, 2])), first, last, figures)


ASPECTS = [("line", "programme"), ("community",), ("first", "last"), ("summary", "first", "last"), ("figures",)]
CHANGES = st.lists(st.sampled_from(ASPECTS), min_size=1, max_size=3).map(lambda chosen: sorted({name for aspect in chosen for name in aspect}))


class Ledger(RuleBasedStateMachine):
    """Editors and publishers at work on two lines, three programmes and two communities, with the public's own books beside them."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.by = make_user()
        self.lines = [make_line(1), make_line(2)]
        self.programmes = [None, make_programme("读书会", self.lines[0]), make_programme("公益班", self.lines[0]), make_programme("帮教", self.lines[1])]
        self.communities = [None, make_community("方城浦社区"), make_community("下埠社区")]
        self.indicators = [
            make_indicator("活动场次", "场", lines=self.lines, adds_over_lines=True),
            make_indicator("受益人次", "人次", lines=self.lines),
            make_indicator("承办届次", "届", lines=self.lines, additive=False),
        ]
        self.public, self.answers, self.steps = {}, {}, 0

    def teardown(self):
        try:
            self.compare(Random(self.steps).sample(PERIODS, ASKED_LAST))
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    # What there is to work on

    def pick(self, which, **filters):
        rows = Activity.objects.filter(**filters).order_by("pk")
        return rows[which % len(rows)] if rows else None

    def write(self, row, content, *, created):
        """Save an activity and its figures as a form does."""
        programme = self.programmes[content.programme or int(content.summary)]
        row.kind = Kind.SUMMARY if content.summary else Kind.OCCASION
        row.line = programme.line if programme else self.lines[content.line]
        row.programme, row.community = programme, self.communities[content.community]
        row.happened_from = content.first if content.summary else content.first or content.last
        row.happened_to = content.last
        row.precision = Precision.DAY if row.happened_from else Precision.TO_DATE
        row.save()
        row.figures.all().delete()
        for indicator, figure in zip(self.indicators, content.figures, strict=True):
            if figure:
                row.figures.create(indicator=indicator, qualifier=figure[0], amount=figure[1])
        return publishing.record_saved(row, by=self.by, created=created)

    def content_of(self, row):
        figures = {figure.indicator_id: (figure.qualifier, figure.amount) for figure in row.figures.all()}
        return Content(
            row.kind == Kind.SUMMARY,
            self.lines.index(row.line),
            self.programmes.index(row.programme),
            self.communities.index(row.community),
            row.happened_from,
            row.happened_to,
            tuple(figures.get(indicator.pk) for indicator in self.indicators),
        )

    def rewritten(self, row, content, names):
        return replace(self.content_of(row), **{name: getattr(content, name) for name in names})

    def facts_of(self, row, **known):
        """Return what the public would read in a row, by indicator."""
        return {
            figure.indicator_id: Fact(
                activity=known.get("activity", row.pk),
                indicator=figure.indicator_id,
                amount=figure.amount,
                qualifier=figure.qualifier,
                summary=row.kind == Kind.SUMMARY,
                line=row.line_id,
                programme=row.programme_id or 0,
                community=row.community_id or 0,
                first=row.happened_from,
                last=row.happened_to,
                published=known.get("published", row.first_published_at),
            )
            for figure in Figure.objects.filter(activity=row)
        }

    # What people do

    @rule(content=contents(), at_once=st.booleans())
    def enter(self, content, at_once):
        draft = self.write(Activity(title="一次活动"), content, created=True)
        if at_once:
            self.shown(draft, publishing.publish, by=self.by)

    @precondition(lambda self: Activity.objects.filter(state__in=[State.DRAFT, State.WITHDRAWN]).exists())
    @rule(which=WHICH, content=contents(), names=CHANGES)
    def edit(self, which, content, names):
        row = self.pick(which, state__in=[State.DRAFT, State.WITHDRAWN])
        self.write(row, self.rewritten(row, content, names), created=False)

    @precondition(lambda self: Activity.objects.filter(state__in=[State.DRAFT, State.WITHDRAWN], revises=None).exists())
    @rule(which=WHICH)
    def publish(self, which):
        row = self.pick(which, state__in=[State.DRAFT, State.WITHDRAWN], revises=None)
        self.shown(row, publishing.publish, by=self.by, reason="核实后恢复" if row.was_public else "")

    @precondition(lambda self: self.public)
    @rule(which=WHICH, content=contents(), names=CHANGES, at_once=st.booleans())
    def revise(self, which, content, names, at_once):
        row = self.pick(which, state=State.PUBLISHED, working_copy=None)
        if row is None:
            return
        copy = publishing.revise(row, reason="核对后更正", by=self.by)
        self.write(copy, self.rewritten(copy, content, names), created=False)
        if at_once:
            self.replace_with(copy)

    @precondition(lambda self: Activity.objects.exclude(revises=None).exists())
    @rule(which=WHICH)
    def replace(self, which):
        copy = self.pick(which, revises__isnull=False)
        if copy.revises.state == State.PUBLISHED:
            self.replace_with(copy)
            return
        with pytest.raises(publishing.Refused):
            publishing.replace(copy, by=self.by)

    def replace_with(self, copy):
        record = copy.revises
        basis = (copy.happened_from, copy.happened_to, copy.programme_id or 0, copy.community_id or 0)
        for (indicator, pair), given in list(self.answers.items()):
            if copy.pk in pair:
                del self.answers[indicator, pair]
                (other,) = pair - {copy.pk}
                if given.bases[copy.pk] == basis:
                    self.answers[indicator, frozenset([record.pk, other])] = Given(given.counts_both, {record.pk: basis, other: given.bases[other]})
        after = self.facts_of(copy, activity=record.pk, published=record.first_published_at)
        with self.foreseen(copy):
            self.changed(record, after, lambda: publishing.replace(copy, by=self.by))

    @precondition(lambda self: Activity.objects.exclude(revises=None).exists())
    @rule(which=WHICH)
    def discard(self, which):
        copy = self.pick(which, revises__isnull=False)
        self.answers = {(indicator, pair): given for (indicator, pair), given in self.answers.items() if copy.pk not in pair}
        publishing.discard(copy, by=self.by)

    @precondition(lambda self: self.public)
    @rule(which=WHICH)
    def withdraw(self, which):
        row = self.pick(which, state=State.PUBLISHED)
        self.changed(row, {}, lambda: publishing.withdraw(row, reason="来源有误", by=self.by))

    @precondition(lambda self: Activity.objects.filter(state=State.DRAFT, first_published_at=None, revises=None).exists())
    @rule(which=WHICH)
    def delete(self, which):
        draft = self.pick(which, state=State.DRAFT, first_published_at=None, revises=None)
        self.answers = {(indicator, pair): given for (indicator, pair), given in self.answers.items() if draft.pk not in pair}
        draft.delete()

    @precondition(lambda self: Activity.objects.filter(kind=Kind.SUMMARY).exists())
    @rule(which=WHICH, other=WHICH, indicators=st.sets(st.integers(0, 2), min_size=1), counts_both=st.booleans())
    def answer(self, which, other, indicators, counts_both):
        summary = self.pick(which, kind=Kind.SUMMARY)
        others = (
            Activity.objects.filter(programme=summary.programme).exclude(pk__in=[summary.pk, summary.revises_id or 0]).exclude(revises=summary).order_by("pk")
        )
        if not others:
            return
        pair = [summary, others[other % len(others)]]
        services.answer(one=pair[0], other=pair[1], indicators=[self.indicators[n] for n in indicators], counts_both=counts_both, by=self.by)
        bases = {row.pk: (row.happened_from, row.happened_to, row.programme_id or 0, row.community_id or 0) for row in pair}
        for number in indicators:
            self.answers[self.indicators[number].pk, frozenset(bases)] = Given(counts_both, bases)

    # What the public's own books say of it

    def shown(self, row, verb, **how):
        """Publish a row and enter it in the books with the moment it was first published at."""
        after = self.facts_of(row)
        was_public = row.was_public
        with self.foreseen(row):
            row = self.changed(row, after, lambda: verb(row, **how), corrected=was_public)
        self.books(row, {indicator: replace(fact, published=row.first_published_at) for indicator, fact in after.items()})

    @contextmanager
    def foreseen(self, row):
        """Hold what the form said of the totals before a record is published against what they are then."""
        effects = [(effect, {"line": row.line, "period": effect.period}) for effect in effects_of(row)]
        assert {effect.indicator.pk for effect, _ in effects} == set(self.facts_of(row))
        assert [held(effect.before) for effect, _ in effects] == [held(total_of(effect.indicator, **where).total) for effect, where in effects]
        yield
        assert [held(effect.after) for effect, _ in effects] == [held(total_of(effect.indicator, **where).total) for effect, where in effects]

    def changed(self, row, after, verb, *, corrected=True):
        """Do what changes the public figures of a record, and hold the corrections against the change."""
        before = {indicator: fact for (activity, indicator), fact in self.public.items() if activity == row.pk}
        seen = set(Correction.objects.values_list("pk", flat=True))
        row = verb()
        self.books(row, after)
        written = [
            (
                (correction.activity_id, correction.indicator_id),
                (
                    correction.before_amount,
                    correction.before_qualifier,
                    correction.before_line_id,
                    correction.before_programme_id,
                    correction.before_community_id,
                    correction.before_days,
                ),
                (
                    correction.after_amount,
                    correction.after_qualifier,
                    correction.after_line_id,
                    correction.after_programme_id,
                    correction.after_community_id,
                    correction.after_days,
                ),
            )
            for correction in Correction.objects.exclude(pk__in=seen)
        ]
        sides = [((row.pk, indicator), corrected_side(before.get(indicator)), corrected_side(after.get(indicator))) for indicator in {*before, *after}]
        assert sorted(written, key=str) == sorted([side for side in sides if corrected and side[1] != side[2]], key=str)
        return row

    def books(self, row, after):
        self.public = {key: fact for key, fact in self.public.items() if key[0] != row.pk}
        self.public |= {(row.pk, indicator): fact for indicator, fact in after.items()}

    @invariant()
    def the_public_reads_what_was_published(self):
        rows = Activity.objects.filter(state=State.PUBLISHED).select_related("line", "programme", "community")

        assert {(row.pk, indicator): fact for row in rows for indicator, fact in self.facts_of(row).items()} == self.public

    @invariant()
    def totals_are_what_the_definition_says(self):
        self.steps += 1
        self.compare(Random(self.steps).sample(PERIODS, ASKED))

    @invariant()
    def check_figures_finds_nothing(self):
        assert list(differences()) == []

    def compare(self, periods):
        """Hold every total of some periods against the definition: of all lines, a line, a programme, a community, and of the last two together."""
        ledger = PublicLedger(self.public.values(), self.answers)
        for period in [ALL, *periods]:
            for place in self.places:
                ids = {name: row.pk for name, row in place.items()}
                counting = {
                    indicator: ledger.counting(indicator.pk, period, **ids)
                    for indicator in self.indicators
                    if place.keys() - {"community"} or indicator.adds_over_lines
                }

                said = {total.indicator: held(total.total) for total in totals_of(period=period, **place)}

                assert said == {indicator: added(facts) for indicator, facts in counting.items() if facts}, (place, period.code)

    @invariant()
    def what_stands_behind_a_total_adds_up_to_it(self):
        """Hold the evidence of one total and its tables against the definition: the list, the months, the communities."""
        random = Random(-self.steps)
        period, place = random.choice([ALL, *PERIODS]), random.choice(self.places)
        place = place if place.keys() - {"community"} else place | {"line": random.choice(self.lines)}
        scope, indicator = Scope(**place), random.choice(self.indicators)
        ledger, ids = PublicLedger(self.public.values(), self.answers), {name: row.pk for name, row in place.items()}
        counting = ledger.counting(indicator.pk, period, **ids)

        evidence = evidence_of(indicator, scope=scope, period=period)

        assert held(evidence.sum.total) == added(counting)
        if indicator.additive:
            assert sorted(line.activity.pk for line in evidence.counted) == sorted(fact.activity for fact in counting)
        for table, parts in ((evidence.by_time, "period"), (evidence.by_community, "scope")):
            if table is None:
                continue
            rows = [*table.rows, *([table.rest] if table.rest else [])]
            assert held(sum((row.counted.total for row in rows), Total(indicator.unit))) == held(table.whole.total) == added(counting)
            for row in table.rows:
                part = row.own.period if row.own and parts == "period" else period
                community = {"community": row.counted.scope.community.pk} if parts == "scope" else {}
                assert row.own is None or held(row.own.total) == added(ledger.counting(indicator.pk, part, **ids, **community))

    @property
    def places(self):
        wholes = [{}, *({"line": line} for line in self.lines), *({"programme": programme} for programme in self.programmes[1:])]
        return [whole | more for whole in wholes for more in ({}, *({"community": community} for community in self.communities[1:]))]


def corrected_side(fact):
    """Return one side of a correction, as the row holds it."""
    if fact is None:
        return None, "", None, None, None, ""
    days = f"{fact.last}" if fact.first == fact.last else f"{fact.first}至{fact.last}" if fact.first else f"截至{fact.last}"
    return fact.amount, fact.qualifier, fact.line, fact.programme or None, fact.community or None, days


@pytest.mark.slow
@pytest.mark.django_db
def test_after_any_sequence_every_total_equals_the_definition():
    run_state_machine_as_test(Ledger, settings=settings(max_examples=RUNS, stateful_step_count=STEPS))
