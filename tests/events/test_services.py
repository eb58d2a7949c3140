"""Operations act at once and leave a trace; an event that is over becomes one activity."""

import pytest
from django.db import transaction

from actions.enums import HostRole, Work
from actions.models import Activity
from actions.quantities import Quantity
from events import services
from events.closing import asked_of
from events.models import Event, EventHost, Session
from events.numbering import next_number
from members.models import Unit, UnitKind
from publishing import services as publishing
from publishing.models import State, Trace, Verb
from publishing.origins import origins_of
from publishing.services import Refused
from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user
from tests.events.factories import NOW, make_entry, make_event, moment

pytestmark = pytest.mark.django_db

AFTER = moment("2026-12-06 09:00")


@pytest.fixture
def by(db):
    return make_user()


def fields_traced(event):
    return list(Trace.objects.filter(subject_type__model="event", subject_id=event.pk, verb=Verb.CHANGED).values_list("fields", flat=True))


@pytest.mark.parametrize(
    ("operate", "fields"),
    [
        (lambda event, by: services.set_capacity(event, capacity=30, by=by), {"capacity": 30}),
        (
            lambda event, by: services.set_registration(event, opens_at=NOW, closes_at=AFTER, by=by),
            {"registration_opens_at": NOW, "registration_closes_at": AFTER},
        ),
        (lambda event, by: services.cancel(event, reason=" 台风 ", by=by), {"cancelled_because": "台风"}),
    ],
)
def test_an_operation_acts_at_once_is_counted_and_traced_and_a_revision_leaves_it_alone(by, operate, fields):
    event = make_event(published=True)
    version = event.version
    copy = publishing.revise(event, reason="改名", by=by)

    operate(event, by)

    event = Event.objects.get(pk=event.pk)
    assert {name: getattr(event, name) for name in fields} == fields
    assert (event.version, event.state) == (version + 1, State.PUBLISHED)
    assert set(fields) <= set(fields_traced(event)[0])
    copy.title = "新名字"
    copy.save()
    event = publishing.replace(copy, by=by)
    assert event.title == "新名字"
    assert {name: getattr(event, name) for name in fields} == fields


def test_an_operation_is_refused_on_what_is_not_public(by):
    draft = make_event()
    for operate in (
        lambda: services.set_capacity(draft, capacity=1, by=by),
        lambda: services.set_registration(draft, opens_at=None, closes_at=None, by=by),
        lambda: services.cancel(draft, reason="台风", by=by),
        lambda: services.close(event=draft, figures=[], by=by, now=AFTER),
    ):
        with pytest.raises(Refused, match="没有发布"):
            operate()


def test_a_window_that_closes_before_it_opens_is_refused(by):
    with pytest.raises(Refused, match="晚于"):
        services.set_registration(make_event(published=True), opens_at=AFTER, closes_at=NOW, by=by)


def test_calling_off_needs_a_reason_happens_once_and_may_be_taken_back(by):
    event = make_event(published=True)
    with pytest.raises(Refused, match="原因"):
        services.cancel(event, reason=" ", by=by)
    with pytest.raises(Refused, match="没有取消"):
        services.restore(event, by=by)

    services.cancel(event, reason="台风", by=by)
    with pytest.raises(Refused, match="已经取消"):
        services.cancel(event, reason="台风", by=by)
    event = services.restore(event, by=by)

    assert (event.cancelled_at, event.cancelled_because) == (None, "")


# ---- closing


def test_an_event_becomes_an_activity_and_nothing_is_retyped(by):
    line = make_line(5)
    books = make_programme("壹日读书会", line)
    times, people = make_indicator(lines=[line]), make_indicator("受益人次", "人次", lines=[line])
    event = make_event(
        programme=books,
        number=24,
        kind="reading",
        hours="14:30",
        venue="城市书房",
        community=make_community(),
        summary="一句话",
        body="正文",
        source="浙江统战",
    )
    unit = Unit.objects.create(name="市新联会", slug="xin-lian-hui", kind=UnitKind.ASSOCIATION)
    EventHost.objects.create(event=event, unit=unit, role=HostRole.UNDERTAKER)
    publishing.publish(event, by=by)

    activity = services.close(event=event, figures=[(times, Quantity(1, "场")), (people, Quantity(100, "人次", "over"))], by=by, now=AFTER)

    activity = Activity.objects.get(pk=activity.pk)
    said = (activity.title, activity.line, activity.programme, activity.number, activity.work, activity.community, activity.place)
    assert said == (event.title, line, books, 24, Work.READING, event.community, "城市书房")
    assert (activity.happened_from, activity.happened_to, activity.precision) == (event.starts_on, event.ends_on, event.precision)
    assert (activity.summary, activity.body, activity.source) == ("一句话", "<p>正文</p>", "浙江统战")
    assert (activity.state, activity.created_by) == (State.DRAFT, by)
    assert [(host.unit, host.role) for host in activity.hosts.all()] == [(unit, HostRole.UNDERTAKER)]
    assert [figure.quantity.spoken for figure in activity.figures.order_by("position")] == ["1场", "100多人次"]
    event.refresh_from_db()
    assert event.became == activity
    assert origins_of(activity) == [event]
    assert origins_of(make_activity("别的")) == []


