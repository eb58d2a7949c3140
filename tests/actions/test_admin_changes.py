"""What happens to an activity after it was entered: two at once, the verbs of publishing, what may be deleted."""

import pytest
from django.urls import reverse

from actions.models import Activity, Correction
from publishing import services as publishing
from publishing.models import State, Trace, Verb
from tests.desk import add_url, change_url, entry, filled_in, indicator, make_lines, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    return make_lines()


@pytest.fixture
def editor():
    return make_user("editor")


@pytest.fixture
def publisher():
    return make_user("publisher")


@pytest.fixture
def draft(client, editor, lines):
    client.force_login(editor)
    client.post(add_url(), entry(lines[0], figures=[{"indicator": indicator("活动场次").pk, "said": "3场"}]))
    return Activity.objects.get()


@pytest.fixture
def public(draft, publisher):
    return publishing.publish(draft, by=publisher)


def act_url(act, activity):
    return reverse(f"admin:actions_activity_{act}", args=[activity.pk])


def test_the_second_of_two_savers_sees_both_versions_and_overwrites_only_knowingly(client, draft):
    mine = filled_in(client.get(change_url(draft)))
    theirs = dict(mine)
    client.post(change_url(draft), theirs | {"place": "文化礼堂", "figures-0-said": "5场"})

    second = client.post(change_url(draft), mine | {"place": "城市书房", "figures-0-said": "4场"})
    page = second.content.decode()
    draft.refresh_from_db()

    assert (draft.place, draft.version, draft.figures.get().quantity.spoken) == ("文化礼堂", 2, "5场")
    assert ("地点", "文化礼堂", "城市书房") in second.context["conflict"]
    assert ("数字 第1行 多少", "5场", "4场") in second.context["conflict"]
    assert 'value="城市书房"' in page
    assert "你打开以后" in page

    knowing = client.post(change_url(draft), filled_in(second))
    draft.refresh_from_db()

    assert knowing.status_code == 302
    assert (draft.place, draft.version, draft.figures.get().quantity.spoken) == ("城市书房", 3, "4场")


def test_a_row_that_the_other_took_out_is_entered_anew_by_the_second_saver(client, draft):
    mine = filled_in(client.get(change_url(draft)))
    client.post(change_url(draft), mine | {"figures-0-DELETE": "on"})

    second = client.post(change_url(draft), mine | {"figures-0-said": "4场"})
    client.post(change_url(draft), filled_in(second))

    assert second.status_code == 200
    assert draft.figures.get().quantity.spoken == "4场"


def test_a_public_record_is_read_only_and_says_how_to_change_it(client, public):
    page = client.get(change_url(public))
    sent = client.post(change_url(public), entry(public.line, title="另一个名称"))
    public.refresh_from_db()

    assert "要改请先“修订”" in page.content.decode()
    assert 'name="title"' not in page.content.decode()
    assert "3场" in page.content.decode()
    assert "不能直接改" in sent.content.decode()
    assert public.title == "暑期青少年维权夏令营开营"


def test_a_revision_is_asked_its_reason_edited_submitted_and_published(client, public, editor, publisher):
    asked = client.post(act_url("revise", public), {"reason": "  "})
    begun = client.post(act_url("revise", public), {"reason": "原稿少记了一场"})
    copy = Activity.objects.get(revises=public)
    page = client.get(begun.url)
    client.post(begun.url, filled_in(page) | {"figures-0-said": "4场", "_submit": "1"})
    kept = public.figures.get().quantity.spoken
    client.force_login(publisher)
    published = client.post(act_url("replace", copy), follow=True)

    assert "写明理由，一句话就好。" in asked.content.decode()
    assert begun.url == change_url(copy)
    assert "的修订稿，理由：原稿少记了一场" in page.content.decode()
    assert kept == "3场"
    assert published.redirect_chain[-1][0] == change_url(public)
    assert public.figures.get().quantity.spoken == "4场"
    assert Correction.objects.get(activity=public).reason == "原稿少记了一场"
    assert not Activity.objects.filter(revises=public).exists()


def test_who_may_publish_saves_and_publishes_in_one_go(client, lines, publisher):
    client.force_login(publisher)

    response = client.post(add_url(), entry(lines[0], figures=[{"indicator": indicator("活动场次").pk, "said": "3场"}]) | {"_publish": "1"}, follow=True)

    activity = Activity.objects.get()
    assert activity.state == State.PUBLISHED
    assert "“暑期青少年维权夏令营开营”已发布。" in response.content.decode()
    assert list(Trace.objects.filter(subject_type__model="activity").order_by("pk").values_list("verb", flat=True)) == [Verb.CREATED, Verb.PUBLISHED]


