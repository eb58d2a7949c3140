"""A session ends after a while of nothing, and nothing typed is lost: it comes back to the same person, unsaved, and to nobody else."""

import time
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import Activity
from publishing import carrying
from publishing.models import Trace
from tests.actions.factories import make_activity
from tests.desk import PASSWORD, add_url, change_url, entry, indicator, make_lines, make_user, picture

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


@pytest.fixture
def lines():
    return make_lines()


@pytest.fixture
def lin(lines):
    return make_user("editor", username="lin")


def sign_in(client, user, **more):
    return client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD} | more)


def time_out():
    """Let every session end, as IDLE_MINUTES of nothing do."""
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def carried_in(page):
    """Return what a sign-in page carries in its form."""
    return page.content.decode().split('name="carried" value="')[1].split('"')[0]


def filled(lines, **changes):
    return entry(
        lines[4],
        title="方城浦的夏令营",
        body="第一段“引号”。\n\n第二段 & <b>。",
        figures=[{"indicator": indicator("活动场次").pk, "said": "100多场"}, {"indicator": indicator("受益人次").pk, "said": "近百万"}],
        coverage=[{"outlet": "浙江新闻客户端", "url": "https://news.example.com/a"}],
        **changes,
    )


# ---- How long it lasts


def test_a_session_ends_a_while_after_the_last_time_somebody_was_there(client, lin):
    sign_in(client, lin)
    session = Session.objects.get()

    left = (session.expire_date - timezone.now()).total_seconds()

    assert 15 <= configured.IDLE_MINUTES <= 30
    assert configured.IDLE_MINUTES * 60 <= left <= configured.IDLE_MINUTES * 60 + 31


def test_being_there_moves_the_end_and_a_public_page_does_not(client, lin):
    sign_in(client, lin)
    client.get(reverse("admin:index"))

    def aged(path):
        session = client.session
        session["awake"] = int(time.time()) - 120
        session.save()
        Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
        client.get(path)
        return Session.objects.get().expire_date - timezone.now() > timedelta(minutes=6)

    assert [aged(path) for path in ("/", "/activities/", reverse("admin:index"), reverse("admin:alive"))] == [False, False, True, True]


def test_a_session_is_written_down_at_most_twice_a_minute(client, lin, django_assert_num_queries):
    sign_in(client, lin)
    client.get(reverse("admin:index"))
    before = Session.objects.get().expire_date

    client.get(reverse("admin:index"))

    assert Session.objects.get().expire_date == before


def test_after_that_pages_ask_to_sign_in(client, lin):
    sign_in(client, lin)
    time_out()

    answer = client.get(reverse("admin:index"))
    alive = client.get(reverse("admin:alive"))

    assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next=/admin/")
    assert alive.status_code == 302


def test_the_page_tells_the_browser_when_to_warn(client, lin, settings):
    settings.IDLE_MINUTES = 25
    sign_in(client, lin)

    said = client.get(reverse("admin:index")).content.decode()
    door = Client().get(LOGIN).content.decode()

    assert f'data-idle="25" data-alive="{reverse("admin:alive")}"' in said
    assert "data-idle=" not in door


# ---- Nothing typed is lost


def test_a_form_sent_too_late_comes_back_to_the_same_person_as_it_was_typed_and_unsaved(client, lines, lin):
    sign_in(client, lin)
    client.get(add_url())
    time_out()
    typed = filled(lines)

    asked = client.post(add_url(), typed)
    back = sign_in(client, lin, carried=carried_in(asked))
    shown = client.get(back.url)

    assert asked.status_code == 200
    assert "刚才填的内容没有丢" in asked.content.decode()
    assert "方城浦的夏令营" not in asked.content.decode()
    assert (back.status_code, back.url) == (302, add_url())
    form = shown.context["adminform"].form
    formsets = {inline.formset.prefix: inline.formset for inline in shown.context["inline_admin_formsets"]}
    assert {name: form[name].value() for name in ("title", "body", "happened_from", "work")} == {
        name: str(typed[name]) for name in ("title", "body", "happened_from", "work")
    }
    assert [row["said"].value() for row in formsets["figures"].forms] == ["100多场", "近百万"]
    assert [row["url"].value() for row in formsets["coverage"].forms] == ["https://news.example.com/a"]
    assert "还没有保存" in shown.content.decode()
    assert not Activity.objects.exists()


