"""Postings (派驻) of commissioners (共富新专员) to communities."""

from django.db import models
from django.db.models import F, Q

from ..enums import MemberField
from ..spans import spoken_span
from .names import is_disclosed
from .people import Member
from .places import Community


class PostingQuerySet(models.QuerySet):
    def on(self, day):
        """Keep the postings that run on a day."""
        return self.filter(started_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gte=day))

    def named(self):
        """Keep those of members whose name is disclosed."""
        return self.filter(is_disclosed(MemberField.NAME)).select_related("member", "community")

    def newest_first(self):
        return self.order_by("-started_on", "-pk")


class Posting(models.Model):
    """A commissioner posted to a community for a time; the name is public only by the member's own disclosure."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="postings", verbose_name="共富新专员")
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name="社区", help_text="没有写明社区的不填。"
    )
    certificate_number = models.CharField("证书编号", max_length=30, blank=True, help_text="例如：2022-001。不公开。")
    started_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True, help_text="还在派驻的不填。")
    source = models.CharField("来源", max_length=60, blank=True, help_text="例如：浙江统战")

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "派驻"
        constraints = [
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="posting_ends_after_it_starts"),
            models.UniqueConstraint(fields=["certificate_number"], condition=~Q(certificate_number=""), name="posting_certificate_once"),
            models.UniqueConstraint(fields=["member", "community", "started_on"], name="posting_once_from_a_day"),
            models.UniqueConstraint(fields=["member", "started_on"], condition=Q(community=None), name="posting_nowhere_once_from_a_day"),
        ]

    def __str__(self):
        return f"{self.member} {self.community or '社区未写明'}"

    @property
    def spoken_days(self):
        """The days in words: 2022年7月9日起, 2022年7月9日至2023年7月8日."""
        return spoken_span(self.started_on, self.ended_on)
