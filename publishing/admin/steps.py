"""Single steps on a row of a list, such as switching a link off: a page that says what will happen and asks why, a word when it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from ..refusals import Refused
from .asking import ReasonForm, typed_before


@dataclass(frozen=True)
class Step:
    """One step: on what it fits, what it says, and the service that does it (with `reason` where it asks for one)."""

    slug: str
    label: str
    service: Callable
    fits: Callable
    says: str
    done: str
    asks_reason: bool = False
    needs_care: bool = False


class StepsMixin:
    """A list whose rows offer steps to whoever may change them, and are not edited otherwise."""

    steps: tuple[Step, ...] = ()

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        mine = [
            path(f"<int:pk>/{step.slug}/", self.admin_site.admin_view(partial(self.step_view, step=step)), name=f"{info}_{step.slug}") for step in self.steps
        ]
        return mine + super().get_urls()

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return (*shown, "steps_shown") if self.may_step(request) else shown

    def may_step(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @property
    def list_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def step_url(self, step, row):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{step.slug}", args=[row.pk])

    def steps_shown(self, row):
        for step in self.steps:
            if step.fits(row):
                return format_html('<a href="{}">{}</a>', self.step_url(step, row), step.label)
        return "—"

    steps_shown.short_description = "操作"

    def step_view(self, request, pk, step):
        if not self.may_step(request):
            raise PermissionDenied
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404("没有这一行")
        if not step.fits(row):
            messages.warning(request, f"“{row}”现在不能{step.label}。")
            return redirect(self.list_url)
        form = ReasonForm(request.POST if request.method == "POST" else None, asked=step.asks_reason, initial=typed_before(request, "reason"))
        if request.method == "POST" and form.is_valid():
            words = {"reason": form.cleaned_data["reason"]} if step.asks_reason else {}
            try:
                step.service(row, by=request.user, **words)
                messages.success(request, f"“{row}”{step.done}")
            except Refused as refusal:
                messages.error(request, str(refusal))
            return redirect(self.list_url)
        context = self.admin_site.each_context(request) | {
            "title": f"{step.label}：{row}",
            "opts": self.opts,
            "act": step,
            "form": form,
            "row": row,
            "back_url": self.list_url,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/publishing/step.html", context)
