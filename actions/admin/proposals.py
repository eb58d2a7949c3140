"""Proposals as staff enter, find, submit, publish and revise them."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.html import format_html, format_html_join

from members.admin.names import NamesView, basis_with_withdrawal, with_names
from publishing.admin import EntryAdmin, KeptInline
from publishing.admin.filters import Choice, MineFilter, StateFilter
from publishing.formsets import RowFormSet
from publishing.keys import key_in

from ..enums import OutcomeKind, ProposalKind
from ..missing import missing_in_proposal
from ..models import Proposal, ProposalAuthor, ProposalOutcome
from ..proposal_forms import AuthorForm, AuthorFormSet, OutcomeForm, ProposalForm
from .filters import LineFilter
from .titles import titled


class AuthorRows(KeptInline):
    model, form, formset = ProposalAuthor, AuthorForm, AuthorFormSet
    autocomplete_fields = ("member", "unit")
    verbose_name_plural = "谁提的"
    add_text = "＋ 再加一个"
    advice = "会员和单位从名单里选，一行一个。会员的姓名凭会员页上登记的依据公开，没有登记的凭这里写的依据；单位不用依据。"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def get_queryset(self, request):
        return with_names(super().get_queryset(request).select_related("member", "unit"))

    def get_fields(self, request, obj=None):
        return super().get_fields(request, obj) if self.has_change_permission(request, obj) else ("who", "basis_said")

    def get_readonly_fields(self, request, obj=None):
        self.may_withdraw = request.user.has_perm("actions.change_proposal")
        return () if self.has_change_permission(request, obj) else ("who", "basis_said")

    @admin.display(description="提出人")
    def who(self, author):
        return author.member or author.unit

    @admin.display(description="公开依据")
    def basis_said(self, author):
        return "单位，公开" if author.unit else basis_with_withdrawal(author, "admin:actions_proposal_name", self.may_withdraw)


class OutcomeRows(KeptInline):
    model, form, formset = ProposalOutcome, OutcomeForm, RowFormSet
    verbose_name_plural = "有了什么结果"
    add_text = "＋ 再加一个结果"
    advice = "采用、批示、报道、刊发、获奖、发言各写一行，写明由谁、哪一级、哪天、见于何处。不写个人姓名。"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


class OutcomeFilter(Choice):
    title, parameter_name = "结果", "outcome"

    def lookups(self, request, model_admin):
        return [*OutcomeKind.choices, ("none", "还没有结果"), ("unsourced", "结果没写出处")]

    def narrow(self, queryset, value):
        if value == "none":
            return queryset.filter(outcomes=None)
        rows = ProposalOutcome.objects.unsourced() if value == "unsourced" else ProposalOutcome.objects.filter(kind=value)
        return queryset.filter(pk__in=rows.values("proposal"))


class FormFilter(Choice):
    title, parameter_name = "形式", "kind"

    def lookups(self, request, model_admin):
        return ProposalKind.choices


@admin.register(Proposal)
class ProposalAdmin(NamesView, EntryAdmin):
    form = ProposalForm
    names = ProposalAuthor
    inlines = (AuthorRows, OutcomeRows)
    fieldsets = (
        ("提了什么", {"fields": ("kind", "line", "title"), "classes": ("what",)}),
        ("何时交给谁", {"fields": (("submitted_on", "precision", "addressee"),), "classes": ("when",)}),
        ("内容", {"fields": ("summary", "text"), "classes": ("story",)}),
        ("出处", {"fields": (("source", "contributor", "editor"),), "classes": ("source",)}),
    )
    order = (0, 1, AuthorRows, OutcomeRows, 2, 3)
    advice = ("选行动，写题目和提出的日期，就能保存。", "结果一行一个，可以以后再补；发布以后补结果走修订。")

    list_display = ("named", "state_words", "day", "results", "changed")
    list_filter = (StateFilter, LineFilter, FormFilter, OutcomeFilter, MineFilter)
    search_fields = ("title", "summary", "addressee", "source")
    search_help_text = "按题目、呈送、来源查找"
    ordering = ("-submitted_on", "-pk")

    def get_queryset(self, request):
        queryset = super().get_queryset(request).select_related("line")
        return queryset.prefetch_related("outcomes") if self.is_list(request) else queryset

    def get_changeform_initial_data(self, request):
        asked = super().get_changeform_initial_data(request)
        return {name: value for name, value in asked.items() if name == "line" and key_in(value) is not None}

    @admin.display(description="建言", ordering="title")
    def named(self, proposal):
        return titled(proposal, self.change_url(proposal))

    @admin.display(description="提出日期", ordering="submitted_on")
    def day(self, proposal):
        return proposal.spoken_day

    @admin.display(description="结果")
    def results(self, proposal):
        outcomes = sorted(proposal.outcomes.all(), key=lambda outcome: (outcome.position, outcome.pk))
        stated = format_html_join("", '<span class="said-in-list">{} {}</span>', ((outcome.get_kind_display(), outcome.by_whom) for outcome in outcomes))
        return stated or format_html('<span class="soft">{}</span>', "还没有结果")

    def with_rows(self, records):
        authors = Prefetch("authors", with_names(ProposalAuthor.objects.all()))
        return super().with_rows(records).select_related("line").prefetch_related(authors, "outcomes")

    def glance(self, record):
        return f"建言，{record.spoken_day}，{len(record.outcomes.all())}个结果"

    def missing_in(self, record):
        return missing_in_proposal(record)
