"""Counts kept by a job: equal to what a person would count, dated, whole or not there at all."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from actions import involvement
from actions.involvement import count_anew, count_if_due, count_job, kept_counts, last_with
from actions.models import Activity, Counting, MostActive, Recorded, What, Whose
from members.enums import Basis, MemberField
from members.models import Disclosure, Member, Unit
from publishing import services as publishing
from publishing.models import Job, JobState

from .factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2022, 8, 1)


@pytest.fixture
def busy():
    """Records of two lines, two communities and two years, with three members and two units in them."""
    people = [Member.objects.create(name=name) for name in ("甲某", "乙某", "丙某")]
    units = [Unit.objects.create(name=name, slug=f"u{number}", kind="association") for number, name in enumerate(("公益协会", "读书会"))]
    places = [None, make_community("方城浦社区"), make_community("下涝社区")]
    for number, (line, place, year) in enumerate(product((1, 2), places, (2021, 2022))):
        activity = make_activity(
            f"第{number}次", line=make_line(line), community=place, days=f"{year}-0{1 + number % 7}-10", source="来源" if number % 2 else ""
        )
        for member in people[: 1 + number % 3]:
            activity.people.create(member=member)
        activity.people.create(name="路人")
        activity.hosts.create(unit=units[number % 2], role="host")
        activity.hosts.create(unit=units[number % 2], role="assistant")
        publishing.publish(activity, by=make_user())
    draft = make_activity("草稿", line=make_line(1), community=places[1])
    draft.people.create(member=people[0])
    return people, units, places


def by_hand(name, line, community, year):
    """Return who has part in how many published records, counted one by one."""
    rows = Activity.objects.published().matching(action=line, community=community, year=year)
    return Counter(pk for activity in rows for pk in set(getattr(activity, name[0]).filter(**{f"{name[1]}__isnull": False}).values_list(name[1], flat=True)))


def test_the_counts_are_those_that_a_person_would_count(busy):
    _, _, places = busy

    count_anew(today=TODAY)

    for line, place, year in product((None, make_line(1), make_line(2)), places, (None, 2021, 2022)):
        kept = kept_counts(line=line, community=place, year=year)
        rows = Activity.objects.published().matching(action=line, community=place, year=year)
        assert kept.records == rows.count()
        assert kept.wanting(year=year) == {
            what: count for what, count in ((What.ALL, rows.count()), (What.NO_PHOTOS, rows.count()), (What.NO_SOURCE, rows.filter(source="").count())) if count
        }
        for whose, name in ((Whose.MEMBER, ("people", "member")), (Whose.UNIT, ("hosts", "unit"))):
            assert {row.subject: row.records for row in kept._ranked(whose)} == by_hand(name, line, place, year)
            assert [row.records for row in kept._ranked(whose)] == sorted((row.records for row in kept._ranked(whose)), reverse=True)


def test_only_the_first_ten_of_each_choice_are_kept(busy):
    activity = make_activity("人多的一次", line=make_line(3))
    for number in range(15):
        activity.people.create(member=Member.objects.create(name=f"会员{number}"))
    publishing.publish(activity, by=make_user())

    count_anew(today=TODAY)

    assert len(kept_counts(line=make_line(3)).members()) == 10
    assert [row.place for row in kept_counts(line=make_line(3))._ranked(Whose.MEMBER)] == list(range(1, 11))


def test_a_member_is_named_only_while_the_name_is_disclosed(busy):
    people, _, _ = busy
    row = Disclosure.objects.create(member=people[0], field=MemberField.NAME, basis=Basis.SOURCE, published_in="浙江统战", published_on="2022-07-20")
    Disclosure.objects.create(member=people[1], field=MemberField.POST, basis=Basis.SOURCE, published_in="浙江统战", published_on="2022-07-20")
    count_anew(today=TODAY)

    assert [active.subject for active in kept_counts().members()] == [people[0], None, None]
    Disclosure.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    assert [active.subject for active in kept_counts().members()] == [None, None, None]


def test_counting_again_changes_nothing_and_leaves_nothing_behind(busy):
    count_anew(today=TODAY)
    before = (Recorded.objects.count(), MostActive.objects.count(), kept_counts().communities)

    count_anew(today=TODAY)

    assert (Recorded.objects.count(), MostActive.objects.count(), kept_counts().communities) == before
    assert Counting.objects.count() == 1


def test_a_count_cut_off_in_the_middle_is_not_seen_and_swept_by_the_next(busy):
    whole = count_anew(today=TODAY)
    beats = []

    def killed():
        beats.append(1)
        if len(beats) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count_anew(today=TODAY, beat=killed)

    assert Counting.objects.count() == 2
    assert Recorded.objects.exclude(counting=whole).exists()
    assert kept_counts().counting == whole
    assert kept_counts().records == 12
    newest = count_anew(today=TODAY)
    assert list(Counting.objects.all()) == [newest]
    assert not Recorded.objects.exclude(counting=newest).exists()


def test_the_job_counts_and_says_of_how_much(busy):
    job = Job.objects.create(task=count_job.path, state=JobState.RUNNING, attempt=1)

    assert count_job(job) == "点过了12条已发布的记录。"


@pytest.fixture
def asked(monkeypatch):
    """Keep jobs from being started: only whether they are asked for is looked at."""
    monkeypatch.setattr("publishing.jobs.start", lambda pk: None)


def test_a_count_is_due_where_there_is_none_and_asked_for_once(asked, busy):
    assert count_if_due() is True
    assert count_if_due() is False
    assert Job.objects.filter(task=count_job.path).count() == 1


@pytest.mark.parametrize(
    ("age", "publishes", "due"),
    [
        (timedelta(minutes=9), True, False),
        (timedelta(minutes=11), False, False),
        (timedelta(minutes=11), True, True),
        (timedelta(hours=25), False, True),
    ],
)
def test_a_count_is_due_ten_minutes_after_the_last_where_something_was_published_since(asked, busy, age, publishes, due):
    counting = count_anew(today=TODAY)
    moment = timezone.now() - age
    Counting.objects.filter(pk=counting.pk).update(started_at=moment, counted_at=moment)
    if publishes:
        make_activity("新的", published=True)

    assert count_if_due() is due


def test_what_takes_long_to_count_is_counted_less_often(asked, busy):
    counting = count_anew(today=TODAY)
    now = timezone.now()
    Counting.objects.filter(pk=counting.pk).update(started_at=now - timedelta(minutes=35), counted_at=now - timedelta(minutes=30))
    make_activity("新的", published=True)

    assert count_if_due(now=now) is False
    assert count_if_due(now=now + timedelta(minutes=20)) is True


def test_a_count_that_went_wrong_is_not_asked_for_each_minute(asked, busy):
    Job.objects.create(task=count_job.path, state=JobState.FAILED)

    assert count_if_due() is False
    assert count_if_due(now=timezone.now() + timedelta(minutes=11)) is True


def test_the_clock_of_the_minute_knows_of_it():
    from publishing.minute import ROUNDS

    assert count_if_due in ROUNDS


def test_a_summary_is_stale_half_a_year_after_its_end_while_it_counts():
    times, club, other = make_indicator(), make_programme(), make_programme("夏令营")
    make_activity("老的", programme=club, days="..2021-12-01", summary=True, figures={times: "20场"}, published=True)
    make_activity("被含的", programme=other, days="..2021-12-01", summary=True, figures={times: "20场"}, published=True)
    make_activity("新的", programme=other, days="..2022-07-20", summary=True, figures={times: "30场"}, published=True)
    make_activity("一次", programme=other, days="2021-02-01", figures={times: "1场"}, published=True)

    assert [activity.title for activity in Activity.objects.published().stale_on(date(2022, 7, 20))] == ["老的"]
    assert not Activity.objects.published().stale_on(date(2022, 6, 2)).exists()
    assert Activity.objects.published().stale_on(date(2022, 6, 3)).exists()
    count_anew(today=TODAY)
    assert kept_counts().wanting(year=None)[What.STALE] == 1
    assert What.STALE not in kept_counts().wanting(year=2022)


def test_an_overlap_nobody_answered_is_counted_by_its_summary():
    times, club = make_indicator(), make_programme()
    make_activity("到七月", programme=club, days="2022-01-01..2022-07-20", summary=True, figures={times: "23场"}, published=True)
    make_activity("六月到八月", programme=club, days="2022-06-01..2022-08-01", summary=True, figures={times: "10场"}, published=True)

    count_anew(today=TODAY)

    assert kept_counts(line=make_line(1)).wanting(year=2022)[What.OVERLAP] == 1
    assert What.OVERLAP not in kept_counts(line=make_line(2)).wanting(year=None)


def test_the_last_day_with_a_member_is_that_of_a_public_record(busy):
    people, _, _ = busy
    later = make_activity("以后的", line=make_line(1), days="2022-12-01")
    later.people.create(member=people[2])
    publishing.publish(later, by=make_user())

    days = last_with([member.pk for member in people], through=date(2022, 8, 1))

    assert set(days) == {member.pk for member in people}
    assert all(day.year == 2022 and day.month <= 7 for day in days.values())
    assert last_with([people[2].pk], line=make_line(1), through=date(2022, 12, 31)) == {people[2].pk: date(2022, 12, 1)}
    assert last_with([people[2].pk], line=make_line(3), through=date(2022, 12, 31)) == {}


@pytest.mark.parametrize("records", [1, 60])
def test_counting_takes_the_same_queries_for_any_number_of_records(records, django_assert_max_num_queries):
    member = Member.objects.create(name="甲某")
    for number in range(records):
        make_activity(f"第{number}次").people.create(member=member)
    Activity.objects.update(state="published", published_at=timezone.now(), first_published_at=timezone.now())

    with django_assert_max_num_queries(40):
        count_anew(today=TODAY)

    assert involvement.kept_counts().members()[0].records == records
