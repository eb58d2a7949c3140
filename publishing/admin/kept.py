"""An admin whose every change is traced, in which nobody is overwritten, and which never answers with a fault."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import IntegrityError, models, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from .. import carrying
from ..forms import WORDS, DayField, DayInput, SeenForm, in_words
from ..formsets import KeptFormSet
from ..keys import key_in
from ..models import Publishable, Verb
from ..services import Refused
from ..trail import leave_trace
from .drafts import DraftsMixin
from .wrong import wrong_in

PLAIN = "_plain"  # what an address says where the browser runs no scripts: what is looked up otherwise then stands there to be chosen
MOST_IN_PLAIN = 300
FIELDS = {models.DateField: {"form_class": DayField, "widget": DayInput}}


def stock_words(field):
    """Return what a field of this kind says of errors where nobody has put it better."""
    return {code: words for kind in reversed(type(field).__mro__) for code, words in getattr(kind, "default_error_messages", {}).items()}


class Lookup(AutocompleteSelect):
    """A choice that is looked up; what no row can have as its key comes back as nothing chosen, where the stock widget falls over it.

    What is chosen is fetched for all rows of a page at once (`know`), not row by row.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {}  # shared by the copies that the rows of a page have

    def know(self, keys):
        """Fetch what these keys are called, in one query at most."""
        asked = {str(key) for key in keys if key_in(str(key)) is not None} - self.known.keys()
        if asked:
            self.known |= dict.fromkeys(asked)
            name = self.field.target_field.attname
            for row in self.choices.queryset.filter(**{f"{name}__in": asked}):
                self.known[str(getattr(row, name))] = self.choices.field.label_from_instance(row)

    def optgroups(self, name, value, attr=None):
        self.know(value)
        chosen = [str(key) for key in value if self.known.get(str(key)) is not None][:1]
        options = [("", ""), *((key, self.known[key]) for key in chosen)] if not self.is_required else [(key, self.known[key]) for key in chosen]
        return [(None, [self.create_option(name, key, label, key in chosen, place) for place, (key, label) in enumerate(options)], 0)]


