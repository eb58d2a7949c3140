"""The event as staff enter it, change at once what acts at once, and close it; entries with their pictures."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Activity
from events.models import ContestEntry, Event, EventHost, Session
from publishing import services as publishing
from publishing.models import State
from tests.actions.factories import make_activity
from tests.desk import filled_in, indicator, make_lines, make_member, make_programme, make_unit, make_user, picture, rows
from tests.events.factories import make_entry, make_event

pytestmark = pytest.mark.django_db

ADD = "admin:events_event_add"


@pytest.fixture
def lines():
    return make_lines()


@pytest.fixture
def editor(client, lines):
    user = make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def publisher(client, lines):
    user = make_user("publisher")
    client.force_login(user)
    return user


def page_url(name, record):
    return reverse(f"admin:events_{type(record)._meta.model_name}_{name}", args=[record.pk])


def typed(line, *, hosts=(), sessions=(), **changes):
    """Return the event form's data, filled in rightly but for the changes."""
    data = {"line": line.pk, "title": "壹日读书会第24期", "kind": "reading", "starts_on": "2026年12月5日", "precision": "day"}
    return data | rows("hosts", *hosts) | rows("sessions", *sessions) | changes


def errors_of(response):
    form = response.context["adminform"].form
    found = {name: list(messages) for name, messages in form.errors.items()}
    for inline in response.context["inline_admin_formsets"]:
        for row in inline.formset.forms:
            found |= {row.add_prefix(name): list(messages) for name, messages in row.errors.items()}
    return found


def past_event(lines, **fields):
    return make_event(line=lines[4], days=str(timezone.localdate() - timedelta(3)), published=True, **fields)


# ---- the form


def test_one_sending_enters_an_event_with_sessions_hosts_and_its_window(client, editor, lines):
    programme, unit = make_programme(lines[4]), make_unit()
    data = typed(
        lines[4],
        programme=programme.pk,
        number="第24期",
        begins_at="下午2点半",
        closes_at="16：00",
        capacity="30",
        opens_on="2026-12-01",
        closes_on="2026-12-04",
        closes_hour="17:00",
        venue="城市书房",
        hosts=[{"unit": unit.pk, "role": "host"}],
        sessions=[{"title": "共读", "held_on": "2026-12-05", "begins_at": "14:30", "closes_at": "15:30"}],
    )

    response = client.post(reverse(ADD), data | {"_continue": "1"})

    event = Event.objects.get()
    assert response.url == page_url("change", event)
    assert (event.slug, event.state, event.number, event.created_by) == ("yi-ri-du-shu-hui-di-24-qi", State.DRAFT, 24, editor)
    assert (event.spoken_days, event.spoken_hours, event.capacity) == ("2026年12月5日", "14:30—16:00", 30)
    assert event.spoken_registration == "2026年12月1日00:00至2026年12月4日17:00"
    assert [str(host) for host in EventHost.objects.all()] == [f"主办 {unit}"]
    assert [session.spoken_hours for session in Session.objects.all()] == ["14:30—15:30"]
    page = client.get(response.url).content.decode()
    assert 'value="17:00"' in page
    assert "没有正文" in page


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "写上名称"),
        ({"line": ""}, "line", "选一项行动"),
        ({"starts_on": ""}, "starts_on", "写上哪一天"),
        ({"starts_on": "下周六"}, "starts_on", "写作2022-07-09"),
        ({"ends_on": "2026-12-01"}, "ends_on", "早于开始"),
        ({"begins_at": "25:00"}, "begins_at", "写作14:30"),
        ({"begins_at": "16:00", "closes_at": "14:00"}, "closes_at", "早于开始"),
        ({"begins_at": "16:00", "precision": "month"}, "begins_at", "日子还没有定"),
        ({"number": "24"}, "number", "没有选品牌项目"),
        ({"capacity": "0"}, "capacity", "至少1人"),
        ({"capacity": "若干"}, "capacity", "写一个数"),
        ({"opens_on": "2026-12-04", "closes_on": "2026-12-01"}, "closes_on", "晚于报名开始"),
        ({"closes_hour": "17:00"}, "closes_on", "还要写哪一天"),
        ({"opens_on": "2999-01-01", "closes_on": ""}, "opens_on", "晚于活动结束"),
    ],
)
def test_each_error_stands_beside_its_field_and_says_how_to_write_it(client, editor, lines, changes, field, words):
    response = client.post(reverse(ADD), typed(lines[0]) | changes)

    assert list(errors_of(response)) == [field]
    assert words in errors_of(response)[field][0]
    assert Event.objects.count() == 0


