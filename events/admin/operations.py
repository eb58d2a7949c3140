"""What acts at once on a public event, without review: its capacity, its registration window, calling it off, closing it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from publishing.admin.acts import Act, always
from publishing.services import Refused

from .. import services
from ..closing import asked_of
from ..enums import EventState
from ..forms import CapacityFields, CloseForm, RegistrationFields


def goes_ahead(event):
    return event.is_public and not event.is_cancelled and not event.became_id


def may_be_closed(event):
    return goes_ahead(event) and event.state_at(timezone.localtime()) == EventState.OVER


CANCEL = Act(
    "cancel",
    "取消活动",
    services.cancel,
    "change",
    goes_ahead,
    "取消以后，公开页面马上写明“已取消”和原因，日历里也标为取消；网址不变，不用再审。写错了可以恢复。",
    "已取消，公开页面已写明原因。",
    asks_reason=always,
    needs_care=True,
)
RESTORE = Act(
    "restore",
    "恢复举办",
    services.restore,
    "change",
    lambda event: event.is_public and event.is_cancelled,
    "恢复以后，公开页面不再写“已取消”。改了日期的，请另外修订。",
    "已恢复。",
)


@dataclass(frozen=True)
class Page:
    """One page that asks for values and acts at once: its form, what it says, what it begins with, and what it does with the form's answer."""

    slug: str
    label: str
    form: type[forms.Form]
    says: str
    initial: Callable = lambda event: {}
    act: Callable | None = None


CAPACITY = Page(
    "capacity",
    "改名额",
    CapacityFields,
    "改好马上生效，不用再审。不限名额的，清空。",
    lambda event: {"capacity": event.capacity},
    lambda event, form, by: services.set_capacity(event, capacity=form.cleaned_data["capacity"], by=by),
)
REGISTRATION = Page(
    "registration",
    "改报名时间",
    RegistrationFields,
    "改好马上生效，不用再审。不用报名的，全部清空。",
    RegistrationFields.initial_of,
    lambda event, form, by: services.set_registration(event, opens_at=form.opens_at, closes_at=form.closes_at, by=by),
)
PAGES = (CAPACITY, REGISTRATION)
#: Has a view of its own, since it leads to another record.
CLOSE = Page("close", "办结", CloseForm, "办结以后变成一条活动，名称、日期、单位都带过去，数字算好，不用重填。")


def with_helper(form):
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    return form


class OperationsMixin:
    """The pages beside an event's form that act at once."""

    def get_urls(self):
        def route(slug, view):
            return path(f"<int:pk>/{slug}/", self.admin_site.admin_view(view), name=f"events_event_{slug}")

        pages = [route(page.slug, partial(self.page_view, page=page)) for page in PAGES]
        return [*pages, route(CLOSE.slug, self.close_view), *super().get_urls()]

    def operations_for(self, request, event):
        """Return what this user may do at once on this event, each with its address."""
        if event is None or not goes_ahead(event) or not request.user.has_perm("events.change_event"):
            return []
        return [(page.label, reverse(f"admin:events_event_{page.slug}", args=[event.pk])) for page in PAGES]

    def close_url_for(self, request, event):
        """Return where this user may close this event, None where it cannot be closed (yet)."""
        may = request.user.has_perm("events.change_event") and request.user.has_perm("actions.add_activity")
        if event is not None and request.method == "POST":  # a refused form has left its blanks on the row at hand
            event = self.get_object(request, str(event.pk))
        return reverse("admin:events_event_close", args=[event.pk]) if event and may and may_be_closed(event) else None

    def _asked_for(self, request, pk, *permissions):
        if not all(request.user.has_perm(permission) for permission in permissions):
            raise PermissionDenied
        return self.get_object(request, str(pk))

    def _shown(self, request, event, form, template, **context):
        common = {**self.admin_site.each_context(request), "opts": self.opts, "record": event, "form": with_helper(form), "back_url": self.change_url(event)}
        return TemplateResponse(request, template, common | {"media": self.media} | context)

    def page_view(self, request, pk, page):
        event = self._asked_for(request, pk, "events.change_event")
        if event is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if not goes_ahead(event):
            messages.warning(request, f"“{event}”现在不能{page.label}。")
            return redirect(self.change_url(event))
        form = page.form(request.POST if request.method == "POST" else None, initial=page.initial(event))
        if request.method == "POST" and form.is_valid():
            try:
                page.act(event, form, request.user)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"“{event}”已{page.label}，公开页面已更新。")
                return redirect(self.change_url(event))
        return self._shown(request, event, form, "admin/publishing/act.html", act=page, title=f"{page.label}：{event}")

    def close_view(self, request, pk):
        """Show what an event that is over would become, ask for what only people can tell; make it an activity and lead there."""
        event = self._asked_for(request, pk, "events.change_event", "actions.add_activity")
        if event is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if event.became_id:
            messages.warning(request, f"“{event}”已经办结过了。")
            return redirect(self.change_url(event))
        if not may_be_closed(event):
            messages.warning(request, f"“{event}”还不能办结：要已发布、没有取消，并且已经结束。")
            return redirect(self.change_url(event))
        form = CLOSE.form(request.POST if request.method == "POST" else None, asked=asked_of(event))
        if request.method == "POST" and form.is_valid():
            try:
                activity = services.close(event=event, figures=form.figures, by=request.user)
            except Refused as refusal:
                messages.error(request, str(refusal))
                return redirect(self.change_url(event))
            messages.success(request, f"“{event}”已办结为活动草稿，不用重填。补上照片、人员，就可以提交。")
            return redirect("admin:actions_activity_change", activity.pk)
        hosts = event.hosts.select_related("unit").order_by("position", "pk")
        return self._shown(request, event, form, "admin/events/event/close.html", title=f"办结：{event}", hosts=hosts)
