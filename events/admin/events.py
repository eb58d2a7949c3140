"""The event as staff enter, find, submit, publish, revise, call off and close it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.admin.filters import LineFilter
from actions.admin.titles import titled
from actions.models import Programme
from actions.numbering import proposed
from members.roles import may_edit
from publishing.admin import EntryAdmin
from publishing.admin.acts import ACTS
from publishing.admin.filters import MineFilter, StateFilter
from publishing.keys import key_in

from ..forms import EventForm
from ..missing import missing_in_event
from ..models import Event
from ..numbering import next_number
from .filters import KindFilter, WhenFilter
from .operations import CANCEL, CLOSE, RESTORE, OperationsMixin
from .rows import HostRows, SessionRows


@admin.register(Event)
class EventAdmin(OperationsMixin, EntryAdmin):
    form = EventForm
    change_form_template = "admin/events/event/change_form.html"
    acts = (*ACTS, CANCEL, RESTORE)
    inlines = (HostRows, SessionRows)
    autocomplete_fields = ("programme", "community")
    content = (
        ("办什么", {"fields": ("line", "title", ("programme", "number"), "kind"), "classes": ("what",)}),
        ("何时何地", {"fields": (("starts_on", "ends_on", "precision"), ("begins_at", "closes_at"), ("community", "venue")), "classes": ("when",)}),
        ("说明", {"fields": ("summary", "body"), "classes": ("story",)}),
        ("出处", {"fields": ("source",), "classes": ("source",)}),
    )
    places = ("名额和报名", {"fields": ("capacity", ("opens_on", "opens_hour"), ("closes_on", "closes_hour"))})
    places_shown = ("名额和报名", {"fields": (("capacity", "registration_said"),)})
    order = (0, 1, HostRows, SessionRows, 4, 2, 3)
    advice = ("选行动，写名称、日期，就能保存。", "名额、报名时间、取消，发布以后也能随时改，不用再审。", "结束以后点“办结”，就变成一条活动，不用重填。")

    list_display = ("named", "state_words", "days", "stands", "where", "changed")
    list_filter = (StateFilter, WhenFilter, LineFilter, KindFilter, MineFilter)
    search_fields = ("title", "summary", "venue")
    search_help_text = "按名称、一句话、地点查找"
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "-pk")

    # ---- the list

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("line", "programme", "community", "became")

    def get_search_results(self, request, queryset, search_term):
        """Find events; for an entry that looks one up, contests alone."""
        if request.GET.get("model_name") == "contestentry":
            queryset = queryset.originals().contests()
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="预告", ordering="title")
    def named(self, event):
        return titled(event, self.change_url(event))

    @admin.display(description="日期", ordering="starts_on")
    def days(self, event):
        return event.spoken_days

    @admin.display(description="现在")
    def stands(self, event):
        if event.became_id:
            return "已办结"
        return event.state_at(timezone.localtime()).label

    @admin.display(description="社区", ordering="community__sort_key", empty_value="—")
    def where(self, event):
        return event.community

    # ---- the form

    def get_fieldsets(self, request, obj=None):
        """Return the parts of the form; capacity and registration, which act at once, are no part of a working copy."""
        if obj is not None and obj.is_copy:
            return self.content
        return (*self.content, self.places if obj is None or obj.is_editable else self.places_shown)

    def get_readonly_fields(self, request, obj=None):
        return ("capacity", "registration_said") if obj is not None and not obj.is_editable else ()

    @admin.display(description="报名时间")
    def registration_said(self, event):
        return event.spoken_registration or "不用报名"

    def with_rows(self, records):
        return super().with_rows(records).select_related("line", "programme").prefetch_related("hosts")

    def glance(self, record):
        return f"{record.line.short_name}，预告，{record.spoken_days}"

    def save_model(self, request, obj, form, change):
        """Save; what never was public takes its address from its title as that is now."""
        if "title" in form.changed_data and not obj.was_public and not obj.is_copy:
            obj.slug = ""
        super().save_model(request, obj, form, change)

    def missing_in(self, record):
        return missing_in_event(record)

    def get_changeform_initial_data(self, request):
        asked = {name: value for name, value in super().get_changeform_initial_data(request).items() if name in ("line", "programme", "community")}
        return {name: value for name, value in asked.items() if key_in(value) is not None}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"operations": self.operations_for(request, obj), "close_url": self.close_url_for(request, obj)}
        if obj is not None and obj.is_contest and not obj.is_copy:
            entries = reverse("admin:events_contestentry_changelist")
            context |= {"entries_url": f"{entries}?contest={obj.pk}", "entries": obj.entries.originals().count()}
            if request.user.has_perm("events.add_contestentry"):
                context["entry_add_url"] = f"{reverse('admin:events_contestentry_add')}?event={obj.pk}"
        return super().render_change_form(request, context, add, change, form_url, obj)

    def main_act_of(self, request, record, acts):
        """Put closing first where an event is over."""
        url = self.close_url_for(request, record)
        return (CLOSE, url) if url else super().main_act_of(request, record, acts)

    # ---- addresses beside the form

    def get_urls(self):
        return [path("next-number/", self.admin_site.admin_view(require_safe(self.next_number_view)), name="events_event_next-number"), *super().get_urls()]

    def next_number_view(self, request):
        """Propose to those who enter what follows from a programme: its line, the number that its next event would bear, and a title."""
        if not may_edit(request.user):
            raise PermissionDenied
        programme = Programme.objects.filter(pk=key_in(request.GET.get("programme", ""))).first()
        return JsonResponse(proposed(programme, next_number(programme)) if programme else {})
