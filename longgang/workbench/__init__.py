"""The workbench: what waits for the person who opens it, what comes next, what wants a look."""

from django.contrib import admin

from actions.models import Article

from .boxes import boxes_for
from .kinds import kinds_for
from .remarks import remarks_for
from .tasks import tasks_for
from .unsaved import unsaved_for

__all__ = ["workbench_for"]


def workbench_for(user, *, today):
    """Return all that the workbench shows to one person."""
    unsaved = unsaved_for(user)
    if not user.has_perm("actions.view_activity"):
        return {"unsaved": unsaved}
    kinds = kinds_for(user, admin.site)
    return {
        "unsaved": unsaved,
        "boxes": boxes_for(user, kinds, today=today),
        "tasks": tasks_for(user, kinds),
        "remarks": remarks_for(user, today=today),
        "unfinished": Article.objects.open_to(user, publishes=False).unfinished().count(),
        "starts": [kind for kind in kinds if kind.may_add],
    }
