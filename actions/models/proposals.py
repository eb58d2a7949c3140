"""Proposals (建言): advice given, by whom, to whom, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models import Member, NamedQuerySet, OnBasis, Unit
from publishing.bodies import RichTextField
from publishing.models import Publishable, PublishableQuerySet

from .. import days
from ..enums import DATED, OutcomeKind, OutcomeLevel, Precision, ProposalKind
from .lines import ActionLine


class ProposalQuerySet(PublishableQuerySet):
    def of_line(self, line):
        return self.filter(line=line)

    def in_year(self, year):
        """Keep those submitted in a year; all where none is named."""
        return self.filter(submitted_on__year=year) if year else self

    def count_by_kind(self):
        """Return how many there are of each kind that there is any of, in words, most first."""
        return _counted(self, "kind", ProposalKind)

    def by_member(self, member):
        """Keep those of which a member may be named as an author."""
        return self.filter(pk__in=ProposalAuthor.objects.shown().filter(member=member).values("proposal"))

    def by_unit(self, unit):
        return self.filter(pk__in=ProposalAuthor.objects.filter(unit=unit).values("proposal"))

    def newest_first(self):
        """Order by the day it was submitted, newest first; the larger id settles a tie."""
        return self.order_by("-submitted_on", "-pk")

    def matching(self, *, action=None, kind="", outcome=""):
        """Keep what is of a line, was given in a form, and had at least one outcome of a kind; what is not set keeps all."""
        rows = self.filter(**{name: value for name, value in {"line": action, "kind": kind}.items() if value})
        return rows.filter(pk__in=ProposalOutcome.objects.filter(kind=outcome).values("proposal")) if outcome else rows

    def recorded_by_line(self):
        """Return how many there are of each line, by the line's id."""
        return dict(self.order_by().values_list("line").annotate(models.Count("pk")))

    def before(self, proposal):
        """Return the one before, older by the day it was submitted; None where there is none."""
        older = Q(submitted_on__lt=proposal.submitted_on) | Q(submitted_on=proposal.submitted_on, pk__lt=proposal.pk)
        return self.filter(older).newest_first().first()

    def after(self, proposal):
        """Return the one after, newer by the day it was submitted; None where there is none."""
        newer = Q(submitted_on__gt=proposal.submitted_on) | Q(submitted_on=proposal.submitted_on, pk__gt=proposal.pk)
        return self.filter(newer).order_by("submitted_on", "pk").first()

    def for_list(self):
        """Bring what a row of a list or a page shows, in a number of queries that does not grow."""
        return self.select_related("line").prefetch_related(
            models.Prefetch("authors", ProposalAuthor.objects.shown().with_pages().select_related("unit").order_by("position", "pk"), to_attr="shown_authors"),
            models.Prefetch("outcomes", ProposalOutcome.objects.newest_first()),
        )


