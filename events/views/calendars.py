"""Events month by month, and as files that a calendar takes."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from ..calendars import CONTENT_TYPE, calendar_of
from ..models import Event
from ..months import Month, sheet_of
from .events import gone_or, known_event


class EventCalendar(TemplateView):
    """/events/: one month as a sheet of a desk calendar and its leaves; `?month=2026-12` names it, else the one that comes next."""

    template_name = "events/event_calendar.html"

    def get_context_data(self, **kwargs):
        now = timezone.localtime()
        published = Event.objects.published()
        month = self.month_asked() or month_to_show(published, now.date())
        events = published.on_days_between(month.first, month.last).for_list().as_of(now)
        return super().get_context_data(**kwargs) | {
            "month": month,
            "weeks": sheet_of(month, events),
            "dated": [event for event in events if event.has_its_day],
            "undated": [event for event in events if not event.has_its_day],
            "earlier": month_of(published.over(month.first), "ends_on"),
            "later": month_of(published.starting_after(month.last), "starts_on"),
        }

    def month_asked(self):
        asked = self.request.GET.get("month", "")
        month = Month.read(asked)
        if asked and month is None:
            raise Http404("没有这个月")
        return month


def month_to_show(published, today):
    """Return the month of what comes next, of what was last where nothing comes, else this month."""
    coming = published.coming(today).first()
    if coming:
        return Month.of(max(coming.starts_on, today))
    return month_of(published.over(today), "ends_on") or Month.of(today)


def month_of(rows, field):
    """Return the month of the first of some rows, None where there is none."""
    event = rows.first()
    return Month.of(getattr(event, field)) if event else None


@require_safe
def event_calendar(request, slug):
    """Send one event as a calendar file; not found where its day is not fixed, for none is invented."""
    event = known_event(slug)
    if not event.is_public:
        return gone_or(request, event)
    if not event.has_its_day:
        raise Http404("日子还没有定")
    return calendar_file([event], name=event.title, file=f"{event.slug}.ics")


@require_safe
def coming_calendar(request):
    """Send all that comes and has its day, cancelled ones too, so that a calendar that took one learns of it."""
    events = Event.objects.published().coming(timezone.localdate()).with_their_day().for_list()
    return calendar_file(list(events), name="龙港新力量预告", file="events.ics")


def calendar_file(events, *, name, file):
    return HttpResponse(calendar_of(events, name=name), content_type=CONTENT_TYPE, headers={"Content-Disposition": f'inline; filename="{file}"'})
