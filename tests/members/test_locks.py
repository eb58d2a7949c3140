"""Five failed sign-ins shut a name out from where they came for a quarter of an hour; whoever administers can lift it."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Lock, User
from members.tasks import clear_old_sign_ins
from publishing.models import Trace, Verb
from tests.desk import PASSWORD, make_lines, make_user

pytestmark = pytest.mark.django_db
HERE, THERE = "10.1.1.1", "10.1.1.2"


def try_to_sign_in(client, username, password="Wrong-1234", address=HERE, **extra):
    return client.post(reverse("admin:login"), {"username": username, "password": password}, REMOTE_ADDR=address, **extra)


def fail(client, username, times, address=HERE, **extra):
    return [try_to_sign_in(client, username, address=address, **extra).status_code for _ in range(times)]


def signs_in(client, username, address=HERE, **extra):
    return try_to_sign_in(client, username, PASSWORD, address, **extra).status_code == 302


@pytest.fixture
def lin():
    return make_user("editor", username="lin")


def test_the_fifth_failure_shuts_the_name_out_and_even_the_right_password_does_not_open(client, lin):
    answers = fail(client, "lin", 5)
    right = try_to_sign_in(client, "lin", PASSWORD)

    assert answers == [200, 200, 200, 200, 429]
    assert right.status_code == 429
    assert "_auth_user_id" not in client.session


def test_four_failures_shut_nobody_out(client, lin):
    fail(client, "lin", 4)

    assert signs_in(client, "lin")


def test_without_the_lock_the_same_tries_would_go_on_for_ever(client, lin, settings):
    """The negative control: what the tests above see is the lock's doing."""
    settings.AXES_LOCK_OUT_AT_FAILURE = False

    assert fail(client, "lin", 9) == [200] * 9
    assert signs_in(client, "lin")


def test_the_page_says_in_chinese_when_to_try_again_and_who_can_help(client, lin, settings):
    settings.SITE_CONTACT = "0577-1234567"
    make_user("editor", username="wangxiaoming")
    fail(client, "wangxiaoming", 4)

    page = try_to_sign_in(client, "wangxiaoming")

    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    said = page.content.decode()
    assert "密码连续输错5次" in said
    assert f"{until:%H:%M}</strong>以后再试" in said
    assert "找系统管理员" in said
    assert "0577-1234567" in said
    assert 880 <= int(page["Retry-After"]) <= 900
    assert "wangxiaoming" not in said


def test_the_lock_ends_after_a_quarter_of_an_hour_and_trying_meanwhile_does_not_move_it(client, lin):
    fail(client, "lin", 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))

    tried = fail(client, "lin", 3)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    assert tried == [429, 429, 429]
    assert signs_in(client, "lin")


def test_a_lock_holds_for_one_name_from_one_place(client, lin):
    make_user("editor", username="wang")
    fail(client, "lin", 5)

    assert signs_in(Client(), "wang")
    assert signs_in(Client(), "lin", address=THERE)
    assert not signs_in(client, "lin")


def test_a_success_counts_from_nothing_again(client, lin):
    fail(client, "lin", 4)
    signs_in(client, "lin")

    assert fail(Client(), "lin", 4) == [200] * 4


def test_behind_a_proxy_each_visitor_has_an_address_of_its_own_that_nobody_forges(client, lin, settings):
    settings.PROXIES = 1
    forged = [try_to_sign_in(client, "lin", address="", HTTP_X_FORWARDED_FOR=f"8.8.8.{number}, {HERE}").status_code for number in range(5)]

    assert forged[-1] == 429
    assert AccessAttempt.objects.get().ip_address == HERE
    assert signs_in(Client(), "lin", address="", HTTP_X_FORWARDED_FOR=THERE)


def test_without_a_proxy_nobody_is_believed_where_they_come_from(client, lin):
    answers = [try_to_sign_in(client, "lin", HTTP_X_FORWARDED_FOR=f"8.8.8.{number}").status_code for number in range(5)]

    assert answers[-1] == 429


def test_nothing_is_kept_of_what_was_sent_nor_of_names_that_are_no_account(client, lin):
    client.post(
        reverse("admin:login") + "?next=/admin/members/member/7/",
        {"username": "lin", "password": "Wrong-1234", "carried": "typed", "title": "正文里的名字"},
        HTTP_USER_AGENT="Some Browser",
        HTTP_ACCEPT="text/html",
    )
    try_to_sign_in(client, "MySecret-2022")

    kept = [str(value) for row in AccessAttempt.objects.values() for value in row.values()]
    assert sum("lin" in value for value in kept) == 1
    assert [value for value in kept if any(word in value for word in ("Secret", "Wrong", "Browser", "html", "member", "typed", "名字"))] == []
    assert AccessLog.objects.count() == AccessFailureLog.objects.count() == 0


