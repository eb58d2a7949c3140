"""What somebody has typed into a form and not saved: one row for each person and record."""

from django.conf import settings
from django.db import models


class FormDraft(models.Model):
    """What one person has typed into one form, as it would be sent; empty once the form is saved or the person drops it, and gone after a month."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="填写人")
    form = models.CharField("表", max_length=80)  # app_label.model_name, with what was asked of a new one: ?kind=summary
    record = models.PositiveBigIntegerField("记录", default=0)  # its key; 0: a new one
    fields = models.JSONField("内容", default=list)  # [[name, value], …], files left out
    serial = models.PositiveBigIntegerField("次序", default=0)  # an older message that comes late is dropped
    saved_at = models.DateTimeField("保存时间", auto_now=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "没有保存的内容"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["by", "form", "record"], name="draft_once_for_a_person_and_record")]

    def __str__(self):
        return f"{self.form} {self.record or '新'}"