def test_the_activity_still_knows_its_event_when_it_is_revised(by):
    event = make_event(published=True)
    activity = publishing.publish(services.close(event=event, figures=[], by=by, now=AFTER), by=by)

    assert origins_of(publishing.revise(activity, reason="补照片", by=by)) == [event]


def test_only_what_is_over_goes_ahead_and_is_open_can_be_closed(by):
    event = make_event(published=True)
    with pytest.raises(Refused, match="还没有结束"):
        services.close(event=event, figures=[], by=by, now=NOW)
    cancelled = make_event(published=True)
    services.cancel(cancelled, reason="台风", by=by)
    with pytest.raises(Refused, match="已经取消"):
        services.close(event=cancelled, figures=[], by=by, now=AFTER)

    services.close(event=event, figures=[], by=by, now=AFTER)

    with pytest.raises(Refused, match="已经办结"):
        services.close(event=event, figures=[], by=by, now=AFTER)
    with pytest.raises(Refused, match="已经办结"):
        services.cancel(event, reason="台风", by=by)
    assert Activity.objects.count() == 1


def test_a_figure_that_breaks_a_rule_leaves_nothing_behind(by):
    elsewhere = make_indicator("培训人数", "人", lines=[make_line(6)])
    event = make_event(published=True)

    with pytest.raises(Refused, match="不是“第1行动”的指标"), transaction.atomic():
        services.close(event=event, figures=[(elsewhere, Quantity(3, "人"))], by=by, now=AFTER)

    event.refresh_from_db()
    assert (Activity.objects.count(), event.became) == (0, None)


def test_an_event_whose_draft_was_deleted_can_be_closed_again(by):
    event = make_event(published=True)
    services.close(event=event, figures=[], by=by, now=AFTER).delete()

    assert services.close(event=event, figures=[], by=by, now=AFTER) == Activity.objects.get()


def test_closing_proposes_sessions_and_issues_and_asks_for_attendances(by):
    line = make_line(5)
    times, issues, ranks, people = (
        make_indicator(name, unit, lines=[line], **fields)
        for name, unit, fields in [("活动场次", "场", {}), ("期数", "期", {}), ("届次", "届", {"additive": False}), ("受益人次", "人次", {})]
    )
    books = make_programme("壹日读书会", line)
    books.numbering = "期"
    books.save()
    event = make_event(programme=books, number=24, days="2026-12-05..2026-12-06")

    assert [(one.indicator, one.said) for one in asked_of(event)] == [(times, "1场"), (issues, "1期"), (people, "")]

    for day in (5, 6):
        Session.objects.create(event=event, title=f"第{day}天", held_on=f"2026-12-0{day}")
    books.numbering = "届"
    books.save()
    assert [(one.indicator, one.said) for one in asked_of(event)] == [(times, "2场"), (ranks, "第二十四届"), (people, "")]


def test_closing_proposes_the_indicator_that_the_programme_was_counted_in_before(by):
    line = make_line(5)
    make_indicator("培训期数", "期", lines=[line])
    issues = make_indicator("读书会期数", "期", lines=[line])
    books = make_programme("壹日读书会", line)
    books.numbering = "期"
    books.save()
    make_activity(programme=books, figures={issues: "23期"})

    assert [one.indicator for one in asked_of(make_event(programme=books, number=24)) if one.proposed] == [issues]


def test_the_next_number_follows_the_highest_of_events_and_activities():
    books = make_programme("壹日读书会")
    assert next_number(books) is None

    books.numbering = "期"
    books.save()
    assert next_number(books) == 1
    make_activity(programme=books, number=23)
    assert next_number(books) == 24
    make_event(programme=books, number=24)
    assert next_number(books) == 25


def test_the_next_number_follows_what_was_counted_and_the_last_rank(by):
    line = make_line(5)
    issues, ranks = make_indicator("读书会期数", "期", lines=[line]), make_indicator("届次", "届", lines=[line], additive=False)
    books, forum = make_programme("壹日读书会", line), make_programme("青年论坛", line)
    books.numbering, forum.numbering = "期", "届"
    make_activity(programme=books, figures={issues: "23期"}, days="..2022-07-20", summary=True, published=True)
    make_activity(programme=forum, figures={ranks: "第十九届"})

    assert (next_number(books), next_number(forum)) == (24, 20)


# ---- rules, and names


def test_an_event_is_not_published_against_its_programme_or_its_sessions(by):
    astray = make_event(programme=make_programme("读书会", make_line(5)), line=make_line(1))
    with pytest.raises(Refused, match="属于"):
        publishing.publish(astray, by=by)
    late = make_event()
    Session.objects.create(event=late, title="闭幕式", held_on="2026-12-09")
    with pytest.raises(Refused, match="闭幕式"):
        publishing.publish(late, by=by)


def test_an_entry_is_of_a_contest(by):
    with pytest.raises(Refused, match="不是赛事"):
        make_entry(make_event(kind="lecture"), published=True)


def test_an_authors_name_is_withdrawn_on_the_entry_and_on_its_working_copy(by):
    entry = make_entry(make_event(kind="contest"), name="应吟吟", basis="source", published_in="浙江统战", published_on="2022-07-20", published=True)
    copy = publishing.revise(entry, reason="改题", by=by)

    services.withdraw_author(copy, by=by)

    entry.refresh_from_db()
    assert entry.withdrawn_at is not None
    entry = publishing.replace(copy, by=by)
    assert entry.withdrawn_at is not None
