"""The people who sign in."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone

FORMER_PASSWORDS = 4  # kept beside the present one, so that none of the last five comes back


class User(AbstractUser):
    """An account: one person, one account, its rights from its roles (groups)."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40, blank=True, help_text="例如：张三")
    must_change_password = models.BooleanField("要改初始密码", default=False, editable=False)
    password_changed_at = models.DateTimeField("密码设定时间", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "用户"

    def __str__(self):
        return self.name or self.username

    def save(self, *args, **kwargs):
        is_new_password = self._password is not None  # type: ignore[attr-defined]  # Django's own mark, gone once the row is saved
        if is_new_password and kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "password", "password_changed_at"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            former = vars(self).pop("_former", [])
            if is_new_password:  # else it was only hashed anew
                self._keep(former)

    def set_password(self, raw_password):
        if self.pk and self.has_usable_password():
            self._former = [*getattr(self, "_former", ()), self.password]
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()

    def get_full_name(self):
        return self.name or self.username

    def get_short_name(self):
        return self.name or self.username

    @property
    def needs_new_password(self):
        """Whether nothing opens before a password of one's own is set: it came from an administrator, or is older than PASSWORD_DAYS."""
        set_at = self.password_changed_at or self.date_joined
        return self.must_change_password or bool(settings.PASSWORD_DAYS and set_at < timezone.now() - timedelta(days=settings.PASSWORD_DAYS))

    def _keep(self, former):
        """Keep what the password was before, and forget what is older than the last five."""
        FormerPassword.objects.bulk_create([FormerPassword(user=self, password=password) for password in former])
        old = FormerPassword.objects.filter(user=self).order_by("-pk").values_list("pk", flat=True)[FORMER_PASSWORDS:]
        FormerPassword.objects.filter(pk__in=list(old)).delete()


class FormerPassword(models.Model):
    """The hash of a password that an account had before."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords", verbose_name="用户")
    password = models.CharField("密码", max_length=128)

    class Meta:
        verbose_name = verbose_name_plural = "用过的密码"
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id}"
