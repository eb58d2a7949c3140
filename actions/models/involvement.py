"""Counts of records and of who takes part, kept by a job and dated: what no total holds and no page may count each time."""

from django.db import models
from django.db.models import Max, Sum
from django.utils import timezone


class What(models.TextChoices):
    """What records are counted for."""

    ALL = "all", "已录入"
    NO_PHOTOS = "no_photos", "没有照片"
    NO_SOURCE = "no_source", "没有写来源"
    STALE = "stale", "累计数半年没有更新"
    OVERLAP = "overlap", "重叠没有答复"


class Whose(models.TextChoices):
    """Who takes part."""

    MEMBER = "member", "会员"
    UNIT = "unit", "单位"


class CountingQuerySet(models.QuerySet):
    def newest(self):
        """Return the newest counting that came to its end, None where there is none yet."""
        return self.filter(counted_at__isnull=False).order_by("-pk").first()


class Counting(models.Model):
    """One counting of all published records; pages show the newest that came to its end."""

    started_at = models.DateTimeField("开始时间", auto_now_add=True)
    counted_at = models.DateTimeField("点数时间", null=True)
    trace_id = models.BigIntegerField("点到哪条留痕", default=0)  # what was published after it, is not counted

    objects = CountingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "点数"

    def __str__(self):
        return f"第{self.pk}次点数"

    @property
    def took(self):
        """How long it took, or has taken by now."""
        return (self.counted_at or timezone.now()) - self.started_at


class RecordedQuerySet(models.QuerySet):
    def matching(self, *, line=None, community=None, year=None):
        """Keep the rows of a line, a community and a year, each where it is set."""
        wanted = {"line": line and line.pk, "community": community and community.pk, "year": year}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def totals(self):
        """Return how many records there are of each kind of count."""
        return dict(self.order_by().values_list("what").annotate(Sum("records")))

    def by_line(self):
        """Return how many records there are of each line, by the line's id."""
        return dict(self.filter(what=What.ALL).order_by().values_list("line").annotate(Sum("records")))

    def by_community(self):
        """Return of each community how many records it has and the day the newest ended, by the community's id (0: of none)."""
        rows = self.filter(what=What.ALL).order_by().values_list("community").annotate(Sum("records"), Max("last_on"))
        return {community: (records, last_on) for community, records, last_on in rows}


class Recorded(models.Model):
    """How many published records there are of one line, community and year; rows add up."""

    counting = models.ForeignKey(Counting, models.CASCADE, related_name="recorded")
    what = models.CharField(max_length=9, choices=What)
    line = models.BigIntegerField()
    community = models.BigIntegerField(default=0)  # 0: of no community
    year = models.PositiveSmallIntegerField()
    records = models.IntegerField()
    last_on = models.DateField(null=True)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "录入条数"
        constraints = [models.UniqueConstraint(fields=["counting", "what", "line", "community", "year"], name="recorded_once_for_a_key")]

    def __str__(self):
        return f"{self.what} {self.line}/{self.community}/{self.year}: {self.records}"


class MostActive(models.Model):
    """One of the members or units with the most records, for one choice of line, community and year; 0 stands for all of them."""

    counting = models.ForeignKey(Counting, models.CASCADE, related_name="most_active")
    whose = models.CharField(max_length=6, choices=Whose)
    line = models.BigIntegerField(default=0)
    community = models.BigIntegerField(default=0)
    year = models.PositiveSmallIntegerField(default=0)
    place = models.PositiveSmallIntegerField()
    subject = models.BigIntegerField()
    records = models.IntegerField()
    last_on = models.DateField()

    class Meta:
        verbose_name = verbose_name_plural = "参与最多的"
        constraints = [models.UniqueConstraint(fields=["counting", "whose", "line", "community", "year", "place"], name="most_active_one_in_a_place")]

    def __str__(self):
        return f"{self.whose} {self.subject}: {self.records}"
