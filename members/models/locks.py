"""Who is shut out for a while after failed sign-ins."""

from axes.models import AccessAttempt
from django.conf import settings
from django.db import models
from django.utils import timezone


class LockQuerySet(models.QuerySet):
    def holding(self, now=None):
        """Keep what locks at a moment: as many failures as are allowed, the last of them not long enough ago."""
        return self.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gte=(now or timezone.now()) - settings.AXES_COOLOFF_TIME)


class Lock(AccessAttempt):
    """Failed sign-ins under one name from one address, as django-axes counts them."""

    objects = LockQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "登录锁定"
        default_permissions = ("view", "change")

    def __str__(self):
        return self.spoken_name

    @property
    def is_known(self):
        """Whether there is such an account; what was typed otherwise is kept as a digest only (`members.locks`)."""
        return not (self.username or "?").startswith("?")

    @property
    def spoken_name(self):
        return self.username if self.is_known else "没有这个账号"

    @property
    def until(self):
        return self.attempt_time + settings.AXES_COOLOFF_TIME
