"""Postings of commissioners (共富新专员) as staff keep them."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from publishing.admin import KeptAdmin
from publishing.admin.filters import Choice
from publishing.forms import SeenForm

from ..models import Posting
from .filters import CommunityFilter


class PostingForm(SeenForm):
    class Meta:
        model = Posting
        fields = "__all__"
        error_messages = {
            "member": {"required": "选一位会员。"},
            "started_on": {"required": "写上从哪天起派驻，例如2022-07-09。"},
        }

    def clean(self):
        cleaned = super().clean()
        member, first, last = cleaned.get("member"), cleaned.get("started_on"), cleaned.get("ended_on")
        others = Posting.objects.exclude(pk=self.instance.pk)
        if first and last and last < first:
            self.add_error("ended_on", f"结束（{last}）早于开始（{first}），请核对。")
        same = others.filter(member=member, community=cleaned.get("community"), started_on=first)
        if member and first and "community" not in self.errors and same.exists():
            self.add_error("started_on", f"{member}{first}起派驻这里的，已经有一条。")
        number = cleaned.get("certificate_number")
        if number and (taken := others.filter(certificate_number=number).select_related("member", "community").first()):
            self.add_error("certificate_number", f"这个编号已经给了“{taken}”，请核对。")
        return cleaned

    def _get_validation_exclusions(self):
        """Leave to `clean`, which says it beside the field, that a posting or a number stands once."""
        return super()._get_validation_exclusions() | {"started_on", "certificate_number"}


class RunningFilter(Choice):
    title, parameter_name = "现在", "running"

    def lookups(self, request, model_admin):
        return [("yes", "在派"), ("no", "已结束"), ("nowhere", "社区未写明")]

    def narrow(self, queryset, value):
        running = queryset.on(timezone.localdate())
        return {"yes": running, "no": queryset.exclude(pk__in=running.values("pk")), "nowhere": queryset.filter(community=None)}[value]


@admin.register(Posting)
class PostingAdmin(KeptAdmin):
    form = PostingForm
    list_display = ("member", "where", "days", "certificate_number", "source")
    list_select_related = ("member", "community")
    list_filter = (CommunityFilter, RunningFilter)
    search_fields = ("member__name", "member__sort_key", "community__name", "certificate_number")
    search_help_text = "按姓名、社区、证书编号查找"
    ordering = ("-started_on", "-pk")
    autocomplete_fields = ("member", "community")
    fields = (("member", "community"), ("started_on", "ended_on"), ("certificate_number", "source"))

    @admin.display(description="社区", ordering="community__sort_key")
    def where(self, posting):
        return posting.community or format_html('<span class="soft">{}</span>', "社区未写明")

    @admin.display(description="日期", ordering="started_on")
    def days(self, posting):
        return posting.spoken_days
