"""Many hands on one ledger at once (PostgreSQL): each race has its negative control, without the locks and with a pause after the check."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Barrier
from time import sleep

import pytest
from django.db import OperationalError, connection, transaction

from actions import services, settlement, tallying
from actions.checking import differences
from actions.models import Activity, Programme
from actions.periods import ALL, Period
from actions.progress import Scope, table_by_community, total_of
from publishing import services as publishing
from publishing.models import State

from .factories import make_activity, make_indicator, make_line, make_programme, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 30 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 3
PAUSE = 0.15  # long enough for every other writer to come to the same point


def at_once(*works):
    """Do all works in threads of their own that start together; return what each of them raised, or None."""
    start = Barrier(len(works))

    def run(work):
        try:
            start.wait(20)
            work()
        except Exception as failure:
            return failure
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def pause_after_looking(monkeypatch):
    """Let every writer wait between looking and writing: after it has seen who stands for whom, and after it has summed."""

    def pausing(work):
        def paused(*args, **kwargs):
            found = work(*args, **kwargs)
            sleep(PAUSE)
            return found

        return paused

    monkeypatch.setattr(settlement, "standings", pausing(settlement.standings))
    monkeypatch.setattr(settlement, "standing_among", pausing(settlement.standing_among))
    monkeypatch.setattr(tallying, "sum_rows", pausing(tallying.sum_rows))


def take_out_the_locks(monkeypatch):
    monkeypatch.setattr(settlement, "_lock_programmes", lambda ids: None)
    monkeypatch.setattr(tallying, "lock_rows", without_locks)


def without_locks(model, keys):
    """Create what is missing of these rows and return the ids of all, as `tallying.lock_rows` does, and lock none."""
    model.objects.bulk_create([model(**key._asdict()) for key in keys], ignore_conflicts=True)
    return {key: model.objects.get(**key._asdict()).pk for key in keys}


def four_writers():
    """Publish four records of four programmes into the same rows of the totals at once; return what the rows say and what they should."""
    times, by = make_indicator(), make_user()
    make_activity(figures={times: "1场"}, published=True, days="2022-05-31")
    before = total_of(times, line=make_line()).total.amount
    programmes = [Programme.objects.create(name=f"项目{number}-{before}", slug=f"p-{number}-{before}", line=make_line()) for number in range(4)]
    drafts = [make_activity(programme=programme, figures={times: "10场"}, days="2022-05-10") for programme in programmes]

    failures = at_once(*(lambda draft=draft: publishing.publish(draft, by=by) for draft in drafts))

    assert failures == [None] * 4
    may, expected = Period("2022-05"), before + 40
    by_community = table_by_community(times, Scope(make_line()), may).whole
    return [total_of(times, line=make_line(), period=may).total.amount, by_community.total.amount], [expected, expected]


def occasion_beside_summary():
    """Publish an occasion and the summary that covers it at once; return what counts of the programme, and what should."""
    times, by = make_indicator(), make_user()
    club = make_programme(f"读书会{Programme.objects.count()}")
    occasion = make_activity(programme=club, days="2022-05-10", figures={times: "1场"})
    summary = make_activity(programme=club, days="..2022-07-20", summary=True, figures={times: "23场"})

    failures = at_once(lambda: publishing.publish(occasion, by=by), lambda: publishing.publish(summary, by=by))

    assert failures == [None] * 2
    return total_of(times, programme=club).total.amount, 23


@pytest.mark.parametrize("race", [four_writers, occasion_beside_summary])
def test_nothing_is_lost_and_nothing_counts_twice(race, monkeypatch):
    pause_after_looking(monkeypatch)

    for _ in range(ROUNDS):
        counted, expected = race()
        assert counted == expected

    assert list(differences()) == []


@pytest.mark.parametrize("race", [four_writers, occasion_beside_summary])
def test_without_the_locks_the_same_races_are_lost(race, monkeypatch):
    pause_after_looking(monkeypatch)
    take_out_the_locks(monkeypatch)

    counted, expected = race()

    assert counted != expected


def two_editors():
    """Let two editors each save a record of one programme and publish it in the same transaction; return what they raised."""
    times, by, club = make_indicator(), make_user(), make_programme()
    saved = Barrier(2)

    def work():
        with transaction.atomic():
            draft = make_activity(programme=club, figures={times: "1场"})
            publishing.record_saved(draft, by=by, created=True)
            saved.wait(20)
            publishing.publish(draft, by=by)

    return at_once(work, work)


def two_editors_across():
    """Let one publish in a programme while the other, who holds a row of the totals, has just saved a draft in it; return what they raised.

    The draft's foreign key asks for the programme when its transaction ends, while the first holds the programme and waits for the row.
    """
    times, by, club = make_indicator(), make_user(), make_programme()
    make_activity(figures={times: "1场"}, published=True)
    ready, other = make_activity(programme=club, figures={times: "1场"}), make_activity(figures={times: "1场"})
    row_is_held = Barrier(2)

    def publish_in_the_programme():
        row_is_held.wait(20)
        publishing.publish(ready, by=by)

    def save_in_the_programme():
        with transaction.atomic():
            publishing.publish(other, by=by)
            publishing.record_saved(make_activity(programme=club, figures={times: "1场"}), by=by, created=True)
            row_is_held.wait(20)
            sleep(3 * PAUSE)

    return at_once(publish_in_the_programme, save_in_the_programme)


@pytest.mark.parametrize("editors", [two_editors, two_editors_across])
def test_two_editors_who_save_and_publish_in_one_programme_do_not_deadlock(editors):
    for _ in range(ROUNDS):
        assert editors() == [None, None]

    assert list(differences()) == []
    public = Activity.objects.filter(state=State.PUBLISHED)
    assert total_of(make_indicator(), line=make_line()).total.amount == public.count()


def test_with_a_plain_lock_on_the_programme_the_same_editors_deadlock(monkeypatch):
    monkeypatch.setattr(settlement, "_lock_programmes", lambda ids: list(Programme.objects.filter(pk__in=ids).order_by("pk").select_for_update()))

    failures = two_editors_across()

    assert [type(failure) for failure in failures if failure] == [OperationalError]


@pytest.mark.slow
def test_many_people_at_once_leave_totals_that_hold():
    times, people = make_indicator(), make_indicator("受益人次", "人次")
    clubs = [make_programme("读书会"), make_programme("公益班"), None]
    by = make_user()
    seeds = range(4)

    def work(seed):
        random = Random(seed)
        for number in range(4 * ROUNDS):
            club = random.choice(clubs)
            summary = club is not None and random.random() < 0.3
            days = random.choice(["2022-05-10", "2022-05-01..2022-07-01", "2022-01-01..2022-12-31"])
            draft = make_activity(f"{seed}-{number}", programme=club, days=days, summary=summary, figures={times: "3场", people: "100多人次"})
            record = publishing.publish(draft, by=by)
            copy = publishing.revise(record, reason="核对", by=by)
            copy.programme = random.choice(clubs) if not summary else club
            copy.save()
            record = publishing.replace(copy, by=by)
            others = Activity.objects.filter(programme=record.programme, state=State.PUBLISHED).exclude(pk=record.pk).order_by("-pk")[:3]
            if record.is_summary and (other := next(iter(others), None)):
                with suppress(publishing.Refused):  # somebody has just moved the other one
                    services.answer(one=other, other=record, indicators=[times, people], counts_both=random.random() < 0.5, by=by)
            if random.random() < 0.5:
                publishing.withdraw(record, reason="重复", by=by)

    failures = at_once(*(lambda seed=seed: work(seed) for seed in seeds))

    assert failures == [None] * len(seeds)
    assert list(differences()) == []
    assert total_of(times, line=make_line(), period=ALL).is_reported
