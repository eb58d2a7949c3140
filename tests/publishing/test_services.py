"""The verbs of publishing: what each refuses, what it leaves behind, and what no row may ever be."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from actions.models import Activity, ActivityHost, ActivityPerson, Correction, Coverage
from members.models import Unit
from publishing import services as publishing
from publishing.models import Publishable, State, Trace, Verb
from publishing.services import Refused

from ..actions.factories import make_activity, make_indicator, make_user

pytestmark = pytest.mark.django_db

PUBLISHABLES = [model for model in apps.get_models() if issubclass(model, Publishable)]


@pytest.fixture
def record():
    """A published activity with one row of each kind of children but photos."""
    activity = make_activity("读书会", figures={make_indicator(): "22场"})
    unit = Unit.objects.create(name="龙港市新的社会阶层人士联谊会", slug="xin-lian-hui", kind="association")
    ActivityHost.objects.create(activity=activity, unit=unit)
    ActivityPerson.objects.create(activity=activity, name="张三")
    Coverage.objects.create(activity=activity, outlet="浙江新闻客户端")
    return publishing.publish(activity, by=make_user())


@pytest.mark.parametrize("model", PUBLISHABLES)
def test_each_reverse_relation_is_declared_as_child_or_dependant(model):
    reverse = {field.name for field in model._meta.get_fields(include_hidden=False) if field.auto_created and not field.concrete}

    assert reverse
    assert reverse == {*model.children, *model.dependants}
    assert not any(isinstance(field, models.ManyToManyField) for field in model._meta.local_many_to_many)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.SCHEDULED])
def test_no_working_copy_can_be_public(record, state):
    copy = publishing.revise(record, reason="写错了", by=make_user())

    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=copy.pk).update(state=state, published_at=timezone.now(), first_published_at=timezone.now())


def test_a_working_copy_has_all_that_its_record_has(record):
    copy = publishing.revise(record, reason="写错了", by=make_user())

    assert (copy.title, copy.revises, copy.state, copy.first_published_at) == ("读书会", record, State.DRAFT, None)
    for name in ("figures", "hosts", "people", "coverage"):
        assert getattr(copy, name).count() == getattr(record, name).count() == 1
    assert copy.figures.get().cell == ""
    assert record.figures.get().cell == "2022-05"


def test_replacing_keeps_the_record_and_takes_everything_else_from_the_copy(record):
    first_published = record.first_published_at
    copy = publishing.revise(record, reason="写错了", by=make_user())
    copy.title = "读书会（改）"
    copy.save()
    copy.people.all().delete()
    copy.coverage.update(title="一篇报道")

    replaced = publishing.replace(copy, by=make_user())

    assert (replaced.pk, replaced.title, replaced.state, replaced.first_published_at) == (record.pk, "读书会（改）", State.PUBLISHED, first_published)
    assert replaced.people.count() == 0
    assert [row.title for row in replaced.coverage.all()] == ["一篇报道"]
    assert not Activity.objects.filter(pk=copy.pk).exists()
    assert Correction.objects.count() == 0


def test_a_figure_that_moved_to_other_days_is_corrected(record):
    copy = publishing.revise(record, reason="日期写错", by=make_user())
    Activity.objects.filter(pk=copy.pk).update(happened_from="2022-06-10", happened_to="2022-06-10")

    publishing.replace(copy, by=make_user())

    correction = Correction.objects.get()
    assert (correction.before_days, correction.after_days, correction.before_amount, correction.after_amount) == ("2022-05-10", "2022-06-10", 22, 22)


def test_discarding_leaves_the_record_alone(record):
    copy = publishing.revise(record, reason="写错了", by=make_user())

    publishing.discard(copy, by=make_user())

    assert Activity.objects.get().figures.count() == 1
    assert publishing.revise(record, reason="再来", by=make_user()).pk


def test_what_was_public_comes_back_with_a_reason_and_a_correction(record):
    record = publishing.withdraw(record, reason="重复", by=make_user())
    record = publishing.submit(record, by=make_user())
    with pytest.raises(Refused, match="理由"):
        publishing.publish(record, by=make_user())

    publishing.publish(record, reason="核对过，不重复", by=make_user())

    assert list(Correction.objects.order_by("pk").values_list("before_amount", "after_amount", "reason")) == [(22, None, "重复"), (None, 22, "核对过，不重复")]


@pytest.mark.parametrize(
    ("verb", "why"),
    [
        (lambda record, by: publishing.publish(record, by=by), "已经发布"),
        (lambda record, by: publishing.withdraw(record, reason=" ", by=by), "理由"),
        (lambda record, by: publishing.withdraw(record, reason="移走", moved_to=record, by=by), "另一条"),
        (lambda record, by: publishing.revise(record, reason="", by=by), "理由"),
        (lambda record, by: publishing.replace(record, by=by), "不是修订稿"),
        (lambda record, by: publishing.submit(record, by=by), "不用再提交"),
        (lambda record, by: publishing.send_back(record, reason="改", by=by), "不在等审核"),
        (lambda record, by: publishing.discard(record, by=by), "不是修订稿"),
        (lambda record, by: publishing.publish(publishing.revise(record, reason="一", by=by), by=by), "发布修订"),
        (lambda record, by: [publishing.revise(record, reason="一", by=by) for _ in range(2)], "已经有一份"),
    ],
)
def test_what_may_not_be_done_says_why_and_changes_nothing(record, verb, why):
    before = (Activity.objects.get(revises=None).state, Activity.objects.get(revises=None).version)

    with pytest.raises(Refused, match=why), transaction.atomic():
        verb(record, make_user())

    assert (Activity.objects.get().state, Activity.objects.get().version) == before
    assert Correction.objects.count() == 0


def test_a_copy_of_a_withdrawn_record_cannot_be_published(record):
    copy = publishing.revise(record, reason="写错了", by=make_user())
    publishing.withdraw(record, reason="重复", by=make_user())

    with pytest.raises(Refused, match="已经撤回"), transaction.atomic():
        publishing.replace(copy, by=make_user())

    assert Activity.objects.filter(pk=copy.pk).exists()


def test_a_figure_that_breaks_a_rule_of_the_ledger_is_not_published():
    activity = make_activity(figures={make_indicator("承办届次", "届", additive=False): "2届"})

    with pytest.raises(Refused, match="第十九届"), transaction.atomic():
        publishing.publish(activity, by=make_user())

    assert Activity.objects.get().state == State.DRAFT


def test_each_verb_leaves_one_trace(record):
    by = make_user()
    earlier = Trace.objects.count()
    copy = publishing.revise(record, reason="写错了", by=by)
    publishing.submit(copy, by=by)
    publishing.send_back(copy, reason="再改", by=by)
    publishing.submit(copy, by=by)
    record = publishing.replace(copy, by=by)
    publishing.withdraw(record, reason="重复", by=by)

    assert [trace.verb for trace in Trace.objects.order_by("pk")[earlier:]] == [
        Verb.REVISED,
        Verb.SUBMITTED,
        Verb.RETURNED,
        Verb.SUBMITTED,
        Verb.REPLACED,
        Verb.WITHDRAWN,
    ]
