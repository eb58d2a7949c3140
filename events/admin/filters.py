"""The filters that staff use on the lists of events and of entries."""

from django.utils import timezone

from actions.enums import Work
from publishing.admin.filters import Choice

from ..models import Event


class WhenFilter(Choice):
    title, parameter_name = "时间", "when"

    def lookups(self, request, model_admin):
        return [("coming", "要办的"), ("over", "已结束"), ("to-close", "结束了还没办结"), ("cancelled", "已取消")]

    def narrow(self, queryset, value):
        today = timezone.localdate()
        match value:
            case "coming":
                return queryset.filter(ends_on__gte=today)
            case "over":
                return queryset.filter(ends_on__lt=today)
            case "cancelled":
                return queryset.filter(cancelled_at__isnull=False)
        return queryset.filter(pk__in=Event.objects.published().to_be_closed(today).values("pk"))


class KindFilter(Choice):
    title, parameter_name = "类型", "kind"

    def lookups(self, request, model_admin):
        return Work.choices


class ContestFilter(Choice):
    title, parameter_name = "赛事", "contest"

    def lookups(self, request, model_admin):
        return list(Event.objects.originals().contests().order_by("-starts_on", "pk").values_list("pk", "title"))

    def narrow(self, queryset, value):
        return queryset.filter(event=value)


class AwardFilter(Choice):
    title, parameter_name = "获奖", "awarded"

    def lookups(self, request, model_admin):
        return [("yes", "获奖的"), ("no", "没有获奖的")]

    def narrow(self, queryset, value):
        return queryset.filter(award="") if value == "no" else queryset.exclude(award="")