class Proposal(Publishable):
    """Advice given to who can act on it, in writing or in a speech."""

    children: ClassVar[tuple[str, ...]] = ("authors", "outcomes")
    dependants: ClassVar[tuple[str, ...]] = ("working_copy", "moved_from", "moved_from_activities")

    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="proposals", verbose_name="行动")
    kind = models.CharField("形式", max_length=12, choices=ProposalKind, default=ProposalKind.PROPOSAL)
    title = models.CharField("题目", max_length=100, help_text="例如：《关于建设儿童友好型城市的建议》")
    summary = models.CharField("一句话", max_length=120, blank=True, help_text="列表里的一句话。")
    text = RichTextField("正文", blank=True, max_length=20000, help_text="可以直接从 Word、微信粘贴，格式会自动整理。")
    addressee = models.CharField("呈送", max_length=60, blank=True, help_text="交给了谁，写单位或会议，例如：市政协全体会议")
    submitted_on = models.DateField("提出日期", help_text="只知道年份的，写那一年里所知的最后一天，并选“准到年”。")
    precision = models.CharField("日期准到", max_length=8, choices=DATED, default=Precision.DAY)
    source = models.CharField("来源", max_length=60, blank=True, help_text="谁最先发布，例如：浙江统战")
    contributor = models.CharField("供稿", max_length=60, blank=True)
    editor = models.CharField("责任编辑", max_length=40, blank=True)

    objects = ProposalQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "建言"
        indexes = [models.Index(fields=["state", "-submitted_on", "-id"], name="proposal_newest")]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="proposal_kind_is_known"),
            models.CheckConstraint(condition=Q(precision__in=[code for code, _ in DATED]), name="proposal_precision_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="proposal_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("actions:proposal-detail", args=[self.pk])

    @property
    def spoken_day(self):
        """The day in words, as exactly as it is known: 2022年7月9日, 2022年5月, 2022年."""
        return days.in_words(self.submitted_on, self.submitted_on, self.precision)


class AuthorQuerySet(NamedQuerySet):
    def shown(self):
        """Keep units, and the members whose names may be public."""
        return self.filter(Q(unit__isnull=False) | Q(pk__in=super().shown().filter(unit=None).values("pk")))


class ProposalAuthor(OnBasis):
    """A member or a unit that gave the advice, and the basis on which a member's name is public."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="authors", verbose_name="建言")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="proposed", verbose_name="会员")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="proposed", verbose_name="单位")
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = AuthorQuerySet.as_manager()

    class Meta(OnBasis.Meta):
        verbose_name = verbose_name_plural = "提出人"
        constraints = [
            *OnBasis.Meta.constraints,
            models.CheckConstraint(condition=Q(member__isnull=False, unit=None) | Q(member=None, unit__isnull=False), name="author_is_a_member_or_a_unit"),
            models.UniqueConstraint(fields=["proposal", "member"], name="author_member_once"),
            models.UniqueConstraint(fields=["proposal", "unit"], name="author_unit_once"),
        ]

    def __str__(self):
        return str(self.member or self.unit)


def _counted(rows, name, words):
    """Return how many rows there are of each choice that there is any of, in words, most first."""
    counts = dict(rows.order_by().values_list(name).annotate(models.Count("pk")))
    return sorted(((words(code).label, counts[code]) for code in words.values if code in counts), key=lambda pair: -pair[1])


class OutcomeQuerySet(models.QuerySet):
    def in_year(self, year):
        """Keep those of a year; one without a day is of the year its proposal was submitted in."""
        return self.filter(models.Q(happened_on__year=year) | models.Q(happened_on=None, proposal__submitted_on__year=year))

    def count_by_kind(self):
        return _counted(self, "kind", OutcomeKind)

    def count_by_level(self):
        """Return how many there are of each level that one is said of."""
        return _counted(self.exclude(level=""), "level", OutcomeLevel)

    def unsourced(self):
        """Keep those that name neither a source nor an address."""
        return self.filter(source="", url="")

    def of(self, proposals):
        """Keep the outcomes of some proposals."""
        return self.filter(proposal__in=proposals.order_by())

    def recorded_by_line(self):
        """Return how many there are of the proposals of each line, by the line's id."""
        return dict(self.order_by().values_list("proposal__line").annotate(models.Count("pk")))

    def newest_first(self):
        """Order by day, newest first, those without a day last."""
        return self.order_by(models.F("happened_on").desc(nulls_last=True), "position", "pk")


class ProposalOutcome(models.Model):
    """One thing that came of a proposal: what, by whom, how far up, when, as which source says."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="outcomes", verbose_name="建言")
    kind = models.CharField("结果", max_length=10, choices=OutcomeKind)
    by_whom = models.CharField("由谁", max_length=60, blank=True, help_text="写单位、媒体或会议，不写个人姓名，例如：《联谊报》")
    level = models.CharField("级别", max_length=8, choices=OutcomeLevel, blank=True)
    happened_on = models.DateField("日期", null=True, blank=True)
    precision = models.CharField("日期准到", max_length=8, choices=DATED, default=Precision.DAY)
    note = models.CharField("说明", max_length=120, blank=True, help_text="例如：被评为金点子")
    source = models.CharField("来源", max_length=60, blank=True)
    url = models.URLField("网址", blank=True, max_length=300)
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "结果"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OutcomeKind.values), name="outcome_kind_is_known"),
            models.CheckConstraint(condition=Q(level="") | Q(level__in=OutcomeLevel.values), name="outcome_level_is_known"),
            models.CheckConstraint(condition=Q(precision__in=[code for code, _ in DATED]), name="outcome_precision_is_known"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.by_whom}".strip()

    @property
    def is_unsourced(self):
        """The same of one outcome as `OutcomeQuerySet.unsourced` of many."""
        return not (self.source or self.url)

    @property
    def spoken_day(self):
        """The day in words; nothing where no day is known."""
        return days.in_words(self.happened_on, self.happened_on, self.precision) if self.happened_on else ""
