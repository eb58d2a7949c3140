"""Pairings (结对) of a unit with a community, with their three lists and what comes next."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from publishing.models import Publishable, PublishableQuerySet, State

from ..enums import ItemState, PairingList
from ..spans import spoken_span
from .places import Community
from .units import Unit


class PairingQuerySet(PublishableQuerySet):
    def newest_first(self):
        """Order by the day it began, newest first; the larger id settles a tie."""
        return self.order_by("-started_on", "-pk")

    def with_sides(self):
        """Bring both sides."""
        return self.select_related("unit", "community")

    def for_page(self):
        """Bring all that a pairing's page shows of the pairing itself."""
        return self.with_sides().prefetch_related(
            models.Prefetch("items", PairingItem.objects.order_by("position", "pk")), models.Prefetch("steps", PairingStep.objects.order_by("position", "pk"))
        )


class Pairing(Publishable):
    """A unit or an association that stands by a community for a time."""

    children: ClassVar[tuple[str, ...]] = ("items", "steps")
    dependants: ClassVar[tuple[str, ...]] = ("working_copy", "moved_from", "activities")
    checks: ClassVar[str] = "members.rules.broken_rules"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pairings", verbose_name="单位")
    community = models.ForeignKey(Community, models.PROTECT, related_name="pairings", verbose_name="社区")
    started_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True, help_text="还在结对的不填。")
    initiative = models.CharField("结对活动", max_length=60, blank=True, help_text="在什么名义下结对，例如：统战系统“同心共富”结对")
    aims = models.TextField("目标", blank=True, max_length=2000)
    source = models.CharField("来源", max_length=60, blank=True, help_text="谁最先发布，例如：浙江统战")

    objects = PairingQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "结对"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="pairing_ends_after_it_starts"),
            models.UniqueConstraint(fields=["unit", "community", "started_on"], condition=Q(revises=None), name="pairing_once_from_a_day"),
        ]

    def __str__(self):
        return f"{self.unit}—{self.community}"

    def get_absolute_url(self):
        return reverse("portal:pairing-detail", args=[self.pk])

    @property
    def spoken_days(self):
        """The days in words: 2022年5月19日起, 2022年5月19日至2023年5月18日."""
        return spoken_span(self.started_on, self.ended_on)


#: What has neither been done nor given up.
UNSETTLED = (ItemState.OPEN, ItemState.NEXT, ItemState.UNDER_WAY)


class ItemQuerySet(models.QuerySet):
    def unsettled_before(self, today):
        """Keep the items whose day has passed and that are neither done nor dropped."""
        return self.filter(due_on__lt=today, state__in=UNSETTLED)

    def overdue(self, today):
        """Keep the unsettled items of public pairings that run still, the oldest first."""
        running = Q(pairing__ended_on=None) | Q(pairing__ended_on__gte=today)
        return self.unsettled_before(today).filter(running, pairing__state=State.PUBLISHED).order_by("due_on", "pk")


OFFERED, GIVEN = "可提供", "已提供"


class PairingItem(models.Model):
    """One item of one of the three lists: how far it is, who sees to it, by when, what came of it."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="items", verbose_name="结对")
    list = models.CharField("清单", max_length=8, choices=PairingList)
    item = models.CharField("事项", max_length=80, help_text="例如：挖掘抗倭文化")
    state = models.CharField("进展", max_length=10, choices=ItemState, default=ItemState.OPEN)
    who = models.CharField("谁来办", max_length=40, blank=True, help_text="写单位或团队，不写个人姓名，例如：画家会员")
    due_on = models.DateField("何时办成", null=True, blank=True)
    outcome = models.CharField("结果", max_length=200, blank=True, help_text="办成了什么，一句话。")
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "清单事项"
        constraints = [
            models.CheckConstraint(condition=Q(list__in=PairingList.values), name="item_list_is_known"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_is_known"),
            models.CheckConstraint(condition=~Q(item=""), name="item_is_named"),
        ]

    def __str__(self):
        return self.item

    @property
    def is_done(self):
        return self.state == ItemState.DONE

    @property
    def spoken_state(self):
        """How far it is in words; a resource is no task that waits for somebody: 可提供, 已提供."""
        if self.list == PairingList.RESOURCE and self.state != ItemState.DROPPED:
            return GIVEN if self.is_done else OFFERED
        return self.get_state_display()

    def is_overdue(self, today):
        """Whether its day has passed and it is neither done nor dropped."""
        return self.due_on is not None and self.due_on < today and self.state in UNSETTLED


class PairingStep(models.Model):
    """One thing that comes next."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="steps", verbose_name="结对")
    step = models.CharField("下一步", max_length=120)
    due_on = models.DateField("何时", null=True, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "下一步"
        constraints = [models.CheckConstraint(condition=~Q(step=""), name="step_is_said")]

    def __str__(self):
        return self.step
