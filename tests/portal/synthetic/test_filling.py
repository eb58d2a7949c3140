from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from actions.checking import differences
from actions.enums import Kind
from actions.models import Activity, ActivityPerson, Figure, Indicator, Programme, Proposal, ProposalAuthor, ProposalOutcome
from actions.settlement import NOWHERE, _place, _place_programme, _Placed, stated
from actions.standing import standings
from events.models import Event
from longgang.portal.synthetic import bulk
from longgang.portal.synthetic.filling import fill
from longgang.portal.synthetic.plan import Plan
from members.models import Pairing, PairingItem, Posting
from tests.actions.factories import make_activity, make_user

pytestmark = pytest.mark.django_db

ROWS = (
    "activity__title", "activity__line__number", "activity__happened_from", "activity__happened_to", "activity__precision", "activity__community__slug",
    "activity__first_published_at", "position", "indicator__code", "amount", "qualifier", "cell", "ends_in", "covering_cell", "covering_end",
    "covered_by__activity__title", "own_covering_cell", "own_covering_end", "own_covered_by__activity__happened_to", "floor", "grain",
)  # fmt: skip


def filled(count, **asked):
    """Return what a filling writes, by what a person can compare, and leave nothing of it."""
    with transaction.atomic():
        fill(count, **asked)
        rows = list(Figure.objects.order_by("activity_id", "position").values_list(*ROWS))
        transaction.set_rollback(True)
    return rows


def test_the_same_seed_writes_the_same_and_another_does_not():
    first = filled(300, seed=4)

    assert len(first) == 1500
    assert first == filled(300, seed=4)
    assert first != filled(300, seed=5)


@pytest.mark.parametrize("count", [1, 20, 1300])
def test_every_figure_stands_where_the_service_would_put_it(count):
    fill(count)
    before = list(Figure.objects.order_by("pk").values())
    indicators = set(Indicator.objects.values_list("pk", flat=True))

    touched = [_place_programme(programme, indicators) for programme in Programme.objects.values_list("pk", flat=True)]
    touched += [_place(activity, _Placed.of(activity), indicators) for activity in Activity.objects.order_by("?")[:200]]

    assert [keys for keys in touched if keys] == []
    assert list(Figure.objects.order_by("pk").values()) == before
    assert list(differences()) == []


def test_a_portal_holds_every_kind_of_record():
    fill(1300)
    activities, figures = Activity.objects.published(), Figure.objects.public()

    assert (activities.count(), figures.count()) == (1300, 6500)
    assert set(activities.values_list("line__number", flat=True)) == {1, 2, 3, 4, 5, 6}
    assert set(figures.values_list("qualifier", flat=True)) == {"exact", "over", "nearly", "about", "tens_of", "ordinal"}
    assert activities.filter(kind=Kind.SUMMARY, happened_from=None).exists()
    assert activities.filter(kind=Kind.SUMMARY, community__isnull=False).exists()
    assert activities.filter(programme=None).exists()
    assert 0.2 < figures.exclude(covering_cell="").count() / 6500 < 0.6
    assert figures.exclude(own_covering_cell="").exists()
    assert ActivityPerson.objects.count() > 500
    assert all("示例" in name for name in activities.values_list("title", flat=True))
    assert all("示例" in person.shown_name for person in ActivityPerson.objects.select_related("member"))


def test_a_working_service_finds_what_was_filled_as_its_own():
    """What a filling writes is no island: a summary over a whole programme, published by the service, covers all of it."""
    fill(300)
    programme = Programme.objects.filter(slug__startswith="shi-li").first()
    indicator = Figure.objects.filter(activity__programme=programme).first().indicator

    make_activity("全部", programme=programme, days="..2030-01-01", summary=True, figures={indicator: "9999" + indicator.unit}, published=True)

    figures = list(Figure.objects.public().filter(activity__programme=programme, indicator=indicator).select_related("activity", "indicator"))
    found = standings([stated(figure) for figure in figures])
    assert [figure.covering_cell for figure in figures] == [found[figure.pk].covering_cell for figure in figures]
    assert NOWHERE.covering_cell not in [figure.covering_cell for figure in figures if figure.activity.title != "全部"]
    assert list(differences()) == []


def test_more_can_be_added_to_what_is_there():
    fill(40)
    fill(60)

    assert Activity.objects.published().count() == 100
    assert list(differences()) == []


@pytest.mark.parametrize("count", [1, 1300])
def test_what_stands_beside_grows_with_the_activities(count):
    fill(count)

    published = [model.objects.published().count() for model in (Pairing, Proposal, Event)]
    assert published == [count // 200 + 1, count // 50 + 1, count // 100 + 1]
    assert Posting.objects.count() == count // 200 + 1
    assert PairingItem.objects.count() == 3 * published[0]
    assert ProposalAuthor.objects.count() == published[1]
    assert ProposalOutcome.objects.exists() or count == 1
    assert not ProposalAuthor.objects.exclude(basis="").exists()


@pytest.mark.parametrize("count", [20, 2000, 10_000, 200_000, 2_000_000])
def test_a_plan_grows_with_the_number_of_activities(count):
    plan, smaller = Plan(count), Plan(count // 10)

    taken = sum(plan.size(shape) for shape in plan.shapes())
    assert count * 0.8 <= taken <= count
    assert smaller.years <= plan.years <= 12
    assert smaller.communities <= plan.communities <= 102
    assert len(smaller.shapes()) <= len(plan.shapes())


@pytest.mark.postgres
def test_indexes_and_keys_come_back_after_a_large_filling():
    tables = ["actions_activity", "actions_figure", "actions_activityhost", "actions_activityperson"]

    def rules():
        return {row[1] for row in bulk.fetch(bulk.INDEXES, [tables])}, {row[2] for row in bulk.fetch(bulk.KEYS, [tables])}

    before = rules()
    fill(200, many=100)

    assert before[0] and before[1]
    assert rules() == before
    assert list(differences()) == []


def test_the_command_says_what_it_wrote():
    said = StringIO()
    call_command("fill_synthetic", activities=20, yes=True, stdout=said)

    assert "活动20条、数字100个" in said.getvalue()


def test_the_command_leaves_real_records_alone(settings):
    settings.DEBUG = True
    call_command("fill_synthetic", activities=20, stdout=StringIO())
    make_activity("一次真的活动")

    with pytest.raises(CommandError, match="活动1条"):
        call_command("fill_synthetic", activities=20)
    assert Activity.objects.count() == 21

    call_command("fill_synthetic", activities=20, yes=True, stdout=StringIO())
    assert Activity.objects.count() == 41


def test_the_command_leaves_a_real_portal_alone(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("fill_synthetic", activities=20)
    assert not Activity.objects.exists()


def test_an_account_that_the_demo_does_not_have_is_somebody(settings):
    settings.DEBUG = True
    make_user("zhang-san")

    with pytest.raises(CommandError, match="账号1个"):
        call_command("fill_synthetic", activities=20)