def test_an_editor_who_asks_to_publish_only_saves(client, editor, lines):
    client.force_login(editor)

    client.post(add_url(), entry(lines[0]) | {"_publish": "1"})

    assert Activity.objects.get().state == State.DRAFT


def test_what_was_submitted_comes_back_with_its_reason(client, draft, editor, publisher):
    client.post(change_url(draft), filled_in(client.get(change_url(draft))) | {"_submit": "1"})
    client.force_login(publisher)
    waiting = client.get(reverse("admin:index")).content.decode()
    client.post(act_url("send-back", draft), {"reason": "场次与正文对不上"})
    client.force_login(editor)
    bench = client.get(reverse("admin:index")).content.decode()
    form = client.get(change_url(draft)).content.decode()

    assert draft.title in waiting
    assert Activity.objects.get().state == State.RETURNED
    assert "场次与正文对不上" in bench
    assert "退回的理由：场次与正文对不上" in form


def test_a_withdrawn_record_is_edited_in_place_and_published_again_with_a_reason(client, public, publisher):
    client.force_login(publisher)
    client.post(act_url("withdraw", public), {"reason": "日期待核"})
    page = client.get(change_url(public))
    sent = client.post(change_url(public), filled_in(page) | {"place": "文化礼堂", "_publish": "1"})
    client.post(sent.url, {"reason": "日期已核对"})
    public.refresh_from_db()

    assert "这条记录已经撤回，理由：日期待核" in page.content.decode()
    assert sent.url == act_url("publish", public)
    assert (public.state, public.place) == (State.PUBLISHED, "文化礼堂")


def test_a_revision_given_up_leaves_the_record_as_it_is(client, public):
    client.post(act_url("revise", public), {"reason": "试试"})
    copy = Activity.objects.get(revises=public)
    listed = client.get(reverse("admin:actions_activity_changelist")).content.decode()
    client.post(act_url("discard", copy))

    assert "修订中·草稿" in listed
    assert "有修订稿" in listed
    assert list(Activity.objects.all()) == [public]


@pytest.mark.parametrize("act", ["publish", "withdraw", "send-back", "replace"])
def test_an_editor_may_not_do_what_the_publisher_does(client, public, act):
    response = client.post(act_url(act, public), {"reason": "想试试"})

    assert response.status_code == 403


def test_a_second_revision_leads_to_the_one_that_is_there(client, public):
    client.post(act_url("revise", public), {"reason": "数字有误"})
    copy = Activity.objects.get(revises=public)

    response = client.post(act_url("revise", public), {"reason": "再来一份"}, follow=True)

    assert response.redirect_chain[0][0] == change_url(copy)
    assert "已经有一份修订稿" in response.content.decode()
    assert Activity.objects.filter(revises=public).count() == 1


@pytest.mark.parametrize(("reason", "words"), [("a\0b", "看不见的控制字符"), ("甲" * 100_000, "最多200个字，现在有100000个"), ("  ", "写明理由")])
def test_a_reason_that_cannot_be_kept_is_told_why(client, public, publisher, reason, words):
    client.force_login(publisher)

    response = client.post(act_url("withdraw", public), {"reason": reason})

    assert words in response.content.decode()
    assert Activity.objects.get(pk=public.pk).is_public


def test_a_verb_that_does_not_fit_says_where_the_record_stands(client, public, publisher):
    client.force_login(publisher)

    response = client.post(act_url("publish", public), {"reason": "再来"}, follow=True)

    assert "现在是“已发布”，不能发布。" in response.content.decode()


def test_only_what_was_never_public_may_be_deleted(client, editor, lines, public):
    client.post(add_url(), entry(lines[0], title="从没公开过的"))
    never = Activity.objects.get(title="从没公开过的")

    asked = client.get(reverse("admin:actions_activity_delete", args=[never.pk])).content.decode()
    client.post(reverse("admin:actions_activity_delete", args=[never.pk]), {"post": "yes"})
    refused = client.post(reverse("admin:actions_activity_delete", args=[public.pk]), {"post": "yes"})

    assert "删除以后不能恢复" in asked
    assert refused.status_code == 403
    assert list(Activity.objects.all()) == [public]
    assert Trace.objects.filter(subject_id=never.pk, verb=Verb.DELETED).exists()


def test_a_record_published_while_it_was_open_is_not_changed_and_what_was_typed_stays(client, draft, publisher):
    page = filled_in(client.get(change_url(draft)))
    publishing.publish(draft, by=publisher)

    response = client.post(change_url(draft), page | {"place": "城市书房"})
    draft.refresh_from_db()

    assert "没有保存：这条记录现在是“已发布”，不能直接改。" in response.content.decode()
    assert 'value="城市书房"' in response.content.decode()
    assert (draft.place, draft.state) == ("", State.PUBLISHED)
