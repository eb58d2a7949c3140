"""Activities: what was done, when and where."""

from datetime import timedelta
from html import escape
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from members.models import Community, Pairing
from publishing.bodies import RichTextField
from publishing.models import Publishable, PublishableQuerySet, State

from .. import days
from ..enums import Kind, Precision, Work
from .lines import ActionLine, Programme
from .media import ActivityPhoto, Coverage
from .taking_part import ActivityHost, ActivityPerson

HALF_A_YEAR = timedelta(days=183)
MOST_YEARS = 60


def _says(*, indicator, amount, qualifier, kind, programme, first, last):
    """Return what holds of a record that says a figure for days that meet these; a first of None reaches back without end."""
    figure = Q(figures__indicator__name=indicator, figures__amount=amount, figures__qualifier=qualifier, kind=kind)
    days = (Q(happened_from=None) | Q(happened_from__lte=last)) & (Q(happened_to__gte=first) if first else Q())
    return figure & days & (Q(programme__name=programme) if programme else Q())


class ActivityQuerySet(PublishableQuerySet):
    def of_line(self, line):
        return self.filter(line=line)

    def newest_first(self):
        """Order by the day it ended, newest first; the larger id settles a tie."""
        return self.order_by("-happened_to", "-pk")

    def with_figures(self):
        """Bring the figures with what they count, and the names beside them."""
        from .figures import Figure  # figures stand on activities, not the other way round

        figures = models.Prefetch("figures", Figure.objects.select_related("indicator").order_by("position", "pk"))
        return self.select_related("line", "programme", "community").prefetch_related(figures)

    def with_hosts(self):
        """Bring the units that held it."""
        return self.prefetch_related(models.Prefetch("hosts", ActivityHost.objects.select_related("unit").order_by("position", "pk")))

    def for_list(self):
        """Bring what a row of a list shows, in a number of queries that does not grow."""
        return self.with_figures().prefetch_related(models.Prefetch("photos", ActivityPhoto.objects.shown()))

    def for_page(self):
        """Bring what an activity's own page shows besides: hosts, the people whose names are public, coverage."""
        return (
            self.for_list()
            .with_hosts()
            .select_related("pairing__unit", "pairing__community")
            .prefetch_related(
                models.Prefetch("people", ActivityPerson.objects.shown().with_pages().order_by("position", "pk"), to_attr="shown_people"),
                models.Prefetch("coverage", Coverage.objects.order_by("position", "pk")),
            )
        )

    def matching(self, *, action=None, programme=None, community=None, year=None, month=None, kind="", work="", words=""):
        """Keep what fits every filter that is set; year and month are those of the day it ends, each word stands in its texts or its names."""
        exact = {"line": action, "programme": programme, "community": community, "kind": kind, "work": work}
        exact |= {"happened_to__year": year, "happened_to__month": month}
        rows = self.filter(**{name: value for name, value in exact.items() if value})
        for word in words.split():
            rows = rows.filter(
                Q(title__icontains=word)
                | Q(summary__icontains=word)
                | Q(body__icontains=escape(word, quote=False))
                | Q(place__icontains=word)
                | Q(programme__name__icontains=word)
                | Q(community__name__icontains=word)
            )
        return rows

    def saying(self, figures):
        """Keep what says one of some figures: each names its indicator, amount, qualifier, kind, programme and days, which must meet."""
        wanted = Q(pk=None)
        for said in figures:
            wanted |= _says(**said)
        return self.originals().exclude(state=State.WITHDRAWN).filter(wanted).distinct()

    def without_photos(self):
        """Keep occasions that nobody has put a photo to."""
        return self.filter(kind=Kind.OCCASION, photos=None)

    def without_source(self):
        """Keep those that do not say who reported them first."""
        return self.filter(source="")

    def stale_on(self, day):
        """Keep summaries that still count and speak of a time more than half a year before a day."""
        counting = self.filter(kind=Kind.SUMMARY, figures__covering_cell="").order_by()
        return self.filter(pk__in=counting.values("pk"), happened_to__lt=day - HALF_A_YEAR)

    def newest_of_each_line(self):
        """Keep the newest of each line."""
        newest = self.filter(line=models.OuterRef("pk")).newest_first().values("pk")[:1]
        return self.filter(pk__in=ActionLine.objects.values_list(models.Subquery(newest)))

    def pairings(self):
        """Return the public pairings that these belong to, the newest first: by this a pairing, which is of no line, stands on the page of one."""
        return Pairing.objects.published().filter(pk__in=self.order_by().values("pairing")).newest_first()

    def recorded_by_line(self, lines):
        """Return how many there are of each of some lines, by the line's id: named, since that leads to the index that holds them."""
        return dict(self.filter(line__in=[line.pk for line in lines]).order_by().values_list("line").annotate(models.Count("pk")))

    def drawn_from(self, article):
        """Keep the records that were entered from an article, in the order in which they were; their working copies are not."""
        return self.originals().filter(pk__in=article.excerpts.values("activity")).order_by("pk")

    def held_by(self, unit):
        """Keep those that a unit held, undertook or assisted."""
        return self.filter(pk__in=ActivityHost.objects.filter(unit=unit).values("activity"))

    def with_member(self, member):
        """Keep those in which a member may be named, and bring what the member did (`as_member`)."""
        rows = ActivityPerson.objects.shown().filter(member=member)
        return self.filter(pk__in=rows.values("activity")).prefetch_related(models.Prefetch("people", rows.order_by("position", "pk"), to_attr="as_member"))

    def recorded_by_community(self, communities):
        """Return how many there are of each of some communities, by the community's id."""
        return dict(self.filter(community__in=communities).order_by().values_list("community").annotate(models.Count("pk")))

    def newest_of_each(self, communities):
        """Return the newest of each of some communities, by the community's id."""
        newest = self.filter(community=models.OuterRef("pk")).newest_first().values("pk")[:1]
        rows = self.filter(pk__in=Community.objects.filter(pk__in=[community.pk for community in communities]).values_list(models.Subquery(newest)))
        return {activity.community_id: activity for activity in rows.select_related("line")}

    def years(self):
        """Return the years in which they end, newest first; each is asked of the index, however many end in it, unless they lie far apart."""
        ends = self.order_by().aggregate(first=models.Min("happened_to"), last=models.Max("happened_to"))
        if ends["first"] is None:
            return []
        span = range(ends["last"].year, ends["first"].year - 1, -1)
        if len(span) > MOST_YEARS:
            return [day.year for day in self.dates("happened_to", "year", order="DESC")]
        asked = {f"in_{year}": models.Exists(self.order_by().filter(happened_to__year=year)) for year in span}
        found = self.order_by().values(**asked)[:1].get()
        return [year for year in span if found[f"in_{year}"]]

    def before(self, activity):
        """Return the one before, older by the day it ended; None where there is none."""
        older = Q(happened_to__lt=activity.happened_to) | Q(happened_to=activity.happened_to, pk__lt=activity.pk)
        return self.filter(older).newest_first().first()

    def after(self, activity):
        """Return the one after, newer by the day it ended; None where there is none."""
        newer = Q(happened_to__gt=activity.happened_to) | Q(happened_to=activity.happened_to, pk__gt=activity.pk)
        return self.filter(newer).order_by("happened_to", "pk").first()


