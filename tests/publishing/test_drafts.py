"""What is typed is kept for who typed it: newest over older, nothing of another window, nothing after the saving; and it comes back into its form."""

import json
from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import Activity
from members.roles import give_roles
from publishing import drafts, services
from publishing.admin import KeptAdmin
from publishing.drafts import Kept
from publishing.forms import SeenForm
from publishing.models import FormDraft, Trace
from publishing.refusals import Refused
from tests.actions.factories import make_activity
from tests.desk import add_url, change_url, entry, filled_in, indicator, make_lines, make_user

pytestmark = pytest.mark.django_db
FORM = "actions.activity"
TITLE = [["title", "方城浦的夏令营"]]


@pytest.fixture
def lines():
    return make_lines()


@pytest.fixture
def lin(lines, client):
    user = make_user("editor", username="lin")
    client.force_login(user)
    return user


def keep(by, serial, *known, fields=TITLE, record=0, form=FORM):
    return drafts.keep(form=form, record=record, fields=fields, serial=serial, known=known, by=by)


def lying(by, record=0, form=FORM):
    draft = drafts.typed_into(form=form, record=record, by=by)
    return draft and (draft.serial, draft.fields)


def send(client, by, serial, *known, fields=TITLE, record=0, form=FORM, **more):
    message = {"owner": by.pk, "serial": serial, "known": list(known), "fields": fields} | more
    return client.post(reverse("admin:drafts") + f"?form={form}&record={record}", json.dumps(message), content_type="application/json")


def pairs(data):
    return [[name, str(value)] for name, value in data.items()]


# ---- What is kept over what


def test_the_newest_of_one_window_is_kept(lin):
    found = [keep(lin, 5), keep(lin, 6, 5, fields=[["title", "新的"]]), keep(lin, 6, 5, fields=[["title", "再送一次"]])]

    assert found == [Kept.DONE] * 3
    assert lying(lin) == (6, [["title", "新的"]])


def test_nothing_of_another_window_is_written_over_until_it_has_been_seen(lin):
    keep(lin, 5)

    refused = keep(lin, 9, fields=[["title", "别的窗口"]]), keep(lin, 4, 3)
    before = lying(lin)
    told = keep(lin, 10, 5, fields=[["title", "别的窗口"]])

    assert refused == (Kept.ELSEWHERE, Kept.ELSEWHERE)
    assert before == (5, TITLE)
    assert (told, lying(lin)) == (Kept.DONE, (10, [["title", "别的窗口"]]))


def test_what_comes_after_the_saving_is_late_unless_it_was_typed_after_it(lin):
    keep(lin, 5)
    drafts.settle(form=FORM, record=0, known=[5, 7], by=lin)

    assert lying(lin) == (7, [])
    assert (keep(lin, 6, 5), keep(lin, 7, 5)) == (Kept.LATE, Kept.LATE)
    assert (keep(lin, 8), lying(lin)) == (Kept.DONE, (8, TITLE))


def test_a_message_that_the_saving_overtook_before_anything_was_kept_is_late_too(lin):
    drafts.settle(form=FORM, record=0, known=[7], by=lin)

    assert keep(lin, 6) is Kept.LATE
    assert lying(lin) == (7, [])


def test_saving_in_one_window_leaves_what_another_keeps(lin):
    keep(lin, 5)

    assert drafts.settle(form=FORM, record=0, known=[9], by=lin) is False
    assert drafts.settle(form=FORM, record=0, known=[], by=lin) is True
    assert lying(lin) == (5, TITLE)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (None, "不是一张表"),
        ([], "不是一张表"),
        ([["title"]], "不是一张表"),
        ([["title", 3]], "不是一张表"),
        ([["title", "x"], "y"], "不是一张表"),
        ({"title": "x"}, "不是一张表"),
        ([["n" * 201, "x"]], "不是一张表"),
        ([["password", "x"], ["_save", "1"], ["csrfmiddlewaretoken", "x"]], "不是一张表"),
        ([["body", "长" * 1_000_001]], "内容太多"),
        ([["name", "x"]] * 4001, "内容太多"),
    ],
)
def test_what_no_form_sends_is_refused_in_words(lin, fields, says):
    with pytest.raises(Refused, match=says):
        keep(lin, 5, fields=fields)

    assert not FormDraft.objects.exists()


def test_neither_passwords_nor_what_no_database_holds_are_kept(lin):
    keep(
        lin,
        5,
        fields=[["title", "甲\0乙\ud800丙𠮷"], ["new_password1", "Secret-1"], ["_popup", "1"], ["figures-__prefix__-said", "3"], ["figures-0-said", "3"]],
    )

    assert lying(lin) == (5, [["title", "甲乙丙𠮷"], ["figures-0-said", "3"]])


