"""Members as staff keep them."""

from django.contrib import admin

from publishing.admin import KeptAdmin
from publishing.admin.filters import Choice

from ..models import Member, MemberStatus


class StatusFilter(Choice):
    title, parameter_name = "状态", "status"

    def lookups(self, request, model_admin):
        return MemberStatus.choices


@admin.register(Member)
class MemberAdmin(KeptAdmin):
    list_display = ("name", "profession", "unit", "post", "category", "status")
    list_select_related = ("unit",)
    list_filter = (StatusFilter,)
    search_fields = ("name", "sort_key", "profession")
    ordering = ("sort_key", "pk")
    autocomplete_fields = ("unit",)
    fields = (("name", "status"), ("profession", "post"), "unit", "category", "joined_on", "introduction")
