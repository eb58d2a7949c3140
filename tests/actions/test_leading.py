"""The largest parts of a total: in one statement over the kept rows what they are when worked out from all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actions import lookup, progress
from actions.enums import Level
from actions.leading import NONE, OTHERS, leading
from actions.periods import ALL, Period
from actions.progress import Scope
from publishing import services as publishing

from .factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user

RECORDS = st.lists(
    st.tuples(st.sampled_from([0, 1, 2, 3]), st.sampled_from([0, 1, 2, 3]), st.integers(1, 4), st.sampled_from([2021, 2022]), st.booleans()),
    min_size=1,
    max_size=12,
)


def said(table):
    """Return all that a table says: labels, what counts and what each part says of itself."""
    rows = [*table.rows, table.rest, *([table.others] if table.others else [])]
    return [(row.label, row.counted.total, row.own and row.own.total) for row in rows], table.whole.total


class Tables(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(RECORDS, st.sampled_from([0, 1, 2, 3, None]), st.sampled_from(["", "2021", "2022"]), st.sampled_from([None, 1]))
    def test_they_are_the_same_from_kept_rows_and_from_the_totals(self, records, most, code, line):
        lines = [make_line(1), make_line(2)]
        times = make_indicator(lines=lines, adds_over_lines=True)
        programmes = [None, make_programme("甲", lines[0]), make_programme("乙", lines[0]), make_programme("丙", lines[1])]
        places = [None, *(make_community(f"{name}社区") for name in "天地人")]
        for programme, place, amount, year, summary in records:
            words = {"programme": programmes[programme], "community": places[place], "line": programmes[programme].line if programme else lines[0]}
            days = f"{year}-01-01..{year}-12-31" if summary and programme else f"{year}-05-0{amount}"
            make_activity(summary=bool(summary and programme), days=days, figures={times: f"{amount}场"}, published=True, **words)
        scope = Scope(line and lines[0])

        for table_by in (progress.table_by_programme, progress.table_by_community):
            kept = table_by(times, scope, Period(code), most=most)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(lookup, "_is_kept", lambda *asked: False)
                worked_out = table_by(times, scope, Period(code), most=most)
            assert said(kept) == said(worked_out)
            assert kept.whole.total == progress.total_of(times, line=scope.line, period=Period(code)).total


@pytest.mark.django_db
def test_what_was_emptied_is_no_part(django_assert_num_queries):
    times, place = make_indicator(), make_community()
    gone = make_activity("撤回的", community=place, days="2022-05-10", figures={times: "3场"}, published=True)
    make_activity("没有社区", days="2022-05-10", figures={times: "2场"}, published=True)
    before = leading(Scope(), times.pk, ALL, by="community", level=Level.COMMUNITY, most=0, owns=(False, True))

    publishing.withdraw(gone, by=make_user(), reason="重复了")
    with django_assert_num_queries(1):
        after = leading(Scope(), times.pk, ALL, by="community", level=Level.COMMUNITY, most=0, owns=(False, True))

    assert (before.others, set(before.counted)) == (1, {OTHERS, NONE})
    assert {type(value) for parts in (before.counted, before.own) for rows in parts.values() for row in rows for value in row.values()} == {int}
    assert (after.others, set(after.counted)) == (0, {NONE})


@pytest.mark.django_db
def test_totals_up_to_a_month_after_which_nothing_ends_are_those_of_all_time():
    times, club = make_indicator(), make_programme()
    make_activity("五月的", programme=club, days="2022-05-10", figures={times: "3场"}, published=True)
    make_activity("至今", programme=club, days="..2022-07-20", summary=True, figures={times: "23场"}, published=True)

    found = {
        code: progress.total_of(times, line=make_line(), period=Period(code)).amount for code in ("to-2022-05", "to-2022-06", "to-2022-07", "to-2022-12", "")
    }

    assert found == {"to-2022-05": 3, "to-2022-06": 3, "to-2022-07": 23, "to-2022-12": 23, "": 23}
