"""Pictures of entries, served by a view that asks whether they may be seen."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from publishing.media import send_picture

from ..models import ContestEntry


@require_safe
def entry_picture(request, pk, step=None):
    """Send the picture of an entry, or one of its sizes.

    To everybody where entry and contest are published and it may be shown, else only to staff who see entries.
    """
    entry = get_object_or_404(ContestEntry.objects.select_related("event"), pk=pk)
    is_public = entry.is_public and entry.event.is_public and entry.picture_may_be_shown
    if not is_public and not request.user.has_perm("events.view_contestentry"):
        raise Http404("没有这张照片")
    return send_picture(request, entry.picture, is_public=is_public, step=step)