def test_a_session_outside_the_days_is_told_so_beside_its_day(client, editor, lines):
    response = client.post(reverse(ADD), typed(lines[0], sessions=[{"title": "闭幕式", "held_on": "2026-12-09"}]))

    assert "不在这条预告的日期" in errors_of(response)["sessions-0-held_on"][0]


def test_a_month_is_entered_as_a_month(client, editor, lines):
    client.post(reverse(ADD), typed(lines[0], starts_on="2026-12-01", precision="month"))

    event = Event.objects.get()
    assert (event.spoken_days, str(event.ends_on)) == ("2026年12月", "2026-12-31")


def test_a_published_event_is_read_only_and_a_working_copy_has_nothing_that_acts_at_once(client, publisher, lines):
    event = make_event(line=lines[4], published=True, capacity=30)

    shown = client.get(page_url("change", event)).content.decode()
    copy = publishing.revise(event, reason="改地点", by=publisher)
    form = client.get(page_url("change", copy)).context["adminform"].form

    assert 'name="title"' not in shown
    assert ">30<" in shown
    assert {"capacity", "opens_on", "closes_on"}.isdisjoint(form.fields)
    client.post(page_url("change", copy), filled_in(client.get(page_url("change", copy))) | {"venue": "文化礼堂", "_publish": "1"})
    event.refresh_from_db()
    assert (event.venue, event.capacity) == ("文化礼堂", 30)


def test_the_next_number_of_a_programme_is_proposed(client, editor, lines):
    programme = make_programme(lines[4])
    make_activity(programme=programme, number=23)

    assert client.get(reverse("admin:events_event_next-number"), {"programme": programme.pk}).json() == {
        "line": lines[4].pk,
        "number": 24,
        "title": "壹日读书会第24期",
    }
    assert client.get(reverse("admin:events_event_next-number"), {"programme": "9" * 30}).json() == {}


def test_an_address_follows_the_title_until_it_was_public(client, publisher, lines):
    event = make_event("壹日读书会第23期", line=lines[4])
    client.post(page_url("change", event), filled_in(client.get(page_url("change", event))) | {"title": "壹日读书会第24期", "_publish": "1"})
    event.refresh_from_db()
    assert (event.slug, event.state) == ("yi-ri-du-shu-hui-di-24-qi", State.PUBLISHED)

    publishing.withdraw(event, reason="改题", by=publisher)
    client.post(page_url("change", event), filled_in(client.get(page_url("change", event))) | {"title": "读书会", "_continue": "1"})

    event.refresh_from_db()
    assert (event.title, event.slug) == ("读书会", "yi-ri-du-shu-hui-di-24-qi")


# ---- what acts at once


def test_capacity_and_registration_change_at_once(client, editor, lines):
    event = make_event(line=lines[4], published=True)

    client.post(page_url("capacity", event), {"capacity": "45"})
    client.post(page_url("registration", event), {"closes_on": "2026-12-04"})

    event.refresh_from_db()
    assert (event.capacity, event.spoken_registration) == (45, "2026年12月4日23:59截止")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "45人" in page
    assert "2026年12月4日23:59截止" in page
    assert 'value="45"' in client.get(page_url("capacity", event)).content.decode()


def test_a_window_that_opens_after_the_event_is_refused_beside_what_was_typed(client, editor, lines):
    event = make_event(line=lines[4], published=True)

    page = client.post(page_url("registration", event), {"opens_on": "2999-01-01"}).content.decode()

    event.refresh_from_db()
    assert event.registration_opens_at is None
    assert f"报名开始晚于活动结束（{event.ends_on}）。" in page
    assert 'value="2999-01-01"' in page


def test_calling_off_asks_why_and_is_public_at_once_and_may_be_taken_back(client, editor, lines):
    event = make_event(line=lines[4], published=True)

    refused = client.post(page_url("cancel", event), {"reason": " "})
    assert "写明理由" in refused.content.decode()
    client.post(page_url("cancel", event), {"reason": "台风"})
    assert "已取消：台风" in client.get(event.get_absolute_url()).content.decode()

    client.post(page_url("restore", event))
    assert "已取消" not in client.get(event.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["capacity", "registration", "cancel", "close"])
