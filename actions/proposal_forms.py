"""A proposal as it is entered: what was advised, by whom, to whom, what came of it."""

from django import forms
from django.utils import timezone

from members.basis import BASIS_FIELDS, BasisForm
from publishing.forms import SeenForm
from publishing.formsets import RowForm, RowFormSet

from .enums import ProposalKind
from .forms import LineChoiceField, PrecisionField, Switch, start_of
from .models import Proposal, ProposalAuthor, ProposalOutcome


def refuse_days_to_come(form, name):
    """Say beside the field that a day, month or year has not come yet: what is recorded here has happened."""
    day = form.cleaned_data.get(name)
    if day and start_of(day, form.cleaned_data.get("precision")) > timezone.localdate():
        form.add_error(name, f"{day}还没有到，请核对。")


class ProposalForm(SeenForm):
    kind = forms.ChoiceField(label="这是", choices=ProposalKind.choices, widget=Switch, initial=ProposalKind.PROPOSAL)
    line = LineChoiceField()
    precision = PrecisionField()

    class Meta:
        model = Proposal
        fields = "__all__"
        error_messages = {
            "title": {"required": "写上题目，例如：《关于建设儿童友好型城市的建议》。"},
            "submitted_on": {"required": "写上哪一天提出的，例如2022-07-09。只知道年份的，写那一年里所知的最后一天。"},
        }

    def clean(self):
        cleaned = super().clean()
        refuse_days_to_come(self, "submitted_on")
        return cleaned


class AuthorForm(BasisForm, RowForm):
    class Meta:
        model = ProposalAuthor
        fields = ("member", "unit", *BASIS_FIELDS)

    def clean(self):
        if self.cleaned_data.get("unit") and not self.cleaned_data.get("member"):
            self.cleaned_data |= {"basis": "", "published_in": "", "published_on": None, "consent_version": "", "consent_on": None}  # a unit needs none
        cleaned = super().clean()
        member, unit = cleaned.get("member"), cleaned.get("unit")
        if "member" not in self.errors and "unit" not in self.errors:
            if member and unit:
                self.add_error("unit", "会员和单位只选一个；都提了的，分两行写。")
            elif not member and not unit:
                self.add_error("member", "选一位会员，或者选一个单位。")
        return cleaned


class AuthorFormSet(RowFormSet):
    def clean(self):
        super().clean()
        stated = set()
        for form in self.kept_forms():
            for name in ("member", "unit"):
                who = form.cleaned_data.get(name)
                if who and (name, who.pk) in stated:
                    form.add_error(name, f"“{who}”上面已经写过。")
                stated.add((name, who and who.pk))

    def save(self, commit=True):
        """Enter rows anew whose author changed, so that two rows may change places."""
        moved = [form for form in self.initial_forms if {"member", "unit"} & set(form.changed_data) and form.instance.pk and form not in self.deleted_forms]
        self.model.objects.filter(pk__in=[form.instance.pk for form in moved]).delete()
        return super().save(commit)


class OutcomeForm(RowForm):
    precision = PrecisionField()
    url = forms.URLField(label="网址", required=False, max_length=300, assume_scheme="https", error_messages={"invalid": "网址不对，写作 https://… 的样子。"})

    class Meta:
        model = ProposalOutcome
        fields = ("kind", "by_whom", "level", "happened_on", "precision", "source", "note", "url")
        error_messages = {"kind": {"required": "选一种结果，例如采用。"}}

    def clean(self):
        cleaned = super().clean()
        refuse_days_to_come(self, "happened_on")
        return cleaned
