"""The numbers of the head row, each with the lists that it counts."""

from dataclasses import dataclass

from actions.models import Activity, Figure
from members.roles import is_publisher, may_edit
from publishing.models import State


@dataclass(frozen=True)
class Part:
    """The part of a number that one kind of record makes up."""

    name: str
    count: int
    url: str


@dataclass(frozen=True)
class Box:
    """One number of the head row: its parts by kind, and where it leads while one kind makes it up."""

    label: str
    parts: list[Part]
    url: str
    note: str = ""

    @property
    def count(self):
        return sum(part.count for part in self.parts)


def boxes_for(user, kinds, *, today):
    """Return the numbers of the head row: what was returned to me, my drafts, what waits, what this month made public."""
    counted = [(kind, kind.records.standing(user, today=today)) for kind in kinds]

    def box(label, name, note="", **asked):
        parts = [Part(kind.name, counts[name], kind.list_url(**asked)) for kind, counts in counted if counts[name]]
        return Box(label, parts, parts[0].url if parts else kinds[0].list_url(**asked), note)

    boxes = []
    if may_edit(user):
        boxes.append(box("退回给我的", "returned", "改好再提交", state=State.RETURNED.value, mine=1))
        boxes.append(box("我的草稿", "drafts", "写完就提交", state=State.DRAFT.value, mine=1))
    boxes.append(box("待发布" if is_publisher(user) else "在审的", "waiting", "等终审", state=State.THIRD.value))
    this_month = Activity.objects.published().filter(published_at__year=today.year, published_at__month=today.month)
    figures = Figure.objects.filter(activity__in=this_month).count()
    boxes.append(box("本月已发布", "month", f"带{figures}个数字", state=State.PUBLISHED.value))
    if not may_edit(user):
        boxes.append(box("已发布", "public", f"带{Figure.objects.public().count()}个数字", state=State.PUBLISHED.value))
    return boxes
