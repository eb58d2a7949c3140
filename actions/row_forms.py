"""The rows under an activity as they are entered; what a row may not be is said beside its field."""

from django import forms
from django.core.exceptions import ValidationError

from members.basis import BASIS_FIELDS, BasisForm
from publishing.formsets import RowForm, RowFormSet

from .forms import read_figure, sureness
from .models import ActivityHost, ActivityPerson, Coverage, Figure


class FigureForm(RowForm):
    said = forms.CharField(
        label="多少",
        required=False,
        max_length=60,
        help_text="怎么说就怎么写：100多、近百万、数万、第十九届都认得。",
        widget=forms.TextInput(attrs={"data-figure-said": "", "autocomplete": "off"}),
    )

    class Meta:
        model = Figure
        fields = ("indicator",)
        error_messages = {"indicator": {"required": "选一个指标，例如活动场次。"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["said"] = self.instance.quantity.spoken

    said_back = "admin/actions/read_back.html"

    @property
    def read_back(self):
        """What was read, where the row can be read: its quantity and how sure it is."""
        quantity = getattr(self, "quantity", None) or (self.instance.quantity if self.instance.pk and not self.is_bound else None)
        return quantity and {"quantity": quantity, "sureness": sureness(quantity)}

    def clean(self):
        cleaned = super().clean()
        indicator, said = cleaned.get("indicator"), cleaned.get("said", "")
        if indicator is not None and not said and "said" not in self.errors:
            self.add_error("said", f"写上多少，例如“100多{indicator.unit}”。")
        if indicator is not None and said:
            try:
                self.quantity = read_figure(said, indicator)
            except ValidationError as error:
                self.add_error("said", error)
            else:
                self.instance.amount, self.instance.qualifier = self.quantity.amount, self.quantity.qualifier.value
        return cleaned


class FigureFormSet(RowFormSet):
    def clean(self):
        super().clean()
        line = getattr(self.instance, "line", None) if self.instance.line_id else None
        counted = set(line.counts.values_list("indicator_id", flat=True)) if line else None
        stated = set()
        for form in self.kept_forms():
            indicator = form.cleaned_data.get("indicator")
            if indicator is None:
                continue
            if indicator.pk in stated:
                form.add_error("indicator", f"“{indicator}”上面已经写过，一个指标只写一次。")
            elif counted is not None and indicator.pk not in counted:
                form.add_error("indicator", f"“{indicator}”不是“{line}”的指标，请换一个，或改选行动。")
            stated.add(indicator.pk)

    def save(self, commit=True):
        """Enter rows anew whose indicator changed, so that two rows may change places."""
        moved = [form for form in self.initial_forms if "indicator" in form.changed_data and form.instance.pk and form not in self.deleted_forms]
        self.model.objects.filter(pk__in=[form.instance.pk for form in moved]).delete()
        return super().save(commit)


class HostForm(RowForm):
    class Meta:
        model = ActivityHost
        fields = ("unit", "role")
        error_messages = {"unit": {"required": "选一个单位。"}}


class HostFormSet(RowFormSet):
    def clean(self):
        super().clean()
        stated = set()
        for form in self.kept_forms():
            unit, role = form.cleaned_data.get("unit"), form.cleaned_data.get("role")
            if unit and (unit.pk, role) in stated:
                form.add_error("unit", f"“{unit}”上面已经写过。")
            stated.add(unit and (unit.pk, role))


class PersonForm(BasisForm, RowForm):
    class Meta:
        model = ActivityPerson
        fields = ("member", "name", "role", *BASIS_FIELDS)

    def clean(self):
        cleaned = super().clean()
        member, name = cleaned.get("member"), cleaned.get("name")
        if "member" not in self.errors and "name" not in self.errors:
            if member and name:
                self.add_error("name", "已经选了会员，姓名不用再写。")
            elif not member and not name:
                self.add_error("name", "选一位会员，或者写姓名。")
        return cleaned


class CoverageForm(RowForm):
    url = forms.URLField(label="网址", required=False, max_length=300, assume_scheme="https", error_messages={"invalid": "网址不对，写作 https://… 的样子。"})

    class Meta:
        model = Coverage
        fields = ("outlet", "title", "url", "appeared_on")
        error_messages = {"outlet": {"required": "写明哪家媒体，例如：浙江新闻客户端。"}}
