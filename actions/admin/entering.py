"""What the activity form is told while somebody types: how a figure is read, the next number, what the totals will do, what may be there already."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from members.roles import may_edit
from publishing.keys import key_in

from .. import services
from ..answering import has_answers, questions
from ..attention import overlaps_of, summary_holding
from ..copying import copied_from
from ..enums import Kind
from ..forms import read_figure, sureness
from ..missing import lacking, twins_of
from ..models import Activity, Indicator, Programme
from ..numbering import next_number, proposed
from ..preview import effects_of
from ..sketch import sketch_of

ASKED = ("kind", "line", "programme", "community", "pairing")
PANEL = "admin/actions/activity/panel.html"


def enterers_only(view):
    """Refuse whoever may not enter activities."""

    def asked(request):
        if not may_edit(request.user):
            raise PermissionDenied
        return view(request)

    return asked


class EnteringView:
    """Addresses beside the form, none of which writes anything; and what is kept with the record when the form is saved."""

    def get_urls(self):
        views = {
            "read": require_safe(enterers_only(self.read_view)),
            "next-number": require_safe(enterers_only(self.next_number_view)),
            "preview": require_POST(enterers_only(self.preview_view)),
        }
        mine = [path(f"{name}/", self.admin_site.admin_view(view), name=f"actions_activity_{name}") for name, view in views.items()]
        return [*mine, *super().get_urls()]

    def read_view(self, request):
        """Read a figure back while it is typed: as it will be said, or how to write it."""
        indicator = Indicator.objects.filter(pk=key_in(request.GET.get("indicator", ""))).first()
        said = request.GET.get("said", "")[:200]
        if indicator is None or not said.strip():
            return JsonResponse({})
        try:
            quantity = read_figure(said, indicator)
        except ValidationError as error:
            return JsonResponse({"error": error.messages[0]})
        return JsonResponse({"spoken": quantity.spoken, "sureness": sureness(quantity)})

    def next_number_view(self, request):
        """Propose what follows from a programme: its line, and where it is numbered the next number and a title."""
        programme = Programme.objects.filter(pk=key_in(request.GET.get("programme", ""))).first()
        return JsonResponse(proposed(programme, next_number(programme)) if programme else {})

    def preview_view(self, request):
        """Say what the form as it stands lacks, would do to the totals, and may repeat."""
        record = self.record_in(request)
        panel = self.panel_of(request, sketch_of(request.POST.dict(), record))
        return JsonResponse({"panel": render_to_string(PANEL, panel, request), "said": said_of(panel), "hint": hint_of(panel)})

    def record_in(self, request):
        """Return the saved record that the form is of; None of a new one."""
        key = request.GET.get("record", "")
        if not key:
            return None
        record = Activity.objects.select_related("revises").filter(pk=key_in(key)).first()
        if record is None or not record.is_editable:
            raise Http404("没有这一条")
        return record

    def panel_of(self, request, sketch):
        """Return what the panel beside the form shows of a form that is being filled in."""
        activity, figures = sketch.activity, sketch.figures if sketch.is_placed else []
        asked = list(questions(activity, overlaps_of(activity, figures), request.POST)) if figures else []
        return {
            "blocking": sketch.wrong,
            "missing": lacking(activity, sketch.figures, sketch.photos, sketch.people, today=timezone.localdate()),
            "effects": effects_of(activity, figures, [question.choice for question in asked if question.is_new]),
            "questions": asked,
            "holding": summary_holding(activity, figures),
            "twins": twins_of(activity) if activity.line_id else [],
            "may_answer": True,
        }

    def panel_of_saved(self, record):
        """Return the same of a record as it is saved, but for what it lacks, which the page knows already."""
        figures = list(record.figures.select_related("activity", "indicator").order_by("position", "pk"))
        return {
            "effects": effects_of(record, figures),
            "questions": list(questions(record, overlaps_of(record, figures), {})),
            "holding": summary_holding(record, figures),
            "twins": twins_of(record),
            "may_answer": record.is_editable,
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if request.method == "POST":
            record = Activity.objects.select_related("revises").filter(pk=obj.pk).first() if obj else None
            panel = self.panel_of(request, sketch_of(request.POST.dict(), record))
        else:
            panel = self.panel_of_saved(obj) if obj else {}
        response.context_data |= panel
        return response

    # ---- a new one from another

    def get_changeform_initial_data(self, request):
        copied = self.copied_in(request)
        if copied:
            return copied.fields
        asked = {name: value for name, value in super().get_changeform_initial_data(request).items() if name in ASKED}
        return {name: value for name, value in asked.items() if (value in Kind.values if name == "kind" else key_in(value) is not None)}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        copied = self.copied_in(request)
        rows = {"initial": copied.rows[prefix]} if copied and prefix in copied.rows else {}
        return super().get_formset_kwargs(request, obj, inline, prefix) | rows

    def copied_in(self, request):
        """Return what a new form begins with from the record that its address names; None where it names none, or where a form was sent."""
        if request.method != "GET" or not request.resolver_match.url_name.endswith("_add"):
            return None
        if not hasattr(request, "copied"):
            origin = Activity.objects.select_related("programme").filter(pk=key_in(request.GET.get("copy", ""))).first()
            request.copied = copied_from(origin) if origin else None
        return request.copied

    def copy_url(self, activity):
        return f"{reverse('admin:actions_activity_add')}?copy={activity.revises_id or activity.pk}"

    def offer_after(self, request, record):
        return format_html('<a href="{}">复制为新活动</a>', self.copy_url(record)) if self.has_add_permission(request) else ""

    # ---- saving

    def save_related(self, request, form, formsets, change):
        """Save; then keep the answers on overlaps that were given beside the form, in the same transaction."""
        super().save_related(request, form, formsets, change)
        if has_answers(request.POST):
            for question in questions(request.saved, overlaps_of(request.saved), request.POST):
                if question.is_new:
                    services.answer_on_draft(
                        draft=request.saved,
                        other=question.other,
                        indicators=[question.pair.indicator],
                        counts_both=question.chosen,
                        by=request.user,
                    )


def hint_of(panel):
    """Return what is still to do before the form can be saved; nothing where it can."""
    return f"再改{len(panel['blocking'])}处就能保存。" if panel["blocking"] else ""


def said_of(panel):
    """Return in one sentence what the panel says, for who does not see it change."""
    parts = [f"{effect.indicator}{effect.period.label}{'不变' if effect.is_unchanged else f'变为{effect.after}'}" for effect in panel["effects"][:3]]
    repeats = len(panel["questions"]) + len(panel["twins"])
    return "，".join([*parts, *([f"可能重复{repeats}处"] if repeats else []), *([hint_of(panel)] if panel["blocking"] else [])])
