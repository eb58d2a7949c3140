"""Events: the list with its filters, and the page of each."""

from itertools import groupby

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from actions.enums import HostRole
from actions.views.pages import page_of

from ..filters import EventFilter
from ..models import ContestEntry, Event

ENTRIES = 20


class EventList(TemplateView):
    """/events/list/: every published event, what comes first, narrowed by filters that stay in the address."""

    template_name = "events/event_list.html"

    def get_context_data(self, **kwargs):
        now = timezone.localtime()
        filters = EventFilter(self.request.GET)
        rows = Event.objects.published().matching(**filters.set).coming_first(now.date()).for_list()
        page = page_of(rows, self.request)
        page.object_list = page.object_list.as_of(now)
        return super().get_context_data(**kwargs) | {"filters": filters, "page": page}


@require_safe
def event_detail(request, slug):
    """Show one event; gone where it was withdrawn, elsewhere where it moved, unknown where it never was public."""
    event = known_event(slug)
    if not event.is_public:
        return gone_or(request, event)
    event = get_object_or_404(Event.objects.published().for_page(), pk=event.pk)
    return render(
        request,
        "events/event_detail.html",
        {
            "event": event,
            "now_is": event.state_at(timezone.localtime()),
            "sessions": event.sessions.all(),
            "hosts": hosts_by_role(event),
            "entries": page_of(ContestEntry.objects.public().filter(event=event).in_order().for_page(), request, size=ENTRIES),
            "activity": event.became if event.became and event.became.is_public else None,
        },
    )


def known_event(slug):
    """Return the event that has or had this address; 404 where the public never saw one there."""
    return get_object_or_404(Event.objects.originals().select_related("line", "community", *Event.homes), slug=slug, first_published_at__isnull=False)


def gone_or(request, event):
    """Lead to where a withdrawn event moved, or say that it is gone."""
    if event.new_home:
        return redirect(event.new_home, permanent=True)
    return render(request, "410.html", {"number": request.number}, status=410)


def hosts_by_role(event):
    """Return the units of an event by what they do: 主办, 承办, 协办."""
    hosts = sorted(event.hosts.all(), key=lambda host: HostRole.values.index(host.role))
    return [(HostRole(role).label, [host.unit for host in group]) for role, group in groupby(hosts, key=lambda host: host.role)]
