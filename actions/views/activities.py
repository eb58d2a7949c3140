"""Activities: the list with its filters, and each as a news article."""

from django.views.generic import DetailView, ListView

from ..models import Activity


class ActivityList(ListView):
    """/activities/: every published activity, newest first."""

    queryset = Activity.objects.published().newest_first().for_list()
    paginate_by = 20
    template_name = "actions/activity_list.html"


class ActivityDetail(DetailView):
    """/activities/<id>/: one activity."""

    queryset = Activity.objects.published()
    template_name = "actions/activity_detail.html"
