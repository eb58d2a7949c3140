"""Roles given and taken leave a trace, whatever way it happens: the admin, a command or a shell."""

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from publishing.models import Verb
from publishing.trail import leave_trace

from .models import User

SIGNS = {"post_add": "+", "post_remove": "-", "post_clear": "-"}


@receiver(m2m_changed, sender=User.groups.through)
def trace_roles(sender, instance, action, reverse, pk_set, **kwargs):
    """Trace each user whose roles changed, with the names of the roles; who did it stands in the trace of the form that was saved."""
    if action not in SIGNS or (pk_set is not None and not pk_set):
        return
    users = User.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    names = [instance.name] if reverse else Group.objects.filter(pk__in=pk_set or ()).order_by("pk").values_list("name", flat=True)
    for user in users:
        leave_trace(verb=Verb.PERMITTED, subject=user, fields=["groups", *(SIGNS[action] + name for name in names)])


@receiver(m2m_changed, sender=User.user_permissions.through)
def trace_single_rights(sender, instance, action, reverse, pk_set, **kwargs):
    """Trace rights given beside the roles."""
    if action in SIGNS and (pk_set is None or pk_set):
        for user in User.objects.filter(pk__in=pk_set or ()) if reverse else [instance]:
            leave_trace(verb=Verb.PERMITTED, subject=user, fields=["user_permissions"])
