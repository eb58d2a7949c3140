"""Six faults are planted, and each is caught by the one check that is named for it (`trust.md` habit 8)."""

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from actions import settlement, summing, tallying
from actions.models import Figure, Tally
from actions.progress import total_of
from publishing import services as publishing

from . import test_races as races
from .factories import make_activity, make_indicator, make_line, make_programme, make_user
from .test_ledger_stateful import Ledger


def totals(*lines):
    times = make_indicator(lines=[make_line(1), make_line(2)])
    return [total_of(times, line=line).total for line in lines or [make_line()]]


def publish(words, **fields):
    return make_activity(figures={make_indicator(lines=[make_line(1), make_line(2)]): words}, published=True, **fields)


# The checks, each named for the fault it must catch


def a_record_that_moved_leaves_its_old_line():
    copy = publishing.revise(publish("5场"), reason="行动选错", by=make_user())
    copy.line = make_line(2)
    copy.save()
    publishing.replace(copy, by=make_user())

    assert [total.amount for total in totals(make_line(1), make_line(2))] == [0, 5]


def a_withdrawn_record_leaves_the_totals():
    publish("5场")
    publishing.withdraw(publish("7场"), reason="重复录入", by=make_user())

    assert [total.amount for total in totals()] == [5]


def a_working_copy_counts_nowhere():
    copy = publishing.revise(publish("5场"), reason="漏报", by=make_user())
    copy.figures.update(amount=50)
    publish("7场")

    assert [total.amount for total in totals()] == [12]


def an_amount_is_what_was_said_and_not_what_is_guaranteed():
    publish("近100场")
    publish("1场")

    assert [(total.amount, total.floor) for total in totals()] == [(101, 91)]


def a_summary_stands_for_its_records():
    club = make_programme()
    publish("1场", programme=club)
    publish("23场", programme=club, days="..2022-07-20", summary=True)

    assert [total.amount for total in totals()] == [23]


CHECKS = [
    a_record_that_moved_leaves_its_old_line,
    a_withdrawn_record_leaves_the_totals,
    a_working_copy_counts_nowhere,
    an_amount_is_what_was_said_and_not_what_is_guaranteed,
    a_summary_stands_for_its_records,
]


# The faults


def old_bucket_not_recomputed(monkeypatch):
    monkeypatch.setattr(tallying, "keys_of", lambda activity: set())


def withdrawal_skips_the_totals(monkeypatch):
    withdraw, recompute = publishing.withdraw, tallying.recompute

    def skipping(record, **how):
        monkeypatch.setattr(tallying, "recompute", lambda keys: None)
        record = withdraw(record, **how)
        monkeypatch.setattr(tallying, "recompute", recompute)
        return record

    monkeypatch.setattr(publishing, "withdraw", skipping)


def working_copies_counted(monkeypatch):
    add = tallying.sum_rows

    def counting_copies(level, ids, **how):
        add(level, ids, **how)
        for copy in Figure.objects.exclude(activity__revises=None).select_related("activity"):
            for original in Figure.objects.filter(activity=copy.activity.revises_id, indicator=copy.indicator_id).select_related("activity"):
                for key in tallying.keys_for(original):
                    Tally.objects.filter(pk__in=ids, **key._asdict()).update(amount=F("amount") + copy.amount)

    monkeypatch.setattr(tallying, "sum_rows", counting_copies)


def floor_used_as_the_amount(monkeypatch):
    monkeypatch.setitem(summing.FROM_FIGURES, "amount", summing.FROM_FIGURES["floor"])


def summary_stands_for_nothing(monkeypatch):
    look = settlement.standings
    monkeypatch.setattr(settlement, "standings", lambda figures, answers=(): {figure.id: look([figure])[figure.id] for figure in figures})


FAULTS = {
    old_bucket_not_recomputed: a_record_that_moved_leaves_its_old_line,
    withdrawal_skips_the_totals: a_withdrawn_record_leaves_the_totals,
    working_copies_counted: a_working_copy_counts_nowhere,
    floor_used_as_the_amount: an_amount_is_what_was_said_and_not_what_is_guaranteed,
    summary_stands_for_nothing: a_summary_stands_for_its_records,
}


def failing():
    """Return the checks that fail, each tried on a ledger of its own."""
    return [check for check in CHECKS if fails(check)]


def fails(check):
    with transaction.atomic():
        try:
            check()
            return False
        except AssertionError:
            return True
        finally:
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_sound_ledger_passes_every_check():
    assert failing() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("fault", "check"), FAULTS.items(), ids=[fault.__name__ for fault in FAULTS])
def test_a_planted_fault_is_caught_by_exactly_its_check(fault, check, monkeypatch):
    fault(monkeypatch)

    assert failing() == [check]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_exactly_the_race_is_lost(monkeypatch):
    races.take_out_the_locks(monkeypatch)
    in_peace = failing()
    races.pause_after_looking(monkeypatch)

    counted, expected = races.four_writers()

    assert in_peace == []
    assert counted < expected


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.__name__ for fault in FAULTS])
def test_the_random_walk_catches_every_planted_fault(fault, monkeypatch):
    fault(monkeypatch)
    walk = settings(max_examples=60, stateful_step_count=30, phases=[Phase.generate], database=None, derandomize=True, report_multiple_bugs=False)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Ledger, settings=walk)