def test_who_may_only_read_changes_nothing_at_once(client, lines, name):
    event = past_event(lines)
    client.force_login(make_user("leader"))

    assert client.get(page_url(name, event)).status_code == 403
    assert client.post(page_url(name, event), {"reason": "x", "capacity": "1"}).status_code == 403


@pytest.mark.parametrize("name", ["capacity", "registration", "cancel", "close"])
def test_what_is_not_public_is_changed_in_its_form(client, editor, lines, name):
    draft = make_event(line=lines[4])

    response = client.get(page_url(name, draft), follow=True)

    assert response.redirect_chain == [(page_url("change", draft), 302)]
    assert "不能" in response.content.decode()


# ---- closing


def test_closing_shows_what_is_carried_asks_for_figures_and_leads_to_the_activity(client, editor, lines):
    event = past_event(lines, venue="城市书房", kind="reading")

    page = client.get(page_url("close", event))
    assert "城市书房" in page.content.decode()
    fields = {f"figure-{indicator('活动场次').pk}": "1场", f"figure-{indicator('受益人次').pk}": ""}
    assert {name: field.initial for name, field in page.context["form"].fields.items()} == fields
    response = client.post(page_url("close", event), fields | {f"figure-{indicator('受益人次').pk}": "300多"})

    activity = Activity.objects.get()
    assert response.url == reverse("admin:actions_activity_change", args=[activity.pk])
    assert [figure.quantity.spoken for figure in activity.figures.order_by("position")] == ["1场", "300多人次"]
    assert f'由预告“<a href="{page_url("change", event)}">{event}</a>”办结' in client.get(response.url).content.decode()
    assert f'已经办结为活动“<a href="{response.url}">{activity}</a>”' in client.get(page_url("change", event)).content.decode()


def test_a_figure_that_cannot_be_read_is_told_how_to_be_written_and_closes_nothing(client, editor, lines):
    event = past_event(lines)

    response = client.post(page_url("close", event), {f"figure-{indicator('受益人次').pk}": "很多很多"})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert Activity.objects.count() == 0


def test_a_second_closing_leads_back_with_a_word(client, editor, lines):
    event = past_event(lines)
    client.post(page_url("close", event), {})

    response = client.post(page_url("close", event), {}, follow=True)

    assert "已经办结过了" in response.content.decode()
    assert Activity.objects.count() == 1


def test_the_form_of_what_is_over_leads_to_closing_and_of_what_comes_does_not(client, editor, lines):
    assert "办结" in client.get(page_url("change", past_event(lines))).content.decode()
    coming = make_event(line=lines[4], days=str(timezone.localdate() + timedelta(3)), published=True)

    assert page_url("close", coming) not in client.get(page_url("change", coming)).content.decode()


# ---- the lists


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, publisher, lines, count, django_assert_num_queries):
    for at in range(count):
        make_event(f"第{at}期", line=lines[4], published=True)
    client.get(reverse("admin:events_event_changelist"))

    with django_assert_num_queries(9):
        response = client.get(reverse("admin:events_event_changelist"))

    assert len(response.context["cl"].result_list) == count


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_list_of_entries_takes_the_same_queries_for_any_number_of_rows(client, publisher, lines, count, django_assert_num_queries):
    contest = make_event(line=lines[1], kind="contest", published=True)
    for at in range(count):
        make_entry(contest, f"作品{at}", published=True)
    client.get(reverse("admin:events_contestentry_changelist"))

    with django_assert_num_queries(7):
        response = client.get(reverse("admin:events_contestentry_changelist"))

    assert len(response.context["cl"].result_list) == count


def test_the_list_is_narrowed_to_what_is_to_be_closed(client, editor, lines):
    past_event(lines, title="结束了的")
    make_event("要办的", line=lines[4], days=str(timezone.localdate() + timedelta(3)), published=True)
    cancelled = past_event(lines, title="取消的")
    Event.objects.filter(pk=cancelled.pk).update(cancelled_at=timezone.now(), cancelled_because="台风")

    found = client.get(reverse("admin:events_event_changelist"), {"when": "to-close"}).context["cl"].result_list

    assert [event.title for event in found] == ["结束了的"]


# ---- entries


def entry_typed(contest, **changes):
    return {"event": contest.pk, "title": "晨光里的鳌江", "category": "摄影", "award": "一等奖"} | changes


