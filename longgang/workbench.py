"""The workbench: what waits for the person who opens it, what comes next, what wants a look."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from actions import attention
from actions.missing import missing_in
from actions.models import Activity, Figure
from members.roles import is_publisher, may_edit
from publishing.models import OutsideLink, State

MOST = 8


@dataclass(frozen=True)
class Box:
    """One number of the head row, with the list it counts."""

    label: str
    count: int
    url: str
    note: str = ""


@dataclass(frozen=True)
class Task:
    """One record to go on with: where it stands, and what comes next."""

    activity: Activity
    url: str
    stands: str
    next: str


@dataclass(frozen=True)
class Remark:
    """One thing that wants a look."""

    text: str
    hint: str
    url: str


def listed(**asked):
    """Return the address of the activity list, narrowed."""
    return f"{reverse('admin:actions_activity_changelist')}?{urlencode(asked)}" if asked else reverse("admin:actions_activity_changelist")


def boxes_for(user, *, today):
    """Return the numbers of the head row: what was returned to me, my drafts, what waits, what this month made public."""
    mine = Activity.objects.filter(created_by=user)
    published = Activity.objects.published().filter(published_at__year=today.year, published_at__month=today.month)
    waiting = Activity.objects.awaiting()
    boxes = []
    if may_edit(user):
        boxes += [
            Box("退回给我的", mine.filter(state=State.RETURNED).count(), listed(state=State.RETURNED.value, mine=1), "改好再提交"),
            Box("我的草稿", mine.filter(state=State.DRAFT).count(), listed(state=State.DRAFT.value, mine=1), "写完就提交"),
        ]
    boxes.append(Box("待发布" if is_publisher(user) else "在审的", waiting.count(), listed(state=State.THIRD.value), "等终审"))
    boxes.append(Box("本月已发布", published.count(), listed(state=State.PUBLISHED.value), f"带{Figure.objects.filter(activity__in=published).count()}个数字"))
    if not may_edit(user):
        everything = Activity.objects.published()
        boxes.append(Box("已发布", everything.count(), listed(state=State.PUBLISHED.value), f"带{Figure.objects.public().count()}个数字"))
    return boxes


def tasks_for(user):
    """Return what this person goes on with: 终审 first what waits to be published, everyone what was returned and what is a draft."""
    if not may_edit(user):
        return []
    mine = Q(created_by=user, state__in=[State.RETURNED, State.DRAFT])
    if is_publisher(user):
        mine |= Q(state=State.THIRD)
    rows = (
        Activity.objects.filter(mine).select_related("line", "created_by").prefetch_related("figures", "photos", "people").order_by("-changed_at")[: MOST * 3]
    )
    rank = {State.RETURNED: 0, State.THIRD: 1}
    first = sorted(rows, key=lambda activity: rank.get(activity.state, 2))[:MOST]
    return [Task(activity, reverse("admin:actions_activity_change", args=[activity.pk]), _stands(activity), _next(activity)) for activity in first]


def _stands(activity):
    words = activity.get_state_display()
    return f"修订中·{words}" if activity.is_copy else words


def _next(activity):
    if activity.state == State.RETURNED:
        return activity.reason or "按退回的意见修改"
    lacks = missing_in(activity)
    if activity.state == State.THIRD:
        return f"{activity.created_by or ''}录入，下一步：发布"
    words = "、".join(word for word, _ in lacks[:3])
    return f"还差{words}{f'等{len(lacks)}处' if len(lacks) > 3 else ''}" if lacks else "可以提交了"


def remarks_for(user):
    """Return what wants a look: overlaps that nobody answered, public records without a source, without a photo."""
    if not may_edit(user):
        return []
    found = [Remark(overlap.sentence, "答复" if is_publisher(user) else "看一看", overlap.url) for overlap in attention.open_overlaps(MOST)]
    found += [
        Remark(f"“{activity}”没有品牌项目，日期却在同项行动一个累计情况之内，可能重复", "选项目", reverse("admin:actions_activity_change", args=[activity.pk]))
        for activity in attention.unplaced_occasions(MOST)
    ]
    found += [
        Remark(
            f"“{figure.activity}”报的{figure.quantity}少于它所含的记录，累计因它减少",
            "看一看",
            reverse("admin:actions_activity_change", args=[figure.activity_id]),
        )
        for figure in attention.short_summaries(MOST)
    ]
    public = Activity.objects.published()
    for count, words, lacks in (
        (public.filter(source="").count(), "条已发布的没有写来源", "source"),
        (public.filter(kind="occasion", photos=None).count(), "条已发布的没有照片", "photos"),
    ):
        if count:
            found.append(Remark(f"{count}{words}", "补上要走修订", listed(state=State.PUBLISHED.value, lacks=lacks)))
    return found + dead_links_for(user)


def dead_links_for(user):
    """Return, for 终审, that some outside links did not answer when they were looked at last."""
    dead = OutsideLink.objects.dead().count() if is_publisher(user) else 0
    return [Remark(f"{dead}个外链打不开", "停用或修订", f"{reverse('admin:publishing_outsidelink_changelist')}?standing=dead")] if dead else []


def workbench_for(user, *, today):
    """Return all that the workbench shows to one person."""
    if not user.has_perm("actions.view_activity"):
        return {}
    return {"boxes": boxes_for(user, today=today), "tasks": tasks_for(user), "remarks": remarks_for(user), "all_url": listed()}
