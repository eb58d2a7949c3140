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


YEAR_KEY = ("level", "own", "indicator_id", "year", "line", "programme", "community")


class Summed(models.Model):
    """The sums and maxima of some published figures (`figures.md` 4).

    Written by `actions.settlement` alone, read by `actions.progress` alone. Rows are emptied, never deleted: whoever waits for one finds it.
    """

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
        abstract = True


class Tally(Summed):
    """Sums of the published figures that share a key; 0 and '' stand for none, since a key with NULL never conflicts."""

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

    class Meta:
        verbose_name = verbose_name_plural = "合计"
        constraints = [
            models.UniqueConstraint(fields=[name.removesuffix("_id") for name in KEY], name="tally_once_for_a_key"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="tally_level_is_known"),
        ]
        indexes = [
            models.Index(fields=["level", "indicator", "cell", "line"], name="tally_by_cell"),
            models.Index(fields=["level", "ends_in"], name="tally_by_end"),
        ]

    def __str__(self):
        return f"{self.level} {self.line}/{self.programme}/{self.community} {self.indicator_id} {self.cell}"


class YearTally(Summed):
    """What the tallies of one key add up to in 累计 (year '') and in each year: a row for each answer that whole tables are asked for.

    `own`: within the community only its own summaries stand (the community level has both). Sums of `Tally` rows, by `during` of the door.
    """

    level = models.CharField(max_length=9, choices=Level)
    own = models.BooleanField(default=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    year = models.CharField(max_length=4, default="", blank=True)
    line = models.BigIntegerField()
    programme = models.BigIntegerField(default=0)
    community = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "年度合计"
        constraints = [
            models.UniqueConstraint(fields=[name.removesuffix("_id") for name in YEAR_KEY], name="year_tally_once_for_a_key"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="year_tally_level_is_known"),
        ]
        indexes = [
            models.Index(fields=["programme", "year"], condition=Q(programme__gt=0), name="year_tally_of_programme"),
            models.Index(fields=["community", "year"], condition=Q(community__gt=0), name="year_tally_of_community"),
        ]

    def __str__(self):
        return f"{self.level} {self.line}/{self.programme}/{self.community} {self.indicator_id} {self.year}"
