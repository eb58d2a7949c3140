"""Pictures on their way in: what has arrived, and what a job has made of it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q


def new_token():
    return secrets.token_urlsafe(24)


class UploadState(models.TextChoices):
    """How far a picture has come."""

    ARRIVED = "arrived", "处理中"
    KEPT = "kept", "已处理"
    REFUSED = "refused", "没有收下"


class Upload(models.Model):
    """One file somebody has sent, known to the browser by its token; where its clean picture is or will be stored is settled on arrival."""

    token = models.CharField("凭据", max_length=40, unique=True, default=new_token, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="上传人")
    name = models.CharField("文件名", max_length=200, blank=True)  # as shown to whoever sent it; nothing is stored under it
    incoming = models.CharField("原文件", max_length=120, blank=True)  # as it came, until the job has made the picture
    picture = models.CharField("照片", max_length=120, unique=True)
    width = models.PositiveIntegerField("宽", null=True)
    height = models.PositiveIntegerField("高", null=True)
    state = models.CharField("状态", max_length=8, choices=UploadState, default=UploadState.ARRIVED)
    message = models.CharField("说明", max_length=200, blank=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "上传"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(state__in=UploadState.values), name="upload_state_is_known")]

    def __str__(self):
        return self.name or self.picture
