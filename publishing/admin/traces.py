"""The trail as auditors read it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from ..jobs import enqueue
from ..models import Trace, Verb
from ..tasks import verify_trail
from .filters import Choice
from .kept import KeptAdmin


class VerbFilter(Choice):
    title, parameter_name = "做了什么", "verb"

    def lookups(self, request, model_admin):
        return Verb.choices


@admin.register(Trace)
class TraceAdmin(KeptAdmin):
    """Who did what to which row, and when; nobody adds, changes or deletes a line of it."""

    list_display = ("at", "who", "verb", "kind", "subject_id", "fields_shown")
    list_display_links = None
    list_select_related = ("by", "subject_type")
    list_filter = (VerbFilter,)
    search_fields = ("by__username", "by__name", "=subject_id")
    search_help_text = "按人或编号查找"
    date_hierarchy = "at"
    ordering = ("-pk",)

    def get_urls(self):
        return [path("verify/", self.admin_site.admin_view(self.verify_view), name="publishing_trace_verify"), *super().get_urls()]

    @method_decorator(require_POST)
    def verify_view(self, request):
        """Have the whole trail looked over, and lead to where the result will stand."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        job = enqueue(verify_trail, label="核验留痕", by=request.user)
        messages.success(request, "已受理，结果写在这一页。")
        return redirect("admin:publishing_job_change", job.pk)

    @admin.display(description="谁")
    def who(self, trace):
        return trace.by or "—"

    @admin.display(description="哪一类")
    def kind(self, trace):
        model = self.model_of(trace)
        return model._meta.verbose_name if model else "—"

    @admin.display(description="涉及的栏目")
    def fields_shown(self, trace):
        model = self.model_of(trace)
        names = {field.name: field.verbose_name for field in model._meta.fields + model._meta.many_to_many} if model else {}
        return "、".join(str(names.get(name, name)) for name in trace.fields) or "—"

    def model_of(self, trace):
        return trace.subject_type and trace.subject_type.model_class()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
