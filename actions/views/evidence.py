"""The evidence behind one total."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ..models import ActionLine, Indicator
from ..periods import ALL


class Evidence(TemplateView):
    """/figures/<indicator>/[<line>/][<period>/]: one total, the records it is made of, and what was left out."""

    template_name = "actions/evidence.html"

    def get_context_data(self, *, indicator, line=None, period=ALL, **kwargs):
        lines = ActionLine.objects.all()
        return super().get_context_data(**kwargs) | {
            "indicator": get_object_or_404(Indicator, code=indicator),
            "line": line and get_object_or_404(lines, slug=line),
            "period": period,
        }