class LooksUp:
    """What forms and the rows under them have in common: how another row is chosen, and how it is worded."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return plainly(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if issubclass(db_field.related_model, Publishable):
            kwargs.setdefault("queryset", db_field.related_model._default_manager.originals())
        if db_field.name not in self.get_autocomplete_fields(request):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        if PLAIN in request.GET:
            field = super().formfield_for_foreignkey(db_field, request, **{"widget": forms.Select()} | kwargs)
            rows = list(field.queryset.order_by(*self.admin_site.get_model_admin(db_field.related_model).get_ordering(request))[: MOST_IN_PLAIN + 1])
            if len(rows) <= MOST_IN_PLAIN:
                field.choices = [("", "请选择"), *((row.pk, field.label_from_instance(row)) for row in rows)]
                return field
        kwargs.setdefault("widget", Lookup(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def plainly(field):
    """Keep of the links beside a choice of another row only 「新增」, and say in words that nothing is chosen, or what is wrong."""
    if field is not None:
        field.error_messages |= {code: words for code, words in WORDS.items() if field.error_messages.get(code) == stock_words(field).get(code)}
    if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
        field.empty_label = "请选择"
    elif isinstance(field, forms.TypedChoiceField) and field.choices and field.choices[0][0] == "":
        field.choices = [("", "未填"), *field.choices[1:]]
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
    return field


class KeptAdmin(LooksUp, DraftsMixin, admin.ModelAdmin):
    """Every save and deletion leaves a trace in its transaction; the stock history, which keeps names, is not written."""

    form = SeenForm
    actions = None
    view_on_site = False
    show_full_result_count = False
    list_per_page = 50
    formfield_overrides = FIELDS

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form, or save it; what is refused only while saving comes back beside what was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            request.refused = str(refusal)
        except IntegrityError:
            request.refused = "没有保存：同一时间有别人在改，或者有两处重复。请核对后再保存一次。"
        for file in request.FILES.values():
            file.seek(0)
        with transaction.atomic():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        """Show the list; an address that asks for a day no calendar has leads to the whole list."""
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return redirect(request.path)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", "")
        return form

    def response_add(self, request, obj, post_url_continue=None):
        """Say that it is saved, and lead to the next one or to the list; a popup hands its row back as Django does."""
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, f"“{obj}”已保存。")
        page = "add" if "_addanother" in request.POST else "change" if "_continue" in request.POST else "changelist"
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", *([obj.pk] if page == "change" else []))

    def response_change(self, request, obj):
        return self.response_add(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if getattr(form, "conflict", None) is not None:
            context["conflict"] = [*form.conflict, *(row for inline in context["inline_admin_formsets"] for row in differences(inline.formset))]
        if add:
            context["title"] = f"新增{self.opts.verbose_name}"
        context["wrong"] = wrong_in(form, [inline.formset for inline in context["inline_admin_formsets"]]) if context["errors"] else []
        context["files_again"] = bool(request.FILES and context["errors"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term.replace("\0", "")[:100])

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        self.trace(request, obj, Verb.CHANGED if change else Verb.CREATED, form.changed_data)

    def delete_model(self, request, obj):
        self.trace(request, obj, Verb.DELETED)
        super().delete_model(request, obj)

    def trace(self, request, obj, verb, fields=()):
        leave_trace(verb=verb, subject=obj, by=request.user, fields=[name for name in fields if name != "seen"])

    def log_addition(self, request, obj, message):
        """Write no stock history: the trail has it."""

    log_change = log_addition

    def log_deletions(self, request, queryset):
        """Write no stock history: the trail has it."""

    def _in_words(self, typed):
        """Return what was typed under the names that the form shows, without what was chosen from lists, which is sent as a code."""
        fields = {field.name: field for kind in (*(inline.model for inline in self.inlines), self.model) for field in kind._meta.fields}
        named = [(fields.get(name.rpartition("-")[2]), name, value) for name, value in typed]
        return [(field.verbose_name if field else name, value) for field, name, value in named if field is None or not (field.is_relation or field.choices)]

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Answer 404 for what is not there, and in the same words for what is another's; what was typed for it is listed, so that it can be copied."""
        typed = self._in_words(carrying.typed_in(request))
        if not typed:
            raise Http404("没有这一条")
        context = self.admin_site.each_context(request) | {
            "title": "刚才填的内容",
            "fields": typed,
            "why": "没有保存：这一条已经被别人删除了。要留的内容先抄下来，再到列表里新增一条。",
            "path": reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"),
            "back": "回到列表",
            "kept": self._autosave(request) if getattr(request, "typed_before", None) else None,
        }
        return TemplateResponse(request, "admin/carried.html", context, status=404)

    def history_view(self, request, object_id, extra_context=None):
        raise Http404("历史看留痕")


class KeptInline(LooksUp, admin.StackedInline):
    """Rows under a form, allowed to whoever may change the form itself."""

    formset = KeptFormSet
    template = "admin/rows.html"
    formfield_overrides = FIELDS
    ordering = ("position", "pk")
    heads = ""  # the heading that these rows begin, where others follow under it
    under = ""  # the heading that they stand under
    add_text = "＋ 再加一行"

    def _parent_allows(self, request, obj):
        parent = self.admin_site.get_model_admin(self.parent_model)
        return parent.has_change_permission(request, obj) if obj else parent.has_add_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_or_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self._parent_allows(request, obj)

    has_change_permission = has_delete_permission = has_add_permission


def differences(formset):
    """Return what differs between rows typed and rows as they are now: (label, now, typed)."""
    name = formset.model._meta.verbose_name
    posted = {form.instance.pk for form in formset.initial_forms}
    for place, form in enumerate(formset.forms, 1):
        for field in form.changed_data:
            if field in form.fields and not form.fields[field].widget.is_hidden and field != "DELETE":
                typed = getattr(form, "cleaned_data", {}).get(field, form.data.get(form.add_prefix(field), ""))
                yield f"{name} 第{place}行 {form.fields[field].label}", in_words(form.initial.get(field)), in_words(typed)
    for row in formset.get_queryset():
        if row.pk not in posted:
            yield name, str(row), "（你打开时还没有，会保留）"
