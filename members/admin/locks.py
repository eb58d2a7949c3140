"""Who is shut out for a while after failed sign-ins, and how whoever administers lets them in."""

from django.contrib import admin
from django.utils import timezone

from publishing.admin import KeptAdmin, Step, StepsMixin

from ..locks import unlock
from ..models import Lock

UNLOCK = Step(
    "unlock", "解除锁定", unlock, lambda lock: True, "解除以后，这个账号马上可以再登录。先确认是本人在登录；忘了密码的，再设一个新密码。", "的锁定已解除。"
)


@admin.register(Lock)
class LockAdmin(StepsMixin, KeptAdmin):
    """Who is shut out just now: nobody is shut out longer than a quarter of an hour."""

    steps = (UNLOCK,)
    list_display = ("spoken_name", "address", "failures", "until_shown")
    list_display_links = None
    search_fields = ("username",)
    ordering = ("-attempt_time", "pk")
    fields = ("spoken_name", "address", "failures", "until_shown")

    def get_queryset(self, request):
        return Lock.objects.holding().order_by(*self.ordering)

    @admin.display(description="用户名")
    def spoken_name(self, lock):
        return lock.spoken_name

    @admin.display(description="来访地址")
    def address(self, lock):
        return lock.ip_address or "不详"

    @admin.display(description="连错次数")
    def failures(self, lock):
        return lock.failures_since_start

    @admin.display(description="锁到几时")
    def until_shown(self, lock):
        return timezone.localtime(lock.until).strftime("%H:%M")
