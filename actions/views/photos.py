"""Photos, served by a view that asks whether they may be seen."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from publishing.media import send_picture

from ..models import ActivityPhoto


@require_safe
def photo(request, pk):
    """Send one picture: to everybody where its activity is published and it may be shown, else only to staff who see the activity."""
    row = get_object_or_404(ActivityPhoto.objects.select_related("activity"), pk=pk)
    is_public = row.activity.is_public and row.may_be_shown
    if not is_public and not request.user.has_perm("actions.view_activity"):
        raise Http404("没有这张照片")
    return send_picture(request, row.picture, is_public=is_public)
