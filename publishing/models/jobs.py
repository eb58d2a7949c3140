"""Long work as rows: the row, not the message that starts it, is the truth."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

MOST_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=2)  # without a beat for so long, whoever ran it is taken for dead: a task advances more often than that
BEAT_EVERY = timedelta(seconds=1)


class TakenOver(Exception):
    """Somebody else runs this job now, or it has ended: whoever is told so stops."""


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "失败"


class JobQuerySet(models.QuerySet):
    def stale(self, now):
        """Keep what nobody has moved for too long: running without a beat, or queued and never taken up."""
        waiting = Q(beat_at__lt=now - STALE_AFTER) | Q(beat_at=None, created_at__lt=now - STALE_AFTER)
        return self.filter(waiting, state__in=[JobState.QUEUED, JobState.RUNNING])


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

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        constraints = [models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_is_known")]
        indexes = [models.Index(fields=["state", "beat_at"], name="job_by_state")]

    def __str__(self):
        return self.label or self.task

    @property
    def has_ended(self):
        return self.state in (JobState.DONE, JobState.FAILED)

    @property
    def percent(self):
        """How far it is, of a hundred; none where the whole is not known."""
        return 100 if self.state == JobState.DONE else min(100, self.done * 100 // self.total) if self.total else None

    def standing(self, now=None):
        """Return in words, for whoever waits, where the job stands."""
        is_stale = self.beat_at is not None and self.beat_at < (now or timezone.now()) - STALE_AFTER
        if self.state == JobState.QUEUED:
            return "已中断，正在重试" if self.attempt else "已受理，稍后处理"
        if self.state == JobState.RUNNING and (is_stale or self.attempt > 1):
            return "已中断，正在重试"
        return self.get_state_display()

    def advance(self, count=1, *, total=None):
        """Count what is done, and show life; raises TakenOver where this run is not the job's any more.

        The row is written at most once a second. Call it outside of a transaction, else nobody sees it before the end.
        """
        self.done += count
        now = timezone.now()
        if total is not None:
            self.total = total
        elif self.beat_at and now - self.beat_at < BEAT_EVERY and self.done < self.total:
            return
        self.keep(done=self.done, total=self.total, beat_at=now)

    def keep(self, **values):
        """Write values to the row while this run is still the one that holds it; raises TakenOver where not."""
        mine = type(self).objects.filter(pk=self.pk, state=JobState.RUNNING, attempt=self.attempt)
        if not mine.update(**values):
            raise TakenOver(self.pk)
        for name, value in values.items():
            setattr(self, name, value)
