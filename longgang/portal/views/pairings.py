"""Pairings: who stands by which community, with their three lists and what became of each item."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from actions.models import Activity
from actions.views.pages import moved_or_gone, page_of
from members.exchange import exchange_of, lists_of
from members.models import Pairing


class PairingList(TemplateView):
    """/pairings/: every published pairing, newest first."""

    template_name = "portal/pairing_list.html"

    def get_context_data(self, **kwargs):
        page = page_of(Pairing.objects.published().newest_first().for_page(), self.request)
        return super().get_context_data(**kwargs) | {"page": page}


@require_safe
def pairing_detail(request, pk):
    """Show one pairing; gone where it was withdrawn, elsewhere where it moved, unknown where it never was public."""
    pairing = get_object_or_404(Pairing.objects.originals().select_related(*Pairing.homes), pk=pk, first_published_at__isnull=False)
    if not pairing.is_public:
        return moved_or_gone(request, pairing)
    pairing = get_object_or_404(Pairing.objects.published().for_page(), pk=pk)
    activities = Activity.objects.published().filter(pairing=pairing)
    return render(
        request,
        "portal/pairing_detail.html",
        {
            "pairing": pairing,
            "exchange": exchange_of(pairing),
            "lists": lists_of(pairing),
            "page": page_of(activities.newest_first().for_list(), request),
        },
    )
