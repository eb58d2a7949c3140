"""Where a name is taken back from the public at once (design 6)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from .. import services
from ..models import ActivityPerson


class NamesView:
    """A page beside the activity's form: ask, then withdraw the name of one person."""

    def get_urls(self):
        return [path("people/<int:pk>/withdraw/", self.admin_site.admin_view(self.name_view), name="actions_activity_name"), *super().get_urls()]

    def name_view(self, request, pk):
        """Ask on GET, withdraw on POST."""
        if not request.user.has_perm("actions.change_activity"):
            raise PermissionDenied
        person = get_object_or_404(ActivityPerson.objects.select_related("activity", "member"), pk=pk)
        back_url = reverse("admin:actions_activity_change", args=[person.activity_id])
        if request.method == "POST":
            services.withdraw_name(person, by=request.user)
            messages.success(request, "姓名已从公开页面撤下。")
            return redirect(back_url)
        context = {**self.admin_site.each_context(request), "title": f"撤回姓名：{person}", "opts": self.opts, "person": person, "back_url": back_url}
        return TemplateResponse(request, "admin/actions/activity/name.html", context)
