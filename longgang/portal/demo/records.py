"""Enters what the other records stand on, and the activities of the report."""

from collections import defaultdict
from functools import cached_property
from itertools import zip_longest

from django.core.files.base import ContentFile
from django.db import transaction

from actions.models import ActionLine, Activity, Indicator, IndicatorOnLine, Programme, Target
from actions.readings import read_quantity
from actions.services import record_figure
from members.models import Community, Member, Pairing, Unit
from publishing.models import Verb
from publishing.services import record_saved, replace, revise, submit
from publishing.trail import leave_trace

from .drawings import overprint
from .entering import Entering, enter_row, read

LINKED = "补记结对和会员"


@transaction.atomic
def enter_reference(*, by):
    """Enter lines, units, communities, indicators, programmes and targets that are not there yet."""
    data = read("reference")
    large = {row["number"]: row.pop("headlines") for row in data["lines"]}
    for row in data["lines"]:
        enter_row(ActionLine, by, slug=row.pop("slug"), **row)
    for row in data["units"]:
        enter_row(Unit, by, slug=row.pop("slug"), **row)
    for row in data["communities"]:
        enter_row(Community, by, slug=row.pop("slug"), **row)
    lines = {line.number: line for line in ActionLine.objects.all()}
    for position, row in enumerate(data["indicators"]):
        counted_on = row.pop("lines")
        indicator = enter_row(Indicator, by, code=row.pop("code"), position=position, **row)
        for number in counted_on:
            first = large[number].index(indicator.name) if indicator.name in large[number] else None
            place = {"is_headline": first is not None, "position": len(data["indicators"]) + position if first is None else first}
            IndicatorOnLine.objects.get_or_create(indicator=indicator, line=lines[number], defaults=place)
    for row in data["programmes"]:
        enter_row(Programme, by, slug=row.pop("slug"), line=lines[row.pop("line")], **row)
    for row in data["targets"]:
        line, indicator = lines[row["line"]], Indicator.objects.get(name=row["indicator"])
        of_year = {"line": line, "indicator": indicator, "year": row.get("year")}
        if not Target.objects.filter(**of_year).exists():
            target = Target.objects.create(**of_year, amount=row["amount"], is_example=True)
            leave_trace(verb=Verb.CREATED, subject=target, by=by)


def taking_turns(rows):
    """Return the rows line by line in turn, those of the last turn being the last of each line, the first line's at the very end."""
    of_line = defaultdict(list)
    for row in reversed(rows):
        of_line[row["line"]].append(row)
    turns = zip_longest(*(of_line[number] for number in sorted(of_line)))
    return [row for turn in reversed([[row for row in turn if row] for turn in turns]) for row in reversed(turn)]


class Ledger(Entering):
    """Enters activities."""

    @cached_property
    def lines(self):
        return {line.number: line for line in ActionLine.objects.all()}

    @cached_property
    def indicators(self):
        return {indicator.name: indicator for indicator in Indicator.objects.all()}

    def enter_all(self, data):
        """Enter and publish every activity of the report that is not there yet; return how many were.

        The lines take turns, so that the newest records of the portal are of all lines.
        """
        new = [row for row in taking_turns(data["activities"]) if not self._known(row)]
        for row in new:
            self.enter(row, data["report"])
        return len(new)

    def _known(self, row):
        return self._originals(row).exists()

    def _originals(self, row):
        return Activity.objects.originals().filter(line=self.lines[row["line"]], kind=row["kind"], title=row["title"])

    @transaction.atomic
    def enter(self, row, report):
        """Enter one activity with all that hangs on it, hand it in, publish it, and return it."""
        activity = self._activity(row, report)
        self.save(activity)
        self._hang_on(activity, row, report)
        return self.show(activity)

    def link_all(self, data):
        """Lead the records of an earlier demo to what has a home of its own since: their pairing, and the members whose names stood on them.

        Each is revised and replaced, as a published record is; one that somebody revises just now, or took back, is left alone. Return how many were linked.
        """
        return sum(self._link(row) for row in data["activities"] if "pairing" in row or "people" in row)

    @transaction.atomic
    def _link(self, row):
        activity = self._originals(row).published().filter(working_copy=None).first()
        if activity is None:
            return False
        pairing, names = self._pairing(row), [name for name, _ in row.get("people", [])]
        belongs = pairing is not None and activity.pairing is None and activity.community_id == pairing.community_id
        if not (belongs or activity.people.in_force().filter(name__in=names).exists()):
            return False
        copy = revise(activity, reason=LINKED, by=self.editor)
        if belongs:
            copy.pairing = pairing
            copy.save()
        for person in copy.people.in_force().filter(name__in=names):
            person.member, person.name = Member.objects.get(name=person.name), ""
            person.save()
        copy = submit(record_saved(copy, by=self.editor, created=False), by=self.editor)
        replace(copy, by=self.publisher)
        return True

    def _pairing(self, row):
        """Return the pairing that a record belongs to: that of its community; None where the row names none."""
        if "pairing" not in row:
            return None
        return Pairing.objects.originals().filter(community__name=row["community"], unit__name=row["pairing"]).order_by("pk").first()

    def _activity(self, row, report):
        first = row.get("from", None if row["precision"] == "to_date" else report["year_began_on"])
        return Activity(
            line=self.lines[row["line"]],
            programme=Programme.objects.get(name=row["programme"]) if "programme" in row else None,
            community=Community.objects.get(name=row["community"]) if "community" in row else None,
            pairing=self._pairing(row),
            happened_from=first,
            happened_to=row.get("to", report["appeared_on"]),
            source=report["source"],
            contributor=report["contributor"],
            body=row.get("body", "").strip(),
            **{name: row[name] for name in ("title", "kind", "work", "precision", "number", "place", "summary") if name in row},
        )

    def _hang_on(self, activity, row, report):
        for position, (name, said) in enumerate(row.get("figures", {}).items()):
            indicator = self.indicators[name]
            record_figure(activity=activity, indicator=indicator, quantity=read_quantity(said, unit=indicator.unit), position=position)
        for position, (name, role) in enumerate(row.get("hosts", [])):
            activity.hosts.create(unit=Unit.objects.get(name=name), role=role, position=position)
        for position, (name, role) in enumerate(row.get("people", [])):
            activity.people.create(member=Member.objects.get(name=name), role=role, position=position)  # public by the member's own disclosure
        for position, report_of_it in enumerate(row.get("coverage", [])):
            activity.coverage.create(position=position, **report_of_it)
        for position, picture in enumerate(row.get("pictures", [])):
            drawn = ContentFile(overprint(activity.line.ink, seed=f"{activity.title}{position}"), "overprint.png")
            activity.photos.create(picture=drawn, caption=picture["caption"], consent=True, is_cover=position == 0, position=position)