def test_half_a_form_comes_back_without_words_that_nobody_understands(client, lines, lin):
    sign_in(client, lin)
    time_out()

    asked = client.post(add_url(), entry(lines[4], happened_from="", title="只写了名字"))
    shown = client.get(sign_in(client, lin, carried=carried_in(asked)).url).content.decode()

    assert "只写了名字" in shown
    assert "activity_" not in shown.split('class="errornote"')[1].split("</div>")[0]


def test_it_is_saved_when_that_person_saves_it_and_shown_only_once(client, lines, lin):
    sign_in(client, lin)
    time_out()
    back = sign_in(client, lin, carried=carried_in(client.post(add_url(), filled(lines))))
    client.get(back.url)

    again = client.get(back.url)
    client.post(add_url(), filled(lines))

    assert again.context["adminform"].form["title"].value() in (None, "")
    assert Activity.objects.get().title == "方城浦的夏令营"
    assert Activity.objects.get().created_by == lin


def test_a_change_comes_back_to_its_own_record(client, lines, lin):
    activity = make_activity("旧的名字", line=lines[4], created_by=lin)
    sign_in(client, lin)
    time_out()

    back = sign_in(client, lin, carried=carried_in(client.post(change_url(activity), filled(lines, seen="1"))))
    shown = client.get(back.url)

    assert back.url == change_url(activity)
    assert shown.context["adminform"].form["title"].value() == "方城浦的夏令营"
    activity.refresh_from_db()
    assert activity.title == "旧的名字"


def test_what_another_filled_in_is_dropped_with_a_word(client, lines, lin):
    wang = make_user("editor", username="wang")
    sign_in(client, lin)
    time_out()
    packed = carried_in(client.post(add_url(), filled(lines)))

    answer = client.post(reverse("admin:login") + f"?next={add_url()}", {"username": "wang", "password": PASSWORD, "carried": packed}, follow=True)

    assert answer.context["adminform"].form["title"].value() in (None, "")
    assert "另一个账号" in answer.content.decode()
    assert int(client.session["_auth_user_id"]) == wang.pk
    assert carrying.KEY not in client.session


def test_a_wrong_password_and_even_a_lock_lose_nothing(client, lines, lin):
    sign_in(client, lin)
    time_out()
    packed = carried_in(client.post(add_url(), filled(lines)))

    wrong = [client.post(LOGIN, {"username": "lin", "password": "Wrong-1234", "carried": packed}) for _ in range(5)]
    again = client.post(LOGIN, {"again": "1", "carried": carried_in(wrong[4])})

    assert [answer.status_code for answer in wrong] == [200, 200, 200, 200, 429]
    assert carried_in(wrong[0]) == carried_in(wrong[4]) == carried_in(again) == packed
    assert "登录工作台" in again.content.decode()


def test_passwords_and_files_are_left_behind_and_files_are_asked_for_again(client, lines, lin):
    sign_in(client, lin)
    time_out()

    asked = client.post(add_url(), filled(lines, photos=[{"caption": "开营", "picture": picture()}], old_password="Secret-1", csrfmiddlewaretoken="x"))
    carried = carrying.unpack(carried_in(asked))
    shown = client.get(sign_in(client, lin, carried=carried_in(asked)).url)

    names = [name for name, _ in carried.fields]
    assert "photos-0-caption" in names
    assert [name for name in names if "password" in name or "csrf" in name or name == "photos-0-picture"] == []
    assert "选好的照片要重新选一次" in shown.content.decode()


