"""The activity as staff enter, find, submit, publish and revise it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from publishing.admin import PublishableAdmin
from publishing.admin.acts import PUBLISH, REPLACE, REVISE, SUBMIT

from .. import services
from ..attention import overlaps_of
from ..enums import Kind
from ..forms import ActivityForm, read_figure, sureness
from ..missing import missing_in, twins_of
from ..models import Activity, Indicator
from ..preview import effects_of
from .filters import CommunityFilter, KindFilter, LacksFilter, LineFilter, MineFilter, ProgrammeFilter, StateFilter, YearFilter
from .names import NamesView
from .overlaps import OverlapsView
from .rows import CoverageRows, FigureRows, HostRows, PersonRows, PhotoRows

SAVE_AND = {"_submit": SUBMIT, "_publish": PUBLISH}


@admin.register(Activity)
class ActivityAdmin(OverlapsView, NamesView, PublishableAdmin):
    form = ActivityForm
    change_form_template = "admin/actions/activity/change_form.html"
    change_list_template = "admin/actions/activity/change_list.html"
    inlines = (FigureRows, HostRows, PersonRows, PhotoRows, CoverageRows)
    autocomplete_fields = ("programme", "community")
    fieldsets = (
        ("做了什么", {"fields": ("kind", "line", "title", ("programme", "number"), ("work", "stands_alone")), "classes": ("what",)}),
        ("何时何地", {"fields": (("happened_from", "happened_to", "precision"), ("community", "place")), "classes": ("when",)}),
        ("经过", {"fields": ("summary", "body"), "classes": ("story",)}),
        ("出处", {"fields": (("source", "contributor", "editor"),), "classes": ("source",)}),
    )
    #: The page reads as a sentence: what stands in which order, fieldsets by place, rows by model.
    order = (0, 1, FigureRows, HostRows, PersonRows, 2, PhotoRows, 3, CoverageRows)

    list_display = ("named", "state_words", "days", "said", "where", "changed")
    list_display_links = None
    list_filter = (StateFilter, LineFilter, KindFilter, YearFilter, CommunityFilter, ProgrammeFilter, MineFilter, LacksFilter)
    search_fields = ("title", "summary", "place", "source")
    search_help_text = "按名称、一句话、地点、来源查找"
    date_hierarchy = "happened_to"
    ordering = ("-happened_to", "-pk")

    # ---- the list

    def get_queryset(self, request):
        queryset = super().get_queryset(request).select_related("line", "programme", "community", "working_copy", "revises", "created_by", "changed_by")
        return queryset.prefetch_related("figures__indicator") if request.resolver_match.url_name.endswith("_changelist") else queryset

    @admin.display(description="活动", ordering="title")
    def named(self, activity):
        line = activity.line
        return format_html(
            '<span class="disc disc--small ink-{}" aria-hidden="true">{}</span><span class="visually-hidden">{}</span> <a class="named" href="{}">{}</a>{}',
            line.ink,
            line.numeral,
            line.short_name,
            self.change_url(activity),
            activity.title,
            format_html(' <span class="tag">{}</span>', "累计") if activity.is_summary else "",
        )

    @admin.display(description="状态", ordering="state")
    def state_words(self, activity):
        words = activity.get_state_display()
        if activity.is_copy:
            return format_html('<span class="state state--copy">修订中·{}</span>', words)
        copy = getattr(activity, "working_copy", None)
        revising = format_html(' <a class="tag" href="{}">有修订稿</a>', self.change_url(copy)) if copy else ""
        return format_html('<span class="state state--{}">{}</span>{}', activity.state, words, revising)

    @admin.display(description="日期", ordering="happened_to")
    def days(self, activity):
        return activity.spoken_days

    @admin.display(description="数字")
    def said(self, activity):
        figures = sorted(activity.figures.all(), key=lambda figure: (figure.position, figure.pk))
        if not figures:
            return format_html('<span class="soft">{}</span>', "没有数字")
        return format_html_join("", '<span class="said-in-list">{} <b>{}</b></span>', ((figure.indicator.name, figure.quantity.spoken) for figure in figures))

    @admin.display(description="社区", ordering="community__sort_key", empty_value="—")
    def where(self, activity):
        return activity.community

    @admin.display(description="改动", ordering="changed_at")
    def changed(self, activity):
        at = date_format(localtime(activity.changed_at), "Y-m-d H:i")
        return format_html('<span class="nowrap">{}</span><br><span class="nowrap">{}</span>', at, activity.changed_by or activity.created_by or "")

    # ---- the form

    def get_changeform_initial_data(self, request):
        asked = {name: value for name, value in super().get_changeform_initial_data(request).items() if name in ("kind", "line", "programme", "community")}
        return {name: value for name, value in asked.items() if (value in Kind.values if name == "kind" else value.isascii() and value.isdigit())}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        fieldsets = list(context["adminform"])
        rows = {type(inline.opts): inline for inline in context["inline_admin_formsets"]}
        context["sections"] = [
            {"fieldset": fieldsets[part]} if isinstance(part, int) else {"rows": rows[part]} for part in self.order if isinstance(part, int) or part in rows
        ]
        context["acts"] = self.acts_for(request, obj) if obj else []
        context["main_act"] = next((pair for pair in context["acts"] if pair[0] is REVISE), None)
        context["may_publish"] = self.may(request, PUBLISH)
        context["missing"] = missing_in(obj) if obj else None
        context["twins"] = twins_of(obj) if obj else []
        context["effects"] = effects_of(obj) if obj else []
        context["overlaps"] = overlaps_of(obj) if obj else []
        if add and context["adminform"].form["kind"].value() == Kind.SUMMARY:
            context["heading"] = "新增累计情况"
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save; then, in a transaction of its own, submit or publish what was saved, so that nobody waits for another's locks while saving."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        saved = getattr(request, "saved", None)
        return self.go_on(request, saved) if saved is not None else response

    def save_model(self, request, obj, form, change):
        obj.save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.saved = services.record_saved(form.instance, by=request.user, created=not change)

    def response_add(self, request, obj, post_url_continue=None):
        """Leave the answer to `go_on`, after the saving."""
        return redirect("admin:index")

    def response_change(self, request, obj):
        return redirect("admin:index")

    def act_context(self, request, act, record, context):
        return context | {"effects": effects_of(record) if act in (PUBLISH, REPLACE, SUBMIT) else []}

    def go_on(self, request, activity):
        """Answer a saving: say so, do what the button asked besides, and lead to what comes next."""
        act = next((act for button, act in SAVE_AND.items() if button in request.POST), None)
        if act is PUBLISH and activity.is_copy:
            act = REPLACE
        if act is None or not self.may(request, act):
            messages.success(request, f"“{activity}”已保存为草稿。")
            if "_addanother" in request.POST:
                return redirect(reverse("admin:actions_activity_add"))
            return redirect("admin:index" if "_save" in request.POST else self.change_url(activity))
        if act.asks_reason(activity):
            messages.success(request, f"“{activity}”已保存。它公开过，再次发布要写明理由。")
            return redirect(self.act_url(act, activity))
        result = self.perform(request, act, activity)
        if result is None:
            messages.warning(request, f"“{activity}”已保存，还没有{act.label}。")
        return redirect("admin:index" if act is SUBMIT and result else self.change_url(result or activity))

    # ---- addresses beside the form

    def get_urls(self):
        return [path("read/", self.admin_site.admin_view(require_safe(self.read_view)), name="actions_activity_read"), *super().get_urls()]

    def read_view(self, request):
        """Read a figure back while it is typed: as it will be said, or how to write it."""
        indicator = request.GET.get("indicator", "")
        indicator = Indicator.objects.filter(pk=int(indicator)).first() if indicator.isascii() and indicator.isdigit() and len(indicator) < 19 else None
        said = request.GET.get("said", "")[:200]
        if indicator is None or not said.strip():
            return JsonResponse({})
        try:
            quantity = read_figure(said, indicator)
        except ValidationError as error:
            return JsonResponse({"error": error.messages[0]})
        return JsonResponse({"spoken": quantity.spoken, "sureness": sureness(quantity)})
