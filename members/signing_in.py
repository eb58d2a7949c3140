"""Signing in and out leave a trace; a refused try keeps a digest of the name that was typed, never the name."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from publishing.models import Verb
from publishing.trail import keyed_digest, leave_trace


@receiver(user_logged_in)
def trace_signing_in(sender, user, **kwargs):
    leave_trace(verb=Verb.SIGNED_IN, subject=user, by=user)


@receiver(user_logged_out)
def trace_signing_out(sender, user, **kwargs):
    if user is not None:
        leave_trace(verb=Verb.SIGNED_OUT, subject=user, by=user)


@receiver(user_login_failed)
def trace_refusal(sender, credentials, **kwargs):
    leave_trace(verb=Verb.REFUSED, digest=keyed_digest(str(credentials.get("username", ""))))
