"""Communities: which have records, and what was done in each."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import DetailView, TemplateView

from actions import progress, span
from actions.models import Activity, ActivityPerson
from actions.views.pages import page_of
from events.models import Event
from members.exchange import exchange_of
from members.models import Community, Pairing, Posting

from .. import places

LARGE = 3  # totals set large on the page of a community, beside the commissioners
NEWEST = 10
COMING = 5
PEOPLE_OF = 100  # activities, the newest, that are asked who took part


class CommunityList(TemplateView):
    """/communities/: those that have records, by name or, with ?order=done, by how much was done there."""

    template_name = "portal/community_list.html"

    def get_context_data(self, **kwargs):
        by_done = self.request.GET.get("order") == "done"
        rows, indicator = places.with_records().order_by("sort_key", "pk"), progress.common_indicator()
        page = page_of(places.by_total(rows, indicator) if by_done and indicator else rows, self.request)
        return super().get_context_data(**kwargs) | {
            "page": page,
            "places": places.places_of(list(page), indicator),
            "indicator": indicator,
            "by_done": by_done,
            "by_name": not by_done,
            "query": "order=done" if by_done else "",
            "pairings": Pairing.objects.published().count(),
        }


class CommunityDetail(DetailView):
    """/communities/<slug>/: what was done here, by whom, and what comes."""

    model = Community
    context_object_name = "community"
    template_name = "portal/community_detail.html"

    def get_object(self, queryset=None):
        return get_object_or_404(Community, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        community, now = self.object, timezone.localtime()
        today = now.date()
        year = span.data_year(today=today)
        totals = progress.community_progress(community, year=year)
        totals.sort(key=lambda row: not row.is_headline)
        activities = Activity.objects.published().filter(community=community)
        pairings = list(Pairing.objects.published().filter(community=community).newest_first().for_page()[: places.MOST])
        postings = Posting.objects.on(today)
        return super().get_context_data(**kwargs) | {
            "year": year,
            "through": span.data_through(today=today),
            "large": totals[:LARGE],
            "others": totals[LARGE:],
            "pairings": pairings,
            "exchange": exchange_of(pairings[0]) if pairings else None,
            "activities": activities.newest_first().for_list()[:NEWEST],
            "recorded": activities.count(),
            "posted": places.posted(postings.filter(community=community)),
            "postings": postings.filter(community=community).count(),
            "posted_nowhere": places.posted(postings.filter(community=None)),
            "city_wide": places.posted_city_wide(),
            "people": ActivityPerson.objects.names_of(Activity.objects.filter(pk__in=activities.newest_first().values("pk")[:PEOPLE_OF])),
            "events": Event.objects.filter(community=community).next_up(now, most=COMING),
        }
