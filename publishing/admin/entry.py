"""A record as it is entered: a whole form with its rows saved in one go, handed in or published by the same button, listed with where it stands."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from ..origins import origins_of
from ..services import record_saved
from .acts import PUBLISH, REPLACE, REVISE, SUBMIT, PublishableAdmin

SAVE_AND = {"_submit": SUBMIT, "_publish": PUBLISH}


class EntryAdmin(PublishableAdmin):
    """An admin of records that staff enter with all that hangs on them.

    Subclasses say their form, rows (`inlines`) and `order`: which parts of the page follow each other, fieldsets by place, rows by their class;
    what a record lacks (`missing_in`), and what the panel tells whoever starts (`advice`). The workbench takes up every such admin: it counts its
    records, and lists those to go on with by what `glance` and `line_of` say, for which `with_rows` brings what they and `missing_in` need.
    """

    change_form_template = "admin/publishing/entry/change_form.html"
    order: tuple = ()
    advice: tuple[str, ...] = ("写上必填的几样，就能保存。", "其余的可以以后再补，保存后这里会写明还差什么。")
    list_display_links = None

    # ---- the list

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("working_copy", "revises", "created_by", "changed_by")

    def is_list(self, request):
        """Whether rows are fetched to be listed, so that what a row shows is brought along."""
        return request.resolver_match.url_name.endswith("_changelist")

    @admin.display(description="状态", ordering="state")
    def state_words(self, record):
        words = record.get_state_display()
        if record.is_copy:
            return format_html('<span class="state state--copy">修订中·{}</span>', words)
        copy = getattr(record, "working_copy", None)
        revising = format_html(' <a class="tag" href="{}">有修订稿</a>', self.change_url(copy)) if copy else ""
        return format_html('<span class="state state--{}">{}</span>{}', record.state, words, revising)

    @admin.display(description="改动", ordering="changed_at")
    def changed(self, record):
        at = date_format(localtime(record.changed_at), "Y-m-d H:i")
        return format_html('<span class="nowrap">{}</span><br><span class="nowrap">{}</span>', at, record.changed_by or record.created_by or "")

    # ---- the workbench

    def with_rows(self, records):
        """Bring the rows that the workbench looks at, in a number of queries that does not grow."""
        return records.select_related("created_by", "revises")

    def line_of(self, record):
        """Return the line that a record belongs to; None where it belongs to none."""
        return getattr(record, "line", None)

    def glance(self, record):
        """Return in a few words what a record is."""
        return self.opts.verbose_name

    # ---- the form

    def missing_in(self, record):
        """Return what a reader would miss on a record that `with_rows` brought: (in a word, in a sentence). It never stands in the way of saving."""
        return []

    def sections_of(self, context):
        """Return the parts of the page in their order, without those that this record has not."""
        fieldsets = list(context["adminform"])
        rows = {type(inline.opts): inline for inline in context["inline_admin_formsets"]}
        order = self.order or (*range(len(fieldsets)), *rows)
        parts = [part for part in order if (part < len(fieldsets) if isinstance(part, int) else part in rows)]
        return [{"fieldset": fieldsets[part]} if isinstance(part, int) else {"rows": rows[part]} for part in parts]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["sections"] = self.sections_of(context)
        context["acts"] = self.acts_for(request, obj) if obj else []
        context["main_act"] = self.main_act_of(request, obj, context["acts"])
        context["may_publish"] = self.may(request, PUBLISH)
        context["missing"] = self.missing_in(self.with_rows(self.model._default_manager.filter(pk=obj.pk)).first() or obj) if obj else None
        context["advice"] = self.advice
        context["origins"] = [(origin._meta.verbose_name, origin, self.url_of(origin)) for origin in origins_of(obj)] if obj else []
        if obj is not None and obj.revises_id:
            context["revised_url"] = self.change_url(obj.revises)
        if copy := getattr(obj, "working_copy", None):
            context["copy_url"] = self.change_url(copy)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def main_act_of(self, request, record, acts):
        """Return the verb that comes next on a public record, with its address: revising, where nothing is nearer."""
        return next((pair for pair in acts if pair[0] is REVISE), None)

    def url_of(self, record):
        """Return where staff see a record of any kind."""
        return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])

    # ---- saving, and what the button asks besides

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save; then, in a transaction of its own, submit or publish what was saved, so that nobody waits for another's locks while saving."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        saved = getattr(request, "saved", None)
        return self.go_on(request, saved) if saved is not None else response

    def save_model(self, request, obj, form, change):
        obj.save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.saved = record_saved(form.instance, by=request.user, created=not change)

    def response_add(self, request, obj, post_url_continue=None):
        """Leave the answer to `go_on`, after the saving."""
        return redirect("admin:index")

    def response_change(self, request, obj):
        return redirect("admin:index")

    def go_on(self, request, record):
        """Answer a saving: say so, do what the button asked besides, and lead to what comes next."""
        act = next((act for button, act in SAVE_AND.items() if button in request.POST), None)
        if act is PUBLISH and record.is_copy:
            act = REPLACE
        if act is None or not self.may(request, act):
            messages.success(request, format_html("“{}”已保存为草稿。{}", record, self.offer_after(request, record)))
            if "_addanother" in request.POST:
                return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add"))
            return redirect("admin:index" if "_save" in request.POST else self.change_url(record))
        if act.asks_reason(record):
            messages.success(request, f"“{record}”已保存。它公开过，再次发布要写明理由。")
            return redirect(self.act_url(act, record))
        result = self.perform(request, act, record)
        if result is None:
            messages.warning(request, f"“{record}”已保存，还没有{act.label}。")
        elif offer := self.offer_after(request, result):
            messages.info(request, offer)
        return redirect("admin:index" if act is SUBMIT and result else self.change_url(result or record))

    def offer_after(self, request, record):
        """Return what to go on with once a record is saved, as a link; nothing where nothing offers itself."""
        return ""
