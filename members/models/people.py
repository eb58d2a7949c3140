"""Members of the association (新联会): what is unknown stays blank."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ..enums import MemberField
from ..pinyin import pinyin_key
from .names import is_disclosed
from .units import Unit


class Category(models.TextChoices):
    """The four categories of 新的社会阶层人士 (中国共产党统一战线工作条例, 2020)."""

    MANAGEMENT = "management", "民营企业和外商投资企业管理技术人员"
    INTERMEDIARY = "intermediary", "中介组织和社会组织从业人员"
    FREELANCE = "freelance", "自由职业人员"
    NEW_MEDIA = "new_media", "新媒体从业人员"


class MemberStatus(models.TextChoices):
    """Whether someone is a member now."""

    ACTIVE = "active", "在会"
    LEFT = "left", "已退会"
    UNSTATED = "unstated", "是否会员未写明"  # named in a report that does not say so


class MemberQuerySet(models.QuerySet):
    def named(self):
        """Keep those whose name is disclosed: only they have a page."""
        return self.filter(is_disclosed(MemberField.NAME, member="pk"))

    def shown_with(self, unit):
        """Keep those who may be named as of a unit."""
        return self.named().filter(is_disclosed(MemberField.UNIT, member="pk"), unit=unit)

    def with_disclosures(self):
        """Bring what of each may be shown (`disclosed`), for `members.showing`."""
        from .disclosures import Disclosure  # disclosures stand on members, not the other way round

        disclosed = models.Prefetch("disclosures", Disclosure.objects.in_force().order_by("pk"), to_attr="disclosed")
        return self.select_related("unit").prefetch_related(disclosed)

    def by_name(self):
        return self.order_by("sort_key", "pk")


class Member(models.Model):
    """A person of the association; nothing of it is public without a basis stored where it is shown (design 6)."""

    name = models.CharField("姓名", max_length=40, help_text="例如：张三")
    sort_key = models.CharField("拼音", max_length=120, blank=True, editable=False)
    category = models.CharField("类别", max_length=12, choices=Category, blank=True)
    profession = models.CharField("职业", max_length=40, blank=True, help_text="例如：律师")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="members", verbose_name="单位")
    post = models.CharField("会内职务", max_length=40, blank=True, help_text="例如：理事")
    joined_on = models.DateField("入会日期", null=True, blank=True)
    status = models.CharField("状态", max_length=8, choices=MemberStatus, default=MemberStatus.ACTIVE)
    introduction = models.TextField("简介", blank=True, max_length=2000, help_text="只写公共服务方面的事实。")

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会员"
        constraints = [
            models.CheckConstraint(condition=Q(category="") | Q(category__in=Category.values), name="member_category_is_known"),
            models.CheckConstraint(condition=Q(status__in=MemberStatus.values), name="member_status_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="member_has_a_name"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = pinyin_key(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """An address without the name, which would outlive a withdrawn consent."""
        return reverse("portal:member-detail", args=[self.pk])
