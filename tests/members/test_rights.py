import pytest
from django.contrib.auth.models import Group

from members.models import User
from publishing.models import Trace
from tests.desk import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (lambda user, role: user.groups.add(role), ["+终审", "groups"]),
        (lambda user, role: role.user_set.add(user), ["+终审", "groups"]),
        (lambda user, role: user.groups.set([role]), ["+终审", "groups"]),
    ],
)
def test_a_role_given_is_traced_whatever_way(change, fields):
    user = User.objects.create_user("somebody")

    change(user, Group.objects.get(name="终审"))

    trace = Trace.objects.get()
    assert (trace.verb, trace.subject_id, trace.fields) == ("permitted", user.pk, fields)


def test_a_role_taken_is_traced():
    user = make_user("publisher")

    user.groups.remove(Group.objects.get(name="终审"))
    user.groups.clear()

    assert [trace.fields for trace in Trace.objects.filter(verb="permitted").order_by("pk")] == [["+终审", "groups"], ["-终审", "groups"], ["groups"]]


def test_a_role_given_again_changes_nothing_and_leaves_no_trace():
    user = make_user("publisher")
    before = Trace.objects.count()

    user.groups.add(Group.objects.get(name="终审"))

    assert Trace.objects.count() == before


def test_the_page_of_a_new_user_and_a_failed_sign_in_speak_chinese(client):
    failed = client.post("/admin/login/", {"username": "nobody", "password": "wrong"})
    client.force_login(make_user("admin"))
    page = client.get("/admin/members/user/add/")

    assert failed.context["form"].non_field_errors() == ["用户名或密码不对，或者这个账号不能进入工作台。大小写要分清。"]
    assert "created a user" not in page.content.decode()
