"""Spans put in order, and cut where others stand in them."""

import pytest

from actions.reading.spans import cut_out, merged


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(5, 8, "b"), (0, 3, "a")], [(0, 3, "a"), (5, 8, "b")]),
        ([(0, 3, "a"), (0, 6, "b")], [(0, 6, "b")]),
        ([(0, 5, "a"), (3, 8, "b")], [(0, 8, "a")]),
        ([], []),
    ],
)
def test_spans_that_meet_become_one(spans, expected):
    assert merged(spans) == expected


@pytest.mark.parametrize(
    ("spans", "inner", "expected"),
    [
        ([(0, 10, "plan")], [(2, 4, "date"), (6, 8, "date")], [(0, 2, "plan"), (2, 4, "date"), (4, 6, "plan"), (6, 8, "date"), (8, 10, "plan")]),
        ([(0, 10, "plan")], [(0, 4, "date"), (9, 12, "date")], [(0, 4, "date"), (4, 10, "plan")]),
        ([(0, 10, "name")], [(2, 4, "date")], [(0, 10, "name")]),
        ([(0, 3, "plan"), (5, 9, "plan")], [(6, 7, "date")], [(0, 3, "plan"), (5, 6, "plan"), (6, 7, "date"), (7, 9, "plan")]),
    ],
)
def test_only_spans_of_one_reason_are_cut(spans, inner, expected):
    assert cut_out(spans, inner, "plan") == expected
