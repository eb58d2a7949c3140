"""Where the consent to a photo is taken back at once (design 6)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from publishing.services import Refused

from ..models import ActivityPhoto
from ..services import withdraw_photo


class PhotosView:
    """A page beside an activity's form: ask, then withdraw one photo."""

    def get_urls(self):
        mine = path("photos/<int:pk>/withdraw/", self.admin_site.admin_view(self.photo_view), name="actions_activity_photo")
        return [mine, *super().get_urls()]

    def photo_view(self, request, pk):
        """Ask on GET, withdraw on POST."""
        if not request.user.has_perm("actions.change_activity"):
            raise PermissionDenied
        photo = get_object_or_404(ActivityPhoto.objects.select_related("activity"), pk=pk)
        back_url = self.change_url(photo.activity)
        if request.method == "POST":
            try:
                withdraw_photo(photo=photo, by=request.user)
                messages.success(request, "照片已从公开页面撤下。")
            except Refused as refusal:
                messages.warning(request, str(refusal))
            return redirect(back_url)
        context = {"title": f"撤下照片：{photo}", "opts": self.opts, "photo": photo, "record": photo.activity, "back_url": back_url}
        return TemplateResponse(request, "admin/actions/photo.html", self.admin_site.each_context(request) | context)


def photo_with_withdrawal(photo, may_withdraw):
    """Return whether a photo may be shown, with the link that takes it back."""
    if not photo.is_made:
        return "处理好以后才公开"
    if not photo.may_be_shown:
        return "没有征得同意，或者已经撤下，不公开"
    if not may_withdraw:
        return "公开"
    return format_html('公开 <a class="quiet" href="{}">撤下照片</a>', reverse("admin:actions_activity_photo", args=[photo.pk]))
