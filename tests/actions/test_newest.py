"""Pages of public figures, newest first: the same whether they are found among the newest records or sorted from all."""

import pytest

from actions import newest
from actions.evidence import evidence_of
from actions.models import Activity
from actions.newest import ORDER, NewestFirst
from actions.periods import ALL, Period
from actions.progress import Scope, figures_in

from .factories import make_activity, make_community, make_indicator, make_line, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    """Thirty records over three years, every third with visitors, on two lines, in two communities, many on the same day."""
    times, visitors = make_indicator(lines=[make_line(1), make_line(2)]), make_indicator("人次", "人次", lines=[make_line(1), make_line(2)])
    for at in range(30):
        line, place = make_line(1 + at % 2), make_community("甲社区" if at % 5 else "乙社区")
        figures = {times: "1场"} | ({visitors: f"{at + 1}人次"} if at % 3 == 0 else {})
        make_activity(f"第{at + 1}次", line=line, community=place, days=f"{2021 + at % 3}-0{1 + at % 4}-05", figures=figures, published=True)
    make_activity("草稿", days="2023-12-01", figures={visitors: "999人次"})
    return visitors


@pytest.mark.parametrize("share", [1, 10])
@pytest.mark.parametrize("most", [0, 12, 1000])
def test_a_slice_is_that_of_all_in_order(records, monkeypatch, share, most):
    monkeypatch.setattr(newest, "SHARE", share)
    monkeypatch.setattr(newest, "MOST", most)
    figures = figures_in(Scope(), records)
    rows = NewestFirst(figures, near=Activity.objects.published().newest_first(), count=10)

    everything = list(figures.order_by(*ORDER))

    assert len(everything) == len(rows) == 10
    for start, stop in ((0, 3), (2, 5), (8, 12), (0, 10), (11, 14)):
        assert rows[start:stop] == everything[start:stop]
    assert rows[3] == everything[3]


@pytest.mark.parametrize("period", [ALL, Period("2022"), Period("to-2022-06"), Period("2022H1")])
@pytest.mark.parametrize("line", [None, 1])
@pytest.mark.parametrize("place", [None, "乙社区"])
def test_pages_of_any_scope_and_period_hold_every_record_once_in_order(records, monkeypatch, period, line, place):
    monkeypatch.setattr("actions.evidence.PER_PAGE", 2)
    monkeypatch.setattr(newest, "SHARE", 1)
    records.adds_over_lines = True
    scope = Scope(line and make_line(line), community=place and make_community(place))

    first = evidence_of(records, scope=scope, period=period)
    pages = [evidence_of(records, scope=scope, period=period, page=number) for number in range(1, first.counted.paginator.num_pages + 1)]

    found = [line.figure for page in pages for line in page.counted.object_list]
    wanted = figures_in(scope, records).order_by(*ORDER)
    if period.last:
        wanted = wanted.filter(activity__happened_to__lte=period.last)
    if period.first:
        wanted = wanted.filter(activity__happened_from__gte=period.first)
    assert found == list(wanted)
    assert sum(figure.amount for figure in found) == (first.sum.amount or 0)


def test_only_the_newest_ranks_are_named_and_how_many_there_are_is_said(client):
    editions, fair = make_indicator("届次", "届", additive=False), make_programme("书展")
    for at in range(23):
        make_activity(f"第{at + 1}届", programme=fair, days=f"{1990 + at}-05-01", figures={editions: f"第{at + 1}届"}, published=True)

    evidence = evidence_of(editions, scope=Scope(make_line()), period=ALL)

    assert (len(evidence.ranked), evidence.ranks) == (20, 23)
    assert [str(line.quantity) for line in evidence.ranked[:2]] == ["第二十三届", "第二十二届"]
    page = client.get(evidence.sum.evidence_url).content.decode()
    assert "共23条，这里列最近的20条" in page
