"""The home page, and the pages about the portal itself."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from actions import progress, span
from actions.ledger import ledger
from actions.models import ActionLine, Activity
from events.models import Event

from ..models import Page

NEWEST, NOTICES = 6, 3


class Home(TemplateView):
    """/: the six lines as a ledger, the newest activities, and what comes."""

    template_name = "portal/home.html"

    def get_context_data(self, **kwargs):
        now = timezone.localtime()
        today = now.date()
        year = span.data_year(today=today)
        published = Activity.objects.published()
        return super().get_context_data(**kwargs) | {
            "year": year,
            "through": span.data_through(today=today),
            "headlines": progress.headline_sums(),
            "ledger": ledger(year=year),
            "activities": published.newest_first().for_list()[:NEWEST],
            "coming": Event.objects.next_up(now),
            "notices": Page.objects.notices().for_list()[:NOTICES],
        }


class SiteMap(TemplateView):
    """/site-map/: every column, line and programme."""

    template_name = "portal/site_map.html"

    def get_context_data(self, **kwargs):
        lines = ActionLine.objects.order_by("number").prefetch_related("programmes")
        return super().get_context_data(**kwargs) | {"lines": lines, "has_notices": Page.objects.notices().exists()}


@require_safe
def favicon(request):
    """Send browsers that ask at the old address on to the emblem."""
    return HttpResponseRedirect(staticfiles_storage.url("img/favicon.ico"))