def test_too_many_unsaved_forms_are_refused_and_those_there_go_on(lin, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_FORMS", 2)
    keep(lin, 1, record=1)
    keep(lin, 2, record=2)

    with pytest.raises(Refused, match="2张"):
        keep(lin, 3, record=3)
    assert keep(lin, 4, 1, record=1) is Kept.DONE


def test_what_nobody_came_back_to_for_a_month_is_swept(lin):
    keep(lin, 1, record=1)
    keep(lin, 2, record=2)
    FormDraft.objects.filter(record=1).update(saved_at=timezone.now() - timedelta(days=31))

    assert drafts.sweep_old() == 1
    assert [draft.record for draft in drafts.unsaved_of(lin)] == [2]


def test_a_saved_form_that_is_typed_into_again_counts_as_one_more(lin, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_FORMS", 1)
    keep(lin, 1, record=1)
    drafts.settle(form=FORM, record=1, known=[1], by=lin)
    keep(lin, 2, record=2)

    with pytest.raises(Refused, match="1张"):
        keep(lin, 3, record=1)
    assert (keep(lin, 1, record=1), lying(lin, record=1)) == (Kept.LATE, (1, []))


def test_of_too_many_empty_rows_the_oldest_are_swept_and_nothing_typed(lin, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_ENDED", 2)
    other = make_user("editor")
    drafts.settle(form=FORM, record=1, known=[1], by=other)
    keep(lin, 1, record=9)
    for record in (1, 2, 3):
        drafts.settle(form=FORM, record=record, known=[1], by=lin)

    assert drafts.sweep_old() == 1
    assert [(row.by, row.record) for row in FormDraft.objects.order_by("pk")] == [(other, 1), (lin, 9), (lin, 2), (lin, 3)]
    assert drafts.sweep_old() == 0


# ---- The address


def test_typing_is_kept_without_a_trace_and_without_a_record(client, lin):
    traces = Trace.objects.count()

    answer = send(client, lin, 5)

    assert (answer.status_code, answer.json()) == (200, {"kept": "done"})
    assert lying(lin) == (5, TITLE)
    assert (Trace.objects.count(), Activity.objects.count()) == (traces, 0)


def test_a_window_that_has_not_seen_what_lies_there_is_told_its_serial(client, lin):
    send(client, lin, 5)

    answer = send(client, lin, 9)

    assert (answer.status_code, answer.json()) == (409, {"kept": "elsewhere", "serial": 5})


def test_who_is_not_signed_in_or_may_not_enter_there_keeps_nothing(client, lin, lines):
    answers = [
        send(Client(), lin, 5).status_code,
        send(client, lin, 5, owner=lin.pk + 1).status_code,
        *(
            send(client, lin, 5, form=form, record=record).status_code
            for form, record in (("members.user", 1), ("members.member", 0), ("no.such", 0), ("x", "y"))
        ),
    ]
    give_roles(lin, "leader")

    assert answers == [401, 403, 404, 404, 404, 404]
    assert send(client, lin, 5).status_code == 404
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "[]",
        "null",
        "{}",
        '{"owner": 1}',
        "[" * 100_000,
        '{"owner": true, "serial": 1, "known": [], "fields": []}',
        '{"owner": 1, "serial": 1e99, "known": 3}',
    ],
)
def test_nonsense_is_refused_in_words(client, lin, body):
    answer = client.post(reverse("admin:drafts") + f"?form={FORM}&record=0", body, content_type="application/json")

    assert (answer.status_code, answer.json()) == (400, {"why": "没有存上：送来的不是一张表。"})


def test_a_token_of_before_signing_in_again_is_exchanged_and_then_it_goes_through(client, lin):
    client.handler.enforce_csrf_checks = True
    refused = client.post(reverse("admin:drafts") + f"?form={FORM}&record=0", "{}", content_type="application/json", headers={"X-CSRFToken": "a" * 64})

    told = client.get(reverse("admin:drafts") + f"?form={FORM}&record=0").json()
    message = json.dumps({"owner": lin.pk, "serial": 5, "known": [], "fields": TITLE})
    answer = client.post(reverse("admin:drafts") + f"?form={FORM}&record=0", message, content_type="application/json", headers={"X-CSRFToken": told["token"]})

    assert (refused.status_code, told["user"], answer.status_code) == (403, lin.pk, 200)
    assert lying(lin) == (5, TITLE)


def test_every_form_of_the_desk_is_kept_but_those_with_passwords():
    desks = [desk for desk in admin.site._registry.values() if isinstance(desk, KeptAdmin)]

    assert {desk.opts.label_lower for desk in desks if not desk.keeps_drafts} == {"members.user"}
    assert all(issubclass(desk.form, SeenForm) for desk in desks)


# ---- It comes back


def typed_form(lines, **changes):
    figures = [{"indicator": indicator("活动场次").pk, "said": "100多场"}, {"indicator": indicator("受益人次").pk, "said": "近百万"}]
    return entry(lines[4], title="方城浦的夏令营", body="写了一半", figures=figures, happened_from="", **changes)


def test_what_was_typed_stands_in_the_form_again_rows_and_all_and_nothing_is_saved(client, lin, lines):
    send(client, lin, 5, fields=pairs(typed_form(lines)))

    page = client.get(add_url())

    shown = filled_in(page)
    assert (shown["title"], shown["body"]) == ("方城浦的夏令营", "写了一半")
    assert [shown[f"figures-{row}-said"] for row in range(2)] == ["100多场", "近百万"]
    assert page.context["errors"] == []
    assert "填的，还没有保存" in page.content.decode()
    assert 'name="_draft" value="5"' in page.content.decode()
    assert not Activity.objects.exists()


def test_a_new_form_that_is_not_empty_says_so_and_leads_to_an_empty_one_beside_it(client, lin, lines):
    send(client, lin, 5, fields=pairs(typed_form(lines)))
    first = client.get(add_url()).content.decode()
    beside = f"{add_url()}?sheet=2"

    empty = client.get(beside)
    assert "这不是一张空表" in first
    assert f'href="{beside}"' in first
    assert "title" not in filled_in(empty)
    assert "这不是一张空表" not in empty.content.decode()

    send(client, lin, 6, fields=[["title", "另一次活动"]], form=f"{FORM}?sheet=2")
    assert [filled_in(client.get(url))["title"] for url in (add_url(), beside)] == ["方城浦的夏令营", "另一次活动"]
    assert f'href="{add_url()}?sheet=3"' in client.get(beside).content.decode()
    assert [form.url for form in client.get(reverse("admin:index")).context["unsaved"]] == [beside, add_url()]


def test_an_empty_form_beside_another_is_asked_for_the_same_and_no_longer_than_is_kept(lin):
    keep(lin, 5, form=f"{FORM}?kind=summary&sheet=2")

    assert drafts.empty_beside(FormDraft(by=lin, form=f"{FORM}?kind=summary", record=0)) == f"{add_url()}?kind=summary&sheet=3"
    assert drafts.empty_beside(FormDraft(by=lin, form=f"{FORM}?{'a' * 60}=1", record=0)) == ""
    assert drafts.empty_beside(FormDraft(by=lin, form=FORM, record=7)) == ""


def test_it_comes_back_from_another_computer_and_to_nobody_else(client, lin, lines):
    send(client, lin, 5, fields=pairs(typed_form(lines)))
    elsewhere, another = Client(), Client()
    elsewhere.force_login(lin)
    another.force_login(make_user("publisher"))

    assert filled_in(elsewhere.get(add_url()))["title"] == "方城浦的夏令营"
    assert "方城浦" not in another.get(add_url()).content.decode()
    assert "方城浦" not in another.get(reverse("admin:index")).content.decode()


def test_saving_ends_it_and_a_failed_saving_does_not(client, lin, lines):
    data = typed_form(lines)
    send(client, lin, 5, fields=pairs(data))

    failed = client.post(add_url(), data | {"_draft": "5 6"})
    kept = lying(lin)
    saved = client.post(add_url(), data | {"happened_from": "2022-07-09", "_draft": "5 6"})

    assert (failed.status_code, kept[0], saved.status_code) == (200, 5, 302)
    assert 'name="_draft" value="5 6"' in failed.content.decode()
    assert "data-autosave-unsaved" in failed.content.decode()
    assert lying(lin) == (6, [])
    assert filled_in(client.get(add_url())).get("title") is None


def test_a_saving_that_is_refused_at_the_last_moment_keeps_it(client, lin, lines, monkeypatch):
    activity = make_activity("旧的", line=lines[4], created_by=lin)
    data = filled_in(client.get(change_url(activity))) | {"title": "新的"}
    send(client, lin, 5, fields=pairs(data), record=activity.pk)

    def refuse(*args, **kwargs):
        raise Refused("不行")

    monkeypatch.setattr("publishing.admin.entry.record_saved", refuse)
    client.post(change_url(activity), data | {"_draft": "5"})

    assert lying(lin, activity.pk)[1] != []


def test_it_is_dropped_by_its_button(client, lin, lines):
    send(client, lin, 5, fields=pairs(typed_form(lines)))
    button = client.get(add_url()).content.decode().split('formaction="')[1].split('"')[0].replace("&amp;", "&")

    answer = client.post(button, typed_form(lines) | {"_draft": "5"}, follow=True)

    assert answer.redirect_chain == [(add_url(), 302)]
    assert filled_in(answer).get("title") is None
    assert lying(lin) == (5, [])


def test_what_another_window_typed_meanwhile_is_not_dropped_with_it(client, lin, lines):
    send(client, lin, 5, fields=pairs(typed_form(lines)))
    send(client, lin, 6, 5, fields=pairs(typed_form(lines)))

    answer = client.post(reverse("admin:drafts") + f"?form={FORM}&record=0", {"_draft": "5"}, follow=True)

    assert "没有删去" in answer.content.decode()
    assert filled_in(answer)["title"] == "方城浦的夏令营"


def test_a_new_one_that_was_asked_for_something_is_another_form(client, lin, lines):
    page = client.get(add_url() + "?kind=summary").content.decode()
    send(client, lin, 5, fields=pairs(typed_form(lines)), form="actions.activity%3Fkind%3Dsummary")

    assert "form=actions.activity%3Fkind%3Dsummary" in page
    assert filled_in(client.get(add_url() + "?kind=summary"))["title"] == "方城浦的夏令营"
    assert filled_in(client.get(add_url())).get("title") is None


def test_where_another_changed_the_record_meanwhile_both_versions_are_seen(client, lin, lines):
    activity = make_activity("旧的名字", line=lines[4], created_by=lin)
    data = filled_in(client.get(change_url(activity))) | {"title": "我填的名字"}
    send(client, lin, 5, fields=pairs(data), record=activity.pk)
    boss = Client()
    boss.force_login(make_user("publisher"))
    boss.post(change_url(activity), filled_in(boss.get(change_url(activity))) | {"title": "别人的名字"})

    page = client.get(change_url(activity))
    saved = client.post(change_url(activity), filled_in(page) | {"_draft": "5"})

    assert ("活动名称", "别人的名字", "我填的名字") in page.context["conflict"]
    assert "没有保存，填的内容都还在。" in page.content.decode()
    assert (len(page.context["errors"]), page.context["wrong"]) == (1, [])
    assert "填的，还没有保存" in page.content.decode()
    assert saved.status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.version) == ("我填的名字", 3)
    assert lying(lin, activity.pk) == (5, [])


