"""Lines, indicators, programmes, targets: what activities refer to."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse

from publishing.admin import KeptAdmin, KeptInline
from publishing.forms import SeenForm
from publishing.keys import key_in

from .. import services
from ..forms import PictureInput
from ..models import ActionLine, Activity, Figure, Indicator, IndicatorOnLine, Programme, Target
from ..quantities import Qualifier
from ..readings import Unreadable, read_quantity


class ActionLineForm(SeenForm):
    class Meta:
        model = ActionLine
        fields = "__all__"
        widgets = {"cover": PictureInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "cover" in self.fields and self.instance.cover:
            self.fields["cover"].widget.shown_url = reverse("actions:line-cover", args=[self.instance.slug])


@admin.register(ActionLine)
class ActionLineAdmin(KeptAdmin):
    form = ActionLineForm
    list_display = ("numeral_shown", "full_name", "serves", "lead_unit")
    list_display_links = ("full_name",)
    list_select_related = ("lead_unit",)
    ordering = ("number",)
    search_fields = ("full_name", "short_name", "slug")
    autocomplete_fields = ("lead_unit",)
    readonly_fields = ("number", "slug", "ink")
    fields = ("number", "full_name", "short_name", "serves", "introduction", "cover", "lead_unit", "slug", "ink")

    @admin.display(description="序号", ordering="number")
    def numeral_shown(self, line):
        return line.numeral


class LineRows(KeptInline):
    model = IndicatorOnLine
    fields = ("line", "is_headline")
    extra = 1
    verbose_name_plural = "属于哪几项行动"
    add_text = "＋ 再加一项行动"


@admin.register(Indicator)
class IndicatorAdmin(KeptAdmin):
    list_display = ("name", "unit", "nature", "lines_shown")
    ordering = ("position", "name")
    search_fields = ("name", "code")
    inlines = (LineRows,)
    fields = ("name", "code", "unit", "definition", "additive", "adds_over_lines", "persons_may_repeat", "is_headline", "position")
    FIXED = ("unit", "additive", "adds_over_lines", "persons_may_repeat")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("lines")

    def get_search_results(self, request, queryset, search_term):
        queryset, distinct = super().get_search_results(request, queryset, search_term)
        line = key_in(request.GET.get("line", ""))
        if line is not None:
            queryset = queryset.filter(on_lines__line=line)
        return queryset, distinct

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        return ("code", *self.FIXED) if Figure.objects.filter(indicator=obj).exists() else ("code",)

    @admin.display(description="怎样算")
    def nature(self, indicator):
        said = {
            "可以相加" if indicator.additive else "只排先后": True,
            "可跨行动相加": indicator.adds_over_lines,
            "人可能重复": indicator.persons_may_repeat,
            "上首页": indicator.is_headline,
        }
        return "、".join(words for words, holds in said.items() if holds)

    @admin.display(description="行动")
    def lines_shown(self, indicator):
        return " ".join(line.numeral for line in sorted(indicator.lines.all(), key=lambda line: line.number))


class ProgrammeForm(SeenForm):
    class Meta:
        model = Programme
        fields = "__all__"
        error_messages = {"line": {"required": "选一项行动。"}, "name": {"required": "写上项目名称。", "unique": "已经有一个同名的品牌项目。"}}


@admin.register(Programme)
class ProgrammeAdmin(KeptAdmin):
    form = ProgrammeForm
    list_display = ("name", "line", "numbering", "slug")
    list_select_related = ("line",)
    ordering = ("line__number", "slug")
    search_fields = ("name", "slug")

    def get_fields(self, request, obj=None):
        return ("name", "line", "numbering") if obj is None else ("name", "line", "numbering", "introduction", "slug")

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        return ("slug", "line") if Activity.objects.filter(programme=obj).exists() else ("slug",)

    def get_search_results(self, request, queryset, search_term):
        queryset, distinct = super().get_search_results(request, queryset, search_term)
        line = key_in(request.GET.get("line", ""))
        if line is not None:
            queryset = queryset.filter(line=line)
        return queryset, distinct

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        made = services.add_programme(name=obj.name, line=obj.line, numbering=obj.numbering, by=request.user)
        obj.pk, obj.slug = made.pk, made.slug
        obj._state.adding = False


class TargetForm(SeenForm):
    said = forms.CharField(label="目标", max_length=60, help_text="写数和单位，例如：120人、100万元。")

    class Meta:
        model = Target
        fields = ("line", "indicator", "year", "is_example")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["said"] = f"{self.instance.amount}{self.instance.indicator.unit}"

    def clean(self):
        cleaned = super().clean()
        indicator, line, said = cleaned.get("indicator"), cleaned.get("line"), cleaned.get("said")
        if indicator and line and not indicator.on_lines.filter(line=line).exists():
            self.add_error("indicator", f"“{indicator}”不是“{line}”的指标。")
        if indicator and said:
            try:
                self.instance.amount = self._read(said, indicator)
            except ValidationError as error:
                self.add_error("said", error)
        return cleaned

    def _read(self, said, indicator):
        try:
            quantity = read_quantity(said, unit=indicator.unit)
        except (Unreadable, ValueError) as reason:
            raise ValidationError(str(reason)) from reason
        if quantity.unit != indicator.unit or quantity.qualifier is not Qualifier.EXACT or not quantity.amount:
            raise ValidationError(f"目标写一个确定的数，单位是{indicator.unit}，例如“120{indicator.unit}”。")
        return quantity.amount


@admin.register(Target)
class TargetAdmin(KeptAdmin):
    form = TargetForm
    list_display = ("target", "line", "period", "said", "example")
    list_select_related = ("line", "indicator")
    ordering = ("line__number", "year", "pk")
    search_fields = ("indicator__name",)
    autocomplete_fields = ("indicator",)
    fields = ("line", "indicator", "year", "said", "is_example")

    @admin.display(description="指标", ordering="indicator__name")
    def target(self, target):
        return target.indicator

    @admin.display(description="年份", ordering="year")
    def period(self, target):
        return f"{target.year}年" if target.year else "累计"

    @admin.display(description="注明", empty_value="")
    def example(self, target):
        return "示例" if target.is_example else None

    @admin.display(description="目标", ordering="amount")
    def said(self, target):
        return f"{target.amount}{target.indicator.unit}"
