"""Members as staff keep them, and what of each is public."""

from django.contrib import admin
from django.db.models import Prefetch

from publishing.admin import KeptAdmin
from publishing.admin.filters import Choice
from publishing.forms import SeenForm

from ..enums import MemberField
from ..models import Disclosure, Member, MemberStatus
from .disclosures import DisclosuresView


class StatusFilter(Choice):
    title, parameter_name = "状态", "status"

    def lookups(self, request, model_admin):
        return MemberStatus.choices


class PublicFilter(Choice):
    title, parameter_name = "姓名", "public"

    def lookups(self, request, model_admin):
        return [("yes", "公开"), ("no", "不公开")]

    def narrow(self, queryset, value):
        named = Disclosure.objects.in_force().filter(field=MemberField.NAME).values("member")
        return queryset.filter(pk__in=named) if value == "yes" else queryset.exclude(pk__in=named)


class MemberForm(SeenForm):
    class Meta:
        model = Member
        fields = "__all__"
        error_messages = {"name": {"required": "写上姓名。"}}


@admin.register(Member)
class MemberAdmin(DisclosuresView, KeptAdmin):
    change_form_template = "admin/members/member/change_form.html"
    list_display = ("name", "profession", "unit", "post", "category", "status", "public_fields")
    list_select_related = ("unit",)
    list_filter = (StatusFilter, PublicFilter)
    search_fields = ("name", "sort_key", "profession")
    search_help_text = "按姓名、拼音、职业查找"
    ordering = ("sort_key", "pk")
    autocomplete_fields = ("unit",)
    form = MemberForm
    fields = (("name", "status"), ("profession", "post"), ("category", "joined_on"), "unit", "introduction")

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if not request.resolver_match.url_name.endswith("_changelist"):
            return queryset
        return queryset.prefetch_related(Prefetch("disclosures", Disclosure.objects.in_force().order_by("pk"), to_attr="in_force"))

    @admin.display(description="公开")
    def public_fields(self, member):
        return "、".join(row.get_field_display() for row in member.in_force) or "不公开"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["public"] = self.public_state(request, obj) if obj else None
        return super().render_change_form(request, context, add, change, form_url, obj)
