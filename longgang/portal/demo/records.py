"""Enters what the TOML files beside it hold; what is there already is left as it is."""

import tomllib
from collections import defaultdict
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from actions.models import ActionLine, Activity, Indicator, IndicatorOnLine, Programme, Target
from actions.readings import read_quantity
from actions.services import record_figure
from members.enums import Basis
from members.models import Community, Unit
from publishing.models import Verb
from publishing.services import publish, record_saved, submit
from publishing.trail import leave_trace

from .drawings import overprint

HERE = Path(__file__).parent


def read(name):
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@transaction.atomic
def enter_reference(*, by):
    """Enter lines, units, communities, indicators, programmes and targets that are not there yet."""
    data = read("reference")
    large = {row["number"]: row.pop("headlines") for row in data["lines"]}
    for row in data["lines"]:
        _enter(ActionLine, by, slug=row.pop("slug"), **row)
    for row in data["units"]:
        _enter(Unit, by, slug=row.pop("slug"), **row)
    for row in data["communities"]:
        _enter(Community, by, slug=row.pop("slug"), **row)
    lines = {line.number: line for line in ActionLine.objects.all()}
    for position, row in enumerate(data["indicators"]):
        counted_on = row.pop("lines")
        indicator = _enter(Indicator, by, code=row.pop("code"), position=position, **row)
        for number in counted_on:
            first = large[number].index(indicator.name) if indicator.name in large[number] else None
            place = {"is_headline": first is not None, "position": len(data["indicators"]) + position if first is None else first}
            IndicatorOnLine.objects.get_or_create(indicator=indicator, line=lines[number], defaults=place)
    for row in data["programmes"]:
        _enter(Programme, by, slug=row.pop("slug"), line=lines[row.pop("line")], **row)
    for row in data["targets"]:
        line, indicator = lines[row["line"]], Indicator.objects.get(name=row["indicator"])
        of_year = {"line": line, "indicator": indicator, "year": row.get("year")}
        if not Target.objects.filter(**of_year).exists():
            target = Target.objects.create(**of_year, amount=row["amount"], is_example=True)
            leave_trace(verb=Verb.CREATED, subject=target, by=by)


def _enter(model, by, **values):
    """Return the row with the first of the values, made with all of them and traced if it is not there."""
    key, known = next(iter(values.items()))
    row, is_new = model.objects.get_or_create(**{key: known}, defaults=values)
    if is_new:
        leave_trace(verb=Verb.CREATED, subject=row, by=by)
    return row


def taking_turns(rows):
    """Return the rows line by line in turn, those of the last turn being the last of each line, the first line's at the very end."""
    of_line = defaultdict(list)
    for row in reversed(rows):
        of_line[row["line"]].append(row)
    turns = zip_longest(*(of_line[number] for number in sorted(of_line)))
    return [row for turn in reversed([[row for row in turn if row] for turn in turns]) for row in reversed(turn)]


class Ledger:
    """Enters activities: the editor writes each and hands it in, the publisher shows it."""

    def __init__(self, *, editor, publisher):
        self.editor, self.publisher = editor, publisher

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
        return Activity.objects.originals().filter(line=self.lines[row["line"]], kind=row["kind"], title=row["title"]).exists()

    @transaction.atomic
    def enter(self, row, report):
        """Enter one activity with all that hangs on it, hand it in, publish it, and return it."""
        activity = self._activity(row, report)
        activity.full_clean()
        activity.save()
        self._hang_on(activity, row, report)
        activity = record_saved(activity, by=self.editor, created=True)
        activity = submit(activity, by=self.editor)
        return publish(activity, by=self.publisher)

    def _activity(self, row, report):
        first = row.get("from", None if row["precision"] == "to_date" else report["year_began_on"])
        return Activity(
            line=self.lines[row["line"]],
            programme=Programme.objects.get(name=row["programme"]) if "programme" in row else None,
            community=Community.objects.get(name=row["community"]) if "community" in row else None,
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
            ground = {"basis": Basis.SOURCE, "published_in": report["source"], "published_on": report["appeared_on"]}
            activity.people.create(name=name, role=role, position=position, **ground)
        for position, report_of_it in enumerate(row.get("coverage", [])):
            activity.coverage.create(position=position, **report_of_it)
        for position, picture in enumerate(row.get("pictures", [])):
            drawn = ContentFile(overprint(activity.line.ink, seed=f"{activity.title}{position}"), "overprint.png")
            activity.photos.create(picture=drawn, caption=picture["caption"], consent=True, is_cover=position == 0, position=position)
