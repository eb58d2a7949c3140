"""Photos of an activity, and where it was reported."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from publishing.images import PictureField
from publishing.sized import Sized


class PhotoQuerySet(models.QuerySet):
    def shown(self):
        """Keep the photos that may be public: made, consent confirmed, a guardian's too where minors are seen; in order, the cover first."""
        return self.filter(is_made=True, consent=True).filter(Q(shows_minors=False) | Q(guardian_consent=True)).order_by("-is_cover", "position", "pk")

    def newest_of(self, activities, *, most=6):
        """Return the public photos of some activities, those of the newest first."""
        rows = self.shown().filter(activity__in=activities.order_by()).select_related("activity")
        return list(rows.order_by("-activity__happened_to", "-activity_id", "-is_cover", "position", "pk")[:most])


class ActivityPhoto(models.Model):
    """A photo of an activity."""

    activity = models.ForeignKey("actions.Activity", models.CASCADE, related_name="photos", verbose_name="活动")
    picture = PictureField("照片", width_field="width", height_field="height", made_field="is_made", db_index=True)
    width = models.PositiveIntegerField("宽", null=True, editable=False)
    height = models.PositiveIntegerField("高", null=True, editable=False)
    is_made = models.BooleanField("已处理", default=True, editable=False)  # no: it has arrived, and a job is making what is kept
    caption = models.CharField("说明", max_length=80, help_text="照片下面的一句话，例如：会员走进社区")
    description = models.CharField("画面描述", max_length=200, blank=True, help_text="念给看不见照片的人听，例如：十几位会员围坐在长桌旁，桌上摊着挂历样张")
    consent = models.BooleanField("已征得同意", default=False, help_text="照片里能认出的人同意公开。没有同意的照片不公开。")
    shows_minors = models.BooleanField("有未成年人", default=False)
    guardian_consent = models.BooleanField("监护人同意", default=False)
    is_cover = models.BooleanField("封面", default=False)
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "照片"
        constraints = [models.UniqueConstraint(fields=["activity"], condition=Q(is_cover=True), name="photo_one_cover")]

    def __str__(self):
        return self.caption

    def get_absolute_url(self):
        """Where the picture itself is served, by a view that asks whether it may be seen."""
        return reverse("actions:photo", args=[self.pk])

    @property
    def sized(self):
        """The picture as pages show it."""
        return Sized(self.get_absolute_url(), self.width or 1, self.height or 1)

    @property
    def alt(self):
        """What is read out to who does not see it."""
        return self.description or self.caption

    @property
    def may_be_shown(self):
        """The same of one photo as `PhotoQuerySet.shown` of many."""
        return self.is_made and self.consent and (self.guardian_consent or not self.shows_minors)


class Coverage(models.Model):
    """A report on the activity by a medium."""

    activity = models.ForeignKey("actions.Activity", models.CASCADE, related_name="coverage", verbose_name="活动")
    outlet = models.CharField("媒体", max_length=40, help_text="例如：浙江新闻客户端")
    title = models.CharField("报道标题", max_length=100, blank=True)
    url = models.URLField("网址", blank=True, max_length=300)
    appeared_on = models.DateField("刊发日期", null=True, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "媒体报道"

    def __str__(self):
        return f"{self.outlet} {self.title}".strip()
