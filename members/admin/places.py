"""Units and communities: what records refer to."""

from django.contrib import admin

from publishing.admin import KeptAdmin
from publishing.admin.filters import Choice

from ..models import Community, Unit, UnitKind


class KindFilter(Choice):
    title, parameter_name = "类别", "kind"

    def lookups(self, request, model_admin):
        return UnitKind.choices


@admin.register(Unit)
class UnitAdmin(KeptAdmin):
    list_display = ("name", "short_name", "kind")
    list_filter = (KindFilter,)
    search_fields = ("name", "short_name", "sort_key")
    ordering = ("sort_key", "pk")
    fields = (("name", "short_name"), ("kind", "slug"), "introduction")

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()


@admin.register(Community)
class CommunityAdmin(KeptAdmin):
    list_display = ("name", "area")
    search_fields = ("name", "area", "sort_key")
    ordering = ("sort_key", "pk")
    fields = (("name", "area"), "slug", "introduction")

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()
