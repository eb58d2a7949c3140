"""The weekly look at outside links."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .jobs import enqueue
from .models import Job, OutsideLink
from .reaching import reach

EVERY = timedelta(days=7)


def look_at(links, *, advance=lambda count: None):
    """Ask each link whether it answers, write down what it said, and return those that are dead."""
    dead = []
    for link in links:
        answer = reach(link.url)
        OutsideLink.objects.filter(pk=link.pk).update(checked_at=timezone.now(), result=answer.words[:60], is_dead=not answer.is_alive)
        if not answer.is_alive:
            dead.append(link)
        advance(1)
    return dead


def check_if_due(task, *, now=None):
    """Enqueue the check where CHECK_LINKS is set and none was asked for within a week; return the job, or nothing."""
    if not settings.CHECK_LINKS or Job.objects.filter(task=task.path, created_at__gt=(now or timezone.now()) - EVERY).exists():
        return None
    return enqueue(task, label="检查外链")
