"""Activities: the list with its filters, and each as a news article."""

from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from publishing.origins import origins_of

from ..enums import HostRole
from ..filters import ActivityFilter
from ..models import Activity
from ..progress import Scope, evidence_url
from .pages import moved_or_gone, page_of


class ActivityList(TemplateView):
    """/activities/: every published activity, newest first, narrowed by filters that stay in the address."""

    template_name = "actions/activity_list.html"

    def get_context_data(self, **kwargs):
        filters = ActivityFilter(self.request.GET)
        rows = Activity.objects.published().matching(**filters.set).newest_first().for_list()
        return super().get_context_data(**kwargs) | {"filters": filters, "page": page_of(rows, self.request)}


@require_safe
def activity_detail(request, pk):
    """Show one activity; gone where it was withdrawn, elsewhere where it moved, unknown where it never was public."""
    activity = get_object_or_404(Activity.objects.originals().select_related(*Activity.homes), pk=pk, first_published_at__isnull=False)
    if not activity.is_public:
        return moved_or_gone(request, activity)
    published = Activity.objects.published()
    activity = get_object_or_404(published.for_page(), pk=pk)
    return render(
        request,
        "actions/activity_detail.html",
        {
            "activity": activity,
            "stated": [(figure, evidence_url(figure.indicator, scope=Scope(activity.line))) for figure in activity.figures.all()],
            "photos": activity.photos.all(),
            "hosts": hosts_by_role(activity),
            "origins": [(origin._meta.verbose_name, origin) for origin in origins_of(activity) if origin.is_public],
            "older": published.before(activity),
            "newer": published.after(activity),
        },
    )


def hosts_by_role(activity):
    """Return the units of an activity by what they did: 主办, 承办, 协办."""
    hosts = sorted(activity.hosts.all(), key=lambda host: HostRole.values.index(host.role))
    return [(HostRole(role).label, [host.unit for host in group]) for role, group in groupby(hosts, key=lambda host: host.role)]
