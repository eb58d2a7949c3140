"""Units: what members belong to and activities are held by."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ..pinyin import pinyin_key


class UnitKind(models.TextChoices):
    """What a unit is."""

    DEPARTMENT = "department", "部门"
    ASSOCIATION = "association", "社团组织"
    MEMBER_UNIT = "member_unit", "会员单位"
    ENTERPRISE = "enterprise", "企业"
    MEDIA = "media", "媒体"
    COLLEGE = "college", "院校"


class Unit(models.Model):
    """A department, association, member unit, enterprise, medium or college."""

    name = models.CharField("单位名称", max_length=60, unique=True, help_text="写全称，例如：龙港市慈善总会")
    short_name = models.CharField("简称", max_length=30, blank=True, help_text="例如：市新联会")
    slug = models.SlugField("网址用名", max_length=60, unique=True, help_text="拼音小写，定下后不再改，例如：xin-lian-hui")
    kind = models.CharField("类别", max_length=12, choices=UnitKind)
    introduction = models.TextField("简介", blank=True, max_length=2000)
    sort_key = models.CharField("拼音", max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
        ]

    def __str__(self):
        return self.short_name or self.name

    def save(self, *args, **kwargs):
        self.sort_key = pinyin_key(self.name, self.short_name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("portal:unit-detail", args=[self.slug])
