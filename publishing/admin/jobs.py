"""Long work as those who asked for it follow it."""

from django.contrib import admin

from ..models import Job
from .kept import KeptAdmin

REFRESH_SECONDS = "5"


@admin.register(Job)
class JobAdmin(KeptAdmin):
    """What was asked for, how far it is and what came of it: everybody sees their own; nobody changes a row."""

    list_display = ("label", "standing", "progress", "message", "by", "created_at", "ended_at")
    list_select_related = ("by",)
    fields = ("label", "standing", "progress", "message", "by", "created_at", "beat_at", "ended_at")
    ordering = ("-pk",)

    def get_queryset(self, request):
        jobs = super().get_queryset(request)
        return jobs if request.user.has_perm("publishing.view_job") else jobs.filter(by=request.user)

    @admin.display(description="状态")
    def standing(self, job):
        return job.standing()

    @admin.display(description="进度")
    def progress(self, job):
        return "—" if job.percent is None else f"{job.percent}%（{job.done}/{job.total}）"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one job; the page asks again by itself until the job has ended."""
        response = super().change_view(request, object_id, form_url, extra_context)
        shown = getattr(response, "context_data", {}).get("original")
        if shown and not shown.has_ended:
            response["Refresh"] = REFRESH_SECONDS
        return response

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
