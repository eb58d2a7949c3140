"""Enters events: those of the report, which are over, and examples of what comes, dated from the day of loading."""

from datetime import timedelta

from django.db import transaction

from actions.models import ActionLine, Activity, Programme
from events.models import Event
from members.models import Community, Unit

from .entering import Entering

SAID = ("title", "slug", "kind", "number", "venue", "summary", "begins_at", "closes_at", "capacity")


def on_the_next(weekday, *, after):
    """Return the first day of the week's so-manieth day (0 is Monday) that is not before a day."""
    return after + timedelta(days=(weekday - after.weekday()) % 7)


class Announcements(Entering):
    """Enters events; each has a slug of its own, by which a second run knows it, whatever its day."""

    def enter_all(self, data, report, *, today):
        """Enter and publish every event that is not there yet; return how many were."""
        known = set(Event.objects.originals().values_list("slug", flat=True))
        new = [row for row in data["events"] if row["slug"] not in known]
        for row in new:
            self.enter(row, report, today=today)
        return len(new)

    @transaction.atomic
    def enter(self, row, report, *, today):
        line = ActionLine.objects.get(number=row["line"])
        event = Event(
            line=line,
            programme=Programme.objects.get(name=row["programme"]) if "programme" in row else None,
            community=Community.objects.get(name=row["community"]) if "community" in row else None,
            body=row["body"].strip(),
            **self._days(row, report, today),
            **{name: row[name] for name in SAID if name in row},
        )
        if "became" in row:
            event.became = Activity.objects.originals().get(line=line, title=row["became"])
        self.save(event)
        for position, (name, role) in enumerate(row.get("hosts", [])):
            event.hosts.create(unit=Unit.objects.get(name=name), role=role, position=position)
        return self.show(event)

    def _days(self, row, report, today):
        if "days_ahead" not in row:
            return {"starts_on": report["year_began_on"], "ends_on": report["appeared_on"], "precision": "year", "source": report["source"]}
        day = on_the_next(row["weekday"], after=today + timedelta(days=row["days_ahead"]))
        return {"starts_on": day, "ends_on": day, "is_example": True}
