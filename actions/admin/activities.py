"""The activity as staff enter, find, submit, publish and revise it."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from members.admin.filters import CommunityFilter
from members.admin.names import NamesView, with_names
from publishing.admin import EntryAdmin, UploadsView
from publishing.admin.acts import PUBLISH, REPLACE, SUBMIT
from publishing.admin.filters import MineFilter, StateFilter

from ..attention import overlaps_of
from ..enums import Kind
from ..excerpts import origins_in_text
from ..forms import ActivityForm
from ..missing import missing_in
from ..models import Activity, ActivityPerson
from ..preview import effects_of
from .entering import EnteringView
from .filters import KindFilter, LacksFilter, LineFilter, ProgrammeFilter, YearFilter
from .overlaps import OverlapsView
from .photos import PhotosView
from .rows import CoverageRows, FigureRows, HostRows, PersonRows, PhotoRows
from .titles import titled


@admin.register(Activity)
class ActivityAdmin(EnteringView, OverlapsView, UploadsView, PhotosView, NamesView, EntryAdmin):
    form = ActivityForm
    names = ActivityPerson
    change_form_template = "admin/actions/activity/change_form.html"
    change_list_template = "admin/actions/activity/change_list.html"
    act_template = "admin/actions/activity/act.html"
    inlines = (FigureRows, HostRows, PersonRows, PhotoRows, CoverageRows)
    autocomplete_fields = ("programme", "community", "pairing")
    fieldsets = (
        ("做了什么", {"fields": ("kind", "line", ("title", "programme", "number"), ("work", "stands_alone")), "classes": ("what",)}),
        ("何时何地", {"fields": (("happened_from", "happened_to", "precision"), ("community", "place", "pairing")), "classes": ("when",)}),
        ("经过", {"fields": ("summary", "body"), "classes": ("story",)}),
        ("出处", {"fields": (("source", "contributor", "editor"),), "classes": ("source",)}),
    )
    order = (0, 1, FigureRows, HostRows, PersonRows, 2, PhotoRows, 3, CoverageRows)  # the page reads as a sentence
    advice = ("选行动，写名称、日期，写上几个数字，就能保存。", "其余的可以以后再补，保存后这里会写明还差什么。")

    list_display = ("named", "state_words", "days", "said", "where", "changed")
    list_filter = (StateFilter, LineFilter, KindFilter, YearFilter, CommunityFilter, ProgrammeFilter, MineFilter, LacksFilter)
    search_fields = ("title", "summary", "place", "source")
    search_help_text = "按名称、一句话、地点、来源查找"
    date_hierarchy = "happened_to"
    ordering = ("-happened_to", "-pk")

    # ---- the list

    def get_queryset(self, request):
        queryset = super().get_queryset(request).select_related("line", "programme", "community")
        return queryset.prefetch_related("figures__indicator") if self.is_list(request) else queryset

    @admin.display(description="活动", ordering="title")
    def named(self, activity):
        tag = format_html(' <span class="tag">{}</span>', "累计") if activity.is_summary else ""
        return format_html("{}{}", titled(activity, self.change_url(activity)), tag)

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

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return (*shown, "again") if self.has_add_permission(request) else shown

    @admin.display(description="再办一次")
    def again(self, activity):
        return format_html('<a class="quiet" href="{}">复制<span class="visually-hidden">“{}”为新活动</span></a>', self.copy_url(activity), activity.title)

    # ---- the form

    def with_rows(self, records):
        people = Prefetch("people", with_names(ActivityPerson.objects.all()))
        return super().with_rows(records).select_related("line").prefetch_related("figures", "photos", people)

    def glance(self, record):
        return f"{record.line.short_name}，{record.spoken_days}，{len(record.figures.all())}个数字"

    def missing_in(self, record):
        return missing_in(record, today=timezone.localdate())

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["in_text"] = origins_in_text(obj, request.user) if obj else []
        context["copied"] = getattr(request, "copied", None)
        if obj is not None and request.user.has_perm("actions.add_activity"):
            context["copy_from_url"] = self.copy_url(obj)
        if add and context["adminform"].form["kind"].value() == Kind.SUMMARY:
            context["heading"] = "新增累计情况"
        return super().render_change_form(request, context, add, change, form_url, obj)

    def act_context(self, request, act, record, context):
        asks = act in (PUBLISH, REPLACE, SUBMIT)
        return context | {"effects": effects_of(record) if asks else [], "overlaps": overlaps_of(record) if asks else []}
