"""The one table behind the one door: sums of published figures for each key (`figures.md` 3)."""

from django.db import models
from django.db.models import Q

from ..enums import Level
from .lines import Indicator

KEY = (
    "level",
    "line",
    "programme",
    "community",
    "indicator_id",
    "cell",
    "covering_cell",
    "ends_in",
    "covering_end",
    "own_covering_cell",
    "own_covering_end",
)
SUMS = ("amount", "floor", "exact", "over", "nearly", "about", "tens_of", "ordinal")
MAXIMA = ("grain", "rank")


class Tally(models.Model):
    """Sums of the published figures that share a key; 0 and '' stand for none, since a key with NULL never conflicts.

    Written by `actions.settlement` alone, read by `actions.progress` alone. Rows are emptied, never deleted: whoever waits for one finds it.
    """

    level = models.CharField(max_length=9, choices=Level)
    line = models.BigIntegerField()
    programme = models.BigIntegerField(default=0)
    community = models.BigIntegerField(default=0)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    cell = models.CharField(max_length=7)
    covering_cell = models.CharField(max_length=7, default="", blank=True)
    ends_in = models.CharField(max_length=7)
    covering_end = models.CharField(max_length=7, default="", blank=True)
    own_covering_cell = models.CharField(max_length=7, default="", blank=True)
    own_covering_end = models.CharField(max_length=7, default="", blank=True)

    amount = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(default=0)
    grain = models.BigIntegerField(default=1)
    rank = models.BigIntegerField(default=0)
    exact = models.IntegerField(default=0)
    over = models.IntegerField(default=0)
    nearly = models.IntegerField(default=0)
    about = models.IntegerField(default=0)
    tens_of = models.IntegerField(default=0)
    ordinal = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "合计"
        constraints = [
            models.UniqueConstraint(fields=[name.removesuffix("_id") for name in KEY], name="tally_once_for_a_key"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="tally_level_is_known"),
        ]
        indexes = [models.Index(fields=["indicator", "level", "programme", "community"], name="tally_by_indicator")]

    def __str__(self):
        return f"{self.level} {self.line}/{self.programme}/{self.community} {self.indicator_id} {self.cell}"
