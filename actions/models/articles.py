"""Articles that staff have pasted in, and which words of them an activity was drawn from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from .lines import Indicator


class CameAs(models.TextChoices):
    """What an article was pasted or uploaded as."""

    TEXT = "text", "文字"
    WEB = "web", "网页"
    WORD = "word", "Word文件"


class ArticleQuerySet(models.QuerySet):
    def open_to(self, user, *, publishes):
        """Keep those that a person may open: one's own, and all for who publishes."""
        return self if publishes else self.filter(created_by=user)

    def unfinished(self):
        """Keep those that no record has been drawn from yet."""
        return self.filter(entered_at=None)

    def for_list(self):
        """Order those not entered yet before the others, the newest first, with how many records were drawn from each (`drawn`), without their text."""
        drawn = models.Count("excerpts__activity", filter=Q(excerpts__activity__revises=None), distinct=True)
        return self.annotate(drawn=drawn, length=Length("text")).order_by(F("entered_at").desc(nulls_first=True), "-changed_at", "-pk").defer("text", "choices")


class Article(models.Model):
    """A report as it was pasted in: what the drafts drawn from it have as their source, with what its reader has decided so far."""

    text = models.TextField("原文")
    name = models.CharField("名称", max_length=120, blank=True)  # the first line, or the name of the file
    came_as = models.CharField("来自", max_length=4, choices=CameAs, default=CameAs.TEXT)
    published_on = models.DateField("文章日期", null=True, blank=True)
    source = models.CharField("来源", max_length=60, blank=True, help_text="谁最先发布，例如：浙江统战")
    choices = models.JSONField("已作的选择", default=dict)  # of the proposals: accepted, changed, dropped
    serial = models.PositiveBigIntegerField("次序", default=0)  # an older message that comes late is dropped
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="粘贴人")
    created_at = models.DateTimeField("粘贴时间", auto_now_add=True)
    changed_at = models.DateTimeField("改动时间", auto_now=True)
    entered_at = models.DateTimeField("存为草稿的时间", null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原文"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(came_as__in=CameAs.values), name="article_came_as_is_known")]
        indexes = [models.Index(fields=["created_by", "-changed_at"], name="article_newest_of_a_person")]

    def __str__(self):
        return self.name or "没有名称的文章"


class ExcerptQuerySet(models.QuerySet):
    def originals(self):
        """Keep those of records, not of their working copies."""
        return self.filter(activity__revises=None)

    def in_order(self):
        """Order them as the article has them, with it and what is counted."""
        return self.select_related("article", "indicator").order_by("article", "start", "pk")


class Excerpt(models.Model):
    """The words of an article that an activity, or one of its figures, was drawn from: characters start to end of its text."""

    activity = models.ForeignKey("actions.Activity", models.CASCADE, related_name="excerpts", verbose_name="活动")
    article = models.ForeignKey(Article, models.PROTECT, related_name="excerpts", verbose_name="原文")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    objects = ExcerptQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出处"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="excerpt_has_words")]

    def __str__(self):
        return self.words

    @property
    def words(self):
        return self.article.text[self.start : self.end]