def test_a_name_that_is_no_account_is_shut_out_in_the_same_words(client, lin):
    known = [try_to_sign_in(client, "lin") for _ in range(5)][-1]
    unknown = [try_to_sign_in(Client(), "nobody") for _ in range(5)][-1]

    assert (known.status_code, unknown.status_code) == (429, 429)
    assert [word in unknown.content.decode() for word in ("密码连续输错5次", "找系统管理员")] == [True, True]


@pytest.mark.parametrize("username", ["", "\0", "一" * 5000, "%s", "'; --"])
def test_odd_names_are_no_fault(client, username):
    assert {try_to_sign_in(client, username).status_code for _ in range(6)} <= {200, 429}


def test_a_lock_leaves_one_trace_when_it_falls_and_names_the_account(client, lin):
    fail(client, "lin", 7)

    trace = Trace.objects.get(verb=Verb.LOCKED)

    assert (trace.subject_id, trace.by) == (lin.pk, None)
    assert Trace.objects.filter(verb=Verb.REFUSED).count() == 7


def test_who_administers_sees_the_lock_and_lifts_it(client, lin):
    fail(client, "lin", 5)
    fail(client, "nobody", 5)
    fail(client, "wang", 3)
    boss = Client()
    admin = make_user("admin")
    boss.force_login(admin)
    lock = Lock.objects.get(username="lin")
    address = reverse("admin:members_lock_unlock", args=[lock.pk])

    listed = boss.get(reverse("admin:members_lock_changelist"))
    asked = boss.get(address)
    is_still_shut = not signs_in(client, "lin")
    boss.post(address)

    assert [row.spoken_name for row in listed.context["cl"].result_list] == ["没有这个账号", "lin"]
    assert (asked.status_code, is_still_shut) == (200, True)
    assert signs_in(client, "lin")
    trace = Trace.objects.get(verb=Verb.UNLOCKED)
    assert (trace.by, trace.subject_id) == (admin, lin.pk)
    assert [word for word in ("Access attempt", "IP Address", "Failed Logins") if word in listed.content.decode()] == []


@pytest.mark.parametrize("role", ["editor", "publisher", "leader", "auditor"])
def test_nobody_else_sees_or_lifts_locks(client, lin, role):
    fail(client, "lin", 5)
    other = Client()
    other.force_login(make_user(role))

    answers = [
        other.get(reverse("admin:members_lock_changelist")).status_code,
        other.post(reverse("admin:members_lock_unlock", args=[Lock.objects.get().pk])).status_code,
    ]

    assert answers == [403, 403]
    assert not signs_in(client, "lin")


def test_a_new_password_from_an_administrator_lifts_the_lock(client, lin):
    fail(client, "lin", 5)
    boss = Client()
    boss.force_login(make_user("admin"))

    boss.post(reverse("admin:auth_user_password_change", args=[lin.pk]), {"password1": "Fangchengpu-7", "password2": "Fangchengpu-7"})

    assert try_to_sign_in(client, "lin", "Fangchengpu-7").status_code == 302


def test_the_minute_forgets_failures_that_lock_nobody_and_sessions_that_ended(client, lin):
    make_lines()
    fail(client, "lin", 5)
    fail(client, "wang", 1)
    client.force_login(lin)
    Lock.objects.filter(username="lin").update(attempt_time=timezone.now() - timedelta(minutes=14))
    Lock.objects.exclude(username="lin").update(attempt_time=timezone.now() - timedelta(minutes=16))
    ended = Client()
    ended.force_login(lin)
    session = ended.session
    session.set_expiry(-1)
    session.save()

    clear_old_sign_ins()

    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["lin"]
    from django.contrib.sessions.models import Session

    assert list(Session.objects.values_list("pk", flat=True)) == [client.session.session_key]


def test_axes_stands_first_among_backends_and_last_among_middleware():
    assert configured.AUTHENTICATION_BACKENDS[0] == "axes.backends.AxesStandaloneBackend"
    assert configured.MIDDLEWARE[-1] == "axes.middleware.AxesMiddleware"
    assert timedelta(minutes=10) <= configured.AXES_COOLOFF_TIME <= timedelta(minutes=30)
    assert User.objects.count() == 0
