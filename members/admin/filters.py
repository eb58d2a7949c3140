"""The filters that several lists share."""

from publishing.admin.filters import Choice

from ..models import Community


class CommunityFilter(Choice):
    """The communities that rows of the list stand in."""

    title, parameter_name = "社区", "community"

    def lookups(self, request, model_admin):
        named = model_admin.model._default_manager.exclude(community=None).values("community")
        return list(Community.objects.filter(pk__in=named).order_by("sort_key", "pk").values_list("pk", "name"))
