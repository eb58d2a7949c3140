"""What of a member is to be public, and on what ground: one basis may be recorded for several fields at once."""

from django import forms

from publishing.forms import WORDS, DayField, tidy

from .basis import BasisForm
from .enums import Basis, MemberField


class DiscloseForm(BasisForm, forms.Form):
    """Which fields, and their basis with its which and when."""

    fields_shown = forms.MultipleChoiceField(
        label="公开哪几项",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
        error_messages=WORDS | {"required": "至少选一项。", "invalid_choice": "名单里没有这一项，请重新选。"},
    )
    basis = forms.ChoiceField(label="公开依据", choices=Basis.choices, error_messages={"required": "选一种依据。", "invalid_choice": "选一种依据。"})
    published_in = forms.CharField(label="报道出处", required=False, max_length=60, help_text="例如：浙江统战", error_messages=WORDS)
    published_on = DayField(label="报道日期", required=False)
    consent_version = forms.CharField(label="同意书版本", required=False, max_length=20, help_text="例如：2022-1", error_messages=WORDS)
    consent_on = DayField(label="同意日期", required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fields_shown"].choices = choices
        self.fields["basis"].choices = [("", "请选择"), *Basis.choices]  # nobody is taken to have consented

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        return {name: tidy(value) if isinstance(value, str) else value for name, value in cleaned.items()}

    def ground(self):
        """Return the basis as the service takes it."""
        return {name: self.cleaned_data[name] for name in ("basis", "published_in", "published_on", "consent_version", "consent_on")}


def fields_of(member):
    """Return each field that may be public, with what stands in it now, in words; blank where nothing does."""
    values = {
        MemberField.NAME: member.name,
        MemberField.PROFESSION: member.profession,
        MemberField.UNIT: str(member.unit or ""),
        MemberField.POST: member.post,
        MemberField.CATEGORY: member.get_category_display(),
        MemberField.INTRODUCTION: member.introduction,
    }
    return [(field, values[field]) for field in MemberField]