def test_an_entry_is_entered_with_its_picture_and_its_author(client, editor, lines, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    contest, member = make_event(line=lines[1], kind="contest", published=True), make_member()
    data = entry_typed(contest, member=member.pk, basis="source", published_in="浙江统战", published_on="2022-07-20", picture=picture(), consent="on")

    response = client.post(reverse("admin:events_contestentry_add"), data | {"_submit": "1"})

    entry = ContestEntry.objects.get()
    assert response.status_code == 302
    assert (entry.state, entry.member, entry.award, entry.position) == (State.THIRD, member, "一等奖", 0)
    assert entry.picture_may_be_shown
    assert entry.picture_url in client.get(page_url("change", entry)).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "写上作品名称"),
        ({"event": ""}, "event", "选一项赛事"),
        ({"basis": "source", "published_on": "2022-07-20", "name": "甲"}, "published_in", "登在哪里"),
        ({"video_url": "不是网址"}, "video_url", "网址不对"),
        ({"position": "-1"}, "position", "0到9999"),
        ({"position": "99999"}, "position", "0到9999"),
    ],
)
def test_what_is_wrong_with_an_entry_stands_beside_its_field(client, editor, lines, changes, field, words):
    contest = make_event(line=lines[1], kind="contest")

    response = client.post(reverse("admin:events_contestentry_add"), entry_typed(contest) | changes)

    assert words in errors_of(response)[field][0]


def test_an_entry_is_entered_for_a_contest_only(client, editor, lines):
    response = client.post(reverse("admin:events_contestentry_add"), entry_typed(make_event(line=lines[1], kind="lecture")))

    assert "不是赛事" in errors_of(response)["event"][0]


def test_an_authors_name_is_withdrawn_from_the_public_at_once(client, publisher, lines):
    contest = make_event(line=lines[1], kind="contest", published=True)
    entry = make_entry(contest, name="应吟吟", basis="source", published_in="浙江统战", published_on="2022-07-20", published=True)
    assert "应吟吟" in client.get(contest.get_absolute_url()).content.decode()

    client.post(page_url("withdraw-author", entry))

    assert "应吟吟" not in client.get(contest.get_absolute_url()).content.decode()


def test_an_entry_looks_up_contests_alone(client, editor, lines):
    contest = make_event("摄影大赛", line=lines[1], kind="contest", published=True)
    make_event("摄影讲座", line=lines[1], published=True)
    publishing.revise(contest, reason="改题", by=editor)

    asked = {"app_label": "events", "model_name": "contestentry", "field_name": "event", "term": "摄影"}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert [row["text"] for row in found] == ["摄影大赛"]


def test_a_picture_is_taken_back_at_once_and_no_working_copy_brings_it_back(client, publisher, lines):
    contest = make_event(line=lines[1], kind="contest", published=True)
    entry = make_entry(contest, picture=picture(), consent=True, published=True)
    copy = publishing.revise(entry, reason="改题", by=publisher)
    assert entry.picture_url in client.get(contest.get_absolute_url()).content.decode()

    client.post(page_url("withdraw-picture", entry))
    publishing.replace(copy, by=publisher)

    client.logout()
    assert entry.picture_url not in client.get(contest.get_absolute_url()).content.decode()
    assert client.get(entry.picture_url).status_code == 404


def test_a_picture_that_is_not_shown_is_not_taken_back(client, editor, lines):
    entry = make_entry(make_event(line=lines[1], kind="contest", published=True), published=True)

    response = client.post(page_url("withdraw-picture", entry), follow=True)

    assert "不能撤下照片" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "is_public"),
    [
        ({"title": "新名字"}, False),
        ({"published_on": "2022-07-21"}, False),
        ({"name": "另一位作者"}, True),
        ({"basis": "consent", "consent_version": "2022-1", "consent_on": "2022-07-20"}, False),
        ({"basis": "consent", "consent_version": "2026-1", "consent_on": str(timezone.localdate())}, True),
    ],
)
def test_a_withdrawn_name_comes_back_only_with_another_author_or_a_later_consent(client, editor, lines, changes, is_public):
    contest = make_event(line=lines[1], kind="contest", published=True)
    source = {"basis": "source", "published_in": "浙江统战", "published_on": "2022-07-20"}
    entry = make_entry(contest, name="应吟吟", withdrawn_at=timezone.now(), **source)

    client.post(page_url("change", entry), filled_in(client.get(page_url("change", entry))) | changes | {"_continue": "1"})

    entry.refresh_from_db()
    assert all(str(getattr(entry, name)) == value for name, value in changes.items())
    assert ContestEntry.objects.for_page().get(pk=entry.pk).author_is_public is is_public
