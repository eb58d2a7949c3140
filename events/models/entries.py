"""Entries of a contest: a work, who made it, what it won."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.enums import MemberField
from members.models import Member, OnBasis, is_disclosed, may_be_named
from publishing.images import PictureField
from publishing.models import Publishable, PublishableQuerySet, State
from publishing.sized import Sized

from .events import Event

RANKS = ("特", "一", "金", "二", "银", "三", "铜")  # 特等奖, 一等奖, …: how prizes begin, the highest first


class EntryQuerySet(PublishableQuerySet):
    def public(self):
        """Keep what the public sees: published, and its contest too."""
        return self.published().filter(event__state=State.PUBLISHED)

    def for_page(self):
        """Bring the author, whether the name may be shown (`author_is_public`), and whether the author has a page (`has_page`)."""
        return self.select_related("member").annotate(
            author_is_public=models.ExpressionWrapper(may_be_named(), models.BooleanField()), has_page=is_disclosed(MemberField.NAME)
        )

    def in_order(self):
        """Order those that won first, by what they won; then as staff put them, by category."""
        ranks = [models.When(award="", then=len(RANKS) + 1), *(models.When(award__startswith=word, then=rank) for rank, word in enumerate(RANKS))]
        return self.order_by(models.Case(*ranks, default=len(RANKS)), "position", "category", "pk")


class ContestEntry(Publishable, OnBasis):
    """A photo or a video sent in to a contest; its author is a member or a name, public only on a basis."""

    dependants: ClassVar[tuple[str, ...]] = ("working_copy", "moved_from")
    checks: ClassVar[str] = "events.rules.broken_rules_of_entry"

    event = models.ForeignKey(Event, models.PROTECT, related_name="entries", verbose_name="赛事")
    title = models.CharField("作品名称", max_length=80)
    category = models.CharField("类别", max_length=20, blank=True, help_text="例如：摄影、短视频")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="entered", verbose_name="会员")
    name = models.CharField("作者姓名", max_length=40, blank=True, help_text="不是会员的，只写姓名。")
    picture = PictureField("作品照片", width_field="width", height_field="height", blank=True)
    width = models.PositiveIntegerField("宽", null=True, editable=False)
    height = models.PositiveIntegerField("高", null=True, editable=False)
    consent = models.BooleanField("已征得同意", default=False, help_text="照片里能认出的人同意公开。没有同意的照片不公开。")
    shows_minors = models.BooleanField("有未成年人", default=False)
    guardian_consent = models.BooleanField("监护人同意", default=False)
    video_url = models.URLField("视频网址", blank=True, max_length=300)
    award = models.CharField("奖项", max_length=30, blank=True, help_text="例如：一等奖")
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = EntryQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "参赛作品"
        constraints = [
            *Publishable.Meta.constraints,
            *OnBasis.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="entry_has_a_title"),
            models.CheckConstraint(condition=Q(member=None) | Q(name=""), name="entry_author_is_a_member_or_a_name"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where the entry is shown: among those of its contest."""
        return f"{self.event.get_absolute_url()}#entries"

    @property
    def picture_may_be_shown(self):
        """Whether there is a picture, and everybody on it agreed."""
        return bool(self.picture) and self.consent and (self.guardian_consent or not self.shows_minors)

    @property
    def author(self):
        """The name, whether or not it may be shown: ask `author_is_public` before."""
        return self.member.name if self.member else self.name

    @property
    def picture_url(self):
        """Where the picture is served, by a view that asks whether it may be seen."""
        return reverse("events:entry-picture", args=[self.pk])

    @property
    def sized(self):
        """The picture as pages show it."""
        return Sized(self.picture_url, self.width or 1, self.height or 1)
