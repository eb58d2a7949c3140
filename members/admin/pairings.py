"""Pairings as staff enter, find, submit, publish and revise them."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from publishing.admin import EntryAdmin, KeptInline
from publishing.admin.filters import Choice, MineFilter, StateFilter
from publishing.formsets import RowFormSet
from publishing.keys import key_in

from ..enums import PairingList
from ..missing import missing_in_pairing
from ..models import Pairing, PairingItem, PairingStep
from ..pairing_forms import ItemForm, NeedFormSet, PairingForm, ProjectFormSet, ResourceFormSet, StepForm
from .filters import CommunityFilter


class ItemRows(KeptInline):
    """The rows of one list of a pairing."""

    model, form = PairingItem, ItemForm
    add_text = "＋ 再加一件"
    look = "items"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def get_queryset(self, request):
        return super().get_queryset(request).filter(list=self.formset.of_list)


class NeedRows(ItemRows):
    formset, verbose_name_plural = NeedFormSet, "需求清单"
    advice = "社区要什么，例如：挖掘抗倭文化。谁来办写单位或团队，不写个人姓名，例如：画家会员。"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 3


class ResourceRows(ItemRows):
    formset, verbose_name_plural = ResourceFormSet, "资源清单"
    advice = "社区有什么，可以拿出来用。"


class ProjectRows(ItemRows):
    formset, verbose_name_plural = ProjectFormSet, "项目清单"
    advice = "双方一起做什么。"


class StepRows(KeptInline):
    model, form, formset = PairingStep, StepForm, RowFormSet
    verbose_name_plural = "下一步"
    add_text = "＋ 再加一步"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


class OverdueFilter(Choice):
    title, parameter_name = "进展", "overdue"

    def lookups(self, request, model_admin):
        return [(1, "有过期的事项")]

    def narrow(self, queryset, value):
        return queryset.filter(pk__in=PairingItem.objects.unsettled_before(timezone.localdate()).values("pairing"))


@admin.register(Pairing)
class PairingAdmin(EntryAdmin):
    form = PairingForm
    inlines = (NeedRows, ResourceRows, ProjectRows, StepRows)
    autocomplete_fields = ("unit", "community")
    fieldsets = (
        ("谁和谁", {"fields": (("unit", "community"), ("started_on", "ended_on"), "initiative", "aims"), "classes": ("sides",)}),
        ("出处", {"fields": ("source",)}),
    )
    order = (0, NeedRows, ResourceRows, ProjectRows, StepRows, 1)
    advice = ("选单位和社区，写上从哪天起，就能保存。", "三张清单一行一件事，可以以后再补；发布以后办到哪一步，走修订写明。")

    list_display = ("named", "state_words", "days", "lists", "changed")
    list_filter = (StateFilter, CommunityFilter, OverdueFilter, MineFilter)
    search_fields = ("unit__name", "unit__short_name", "community__name", "initiative", "aims")
    search_help_text = "按单位、社区、目标查找"
    ordering = ("-started_on", "-pk")

    def get_queryset(self, request):
        queryset = super().get_queryset(request).with_sides().select_related("revises__unit", "revises__community")
        return queryset.prefetch_related("items") if self.is_list(request) else queryset

    def get_search_results(self, request, queryset, search_term):
        """Offer to an activity the pairings of its community."""
        queryset, distinct = super().get_search_results(request, queryset, search_term)
        community = key_in(request.GET.get("community", ""))
        if request.resolver_match.url_name == "autocomplete" and community is not None:
            queryset = queryset.filter(community=community)
        return queryset, distinct

    def get_changeform_initial_data(self, request):
        asked = super().get_changeform_initial_data(request)
        return {name: value for name, value in asked.items() if name in ("unit", "community") and key_in(value) is not None}

    @admin.display(description="结对", ordering="community__sort_key")
    def named(self, pairing):
        return format_html('<a class="named" href="{}">{}</a>', self.change_url(pairing), pairing)

    @admin.display(description="日期", ordering="started_on")
    def days(self, pairing):
        return pairing.spoken_days

    @admin.display(description="清单")
    def lists(self, pairing):
        counted = [(words, sum(item.list == code for item in pairing.items.all())) for code, words in PairingList.choices]
        stated = format_html_join("", '<span class="said-in-list">{} <b>{}</b></span>', ((words, f"{count}件") for words, count in counted if count))
        return stated or format_html('<span class="soft">{}</span>', "没有清单")

    def with_rows(self, records):
        return super().with_rows(records).with_sides().prefetch_related("items", "steps")

    def glance(self, record):
        return f"结对，{record.spoken_days}，{len(record.items.all())}件事"

    def missing_in(self, record):
        return missing_in_pairing(record, today=timezone.localdate())
