"""Pages that staff write: about the portal, how to reach it, notices; each with its attachments."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from publishing.bodies import RichTextField
from publishing.documents import TYPES, DocumentField, kind_in_words
from publishing.models import Publishable, PublishableQuerySet


class Column(models.TextChoices):
    """Where a page stands in the portal."""

    NOTICE = "notice", "通知公告"
    ABOUT = "about", "关于本站"
    CONTACT = "contact", "联系我们"


class PageQuerySet(PublishableQuerySet):
    def standing_in(self, column):
        """Keep what a standing column shows, in the order that staff gave it: the first is the column's own page."""
        return self.published().filter(column=column).order_by("position", "pk")

    def notices(self):
        """Keep the notices that the public sees, those put on top first, then the newest."""
        return self.published().filter(column=Column.NOTICE).order_by("-pinned", "-first_published_at", "-pk")

    def for_list(self):
        """Leave the text behind, which no list shows."""
        return self.defer("body")

    def around(self, page):
        """Return the notices published next after and next before one: (newer, older), None where there is none."""
        rows = self.published().filter(column=Column.NOTICE).for_list()
        at, pk = page.first_published_at, page.pk
        newer = rows.filter(Q(first_published_at__gt=at) | Q(first_published_at=at, pk__gt=pk)).order_by("first_published_at", "pk")
        older = rows.filter(Q(first_published_at__lt=at) | Q(first_published_at=at, pk__lt=pk)).order_by("-first_published_at", "-pk")
        return newer.first(), older.first()


class Page(Publishable):
    """One page of text with its attachments: a notice, or a standing page of the portal."""

    children: ClassVar[tuple[str, ...]] = ("attachments",)
    dependants: ClassVar[tuple[str, ...]] = ("working_copy", "moved_from")

    column = models.CharField("栏目", max_length=8, choices=Column, default=Column.NOTICE)
    title = models.CharField("标题", max_length=80, help_text="例如：关于征集社区需求的通知")
    body = RichTextField("正文", blank=True, max_length=20000, help_text="可以直接从 Word、微信粘贴，格式会自动整理。")
    source = models.CharField("来源", max_length=60, blank=True, help_text="谁最先发布，例如：龙港市委宣传统战部")
    editor = models.CharField("责任编辑", max_length=40, blank=True)
    pinned = models.BooleanField("置顶", default=False, help_text="排在通知公告的最前面。")
    position = models.PositiveSmallIntegerField("排序", default=0, help_text="“关于本站”“联系我们”有几页时，数字小的在前，最小的一页是栏目首页。")

    objects = PageQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "页面"
        indexes = [models.Index(fields=["column", "state", "-first_published_at", "-id"], name="page_newest_of_a_column")]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(condition=Q(column__in=Column.values), name="page_column_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="page_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(f"portal:{self.column}-detail", args=[self.pk])

    @property
    def is_notice(self):
        return self.column == Column.NOTICE

    @property
    def column_url(self):
        """Where the column begins."""
        return reverse("portal:notice-list" if self.is_notice else f"portal:{self.column}")

    @property
    def column_type(self):
        """What kind of column that is, as the site names it in its head."""
        return "通知公告" if self.is_notice else "概况信息"


class Attachment(models.Model):
    """A document under a page. Its address is that of the stored file, which stays the same through every revision."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="attachments", verbose_name="页面")
    title = models.CharField("名称", max_length=80, blank=True, help_text="不写就用文件名。")
    document = DocumentField("文件", db_index=True)
    kind = models.CharField("类型", max_length=4, editable=False)
    size = models.PositiveIntegerField("大小", editable=False)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        default_permissions = ()
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="attachment_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=list(TYPES)), name="attachment_kind_is_known"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where the document is served, by a view that asks whether a page that has it is public."""
        return reverse("portal:attachment", args=[self.document.token])

    @property
    def kind_words(self):
        return kind_in_words(self.kind)

    @property
    def size_words(self):
        """The size as it is said: 320 KB, 1.2 MB."""
        return f"{max(1, round(self.size / 1024))} KB" if self.size < 1000 * 1024 else f"{self.size / 1024 / 1024:.1f} MB"
