"""What the lists of activities and of proposals can be narrowed by."""

from typing import ClassVar
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from members.models import Community

from .enums import Kind, OutcomeKind, ProposalKind, Work
from .models import ActionLine, Activity, Programme

SELECTED = mark_safe(" selected")
MONTHS = [(str(month), f"{month}月") for month in range(1, 13)]


class LightSelect(forms.Select):
    """A select without groups, written in one go: a template for each of a hundred and forty options takes longer than all the rest of a page."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        pairs = ((str(option if option is not None else ""), label) for option, label in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', ((key, SELECTED if key in chosen else "", label) for key, label in pairs))
        return format_html("<select{}>{}</select>", flatatt({"name": name} | self.build_attrs(self.attrs, attrs)), options)


class SlugsAndNames(ModelChoiceIterator):
    """The choices of a field by slug and name alone, without the rows they stand for."""

    def __iter__(self):
        yield "", self.field.empty_label
        yield from self.queryset.values_list("slug", self.field.name)


class SlugChoiceField(forms.ModelChoiceField):
    """A choice of a row by its slug, said by the column `name`; what cannot be a slug is refused before the database sees it."""

    iterator = SlugsAndNames
    widget = LightSelect

    def __init__(self, queryset, *, name="name", **kwargs):
        self.name = name
        super().__init__(queryset, to_field_name="slug", required=False, **kwargs)

    def to_python(self, value):
        if value and not (value.isascii() and value.replace("-", "").replace("_", "").isalnum() and len(value) <= 80):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


def choice(label, every, choices, wrong):
    """Return an optional choice whose blank means all."""
    return forms.ChoiceField(label=label, choices=[("", every), *choices], required=False, error_messages={"invalid_choice": wrong}, widget=LightSelect)


def line_choice():
    """Return an optional choice of an action line."""
    lines = ActionLine.objects.order_by("number")
    return SlugChoiceField(lines, name="short_name", label="行动", empty_label="全部行动", error_messages={"invalid_choice": "没有这项行动，没有按它筛选。"})


class AddressFilter(forms.Form):
    """Filters that combine, stay in the address, and of which one that means nothing is left out with a word about it."""

    wide: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # a GET form on a page that holds nothing of its visitor
        self.helper.layout = Layout(*(Field(name, wrapper_class="filters__field--wide") if name in self.wide else Field(name) for name in self.fields))
        self.full_clean()

    def offer(self):
        """Add the choices that stand in the database."""

    @property
    def set(self):
        """The filters that are set and mean something, by name."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self):
        """The filters that are set, as they stand in an address."""
        return urlencode({name: getattr(value, "slug", value) for name, value in self.set.items()})

    @property
    def chosen(self):
        """The filters that are set, in words."""
        return [f"{self.fields[name].label}：{self._said(name, value)}" for name, value in self.set.items()]

    def _said(self, name, value):
        choices = getattr(self.fields[name], "choices", None)
        return dict(choices).get(value, value) if isinstance(value, str) and choices else str(value)


class ActivityFilter(AddressFilter):
    """The filters of `/activities/`."""

    wide: ClassVar = ("words",)

    words = forms.CharField(
        label="词语",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "标题、正文、地点、项目、社区"}),
        error_messages={"max_length": "词语最多60个字，没有按它查找。"},
    )
    action = line_choice()
    programme = SlugChoiceField(
        Programme.objects.order_by("line__number", "name"),
        label="品牌项目",
        empty_label="全部项目",
        error_messages={"invalid_choice": "没有这个项目，没有按它筛选。"},
    )
    community = SlugChoiceField(
        Community.objects.order_by("sort_key", "name"), label="社区", empty_label="全部社区", error_messages={"invalid_choice": "没有这个社区，没有按它筛选。"}
    )
    year = choice("年份", "全部年份", [], "这一年没有活动，没有按它筛选。年份写成四位数字，例如2022。")
    month = choice("月份", "全部月份", MONTHS, "月份是1到12，没有按它筛选。")
    kind = choice("类别", "全部类别", Kind.choices, "没有这个类别，没有按它筛选。")
    work = choice("工作类型", "全部类型", Work.choices, "没有这种工作类型，没有按它筛选。")

    def offer(self):
        self.fields["year"].choices += [(str(year), f"{year}年") for year in Activity.objects.published().years()]


class ProposalFilter(AddressFilter):
    """The filters of `/proposals/`."""

    action = line_choice()
    kind = choice("形式", "全部形式", ProposalKind.choices, "没有这种形式，没有按它筛选。")
    outcome = choice("结果", "全部结果", OutcomeKind.choices, "没有这种结果，没有按它筛选。")
