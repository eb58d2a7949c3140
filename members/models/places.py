"""Communities (社区): the smallest places of the portal, since the city governs its 102 communities directly."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ..pinyin import pinyin_key


class Community(models.Model):
    """One community of the city."""

    name = models.CharField("社区名称", max_length=30, unique=True, help_text="带“社区”二字，例如：方城浦社区")
    slug = models.SlugField("网址用名", max_length=60, unique=True, help_text="拼音小写，定下后不再改，例如：fang-cheng-pu")
    area = models.CharField("片区", max_length=30, blank=True, help_text="例如：舥艚")
    introduction = models.TextField("简介", blank=True, max_length=2000)
    sort_key = models.CharField("拼音", max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "社区"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="community_has_a_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = pinyin_key(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("portal:community-detail", args=[self.slug])
