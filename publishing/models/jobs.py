"""Long work as rows: the row, not the message that starts it, is the truth."""

from django.conf import settings
from django.db import models


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "失败"


class Job(models.Model):
    """One piece of long work: what, for whom, how far, and when it last showed life."""

    task = models.CharField("任务", max_length=120)
    arguments = models.JSONField("参数", default=dict)
    label = models.CharField("说明", max_length=120, blank=True)
    state = models.CharField("状态", max_length=8, choices=JobState, default=JobState.QUEUED)
    attempt = models.PositiveSmallIntegerField("第几次", default=0)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.CharField("结果", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs", verbose_name="发起人")
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    beat_at = models.DateTimeField("最近动静", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        constraints = [models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_is_known")]
        indexes = [models.Index(fields=["state", "beat_at"], name="job_by_state")]

    def __str__(self):
        return self.label or self.task
