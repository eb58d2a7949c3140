"""The page of a line, with what only a higher app knows of: contests, and what comes."""

from django.utils import timezone

from actions import views as actions
from events.models import Event

CONTESTS, ENTRIES = 4, 4


class LineDetail(actions.LineDetail):
    """/actions/<slug>/: what a line has achieved and by what, its contests, and what comes."""

    template_name = "portal/line_detail.html"

    def get_context_data(self, **kwargs):
        contests = Event.objects.published().filter(line=self.object).contests().coming_first(timezone.localdate())
        return super().get_context_data(**kwargs) | {"contests": contests.for_list().with_entries(most=ENTRIES)[:CONTESTS]}

    def beside(self, activities):
        return {"coming": Event.objects.filter(line=self.object).next_up(timezone.localtime())} | super().beside(activities)
