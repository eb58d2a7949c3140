"""The words that events are kept in."""

from django.db import models


class EventState(models.TextChoices):
    """Where an event stands on a given day: worked out from its days and operations, never stored."""

    CANCELLED = "cancelled", "取消"
    ANNOUNCED = "announced", "预告"
    REGISTERING = "registering", "报名中"
    ONGOING = "ongoing", "进行中"
    OVER = "over", "已结束"

    @property
    def is_ahead(self):
        """Whether one may still come to it."""
        return self not in (EventState.CANCELLED, EventState.OVER)
