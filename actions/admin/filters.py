"""The filters that staff use on the list of activities."""

from publishing.admin.filters import Choice

from ..enums import Kind
from ..models import ActionLine, Activity, Programme


class LineFilter(Choice):
    title, parameter_name = "行动", "line"

    def lookups(self, request, model_admin):
        return [(line.pk, f"{line.numeral} {line.short_name}") for line in ActionLine.objects.order_by("number")]


class KindFilter(Choice):
    title, parameter_name = "这是", "kind"

    def lookups(self, request, model_admin):
        return Kind.choices


class YearFilter(Choice):
    title, parameter_name = "年份", "year"

    def lookups(self, request, model_admin):
        return [(day.year, f"{day.year}年") for day in Activity.objects.dates("happened_to", "year", order="DESC")]

    def narrow(self, queryset, value):
        return queryset.filter(happened_to__year=value)


class ProgrammeFilter(Choice):
    title, parameter_name = "品牌项目", "programme"

    def lookups(self, request, model_admin):
        return list(Programme.objects.filter(activities__isnull=False).distinct().order_by("line__number", "slug").values_list("pk", "name"))


class LacksFilter(Choice):
    title, parameter_name = "还缺", "lacks"

    def lookups(self, request, model_admin):
        return [("source", "来源"), ("photos", "照片"), ("figures", "数字")]

    def narrow(self, queryset, value):
        return queryset.filter(source="") if value == "source" else queryset.filter(**{value: None})
