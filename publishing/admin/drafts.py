"""Forms of the admin that are kept while somebody types, and that stand filled in again when they are opened the next time."""

import json
from functools import partial
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.helpers import AdminErrorList
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.forms.utils import ErrorDict
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse

from .. import carrying, drafts
from ..keys import key_in
from ..models import FormDraft
from ..refusals import Refused

SEEN = "_draft"  # the field in which a form says which serials its window has seen
MOST_SERIALS = 500  # that a message names as seen


class DraftsMixin:
    """What is typed into the forms of this admin is kept for who typed it; `keeps_drafts` says whether."""

    keeps_drafts = True

    def add_view(self, request, form_url="", extra_context=None):
        request.draft_key = (self._asked_form(request), 0)
        return self._with_what_was_typed(request, partial(super().add_view, request, form_url, extra_context))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        request.draft_key = (self.opts.label_lower, key_in(object_id)) if key_in(object_id) is not None else None
        return self._with_what_was_typed(request, partial(super().change_view, request, object_id, form_url, extra_context))

    def may_keep(self, request, record):
        """Whether this user may enter into such a form. What state the record is in now does not count: what is typed is kept, saving it is another thing."""
        if not self.keeps_drafts:
            return False
        return self.has_change_permission(request) if record else self.has_add_permission(request)

    def _asked_form(self, request):
        """Return the name under which a new form is kept: a new one that was asked for something (a copy, a summary) is another than a plain one."""
        asked = urlencode([(name, value) for name, value in request.GET.items() if not name.startswith("_")])
        name = f"{self.opts.label_lower}?{asked}" if asked else self.opts.label_lower
        return name if len(name) <= drafts.LONGEST_FORM else self.opts.label_lower

    def _with_what_was_typed(self, request, show):
        """Show a form; what was typed into it and not saved stands in it again, and nothing is saved."""
        carried = carrying.take_up(request)
        request.draft = self._draft_for(request)
        if carried is not None:
            request.refused = carried.words
        elif request.method == "GET" and request.draft and request.draft.fields:
            carried = request.typed_before = request.draft
        if carried is None:
            return show()
        carrying.as_sent(request, carried)
        with transaction.atomic():
            response = show()
            transaction.set_rollback(True)
        return response

    def _draft_for(self, request):
        if request.draft_key is None or not self.may_keep(request, request.draft_key[1]):
            return None
        form, record = request.draft_key
        return drafts.typed_into(form=form, record=record, by=request.user)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.only_shown = hasattr(request, "typed_before")
        return form

    def save_related(self, request, form, formsets, change):
        """Save the rows; in the same transaction what was kept of this form ends."""
        super().save_related(request, form, formsets, change)
        if getattr(request, "draft_key", None):
            name, record = request.draft_key
            drafts.settle(form=name, record=record, known=serials_in(request.POST.get(SEEN, "")), by=request.user)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if getattr(request, "draft_key", None) and self.may_keep(request, request.draft_key[1]):
            context["autosave"] = self._autosave(request)
        if draft := getattr(request, "typed_before", None):
            context["typed_before"] = draft
            context["empty_url"] = drafts.empty_beside(draft)
            only_what_matters(context)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _autosave(self, request):
        """Return what the page tells its script: where to send what is typed, whose it is, what lies there, and what this window has seen of it."""
        name, record = request.draft_key
        draft = request.draft
        sent = request.POST.get(SEEN, "") if request.method == "POST" and not hasattr(request, "typed_before") else None
        return {
            "url": f"{reverse('admin:drafts')}?{urlencode({'form': name, 'record': record})}",
            "key": f"{name} {record}",
            "serial": draft.serial if draft else 0,
            "seen": " ".join(map(str, serials_in(sent))) if sent is not None else str(draft.serial) if draft else "",
            "unsaved": sent is not None,
        }


def serials_in(text):
    """Return the serials that a form names; nothing for what is none."""
    return [int(part) for part in text.split()[:MOST_SERIALS] if part.isascii() and part.isdigit() and 0 < int(part) <= drafts.LAST_SERIAL]


def only_what_matters(context):
    """Take from a form that is only shown again whatever is wrong with half a form; that it cannot be saved any more, or was changed by another, stays."""
    form = context["adminform"].form
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    said = form.non_field_errors() if form.refused or form.conflict is not None else None
    for part in (form, *(row for formset in formsets for row in formset.forms)):
        part._errors = ErrorDict()
    for formset in formsets:
        formset._errors = [row._errors for row in formset.forms]
        formset._non_form_errors = formset.error_class()
    if said:
        form._errors[NON_FIELD_ERRORS] = said
    context["errors"], context["wrong"] = AdminErrorList(form, formsets), []


# ---- The address that a form sends to


def drafts_view(request):
    """Answer the script of a form: GET says who is signed in and with which token to go on, POST keeps what was typed, or drops it by the form's button."""
    if not (request.user.is_active and request.user.is_staff):
        return JsonResponse({"why": "登录已过期"}, status=401)
    name, record = asked_for(request)
    if request.method == "POST" and request.content_type != "application/json":
        return drop(request, name, record)
    if request.method == "POST":
        return keep(request, name, record)
    return JsonResponse({"user": request.user.pk, "token": get_token(request), "serial": serial_of(request, name, record)})


def asked_for(request):
    """Return the form and the record that an address names; 404 where this user may not enter there, or nothing is there."""
    label, mark, asked = request.GET.get("form", "")[: drafts.LONGEST_FORM].replace("\0", "").partition("?")
    record = key_in(request.GET.get("record", ""))
    try:
        desk = admin.site.get_model_admin(apps.get_model(label))
    except (LookupError, ValueError, NotRegistered):
        raise Http404("没有这张表") from None
    if record is None or not getattr(desk, "keeps_drafts", False) or not desk.may_keep(request, record):
        raise Http404("没有这张表")
    return f"{desk.opts.label_lower}{mark}{asked}", record


def keep(request, name, record):
    try:
        message = json.loads(request.body)
        owner, serial, known = message["owner"], message["serial"], message["known"]
        if not all(type(number) is int and 0 <= number <= drafts.LAST_SERIAL for number in (owner, serial, *known[:MOST_SERIALS])):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"why": "没有存上：送来的不是一张表。"}, status=400)
    if owner != request.user.pk:
        return JsonResponse({"why": "现在登录的是另一个账号"}, status=403)
    try:
        found = drafts.keep(form=name, record=record, fields=message.get("fields"), serial=serial, known=known[:MOST_SERIALS], by=request.user)
    except Refused as refusal:
        return JsonResponse({"why": str(refusal)}, status=400)
    if found is drafts.Kept.DONE:
        return JsonResponse({"kept": found})
    return JsonResponse({"kept": found, "serial": serial_of(request, name, record)}, status=409)


def serial_of(request, name, record):
    lying = drafts.typed_into(form=name, record=record, by=request.user)
    return lying.serial if lying else 0


def drop(request, name, record):
    """Drop what was typed into a form, as its button asks, and show the form without it."""
    gone = drafts.settle(form=name, record=record, known=serials_in(request.POST.get(SEEN, "")), by=request.user)
    if gone:
        messages.success(request, "刚才填的没有保存，已经删去。")
    else:
        messages.warning(request, "没有删去：另一个窗口里又填了新的，下面是那边填的。")
    model = apps.get_model(name.partition("?")[0])
    if record and not model._default_manager.filter(pk=record).exists():
        return redirect("admin:index")
    return redirect(drafts.address_of(FormDraft(form=name, record=record)))
