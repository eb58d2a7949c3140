"""A pairing from the form to the public: three lists, next steps, and the activities done in it."""

import pytest
from django.urls import reverse

from actions.models import Activity
from members.models import Community, Pairing
from publishing import services as publishing
from publishing.models import State, Trace, Verb
from tests.actions.test_admin_activity import errors_of
from tests.desk import add_url, entry, filled_in, make_community, make_lines, make_unit, make_user, rows

pytestmark = pytest.mark.django_db
ADD = "admin:members_pairing_add"
LISTS = ("needs", "resources", "projects", "steps")


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


def pairing_entry(unit, community, *, needs=(), resources=(), projects=(), steps=(), **changes):
    data = {"unit": unit.pk, "community": community.pk, "started_on": "2022-05-19"}
    for prefix, filled in zip(LISTS, (needs, resources, projects, steps), strict=True):
        data |= rows(prefix, *({"state": "open"} | row if prefix != "steps" else row for row in filled))
    return data | changes


def change_url(pairing):
    return reverse("admin:members_pairing_change", args=[pairing.pk])


def test_one_sending_enters_the_three_lists_and_the_next_step(client, editor):
    data = pairing_entry(
        make_unit(),
        make_community(),
        needs=[
            {"item": "挖掘抗倭文化", "state": "done", "outcome": "编成一册"},
            {"item": "老人义诊", "who": "医生会员", "due_on": "2022年12月31日"},
            {"item": "儿童课堂"},
        ],
        resources=[{"item": "文化礼堂"}],
        projects=[{"item": "壹日读书会", "state": "under_way"}],
        steps=[{"step": "秋季再办两期", "due_on": "2022-10-01"}],
        aims="让居民在家门口得到服务。",
    )

    response = client.post(reverse(ADD), data | {"_submit": "1"}, follow=True)

    pairing = Pairing.objects.get()
    assert (pairing.state, pairing.created_by, str(pairing)) == (State.THIRD, editor, "龙港市慈善总会—方城浦社区")
    assert [(item.list, item.item, item.state) for item in pairing.items.order_by("list", "position")] == [
        ("need", "挖掘抗倭文化", "done"),
        ("need", "老人义诊", "open"),
        ("need", "儿童课堂", "open"),
        ("project", "壹日读书会", "under_way"),
        ("resource", "文化礼堂", "open"),
    ]
    assert pairing.steps.get().step == "秋季再办两期"
    assert "已提交，等终审发布。" in response.content.decode()
    assert list(Trace.objects.filter(subject_type__model="pairing").order_by("pk").values_list("verb", flat=True)) == [Verb.CREATED, Verb.SUBMITTED]


def test_each_list_keeps_its_own_rows_when_the_form_is_saved_again(client, editor):
    client.post(reverse(ADD), pairing_entry(make_unit(), make_community(), needs=[{"item": "老人义诊"}], resources=[{"item": "文化礼堂"}]))
    pairing = Pairing.objects.get()
    data = filled_in(client.get(change_url(pairing)))

    client.post(change_url(pairing), data | {"resources-TOTAL_FORMS": "2", "resources-1-item": "城市书房", "resources-1-state": "open", "needs-0-DELETE": "on"})

    assert sorted(pairing.items.values_list("list", "item")) == [("resource", "城市书房"), ("resource", "文化礼堂")]


WRONG = {
    "no unit": ({"unit": ""}, {"unit": ["选一个单位，例如：市新联会。"]}),
    "no community": ({"community": ""}, {"community": ["选一个社区。"]}),
    "no day": ({"started_on": ""}, {"started_on": ["写上从哪天起结对，例如2022-05-19。"]}),
    "an end before the start": ({"ended_on": "2022-05-18"}, {"ended_on": ["结束（2022-05-18）早于开始（2022-05-19），请核对。"]}),
    "an item without words": (rows("needs", {"item": "", "state": "done"}), {"needs-0-item": ["写上是什么事，例如：挖掘抗倭文化。"]}),
    "a step without words": (rows("steps", {"due_on": "2022-10-01"}), {"steps-0-step": ["写上下一步做什么。"]}),
}


