"""The ways out of the portal as staff keep them."""

from django.contrib import admin

from ..links import switch_off, switch_on
from ..models import OutsideLink
from .filters import Choice
from .kept import KeptAdmin
from .steps import Step, StepsMixin

OFF = Step(
    "switch-off",
    "停用",
    switch_off,
    lambda link: link.is_open,
    "停用以后，公众点这个链接马上只看到“这个链接已停用”。请写明理由，比如域名换了主人。",
    "已停用。",
    asks_reason=True,
    needs_care=True,
)
ON = Step("switch-on", "恢复", switch_on, lambda link: not link.is_open, "恢复以后，公众点这个链接先看到离开本网站的提示，再由他决定去不去。", "已恢复。")


class StandingFilter(Choice):
    title, parameter_name = "现在", "standing"

    def lookups(self, request, model_admin):
        return [("dead", "打不开"), ("off", "已停用"), ("open", "开着")]

    def narrow(self, queryset, value):
        return {"dead": queryset.dead(), "off": queryset.exclude(switched_off_at=None), "open": queryset.open()}[value]


@admin.register(OutsideLink)
class OutsideLinkAdmin(StepsMixin, KeptAdmin):
    """Every link that leads out of government hosts: registered when something is published, switched off and on by hand."""

    steps = (OFF, ON)
    list_display = ("url", "standing", "checked_at", "result", "first_seen_at")
    list_display_links = None
    list_select_related = ("switched_off_by",)
    list_filter = (StandingFilter,)
    search_fields = ("url",)
    ordering = ("-is_dead", "host", "pk")
    fields = ("url", "host", "first_seen_at", "checked_at", "result", "switched_off_at", "switched_off_by", "reason")

    @admin.display(description="现在")
    def standing(self, link):
        if not link.is_open:
            return f"已停用：{link.reason}（{link.switched_off_by or '—'}）"
        return "打不开" if link.is_dead else "开着"
