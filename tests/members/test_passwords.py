"""A password that an administrator made is changed before anything opens; none of the last five comes back; it may grow too old."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actions.models import ActivityPhoto
from members.models import FormerPassword, User
from members.passwords import NotAmongLastFiveValidator
from members.roles import roles_of
from tests.actions.factories import make_activity
from tests.desk import PASSWORD, make_lines, make_user, picture

pytestmark = pytest.mark.django_db
OWN = "Fangchengpu-7"
CHANGE = "admin:password_change"


@pytest.fixture
def fresh(client):
    """An editor whose account an administrator has just made, signed in."""
    make_lines()
    client.force_login(make_user("admin"))
    data = {"username": "zhang", "password1": PASSWORD, "password2": PASSWORD, "groups": [make_user("editor").groups.get().pk]}
    client.post(reverse("admin:members_user_add"), data)
    client.logout()
    client.post(reverse("admin:login"), {"username": "zhang", "password": PASSWORD})
    return User.objects.get(username="zhang")


@pytest.mark.parametrize(
    "name", ["admin:index", "admin:actions_activity_changelist", "admin:actions_activity_add", "admin:password_change_done", "admin:alive"]
)
def test_nothing_opens_before_ones_own_password_is_set(client, fresh, name):
    answers = [client.get(reverse(name)), client.post(reverse(name), {"title": "一次活动"})]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, reverse(CHANGE))] * 2


def test_the_page_says_why_and_offers_no_way_round(client, fresh):
    page = client.get(reverse("admin:index"), follow=True).content.decode()

    assert "先设一个自己的密码" in page
    assert "系统管理员给的" in page
    assert "不改，回去" not in page
    assert reverse("admin:actions_activity_changelist") not in page


def test_rights_are_none_anywhere_until_then(client, fresh):
    photo = ActivityPhoto.objects.create(activity=make_activity(), picture=picture(), caption="一张照片")

    before = client.get(photo.get_absolute_url()).status_code, roles_of(fresh), fresh.has_perm("actions.view_activity")
    change(client, PASSWORD, OWN)
    user = User.objects.get(pk=fresh.pk)

    assert before == (404, frozenset(), False)
    assert (client.get(photo.get_absolute_url()).status_code, roles_of(user), user.has_perm("actions.view_activity")) == (200, {"editor"}, True)


def change(client, old, new):
    return client.post(reverse(CHANGE), {"old_password": old, "new_password1": new, "new_password2": new})


def test_ones_own_password_opens_everything_and_the_first_does_not_do(client, fresh):
    same = change(client, PASSWORD, PASSWORD)
    own = change(client, PASSWORD, OWN)

    assert "最近五次用过的密码不能再用" in same.content.decode()
    assert own.status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200
    assert User.objects.get(pk=fresh.pk).must_change_password is False


def test_a_password_reset_by_an_administrator_is_a_first_one_again(client):
    make_lines()
    user = make_user("editor")
    client.force_login(make_user("admin"))
    client.post(reverse("admin:auth_user_password_change", args=[user.pk]), {"password1": OWN, "password2": OWN})
    listed = client.get(reverse("admin:members_user_changelist")).content.decode()
    client.logout()

    answer = client.post(reverse("admin:login"), {"username": user.username, "password": OWN}, follow=True)

    assert "可以登录，待改初始密码" in listed
    assert answer.request["PATH_INFO"] == reverse(CHANGE)


def test_accounts_made_by_hand_of_their_owner_are_not_asked(client):
    make_lines()
    client.force_login(make_user("editor"))

    assert client.get(reverse("admin:index")).status_code == 200


def test_none_of_the_last_five_passwords_comes_back_and_the_sixth_may():
    user = make_user("editor")
    for number in range(1, 7):
        user.set_password(f"Longgang-{number}")
        user.save()

    refused = []
    for number in range(1, 7):
        try:
            NotAmongLastFiveValidator().validate(f"Longgang-{number}", user)
        except ValidationError:
            refused.append(number)

    assert refused == [2, 3, 4, 5, 6]
    assert FormerPassword.objects.filter(user=user).count() == 4
    assert not any("Longgang" in row.password for row in FormerPassword.objects.all())


def test_a_password_only_hashed_anew_is_no_change(settings):
    user = make_user("editor")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]

    assert user.check_password(PASSWORD)
    user.save()

    user.refresh_from_db()
    assert user.password.startswith("pbkdf2")
    assert not FormerPassword.objects.exists()


def test_a_save_of_the_password_alone_keeps_when_and_what_it_was():
    user = make_user("editor")
    before = timezone.now()
    user.set_password(OWN)

    user.save(update_fields=["password"])

    user.refresh_from_db()
    assert user.check_password(OWN)
    assert user.password_changed_at >= before
    assert check_password(PASSWORD, FormerPassword.objects.get().password)


@pytest.mark.parametrize(("days", "shut"), [(0, False), (91, False), (89, True)])
def test_a_password_grows_too_old_where_a_setting_says_so(client, settings, days, shut):
    make_lines()
    user = make_user("editor")
    User.objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=90))
    settings.PASSWORD_DAYS = days
    client.force_login(user)

    answer = client.get(reverse("admin:index"))

    assert (answer.status_code == 302 and answer.url == reverse(CHANGE)) is shut
    if shut:
        assert "用得太久了" in client.get(reverse(CHANGE)).content.decode()