class Activity(Publishable):
    """One thing done under an action line, or a summary of many, as its source states it."""

    children: ClassVar[tuple[str, ...]] = ("figures", "hosts", "people", "photos", "coverage", "excerpts")
    dependants: ClassVar[tuple[str, ...]] = ("working_copy", "moved_from", "corrections", "answers_as_first", "answers_as_second")
    settlement: ClassVar[str] = "actions.settlement.settling"
    checks: ClassVar[str] = "actions.rules.broken_rules"
    homes: ClassVar[tuple[str, ...]] = ("moved_to", "moved_to_proposal")

    kind = models.CharField("这是", max_length=8, choices=Kind, default=Kind.OCCASION, help_text="“至今已举办23期”这样的数，选累计情况。")
    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="activities", verbose_name="行动")
    title = models.CharField("活动名称", max_length=80, help_text="例如：壹日读书会第24期")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="品牌项目")
    number = models.PositiveIntegerField("第几期（届）", null=True, blank=True)
    stands_alone = models.BooleanField("不属于任何项目", default=False)
    work = models.CharField("工作类型", max_length=12, choices=Work, default=Work.OTHER)
    happened_from = models.DateField("开始日期", null=True, blank=True)  # null: a summary since an unknown day
    happened_to = models.DateField("结束日期")
    precision = models.CharField("日期准到", max_length=8, choices=Precision, default=Precision.DAY)
    community = models.ForeignKey(Community, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="社区")
    pairing = models.ForeignKey(Pairing, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="结对")
    place = models.CharField("地点", max_length=60, blank=True, help_text="例如：文化礼堂二楼")
    summary = models.CharField("一句话", max_length=120, blank=True, help_text="列表里的一句话，例如：一本书，一个下午，线上线下同读。")
    body = RichTextField("正文", blank=True, max_length=20000, help_text="可以直接从 Word、微信粘贴，格式会自动整理。")
    source = models.CharField("来源", max_length=60, blank=True, help_text="谁最先发布，例如：浙江统战")
    contributor = models.CharField("供稿", max_length=60, blank=True)
    editor = models.CharField("责任编辑", max_length=40, blank=True)
    moved_to_proposal = models.ForeignKey(
        "actions.Proposal", models.PROTECT, null=True, blank=True, related_name="moved_from_activities", verbose_name="移至建言", editable=False
    )

    objects = ActivityQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "活动"
        indexes = [
            models.Index(fields=["state", "-happened_to", "-id"], name="activity_newest"),
            models.Index(fields=["line", "state", "-happened_to", "-id"], name="activity_newest_of_line"),
            models.Index(fields=["programme", "state", "-happened_to", "-id"], name="activity_newest_of_programme"),
            models.Index(fields=["community", "state", "-happened_to", "-id"], name="activity_newest_of_community"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="activity_kind_is_known"),
            models.CheckConstraint(condition=Q(work__in=Work.values), name="activity_work_is_known"),
            models.CheckConstraint(condition=Q(precision__in=Precision.values), name="activity_precision_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="activity_has_a_title"),
            models.CheckConstraint(condition=Q(happened_from=None) | Q(happened_to__gte=F("happened_from")), name="activity_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(happened_from=None, precision=Precision.TO_DATE) | (Q(happened_from__isnull=False) & ~Q(precision=Precision.TO_DATE)),
                name="activity_to_date_exactly_without_start",
            ),
            models.CheckConstraint(condition=Q(kind=Kind.SUMMARY) | Q(happened_from__isnull=False), name="activity_occasion_has_a_start"),
            models.CheckConstraint(condition=Q(kind=Kind.OCCASION) | Q(programme__isnull=False), name="activity_summary_names_its_programme"),
            models.CheckConstraint(condition=Q(stands_alone=False) | Q(programme=None), name="activity_alone_or_in_a_programme"),
            models.CheckConstraint(condition=Q(number=None) | Q(number__gte=1, programme__isnull=False), name="activity_number_within_a_programme"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("actions:activity-detail", args=[self.pk])

    @property
    def is_summary(self):
        return self.kind == Kind.SUMMARY

    @property
    def spoken_days(self):
        """The days in words: 2022年7月9日, 2022年5月, 2022年, 2015年至2022年7月20日, 截至2022年7月20日."""
        return days.in_words(self.happened_from, self.happened_to, self.precision)

    @property
    def exact_days(self):
        """The days as they are counted, whatever their precision: 2022-01-01至2022-07-20, 2022-07-09, 截至2022-07-20."""
        if self.happened_from is None:
            return f"截至{self.happened_to}"
        return f"{self.happened_to}" if self.happened_from == self.happened_to else f"{self.happened_from}至{self.happened_to}"