@pytest.mark.parametrize(("changes", "errors"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(client, editor, changes, errors):
    response = client.post(reverse(ADD), pairing_entry(make_unit(), make_community(), initiative="同心共富") | changes)

    assert errors_of(response) == errors
    assert 'value="同心共富"' in response.content.decode()
    assert not Pairing.objects.exists()


def test_the_same_pairing_is_not_entered_twice(client, editor):
    unit, community = make_unit(), make_community()
    client.post(reverse(ADD), pairing_entry(unit, community))

    response = client.post(reverse(ADD), pairing_entry(unit, community))

    assert errors_of(response) == {"started_on": ["2022-05-19起的“龙港市慈善总会—方城浦社区”已经有一条，请改那一条。"]}
    assert Pairing.objects.count() == 1


def test_a_public_pairing_is_revised_through_a_copy_and_keeps_its_address(client, editor):
    publisher = make_user("publisher")
    client.post(reverse(ADD), pairing_entry(make_unit(), make_community(), needs=[{"item": "老人义诊"}]))
    pairing = publishing.publish(Pairing.objects.get(), by=publisher)
    client.post(reverse("admin:members_pairing_revise", args=[pairing.pk]), {"reason": "办结了一件"})
    copy = Pairing.objects.get(revises=pairing)
    data = filled_in(client.get(change_url(copy)))
    assert f'href="{pairing.get_absolute_url()}">看公开页面' in client.get(change_url(pairing)).content.decode()

    client.post(change_url(copy), data | {"needs-0-state": "done", "needs-0-outcome": "义诊三次", "_submit": "1"})
    still = pairing.items.get().state
    client.force_login(publisher)
    client.post(reverse("admin:members_pairing_replace", args=[copy.pk]))

    assert still == "open"
    assert (pairing.items.get().state, pairing.items.get().outcome) == ("done", "义诊三次")
    assert not Pairing.objects.filter(pk=copy.pk).exists()


def test_a_copy_that_has_come_to_say_the_same_as_another_pairing_is_refused_in_words(client, editor):
    publisher = make_user("publisher")
    here = make_community()
    pairing = publishing.publish(Pairing.objects.create(unit=make_unit(), community=here, started_on="2022-05-19"), by=publisher)
    copy = publishing.revise(pairing, reason="换了单位", by=publisher)
    other = make_unit("市新联会")
    Pairing.objects.filter(pk=copy.pk).update(unit=other)
    Pairing.objects.create(unit=other, community=here, started_on="2022-05-19")  # meanwhile, by somebody else
    client.force_login(publisher)

    response = client.post(reverse("admin:members_pairing_replace", args=[copy.pk]), follow=True)

    assert "没有发布修订：同一时间有别人在改，或者已经有一条同样的。请核对后再试。" in response.content.decode()
    assert Pairing.objects.filter(pk=copy.pk).exists()
    assert Pairing.objects.get(pk=pairing.pk).unit.name == "龙港市慈善总会"


def test_the_second_of_two_savers_sees_both_versions(client, editor):
    client.post(reverse(ADD), pairing_entry(make_unit(), make_community(), needs=[{"item": "老人义诊"}]))
    pairing = Pairing.objects.get()
    mine = filled_in(client.get(change_url(pairing)))
    client.post(change_url(pairing), mine | {"initiative": "同心共富", "needs-0-item": "儿童课堂"})

    second = client.post(change_url(pairing), mine | {"initiative": "新联同心"})

    pairing.refresh_from_db()
    assert ("结对活动", "同心共富", "新联同心") in second.context["conflict"]
    assert (pairing.initiative, pairing.version) == ("同心共富", 2)


def test_an_activity_is_of_the_community_of_its_pairing(client, editor):
    line = make_lines()[0]
    unit, here, there = make_unit(), make_community(), Community.objects.create(name="海城社区", slug="hai-cheng")
    pairing = Pairing.objects.create(unit=unit, community=here, started_on="2022-05-19")

    wrong = client.post(add_url(), entry(line, pairing=pairing.pk, community=there.pk))
    client.post(add_url(), entry(line, pairing=pairing.pk))

    assert errors_of(wrong) == {"pairing": ["“龙港市慈善总会—方城浦社区”结对的是“方城浦社区”，上面选的社区是“海城社区”。请改选社区，或换一个结对。"]}
    activity = Activity.objects.get()
    assert (activity.pairing, activity.community) == (pairing, here)


def test_an_activity_is_offered_the_pairings_of_its_community_and_no_working_copies(client, editor):
    here, there = make_community(), Community.objects.create(name="海城社区", slug="hai-cheng")
    pairing = publishing.publish(Pairing.objects.create(unit=make_unit(), community=here, started_on="2022-05-19"), by=editor)
    Pairing.objects.create(unit=make_unit("市新联会"), community=there, started_on="2022-05-19")
    publishing.revise(pairing, reason="补清单", by=editor)
    asked = {"app_label": "actions", "model_name": "activity", "field_name": "pairing"}

    offered = [
        [found["text"] for found in client.get(reverse("admin:autocomplete"), asked | more).json()["results"]]
        for more in ({}, {"community": here.pk}, {"term": "海城"}, {"community": "\0"})
    ]

    every = ["龙港市慈善总会—方城浦社区", "市新联会—海城社区"]
    assert [sorted(texts) for texts in offered] == [sorted(every), every[:1], every[1:], sorted(every)]


@pytest.mark.parametrize(("role", "status"), [("publisher", 200), ("leader", 403), ("admin", 403)])
def test_who_may_enter_a_pairing(client, role, status):
    client.force_login(make_user(role))

    assert client.get(reverse(ADD)).status_code == status
