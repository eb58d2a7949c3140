"""The trail: one appended row for everything that matters, and the seals that hold the rows together."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Verb(models.TextChoices):
    """What can be traced."""

    CREATED = "created", "新增"
    CHANGED = "changed", "改动"
    DELETED = "deleted", "删除"
    SUBMITTED = "submitted", "提交"
    RETURNED = "returned", "退回"
    PUBLISHED = "published", "发布"
    REVISED = "revised", "开始修订"
    DISCARDED = "discarded", "放弃修订"
    REPLACED = "replaced", "修订发布"
    WITHDRAWN = "withdrawn", "撤回"
    ANSWERED = "answered", "答复重叠"
    EXPORTED = "exported", "导出"
    VIEWED = "viewed", "查看个人信息"
    SIGNED_IN = "signed_in", "登录"
    SIGNED_OUT = "signed_out", "退出"
    REFUSED = "refused", "登录失败"
    PERMITTED = "permitted", "权限变更"
    PASSWORD = "password", "修改密码"
    LOCKED = "locked", "登录锁定"
    UNLOCKED = "unlocked", "解除锁定"
    SWITCHED_OFF = "switched_off", "停用外链"
    SWITCHED_ON = "switched_on", "恢复外链"


class Unchangeable(TypeError):
    """What is appended is never changed and never deleted; the database refuses it as well (`publishing/guards.py`)."""

    def __init__(self):
        super().__init__("留痕和封印只能追加，不能改动或删除。")


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **values):
        raise Unchangeable

    def bulk_update(self, *args, **kwargs):
        raise Unchangeable

    def delete(self):
        raise Unchangeable


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args, **kwargs):
        raise Unchangeable


class Trace(AppendOnly):
    """Who did what to which row, and when: field names and a digest, never a personal value."""

    at = models.DateTimeField("时间", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="traces", verbose_name="谁")
    verb = models.CharField("做了什么", max_length=12, choices=Verb)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, verbose_name="哪一类", related_name="+")
    subject_id = models.BigIntegerField("哪一条", null=True)
    fields = models.JSONField("涉及的栏目", default=list)
    digest = models.CharField("内容摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "留痕"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="trace_by_subject"), models.Index(fields=["at"], name="trace_by_time")]

    def __str__(self):
        return f"{self.get_verb_display()} {self.subject_type_id}:{self.subject_id}"


class Seal(AppendOnly):
    """One link of the chain: the keyed hash of a trace and of the seal before it."""

    number = models.BigIntegerField("序号", primary_key=True)
    trace_id = models.BigIntegerField("留痕", unique=True)
    sealed_at = models.DateTimeField("封存时间")  # one moment for all that one sealing took; part of the digest
    digest = models.CharField("封印", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "封印"

    def __str__(self):
        return f"第{self.number}号"
