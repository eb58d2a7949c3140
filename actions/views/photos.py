"""Photos, served by a view that asks whether they may be seen."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..models import ActivityPhoto


@require_safe
def photo(request, pk):
    """Send one picture of a published activity."""
    get_object_or_404(ActivityPhoto.objects.shown(), pk=pk, activity__state="published")
    raise Http404
