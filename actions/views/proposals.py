"""Proposals: the list with its filters, and each as an article with what came of it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from ..filters import ProposalFilter
from ..models import Proposal, ProposalOutcome
from .pages import moved_or_gone, page_of


class ProposalList(TemplateView):
    """/proposals/: every published proposal, newest first, narrowed by filters that stay in the address."""

    template_name = "actions/proposal_list.html"

    def get_context_data(self, **kwargs):
        filters = ProposalFilter(self.request.GET)
        rows = Proposal.objects.published().matching(**filters.set)
        return super().get_context_data(**kwargs) | {
            "filters": filters,
            "page": page_of(rows.newest_first().for_list(), self.request),
            "outcomes": ProposalOutcome.objects.of(rows).count(),
        }


@require_safe
def proposal_detail(request, pk):
    """Show one proposal; gone where it was withdrawn, elsewhere where it moved, unknown where it never was public."""
    proposal = get_object_or_404(Proposal.objects.originals().select_related(*Proposal.homes), pk=pk, first_published_at__isnull=False)
    if not proposal.is_public:
        return moved_or_gone(request, proposal)
    published = Proposal.objects.published()
    proposal = get_object_or_404(published.for_list(), pk=pk)
    return render(
        request,
        "actions/proposal_detail.html",
        {
            "proposal": proposal,
            "picture": f"proposal-{pk}",  # an activity of the same number has another
            "older": published.before(proposal),
            "newer": published.after(proposal),
        },
    )
