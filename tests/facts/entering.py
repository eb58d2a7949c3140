"""Enters a list of facts into an empty portal through the services, as a person would: one record for each title."""

from datetime import date
from itertools import groupby

from django.contrib.auth import get_user_model

from actions.models import ActionLine, Activity, Indicator, IndicatorOnLine, Programme
from actions.readings import read_quantity
from actions.services import add_programme, record_figure
from longgang.portal.demo.entering import read
from members.models import Community
from publishing.services import publish, record_saved, submit


def enter_facts(facts):
    """Enter and publish all facts; what the facts count and where is made on the way."""
    by = get_user_model().objects.create_user("ledger")
    lines = {
        row["number"]: ActionLine.objects.create(**{name: value for name, value in row.items() if name != "headlines"}) for row in read("reference")["lines"]
    }
    for (number, title), rows in groupby(facts, key=lambda fact: (int(fact["action"]), fact["record"])):
        _enter(list(rows), line=lines[number], title=title, by=by)


def _enter(rows, *, line, title, by):
    first = rows[0]
    community = Community.objects.get_or_create(name=first["community"], defaults={"slug": f"c{line.number}"})[0] if first["community"] else None
    activity = Activity.objects.create(
        line=line,
        title=title,
        programme=_programme(first["programme"], line=line, by=by),
        community=community,
        happened_from=date.fromisoformat(first["happened_from"]) if first["happened_from"] else None,
        happened_to=date.fromisoformat(first["happened_to"]),
        **{name: first[name] for name in ("kind", "work", "precision")},
    )
    for row in rows:
        indicator = _indicator(row, line=line)
        record_figure(activity=activity, indicator=indicator, quantity=read_quantity(row["said"], unit=indicator.unit))
    activity = record_saved(activity, by=by, created=True)
    publish(submit(activity, by=by), by=by)


def _programme(name, *, line, by):
    if not name:
        return None
    return Programme.objects.filter(name=name).first() or add_programme(name=name, line=line, by=by)


def _indicator(row, *, line):
    is_rank = row["qualifier"] == "ordinal"
    known = Indicator.objects.filter(name=row["indicator"]).first()
    indicator = known or Indicator.objects.create(
        name=row["indicator"],
        unit=row["unit"],
        code=f"i{Indicator.objects.count()}",
        additive=not is_rank,
        adds_over_lines=row["unit"] in {"场", "人次"},
    )
    IndicatorOnLine.objects.get_or_create(indicator=indicator, line=line)
    return indicator
