"""Five failed sign-ins shut a name out from where they came, for a quarter of an hour: how django-axes is told to count, and what it keeps.

It keeps the name only where there is such an account (a password typed into the wrong field is none), and neither browser nor what was sent.
"""

import ipaddress

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.template.response import TemplateResponse
from django.utils import timezone

from publishing.models import Verb
from publishing.refusals import Refused
from publishing.trail import keyed_digest, leave_trace

from .models import Lock, User


class SparingHandler(AxesDatabaseHandler):
    """Counts failures by name and address, and is told nothing else of whoever asks."""

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is not None:
            request.axes_user_agent = request.axes_http_accept = request.axes_path_info = ""
        super().user_login_failed(sender, credentials, request, **kwargs)


@receiver(pre_save, sender=AccessAttempt)
def keep_nothing_of_what_was_sent(sender, instance, **kwargs):
    instance.get_data = instance.post_data = ""


def name_of(request, credentials):
    """Return the name that failures are counted under: the account's, or a digest of what was typed where there is no such account."""
    typed = str((credentials or request.POST).get("username") or "")[:150]
    return typed if "\0" not in typed and User.objects.filter(username=typed).exists() else f"?{keyed_digest(typed)[:24]}"


def address_of(request):
    """Return where a request comes from: with PROXIES in front, what the outermost of them wrote, which nobody outside can forge."""
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    address = (said[-settings.PROXIES] if len(said) >= settings.PROXIES else "") if settings.PROXIES else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def locked_page(request, response, credentials):
    """Answer 429: when to try again, and who can help meanwhile."""
    lock = Lock.objects.filter(username=name_of(request, credentials), ip_address=address_of(request)).first()
    until = lock.until if lock else timezone.now() + settings.AXES_COOLOFF_TIME
    context = admin.site.each_context(request) | {"until": until, "contact": settings.SITE_CONTACT, "carried": request.POST.get("carried", "")}
    answer = TemplateResponse(request, "registration/locked.html", context, status=429)
    answer["Retry-After"] = str(max(1, int((until - timezone.now()).total_seconds())))
    return answer.render()


@receiver(user_locked_out)
def trace_locking(sender, request, username, **kwargs):
    """Trace a lock when it falls; a try against a closed lock is traced as refused only."""
    if request.axes_failures_since_start is not None:
        leave_trace(verb=Verb.LOCKED, subject=User.objects.filter(username=username).first(), digest=keyed_digest(str(username)))


@transaction.atomic
def unlock(lock, *, by):
    """Let a name sign in again at once, wherever it was locked. Raises Refused where the lock has ended by itself."""
    if not Lock.objects.holding().filter(username=lock.username).exists():
        raise Refused("这个锁定已经到时间，自己解除了。")
    _forget(lock.username)
    leave_trace(verb=Verb.UNLOCKED, subject=User.objects.filter(username=lock.username).first(), by=by, digest=keyed_digest(str(lock.username)))


def forget_failures_of(user):
    """Count from nothing again, as when somebody is given a new password."""
    _forget(user.get_username())


def forget_old_failures(*, now=None):
    """Delete failures that lock nobody any more, and return how many."""
    return AccessAttempt.objects.filter(attempt_time__lt=(now or timezone.now()) - settings.AXES_COOLOFF_TIME).delete()[0]


def _forget(username):
    AccessAttempt.objects.filter(username=username).delete()