@pytest.mark.parametrize("packed", ["", "abc", "a:b:c", "x" * 9000])
def test_what_was_not_packed_here_is_nothing(client, lines, lin, packed):
    answer = sign_in(client, lin, carried=packed)

    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_what_was_packed_too_long_ago_is_nothing(client, lines, lin, monkeypatch):
    sign_in(client, lin)
    time_out()
    packed = carried_in(client.post(add_url(), filled(lines)))
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + carrying.TRAVELS + 5)

    assert carrying.unpack(packed) is None


def test_who_never_signed_in_here_is_only_asked_to(client, lines, lin):
    answer = client.post(add_url(), filled(lines))

    assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next={add_url()}")


def test_the_reason_of_an_act_comes_back_and_nothing_is_done(client, lines):
    boss = make_user("publisher", username="boss")
    activity = make_activity("一次活动", line=lines[4], published=True)
    address = reverse("admin:actions_activity_withdraw", args=[activity.pk])
    sign_in(client, boss)
    time_out()

    shown = client.get(sign_in(client, boss, carried=carried_in(client.post(address, {"reason": "数字有误"}))).url)

    assert "数字有误" in shown.content.decode()
    assert "还没有保存" in shown.content.decode()
    activity.refresh_from_db()
    assert activity.is_public


def test_a_form_that_does_not_fill_itself_in_has_what_was_typed_listed(client, lin):
    sign_in(client, lin)
    time_out()
    path = reverse("admin:password_change")

    shown = client.get(sign_in(client, lin, carried=carried_in(client.post(path, {"remark": "写了很久的话"}))).url)

    assert "写了很久的话" in shown.content.decode()
    assert f'href="{path}"' in shown.content.decode()


def test_nothing_typed_reaches_the_trail_or_the_log(client, lines, lin, caplog):
    sign_in(client, lin)
    time_out()
    client.get(sign_in(client, lin, carried=carried_in(client.post(add_url(), filled(lines)))).url)

    traced = [str(value) for row in Trace.objects.values() for value in row.values()]
    assert [text for text in [*traced, caplog.text] if "方城浦" in text or "百万" in text] == []


# ---- A token of before the last sign-in


def stale(client, path, data, *, origin="http://testserver"):
    """Send a form whose token was made before somebody signed in again in another window."""
    client.handler.enforce_csrf_checks = True
    return client.post(path, data | {"csrfmiddlewaretoken": "a" * 64}, HTTP_ORIGIN=origin)


def test_a_form_of_before_signing_in_again_elsewhere_comes_back_too(client, lines, lin):
    sign_in(client, lin)
    client.get(add_url())
    time_out()
    sign_in(client, lin)
    client.get(add_url())

    answer = stale(client, add_url(), filled(lines))
    shown = client.get(answer.url)

    assert (answer.status_code, answer.url) == (302, add_url())
    assert shown.context["adminform"].form["title"].value() == "方城浦的夏令营"
    assert not Activity.objects.exists()


def test_it_does_not_where_somebody_else_has_signed_in_here_meanwhile(client, lines, lin):
    sign_in(client, lin)
    client.get(add_url())
    client.post(reverse("admin:logout"))
    sign_in(client, make_user("editor", username="wang"))
    client.get(add_url())

    answer = stale(client, add_url(), filled(lines))

    assert answer.status_code == 403
    assert "表单已经过期" in answer.content.decode()


def test_nor_where_it_was_sent_from_another_site(client, lines, lin):
    sign_in(client, lin)
    client.get(add_url())

    assert stale(client, add_url(), filled(lines), origin="https://evil.example.org").status_code == 403
    assert stale(client, add_url(), filled(lines), origin="null").status_code == 403
    assert carrying.KEY not in client.session


def test_a_sign_in_page_left_open_while_signing_in_elsewhere_loses_nothing(client, lines, lin):
    sign_in(client, lin)
    client.get(add_url())
    time_out()
    packed = carried_in(client.post(add_url(), filled(lines)))
    sign_in(client, lin)

    answer = stale(client, LOGIN, {"username": "lin", "password": PASSWORD, "carried": packed})

    assert (answer.status_code, answer.url) == (302, add_url())
    assert client.get(answer.url).context["adminform"].form["title"].value() == "方城浦的夏令营"
