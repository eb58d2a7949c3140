"""Where 终审 says how two figures of overlapping days count."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from publishing.admin.acts import PUBLISH
from publishing.services import Refused

from .. import services
from ..attention import overlaps_of
from ..models import Activity

CHOICES = {"included": False, "both": True}


class OverlapsView:
    """A page beside the activity's form: every pair that overlap settles, with the answer given or still open."""

    def get_urls(self):
        return [path("<int:pk>/overlaps/", self.admin_site.admin_view(self.overlaps_view), name="actions_activity_overlaps"), *super().get_urls()]

    def overlaps_view(self, request, pk):
        """Show the pairs; take the answers of 终审, one by one or for all at once."""
        activity = get_object_or_404(Activity.objects.select_related("line", "programme"), pk=pk)
        if not self.has_view_permission(request, activity):
            raise PermissionDenied
        may_answer = self.may(request, PUBLISH)
        pairs = overlaps_of(activity)
        if request.method == "POST":
            if not may_answer:
                raise PermissionDenied
            return self.take_answers(request, activity, pairs)
        context = self.admin_site.each_context(request) | {
            "title": "日期重叠的数字怎么计",
            "activity": activity,
            "pairs": pairs,
            "may_answer": may_answer,
            "back_url": reverse("admin:actions_activity_change", args=[pk]),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/actions/activity/overlaps.html", context)

    def take_answers(self, request, activity, pairs):
        """Give each answer through its service; what was not answered stays open."""
        for_all = request.POST.get("all", "")
        answered = 0
        for pair in pairs:
            choice = for_all if for_all in CHOICES else request.POST.get(f"pair-{pair.indicator.pk}-{pair.stronger.activity_id}-{pair.weaker.activity_id}", "")
            if choice not in CHOICES or pair.counts_both is CHOICES[choice]:
                continue
            one, other = pair.stronger.activity, pair.weaker.activity
            try:
                services.answer(one=one, other=other, indicators=[pair.indicator], counts_both=CHOICES[choice], by=request.user)
                answered += 1
            except Refused as refused:
                messages.error(request, f"{pair.sentence}：{refused}")
        if answered:
            messages.success(request, f"已答复{answered}处重叠，合计已经跟着改好。")
        else:
            messages.info(request, "没有新的答复。")
        return redirect("admin:actions_activity_overlaps", activity.pk)
