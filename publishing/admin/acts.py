"""The verbs of publishing as staff meet them: a button, a page that says what will happen and asks why, a word when it is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from .. import services
from ..models import Publishable, State
from ..services import Refused
from .asking import ReasonForm, is_home, typed_before, withdraw_form
from .kept import KeptAdmin


def never(record):
    return False


def always(record):
    return True


@dataclass(frozen=True)
class Act:
    """One verb: who may (`permission`), on what (`fits`), what it asks and says, and the service that does it."""

    slug: str
    label: str
    service: Callable
    permission: str
    fits: Callable[[Publishable], bool]
    says: str
    done: str
    asks_reason: Callable[[Publishable], bool] = field(default=never)
    needs_care: bool = False
    counts: str = ""  # what it does to the numbers, said of records that have some
    asks_home: bool = False

    def says_of(self, record):
        """Return what the page says before the verb is done to this record."""
        return f"{self.says}{self.counts}" if record.settlement else self.says


WAITING = (State.DRAFT, State.RETURNED, State.WITHDRAWN)
SUBMIT = Act(
    "submit", "提交", services.submit, "change", lambda record: record.state in WAITING, "提交以后由终审发布；发布前还可以修改。", "已提交，等终审发布。"
)
PUBLISH = Act(
    "publish",
    "发布",
    services.publish,
    "publish",
    lambda record: record.is_editable and not record.is_copy,
    "发布以后公众马上能看到。发布过的内容不能直接改，要改须修订。",
    "已发布。",
    asks_reason=lambda record: record.was_public,
    counts="数字计入合计。",
)
REPLACE = Act(
    "replace",
    "发布修订",
    services.replace,
    "publish",
    lambda record: record.is_editable and record.is_copy,
    "发布以后，修订稿的内容换下原来的内容，网址不变。",
    "修订已发布。",
    counts="数字有变动的，依据页写明更正。",
)
SEND_BACK = Act(
    "send-back",
    "退回",
    services.send_back,
    "publish",
    lambda record: record.state == State.THIRD,
    "退回给录入的人修改。请写明哪里要改。",
    "已退回。",
    asks_reason=always,
)
REVISE = Act(
    "revise",
    "修订",
    services.revise,
    "change",
    lambda record: record.is_public and getattr(record, "working_copy", None) is None,
    "先做一份修订稿，公众看到的内容不变；修订稿发布以后一次换过来。",
    "的修订稿已经备好。改好后提交，由终审发布。",
    asks_reason=always,
    counts="数字有变动的，理由会写在更正说明里。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回",
    services.withdraw,
    "publish",
    lambda record: record.is_public,
    "撤回以后公众马上看不到，原网址写明“已撤回”；写了移至哪里的，原网址转到那里。",
    "已撤回。",
    asks_reason=always,
    needs_care=True,
    counts="数字退出合计，理由会写在更正说明里。",
    asks_home=True,
)
DISCARD = Act(
    "discard", "放弃修订", services.discard, "change", lambda record: record.is_copy, "删去这份修订稿，公众看到的内容不变。", "已放弃修订。", needs_care=True
)
ACTS = (SUBMIT, PUBLISH, REPLACE, SEND_BACK, REVISE, WITHDRAW, DISCARD)


class PublishableAdmin(KeptAdmin):
    """An admin of records that become public: read-only once they are, changed through a working copy, deleted only if they never were."""

    acts = ACTS
    act_template = "admin/publishing/act.html"

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        mine = [path(f"<int:pk>/{act.slug}/", self.admin_site.admin_view(partial(self.act_view, act=act)), name=f"{info}_{act.slug}") for act in self.acts]
        return mine + super().get_urls()

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable or getattr(request, "came_late", False))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Let nothing typed be lost where the record became public while its form was open: show it again, and say why it was not saved."""
        record = self.get_object(request, object_id) if request.method == "POST" and object_id else None
        if record is not None and not record.is_editable and super().has_change_permission(request):
            request.came_late = True
            request.refused = f"没有保存：这条记录现在是“{record.get_state_display()}”，不能直接改。要改请先“修订”，再把下面填的内容抄过去。"
        return super().changeform_view(request, object_id, form_url, extra_context)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not (obj.was_public or obj.is_public or obj.is_copy))

    def may(self, request, act):
        return request.user.has_perm(f"{self.opts.app_label}.{act.permission}_{self.opts.model_name}")

    def acts_for(self, request, record):
        """Return the verbs that this user may use on this record now, each with its address."""
        return [(act, self.act_url(act, record)) for act in self.acts if act.fits(record) and self.may(request, act)]

    def act_url(self, act, record):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{act.slug}", args=[record.pk])

    def change_url(self, record):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def perform(self, request, act, record, **asked):
        """Do what was asked and return the record to show next, or None where it was refused; either way the user is told."""
        try:
            result = act.service(record, by=request.user, **asked)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return None
        except IntegrityError:
            messages.error(request, f"没有{act.label}：同一时间有别人在改，或者已经有一条同样的。请核对后再试。")
            return None
        messages.success(request, f"“{record}”{act.done}")
        return result

    def act_view(self, request, pk, act):
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404("没有这一条")
        if not self.may(request, act):
            raise PermissionDenied
        if act is REVISE and (copy := getattr(record, "working_copy", None)):
            messages.warning(request, f"“{record}”已经有一份修订稿，请接着改这一份。")
            return redirect(self.change_url(copy))
        if not act.fits(record):
            messages.warning(request, f"“{record}”现在是“{record.get_state_display()}”，不能{act.label}。")
            return redirect(self.change_url(record))
        before = typed_before(request, "reason", *record.homes)
        form = self.act_form(act, record)(request.POST if request.method == "POST" else None, asked=act.asks_reason(record), initial=before)
        if request.method == "POST" and form.is_valid():
            result = self.perform(request, act, record, **form.asked())
            return redirect(self.change_url(result or record))
        context = {
            **self.admin_site.each_context(request),
            "title": f"{act.label}：{record}",
            "opts": self.opts,
            "record": record,
            "act": act,
            "says": act.says_of(record),
            "form": form,
            "back_url": self.change_url(record),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.act_template, self.act_context(request, act, record, context))

    def act_form(self, act, record):
        """Return the form that asks what a verb must know."""
        return withdraw_form(record, self.admin_site) if act.asks_home else ReasonForm

    def act_context(self, request, act, record, context):
        """Return what the page of a verb shows; subclasses add what publishing will do."""
        return context

    def get_search_results(self, request, queryset, search_term):
        """Offer, where a record is chosen for another form, no working copies; and only what is public as the place another one moved to."""
        queryset, distinct = super().get_search_results(request, queryset, search_term)
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.published() if is_home(request.GET) else queryset.originals()
        return queryset, distinct
