"""The minute's chores round signing in."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from publishing.minute import each_minute

from .locks import forget_old_failures


@each_minute
def clear_old_sign_ins():
    """Forget failures that lock nobody any more, and sessions that have ended."""
    forget_old_failures()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
