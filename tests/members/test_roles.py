"""What each role may do: the groups, their permissions, their words, and the user admin that hands them out."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from members.models import User
from members.roles import BY_CODE, ROLES, give_roles, is_auditor, is_editor, is_publisher, may_edit
from publishing.models import Trace, Verb
from tests.desk import PASSWORD, filled_in, make_lines, make_user

pytestmark = pytest.mark.django_db

LISTS = {
    "actions_activity": {"editor", "first", "second", "publisher", "leader"},
    "actions_programme": {"editor", "first", "second", "publisher", "leader", "admin"},
    "actions_indicator": {"editor", "first", "second", "publisher", "leader", "admin"},
    "actions_actionline": {"editor", "first", "second", "publisher", "leader", "admin"},
    "actions_target": {"editor", "first", "second", "publisher", "leader", "admin"},
    "members_member": {"editor", "first", "second", "publisher", "leader", "admin"},
    "members_unit": {"editor", "first", "second", "publisher", "leader", "admin"},
    "members_community": {"editor", "first", "second", "publisher", "leader", "admin"},
    "members_pairing": {"editor", "first", "second", "publisher", "leader"},
    "members_posting": {"editor", "first", "second", "publisher", "leader", "admin"},
    "actions_proposal": {"editor", "first", "second", "publisher", "leader"},
    "portal_page": {"editor", "first", "second", "publisher", "leader"},
    "members_user": {"admin"},
    "publishing_trace": {"auditor"},
}
ADDS = {
    "actions_activity": {"editor", "publisher"},
    "actions_programme": {"editor", "publisher", "admin"},
    "actions_indicator": {"publisher", "admin"},
    "actions_actionline": set(),
    "actions_target": {"publisher", "admin"},
    "members_member": {"publisher", "admin"},
    "members_unit": {"publisher", "admin"},
    "members_community": {"publisher", "admin"},
    "members_pairing": {"editor", "publisher"},
    "members_posting": {"publisher", "admin"},
    "actions_proposal": {"editor", "publisher"},
    "portal_page": {"editor", "publisher"},
    "members_user": {"admin"},
    "publishing_trace": set(),
}
STAFF = [role.code for role in ROLES if role.opens_workbench]


def test_the_eight_roles_are_groups_named_in_chinese():
    names = set(Group.objects.values_list("name", flat=True))

    assert names == {"采编员", "初审", "复审", "终审", "领导", "审计员", "系统管理员", "会员"}


def test_no_role_holds_a_permission_to_delete_accounts_or_touch_the_trail():
    forbidden = Permission.objects.filter(codename__in=["delete_user", "add_trace", "change_trace", "delete_trace", "change_group", "change_permission"])

    assert forbidden.count() == 6
    assert not Group.objects.filter(permissions__in=forbidden).exists()


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_opens_to_the_roles_that_may_see_it(client, name, role):
    client.force_login(make_user(role))

    listed = client.get(reverse(f"admin:{name}_changelist")).status_code
    added = client.get(reverse(f"admin:{name}_add")).status_code

    assert listed == (200 if role in LISTS[name] else 403)
    assert added == (200 if role in ADDS[name] else 403)


@pytest.mark.parametrize("roles", [(), ("member",)])
def test_the_workbench_stays_shut_to_members_and_to_accounts_without_a_role(client, roles):
    client.force_login(make_user(*roles))

    response = client.get(reverse("admin:index"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("role", STAFF)
def test_the_workbench_opens_to_every_role_of_the_staff(client, role):
    make_lines()
    client.force_login(make_user(role))

    response = client.get(reverse("admin:index"))

    assert response.status_code == 200
    assert "LogEntry" not in response.content.decode()


def test_a_right_taken_away_is_gone_at_the_next_request(client):
    user = make_user("editor")
    client.force_login(user)
    before = client.get(reverse("admin:actions_activity_changelist")).status_code

    give_roles(user, "auditor")
    after = client.get(reverse("admin:actions_activity_changelist")).status_code

    assert (before, after) == (200, 403)


def test_the_tests_of_roles_tell_them_apart():
    editor, publisher, both = make_user("editor"), make_user("publisher"), make_user("editor", "auditor")

    assert [(is_editor(user), is_publisher(user), is_auditor(user), may_edit(user)) for user in (editor, publisher, both)] == [
        (True, False, False, True),
        (False, True, False, True),
        (True, False, True, True),
    ]


def test_the_user_form_says_in_words_what_a_role_may_do_and_shows_no_permission(client):
    client.force_login(make_user("admin"))

    page = client.get(reverse("admin:members_user_add")).content.decode()

    assert [role.name for role in ROLES if role.may not in page] == []
    assert "Can add" not in page
    assert "user_permissions" not in page


def test_an_account_is_made_with_its_roles_and_a_password(client):
    client.force_login(make_user("admin"))
    editor = Group.objects.get(name="采编员")
    data = {"username": "zhang", "name": "张三", "password1": PASSWORD, "password2": PASSWORD, "groups": [editor.pk]}

    client.post(reverse("admin:members_user_add"), data)

    user = User.objects.get(username="zhang")
    assert (user.name, user.is_staff, user.is_superuser, user.check_password(PASSWORD)) == ("张三", True, False, True)
    assert list(user.groups.all()) == [editor]
    assert Trace.objects.filter(subject_id=user.pk, verb=Verb.PERMITTED, by__isnull=False).count() == 1


def test_a_plain_password_is_refused_in_chinese(client):
    client.force_login(make_user("admin"))

    page = client.post(reverse("admin:members_user_add"), {"username": "zhang", "password1": "longgang2022", "password2": "longgang2022"}).content.decode()

    assert "密码要有大写字母、小写字母、数字、符号中的三种。" in page
    assert not User.objects.filter(username="zhang").exists()


def test_a_short_password_is_refused_in_chinese(client):
    client.force_login(make_user("admin"))

    page = client.post(reverse("admin:members_user_add"), {"username": "zhang", "password1": "Ab1-", "password2": "Ab1-"}).content.decode()

    assert "密码至少要有8个字符。" in page
    assert "too short" not in page


def test_a_user_name_in_capitals_is_the_same_user_name(client):
    client.force_login(make_user("admin"))
    User.objects.create_user("zhang", password=PASSWORD)

    response = client.post(reverse("admin:members_user_add"), {"username": "ZHANG", "password1": PASSWORD, "password2": PASSWORD})

    assert response.context["adminform"].form.errors == {"username": ["已经有这个用户名（大小写不同也算），请换一个。"]}
    assert User.objects.filter(username__iexact="zhang").count() == 1


def test_nobody_shuts_themselves_out(client):
    admin = make_user("admin")
    client.force_login(admin)
    url = reverse("admin:members_user_change", args=[admin.pk])
    data = filled_in(client.get(url))
    del data["is_active"]

    response = client.post(url, data | {"groups": [Group.objects.get(name=BY_CODE["editor"].name).pk]})

    assert response.context["adminform"].form.errors == {
        "is_active": ["不能停用自己的账号，请另一位系统管理员来做。"],
        "groups": ["不能去掉自己的“系统管理员”，请另一位系统管理员来做。"],
    }
    assert client.get(url).status_code == 200


def test_roles_change_in_the_user_form_and_leave_a_trace(client):
    client.force_login(make_user("admin"))
    user = make_user("editor")
    url = reverse("admin:members_user_change", args=[user.pk])
    data = filled_in(client.get(url))

    client.post(url, data | {"groups": [Group.objects.get(name=BY_CODE["member"].name).pk]})

    user = User.objects.get(pk=user.pk)
    assert (user.is_staff, is_editor(user)) == (False, False)
    assert Trace.objects.filter(subject_id=user.pk, verb=Verb.PERMITTED, by__isnull=False).count() == 1


def test_one_changes_ones_own_password(client):
    user = make_user("editor")
    client.force_login(user)
    data = {"old_password": PASSWORD, "new_password1": "Fangchengpu-7", "new_password2": "Fangchengpu-7"}

    response = client.post(reverse("admin:password_change"), data, follow=True)

    user.refresh_from_db()
    assert "密码已经改好" in response.content.decode()
    assert user.check_password("Fangchengpu-7")
    assert Trace.objects.filter(by=user, verb=Verb.PASSWORD).count() == 1


def test_an_administrator_sets_a_new_password_for_another(client):
    client.force_login(make_user("admin"))
    user = make_user("editor")
    url = reverse("admin:auth_user_password_change", args=[user.pk])

    refused = client.post(url, {"password1": "", "password2": ""})
    client.post(url, {"password1": "Fangchengpu-7", "password2": "Fangchengpu-7", "set-password": ""})

    user.refresh_from_db()
    assert refused.status_code == 200
    assert user.check_password("Fangchengpu-7")
    assert Trace.objects.filter(subject_id=user.pk, verb=Verb.PASSWORD).count() == 1


def test_signing_in_and_out_and_being_refused_leave_traces_without_the_name(client):
    user = make_user("editor", username="lin")

    client.post(reverse("admin:login"), {"username": "lin", "password": "wrong"})
    client.post(reverse("admin:login"), {"username": "lin", "password": PASSWORD})
    client.post(reverse("admin:logout"))

    assert list(Trace.objects.exclude(verb=Verb.PERMITTED).order_by("pk").values_list("verb", "by")) == [
        (Verb.REFUSED, None),
        (Verb.SIGNED_IN, user.pk),
        (Verb.SIGNED_OUT, user.pk),
    ]
    assert "lin" not in Trace.objects.get(verb=Verb.REFUSED).digest
