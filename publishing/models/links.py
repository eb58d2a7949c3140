"""Links that lead out of government hosts: they stand in one table, are looked at each week and can be switched off at once (conventions 1)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST = 300


class OutsideLinkQuerySet(models.QuerySet):
    def open(self):
        """Keep what the leaving page leads to."""
        return self.filter(switched_off_at=None)

    def dead(self):
        """Keep what is open and did not answer when it was looked at last."""
        return self.open().filter(is_dead=True)

    def at(self, url):
        """Keep the link of exactly this address; nothing for what no address can be."""
        return self.none() if "\0" in url or len(url) > LONGEST else self.filter(url=url)


class OutsideLink(models.Model):
    """One address outside of government hosts that something published leads to."""

    url = models.CharField("网址", max_length=LONGEST, unique=True)
    host = models.CharField("主机", max_length=253)
    first_seen_at = models.DateTimeField("登记时间", auto_now_add=True)
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)
    result = models.CharField("检查结果", max_length=60, blank=True)
    is_dead = models.BooleanField("打不开", default=False)
    switched_off_at = models.DateTimeField("停用时间", null=True, blank=True)
    switched_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="停用人")
    reason = models.CharField("停用理由", max_length=200, blank=True)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "外链"
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(condition=Q(switched_off_at=None) | ~Q(reason=""), name="outside_link_is_off_for_a_reason"),
            models.CheckConstraint(condition=Q(url__startswith="http://") | Q(url__startswith="https://"), name="outside_link_is_of_the_web"),
        ]
        indexes = [models.Index(fields=["host"], name="outside_link_by_host")]

    def __str__(self):
        return self.url

    @property
    def is_open(self):
        return self.switched_off_at is None
