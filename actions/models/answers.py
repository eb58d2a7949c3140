"""What people decided about figures: how two of overlapping days count, and why a public figure changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from members.models import Community

from ..enums import QUALIFIERS
from .activities import Activity
from .lines import ActionLine, Indicator, Programme


class OverlapAnswer(models.Model):
    """How two figures of overlapping days count: 已含 (the stronger stands for the weaker) or 不重复 (both count).

    It speaks only while the days, programme and community of both sides are still those it was given on (`figures.md` 2).
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="answers", verbose_name="指标")
    first = models.ForeignKey(Activity, models.CASCADE, related_name="answers_as_first", verbose_name="一方")
    second = models.ForeignKey(Activity, models.CASCADE, related_name="answers_as_second", verbose_name="另一方")
    counts_both = models.BooleanField("不重复", help_text="是：两个都计；否：已含在较强的一方里。")
    first_basis = models.CharField("一方当时的日期、项目、社区", max_length=60)
    second_basis = models.CharField("另一方当时的日期、项目、社区", max_length=60)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人")
    answered_at = models.DateTimeField("答复时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "重叠答复"
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "indicator"], name="answer_once_for_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="answer_pair_in_id_order"),
        ]

    def __str__(self):
        return f"{self.first_id}/{self.second_id} {'不重复' if self.counts_both else '已含'}"


class Correction(models.Model):
    """A public figure that changed: when, from what, to what, why. Shown on the evidence of the old and of the new place."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="corrections", verbose_name="活动")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="corrections", verbose_name="指标")
    corrected_on = models.DateField("更正日期")
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="更正人")
    made_at = models.DateTimeField("记录时间", auto_now_add=True)
    before_amount = models.BigIntegerField("原数量", null=True)
    before_qualifier = models.CharField("原准确程度", max_length=8, choices=QUALIFIERS, blank=True)
    before_line = models.ForeignKey(ActionLine, models.PROTECT, null=True, related_name="+", verbose_name="原行动")
    before_programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+", verbose_name="原项目")
    before_community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+", verbose_name="原社区")
    before_days = models.CharField("原日期", max_length=40, blank=True)
    after_amount = models.BigIntegerField("新数量", null=True)
    after_qualifier = models.CharField("新准确程度", max_length=8, choices=QUALIFIERS, blank=True)
    after_line = models.ForeignKey(ActionLine, models.PROTECT, null=True, related_name="+", verbose_name="新行动")
    after_programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+", verbose_name="新项目")
    after_community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+", verbose_name="新社区")
    after_days = models.CharField("新日期", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        constraints = [
            models.CheckConstraint(condition=Q(before_amount__isnull=False) | Q(after_amount__isnull=False), name="correction_has_a_side"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_says_why"),
        ]

    def __str__(self):
        return f"{self.activity_id} {self.indicator_id} {self.corrected_on}"
