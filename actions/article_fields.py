"""The live lists as a form that proposes many drafts needs them: fetched once, a row looked up by the name that is typed."""

import re
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from members.models import Community, Member, Unit
from publishing.forms import tidy

from .models import ActionLine, Indicator, IndicatorOnLine, Programme

BETWEEN_NAMES = re.compile(r"[、,，;；\s]+")


class Lists:
    """The rows that a draft may name, by their names; each list is fetched once."""

    @cached_property
    def lines(self):
        return {line.number: line for line in ActionLine.objects.order_by("number")}

    @cached_property
    def programmes(self):
        return {programme.name: programme for programme in Programme.objects.select_related("line").order_by("name")}

    @cached_property
    def communities(self):
        return {community.name: community for community in Community.objects.order_by("sort_key", "name")}

    @cached_property
    def units(self):
        return {unit.name: unit for unit in Unit.objects.order_by("name")}

    @cached_property
    def unit_names(self):
        """Units by their short names too, a full name before a short one."""
        return {unit.short_name: unit for unit in self.units.values() if unit.short_name} | self.units

    @cached_property
    def members(self):
        """Members by name, each name with all who bear it."""
        found = {}
        for member in Member.objects.order_by("name", "pk"):
            found.setdefault(member.name, []).append(member)
        return found

    @cached_property
    def indicators(self):
        return {indicator.name: indicator for indicator in Indicator.objects.order_by("position", "pk")}

    @cached_property
    def counted_on(self):
        """The indicators of each line, by the line's id."""
        found = {}
        for line, indicator in IndicatorOnLine.objects.values_list("line", "indicator"):
            found.setdefault(line, set()).add(indicator)
        return found

    @property
    def indicators_with_lines(self):
        """Return each indicator with the numbers of the lines that count it, in one string: `1 4`."""
        counted = {number: self.counted_on.get(line.pk, ()) for number, line in self.lines.items()}
        return [(one, " ".join(str(number) for number, here in counted.items() if one.pk in here)) for one in self.indicators.values()]


class NamedField(forms.CharField):
    """A row of a live list, by its name; `rows` is set by the form."""

    rows = {}

    def __init__(self, *, of, what, **kwargs):
        super().__init__(max_length=80, widget=forms.TextInput({"list": f"names-{of}", "autocomplete": "off"}), **kwargs)
        self.of, self.what = of, what

    def clean(self, value):
        name = tidy(super().clean(value))
        if not name:
            return None
        if name not in self.rows:
            raise ValidationError(f"{self.what}名单里没有“{name}”，请从名单里选。", code="unknown")
        return self.rows[name]


class LineField(forms.ChoiceField):
    """One of the six lines, by its number."""

    rows = {}

    def clean(self, value):
        number = super().clean(value)
        return self.rows[int(number)] if number else None


def split_names(text):
    """Return the names that stand in a text with marks or spaces between them, each once."""
    return list(dict.fromkeys(name for name in BETWEEN_NAMES.split(tidy(text)) if name))
