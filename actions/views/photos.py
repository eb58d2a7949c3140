"""Pictures, served by views that ask whether they may be seen."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from publishing.media import send_picture

from ..models import ActionLine, ActivityPhoto


@require_safe
def photo(request, pk, step=None):
    """Send one picture, or one of its sizes: to everybody where its activity is published and it may be shown, else only to staff who see the activity."""
    row = get_object_or_404(ActivityPhoto.objects.select_related("activity"), pk=pk)
    is_public = row.activity.is_public and row.may_be_shown
    if not is_public and not request.user.has_perm("actions.view_activity"):
        raise Http404("没有这张照片")
    return send_picture(request, row.picture, is_public=is_public, step=step)


@require_safe
def line_cover(request, slug):
    """Send the picture of a line, which is public as the line is."""
    return send_picture(request, get_object_or_404(ActionLine, slug=slug).cover, is_public=True)
