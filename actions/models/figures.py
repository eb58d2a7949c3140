"""Figures: one quantity of one indicator, stated by one activity."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from publishing.models import State

from ..enums import QUALIFIERS, Kind
from ..quantities import Qualifier, Quantity
from .activities import Activity
from .lines import MOST, Indicator

POWERS_OF_TEN = [10**power for power in range(1, 12)]


class FigureQuerySet(models.QuerySet):
    def public(self):
        """Keep the figures of published records: what totals and open data are made of."""
        return self.filter(activity__state=State.PUBLISHED)

    def of_summaries(self, programmes):
        """Keep what the published summaries of some programmes, by name, say; the newest first."""
        rows = self.public().filter(activity__kind=Kind.SUMMARY, activity__programme__name__in=programmes)
        return rows.select_related("indicator", "activity__programme").order_by("-activity__happened_to", "-pk")


class Figure(models.Model):
    """One quantity of one indicator as its activity states it, and, once public, which periods it counts in.

    `cell` and `ends_in` say where its days lie; `covering_cell` and `covering_end` where a summary stands for it, blank where none does
    (`figures.md` 2); the `own_` columns say the same within the record's community. They are written by `actions.settlement` alone.
    `floor` and `grain` follow from the amount and its qualifier.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="figures", verbose_name="活动")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures", verbose_name="指标")
    amount = models.BigIntegerField("数量", help_text="以计量单位的基本单位计：元，不是万元。")
    qualifier = models.CharField("准确程度", max_length=8, choices=QUALIFIERS, default=Qualifier.EXACT.value)
    position = models.PositiveSmallIntegerField("排序", default=0)

    cell = models.CharField("所在期间", max_length=7, blank=True, editable=False)
    ends_in = models.CharField("结束月份", max_length=7, blank=True, editable=False)
    covering_cell = models.CharField("被包含的期间", max_length=7, blank=True, editable=False)
    covering_end = models.CharField("被包含自", max_length=7, blank=True, editable=False)
    covered_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", verbose_name="已含在", editable=False)
    own_covering_cell = models.CharField("社区内被包含的期间", max_length=7, blank=True, editable=False)
    own_covering_end = models.CharField("社区内被包含自", max_length=7, blank=True, editable=False)
    own_covered_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", verbose_name="社区内已含在", editable=False)

    floor = models.BigIntegerField("保底数", default=0, editable=False)
    grain = models.BigIntegerField("确定到", default=1, editable=False)

    not_cloned: ClassVar[tuple[str, ...]] = (
        "cell",
        "ends_in",
        "covering_cell",
        "covering_end",
        "covered_by",
        "own_covering_cell",
        "own_covering_end",
        "own_covered_by",
        "floor",
        "grain",
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "数字"
        indexes = [models.Index(fields=["indicator", "cell", "covering_cell", "ends_in", "covering_end"], name="figure_by_cell")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "indicator"], name="figure_once_for_an_indicator"),
            models.CheckConstraint(condition=Q(amount__gte=0, amount__lte=MOST), name="figure_amount_in_range"),
            models.CheckConstraint(condition=Q(qualifier__in=[code for code, _ in QUALIFIERS]), name="figure_qualifier_is_known"),
            models.CheckConstraint(condition=~Q(qualifier="tens_of") | Q(amount__in=POWERS_OF_TEN), name="figure_tens_of_is_a_power_of_ten"),
            models.CheckConstraint(condition=Q(qualifier="exact") | Q(amount__gte=1), name="figure_none_is_exact"),
        ]

    def __str__(self):
        return f"{self.indicator_id}: {self.amount} {self.qualifier}"

    def save(self, *args, **kwargs):
        """Save, with what follows from the amount and its qualifier alone."""
        quantity = Quantity(self.amount, "", Qualifier(self.qualifier))
        self.floor, self.grain = quantity.floor or 0, quantity.grain or 1
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "floor", "grain"}
        super().save(*args, **kwargs)

    @property
    def quantity(self):
        """The figure as a quantity, in its indicator's unit."""
        return Quantity(self.amount, self.indicator.unit, Qualifier(self.qualifier))
