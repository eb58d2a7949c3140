"""The workbench: it counts, lists and remarks on every kind of record that staff enter, at a cost that does not grow."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actions.enums import Work
from actions.models import Activity, Proposal
from events.models import ContestEntry, Event
from members.models import Member, Pairing, Posting, Unit
from publishing import drafts
from publishing import services as publishing
from tests.desk import make_community, make_lines, make_programme, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2022, 7, 1)
INDEX = "admin:index"


@pytest.fixture
def line():
    return make_lines()[2]


@pytest.fixture
def editor():
    return make_user("editor")


@pytest.fixture
def publisher():
    return make_user("publisher")


def make_activity(line, by, title="读书会"):
    return Activity.objects.create(line=line, title=title, happened_from=DAY, happened_to=DAY, created_by=by, source="浙江统战")


def make_proposal(line, by, title="关于儿童友好型城市的建议"):
    return Proposal.objects.create(line=line, title=title, submitted_on=DAY, created_by=by)


def make_pairing(by, *, unit=None, community=None, started_on=DAY):
    return Pairing.objects.create(unit=unit or make_unit(), community=community or make_community(), started_on=started_on, created_by=by)


def shown(client, user, what):
    client.force_login(user)
    return client.get(reverse(INDEX)).context[what]


def boxes(client, user):
    return {box.label: {part.name: part.count for part in box.parts} for box in shown(client, user, "boxes")}


def test_the_head_row_counts_every_kind_and_leads_to_each_list(client, line, editor, publisher):
    make_activity(line, editor)
    make_proposal(line, editor)
    publishing.submit(make_pairing(editor), by=editor)
    publishing.publish(make_proposal(line, editor, "已发布的建议"), by=publisher)

    assert boxes(client, editor) == {"退回给我的": {}, "我的草稿": {"活动": 1, "建言": 1}, "在审的": {"结对": 1}, "本月已发布": {"建言": 1}}
    assert boxes(client, publisher)["我的草稿"] == {}
    drafts = next(box for box in shown(client, editor, "boxes") if box.label == "我的草稿")
    assert drafts.count == 2
    assert [part.url for part in drafts.parts] == [f"{reverse(f'admin:actions_{name}_changelist')}?state=draft&mine=1" for name in ("activity", "proposal")]


def test_what_to_go_on_with_puts_the_returned_first_and_says_what_is_missing(client, line, editor, publisher):
    proposal, pairing, activity = make_proposal(line, editor), make_pairing(editor), make_activity(line, editor)
    publishing.send_back(publishing.submit(pairing, by=editor), reason="补上下一步", by=publisher)
    publishing.submit(activity, by=editor)

    of_editor = [(str(task.record), task.stands, task.next) for task in shown(client, editor, "tasks")]
    of_publisher = [(str(task.record), task.next) for task in shown(client, publisher, "tasks")]

    assert of_editor == [(str(pairing), "退回", "补上下一步"), (str(proposal), "草稿", "还差来源、提出人、呈送等5处")]
    assert of_publisher == [("读书会", "editor录入，下一步：发布")]
    assert [task.waits for user in (editor, publisher) for task in shown(client, user, "tasks")] == [True, False, True]


def test_what_wants_a_look_names_pairings_proposals_events_and_postings(client, line, editor, publisher):
    pairing = make_pairing(editor)
    pairing.items.create(list="need", item="老人义诊", due_on=DAY)
    pairing.items.create(list="need", item="儿童课堂", due_on=DAY, state="done")
    proposal = make_proposal(line, editor)
    proposal.outcomes.create(kind="adopted", by_whom="市政协")
    event = Event.objects.create(line=line, title="读书会预告", slug="du-shu-hui", starts_on=DAY, ends_on=DAY)
    cancelled = Event.objects.create(
        line=line, title="取消了的", slug="qu-xiao", starts_on=DAY, ends_on=DAY, cancelled_at=timezone.now(), cancelled_because="天气"
    )
    for record in (pairing, proposal, event, cancelled):
        publishing.publish(record, by=publisher)
    Posting.objects.create(member=Member.objects.create(name="应吟吟"), started_on=DAY)

    texts = [remark.text for remark in shown(client, publisher, "remarks")]

    assert texts == [
        f"“{pairing}”有1件清单事项过了期限还没有办结",
        "1条已发布的建言有结果没写出处",
        "“读书会预告”已经结束，还没有办结为活动",
        "1条派驻没有写社区",
    ]
    assert [remark.text for remark in shown(client, editor, "remarks")] == texts[:3]


def test_what_is_draft_or_settled_wants_no_look(client, line, editor, publisher):
    pairing = make_pairing(editor)
    pairing.items.create(list="need", item="老人义诊", due_on=DAY)
    make_proposal(line, editor).outcomes.create(kind="adopted")
    Event.objects.create(line=line, title="读书会预告", slug="du-shu-hui", starts_on=DAY, ends_on=DAY)

    assert shown(client, publisher, "remarks") == []


def test_it_costs_the_same_for_one_of_each_kind_and_for_many(client, line, publisher):
    programme = make_programme(line)

    def add(count, first):
        for number in range(first, first + count):
            unit = Unit.objects.create(name=f"单位{number}", slug=f"unit-{number}", kind="media")
            community = make_community() if number == 0 else Pairing.objects.first().community
            make_activity(line, publisher, f"活动{number}")
            for state in ("draft", "published"):
                proposal = make_proposal(line, publisher, f"建议{number}")
                proposal.outcomes.create(kind="adopted")
                pairing = make_pairing(publisher, unit=unit, community=community, started_on=DAY + datetime.timedelta(days=state == "draft"))
                pairing.items.create(list="need", item="老人义诊", due_on=DAY)
                if state == "published":
                    publishing.publish(proposal, by=publisher)
                    publishing.publish(pairing, by=publisher)
            for state in ("draft", "published"):
                slug = f"{state}-{number}"
                event = Event.objects.create(
                    line=line, title=f"赛事{slug}", slug=slug, kind=Work.CONTEST, programme=programme, starts_on=DAY, ends_on=DAY, created_by=publisher
                )
                if state == "published":
                    publishing.publish(event, by=publisher)
            ContestEntry.objects.create(event=event, title=f"作品{number}", created_by=publisher)

    client.force_login(publisher)
    add(1, 0)
    assert len(client.get(reverse(INDEX)).context["tasks"]) == 5

    with CaptureQueriesContext(connection) as one:
        client.get(reverse(INDEX))
    add(20, 1)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(INDEX))

    assert len(many) == len(one), [query["sql"] for query in many]


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("editor", ["工作台", "进展看板", "活动", "累计情况", "从文章录入", "结对", "建言", "预告", "参赛作品", "页面", "名册", "台账"]),
        ("auditor", ["工作台", "留痕"]),
        ("admin", ["工作台", "名册", "台账", "管理"]),
    ],
)
def test_the_head_folds_what_is_looked_up_under_a_name(client, line, role, labels):
    client.force_login(make_user(role))

    nav = client.get(reverse(INDEX)).context["nav"]

    assert [item["label"] for item in nav] == labels
    assert [one["label"] for item in nav if item["label"] == "名册" for one in item["folded"]] == (
        ["会员", "单位", "社区", "派驻"] if role != "auditor" else []
    )


@pytest.mark.parametrize(
    ("role", "first"), [("leader", "dashboard:board"), ("editor", "admin:actions_activity_add"), ("auditor", "admin:publishing_trace_changelist")]
)
def test_what_each_begins_with_stands_first(client, line, role, first):
    client.force_login(make_user(role))

    page = client.get(reverse(INDEX)).content.decode()

    starts = re.findall(r'<a class="(start[^"]*)" href="([^"]*)"', page)
    assert starts[0] == ("start start--main", reverse(first))


# ---- What was typed and not saved


def keep(by, serial, *, form="actions.activity", record=0, title="海边的讲堂"):
    return drafts.keep(form=form, record=record, fields=[["title", title], ["figures-0-said", "3场"]], serial=serial, known=[], by=by)


def test_unsaved_forms_are_listed_to_who_typed_them_and_lead_back(client, line, editor, publisher):
    activity = make_activity(line, editor)
    keep(editor, 1)
    keep(editor, 2, record=activity.pk, title="")
    keep(editor, 3, form="actions.activity?kind=summary", title="至今办了多少")
    keep(editor, 4, form="members.member", title="只有终审能录的")
    keep(editor, 5, form="no.such")
    keep(publisher, 6, title="终审自己的")

    listed = [(form.kind, form.title, form.url) for form in shown(client, editor, "unsaved")]

    add = reverse("admin:actions_activity_add")
    assert listed == [
        ("新活动", "至今办了多少", f"{add}?kind=summary"),
        ("活动", f"编号{activity.pk}", reverse("admin:actions_activity_change", args=[activity.pk])),
        ("新活动", "海边的讲堂", add),
    ]
    assert [form.title for form in shown(client, publisher, "unsaved")] == ["终审自己的"]
    drafts.settle(form="actions.activity", record=0, known=[6], by=publisher)
    assert shown(client, publisher, "unsaved") == []


def test_unsaved_forms_cost_one_query_however_many(client, line, editor):
    client.force_login(editor)
    client.get(reverse(INDEX))

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(INDEX))
        return len(found)

    none = queries()
    for record in range(1, 30):
        keep(editor, record, record=record)

    assert queries() == none
