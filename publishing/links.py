"""What staff may do with a way out of the portal."""

from django.db import transaction
from django.utils import timezone

from .models import OutsideLink, Verb
from .refusals import Refused
from .trail import leave_trace


@transaction.atomic
def switch_off(link, *, reason, by):
    """Close a way out at once, and return the link. Raises Refused without a reason, and for what is closed already."""
    if not reason.strip():
        raise Refused("停用要写明理由。")
    link = _locked(link)
    if not link.is_open:
        raise Refused("这个链接已经停用了。")
    link.switched_off_at, link.switched_off_by, link.reason = timezone.now(), by, reason
    link.save()
    leave_trace(verb=Verb.SWITCHED_OFF, subject=link, by=by)
    return link


@transaction.atomic
def switch_on(link, *, by):
    """Open a way out again, and return the link. Raises Refused for what is open."""
    link = _locked(link)
    if link.is_open:
        raise Refused("这个链接没有停用。")
    link.switched_off_at, link.switched_off_by, link.reason = None, None, ""
    link.save()
    leave_trace(verb=Verb.SWITCHED_ON, subject=link, by=by)
    return link


def _locked(link):
    return OutsideLink.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