def test_where_the_record_became_public_meanwhile_it_is_kept_and_shown_with_why_it_cannot_be_saved(client, lin, lines):
    activity = make_activity("一次活动", line=lines[4], created_by=lin)
    data = filled_in(client.get(change_url(activity))) | {"title": "我填的名字"}
    services.publish(activity, by=make_user("publisher"))

    answer = send(client, lin, 5, fields=pairs(data), record=activity.pk)
    page = client.get(change_url(activity))

    assert answer.status_code == 200
    assert filled_in(page)["title"] == "我填的名字"
    assert "现在是“已发布”，不能直接改" in page.content.decode()
    activity.refresh_from_db()
    assert activity.title == "一次活动"


def test_what_was_typed_for_a_record_that_is_gone_is_listed(client, lin, lines):
    activity = make_activity("一次活动", line=lines[4], created_by=lin)
    data = filled_in(client.get(change_url(activity))) | {"title": "我填的名字"}
    send(client, lin, 5, fields=pairs(data), record=activity.pk)
    address = change_url(activity)
    activity.delete()

    page = client.get(address)

    assert page.status_code == 404
    assert "我填的名字" in page.content.decode()
    button = page.content.decode().split('<form method="post" action="')[-1].split('"')[0].replace("&amp;", "&")
    assert client.post(button, {"_draft": "5"}).url == reverse("admin:index")
    assert list(drafts.unsaved_of(lin)) == []


# ---- Addresses that no form sends to


@pytest.mark.parametrize("form", ["actions.ACTIVITY", "actions.activity%00", "actions.%00activity"])
def test_a_form_is_kept_under_its_own_name_however_its_address_writes_it(client, lin, form):
    assert send(client, lin, 1, form=form).status_code == 200

    assert FormDraft.objects.get().form == FORM
    assert client.get(reverse("admin:index")).status_code == 200


def test_what_was_asked_of_a_new_form_holds_no_sign_that_a_database_refuses(client, lin):
    assert send(client, lin, 1, form="actions.activity%3Fkind=%00summary").status_code == 200

    assert FormDraft.objects.get().form == "actions.activity?kind=summary"
