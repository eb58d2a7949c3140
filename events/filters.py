"""What the list of events can be narrowed by."""

from actions.enums import Work
from actions.filters import AddressFilter, SlugChoiceField, choice
from actions.models import ActionLine
from members.models import Community


class EventFilter(AddressFilter):
    """The filters of `/events/list/`."""

    action = SlugChoiceField(
        ActionLine.objects.order_by("number"),
        name="short_name",
        label="行动",
        empty_label="全部行动",
        error_messages={"invalid_choice": "没有这项行动，没有按它筛选。"},
    )
    kind = choice("类型", "全部类型", Work.choices, "没有这个类型，没有按它筛选。")
    community = SlugChoiceField(
        Community.objects.order_by("sort_key", "name"), label="社区", empty_label="全部社区", error_messages={"invalid_choice": "没有这个社区，没有按它筛选。"}
    )
