"""What a person goes on with: returned, waiting, drafts."""

from dataclasses import dataclass
from typing import Any

from members.roles import is_publisher, may_edit
from publishing.models import State

MOST = 8
RANK = {State.RETURNED: 0, State.THIRD: 1}


@dataclass(frozen=True)
class Task:
    """One record to go on with: what it is, where it stands, and what comes next."""

    record: Any
    line: Any
    glance: str
    url: str
    stands: str
    next: str
    waits: bool  # for this person: returned to them, or to be published by them


def tasks_for(user, kinds):
    """Return what this person goes on with: what was returned first, then for 终审 what waits to be published, then drafts."""
    if not may_edit(user):
        return []
    found = []
    for kind in kinds:
        rows = kind.desk.with_rows(kind.records.to_go_on_with(user, publishes=is_publisher(user)))
        found += [(kind.desk, record) for record in rows[: MOST * 3]]
    found.sort(key=lambda pair: pair[1].changed_at, reverse=True)
    found.sort(key=lambda pair: RANK.get(pair[1].state, 2))
    return [task_of(desk, record) for desk, record in found[:MOST]]


def task_of(desk, record):
    return Task(record, desk.line_of(record), desk.glance(record), desk.change_url(record), _stands(record), _next(desk, record), record.state in RANK)


def _stands(record):
    words = record.get_state_display()
    return f"修订中·{words}" if record.is_copy else words


def _next(desk, record):
    if record.state == State.RETURNED:
        return record.reason or "按退回的意见修改"
    if record.state == State.THIRD:
        return f"{record.created_by or ''}录入，下一步：发布"
    lacks = desk.missing_in(record)
    words = "、".join(word for word, _ in lacks[:3])
    return f"还差{words}{f'等{len(lacks)}处' if len(lacks) > 3 else ''}" if lacks else "可以提交了"
