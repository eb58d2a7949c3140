"""The trail as auditors read it."""

from django.contrib import admin

from ..models import Trace, Verb
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

    @admin.display(description="谁")
    def who(self, trace):
        return trace.by or "—"

    @admin.display(description="哪一类")
    def kind(self, trace):
        model = trace.subject_type and trace.subject_type.model_class()
        return model._meta.verbose_name if model else "—"

    @admin.display(description="涉及的栏目")
    def fields_shown(self, trace):
        return "、".join(map(str, trace.fields)) or "—"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
