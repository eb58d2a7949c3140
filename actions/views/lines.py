"""The six lines and their programmes."""

from django.views.generic import DetailView, ListView

from ..models import ActionLine, Programme


class LineList(ListView):
    """/actions/: the six lines."""

    queryset = ActionLine.objects.order_by("number")
    template_name = "actions/line_list.html"


class LineDetail(DetailView):
    """/actions/<slug>/: what a line has achieved and by what."""

    model = ActionLine
    template_name = "actions/line_detail.html"


class ProgrammeDetail(DetailView):
    """/programmes/<slug>/: what a programme has achieved and by what."""

    queryset = Programme.objects.select_related("line")
    template_name = "actions/programme_detail.html"
