"""The desk on which an article's proposals lie: its drafts as forms, with what was chosen before laid over them."""

from dataclasses import replace
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import QueryDict

from . import days
from .article_forms import DraftForm, FigureForm, is_name_of_a_field
from .articles import Draft, Stated
from .enums import Kind, Precision
from .proposing import OWN, Found, Sheet

MOST_SENT = 600
SUMMARY_WITHOUT_START = Precision.TO_DATE.value


class Row:
    """One number with its form."""

    def __init__(self, found, form):
        self.found, self.form = found, form

    @property
    def key(self):
        return self.found.start

    @property
    def is_on(self):
        return self.form["on"].value() in (True, "on", "True", "1")

    @property
    def lacks_indicator(self):
        return not str(self.form["indicator"].value() or "").strip()


class Card:
    """One draft with its form, and the rows of its numbers."""

    def __init__(self, sheet, form, rows, lists):
        self.sheet, self.form, self.rows, self.lists = sheet, form, rows, lists

    @property
    def key(self):
        return self.sheet.key

    @cached_property
    def title(self):
        return str(self.form["title"].value() or "").strip() or "没有名称"

    @cached_property
    def line(self):
        number = str(self.form["line"].value() or "")
        return self.lists.lines.get(int(number)) if number.isascii() and number.isdigit() else None

    @property
    def is_summary(self):
        return self.form["kind"].value() == Kind.SUMMARY

    @property
    def accepted(self):
        return [row for row in self.rows if row.is_on]

    @property
    def unready(self):
        """The numbers that cannot be taken as they stand: without an indicator, or all where there is no line."""
        return [row for row in self.rows if self.line is None or row.lacks_indicator]

    @property
    def fields(self):
        return [self.form[name] for name in self.form.shown]

    @cached_property
    def days(self):
        """The days in words as they are typed now; empty where they cannot be read."""
        try:
            first, last = (self.form.fields[name].to_python(self.form[name].value()) for name in ("happened_from", "happened_to"))
        except ValidationError:
            return ""
        if last is None:
            return "日期待定" if first is None else days.in_words(first, first, Precision.DAY)
        return days.in_words(first, last, self.form["precision"].value() or Precision.DAY if first else SUMMARY_WITHOUT_START)

    @property
    def wrong(self):
        """Whether something in the folded part must be put right."""
        return bool(self.form.is_bound and self.form._errors)


class Desk:
    """The drafts of one page of an article: unbound with what was chosen, or bound to what was sent."""

    def __init__(self, sheets, lists, *, chosen=None, data=None):
        self.lists, self.chosen, self.data = lists, chosen or {}, data
        self.cards = [self._card(sheet) for sheet in sheets]

    def _card(self, sheet):
        community, place = sheet.place_of(set(self.lists.communities))
        initial = {
            "kind": sheet.kind,
            "line": sheet.line or "",
            "title": sheet.title,
            "programme": sheet.programme,
            "happened_from": sheet.first or "",
            "happened_to": sheet.last or "",
            "precision": sheet.precision,
            "community": community,
            "place": place,
            "people": "、".join(sheet.people),
            "units": "、".join(sheet.units),
            "work": sheet.work,
        }
        prefix = f"d{sheet.key}"
        form = DraftForm(self.data, prefix=prefix, lists=self.lists, initial=self._over(prefix, initial, DraftForm.shown))
        return Card(sheet, form, [self._row(found) for found in sheet.found], self.lists)

    def _row(self, found):
        prefix = f"f{found.start}"
        initial = {"on": "on" if found.accepted else "", "said": found.said, "indicator": found.indicator}
        return Row(found, FigureForm(self.data, prefix=prefix, lists=self.lists, initial=self._over(prefix, initial, initial)))

    def _over(self, prefix, initial, names):
        """Return what a form begins with: the reading's word, and over it what was chosen before."""
        return initial | {name: self.chosen[f"{prefix}-{name}"] for name in names if f"{prefix}-{name}" in self.chosen}

    @property
    def rows(self):
        return [row for card in self.cards for row in card.rows]

    @property
    def accepted(self):
        return [row for row in self.rows if row.is_on]

    @property
    def unready(self):
        return [row for card in self.cards for row in card.unready]

    @property
    def drafts_to_be(self):
        return [card for card in self.cards if card.accepted]

    @property
    def lines(self):
        """The lines that have numbers here, for taking all of one."""
        return sorted({card.line for card in self.cards if card.line}, key=lambda line: line.number)

    def values(self):
        """Return every field of the page by its name, as a browser would send it."""
        forms = [card.form for card in self.cards] + [row.form for row in self.rows]
        values = {form.add_prefix(name): as_sent(form[name].value()) for form in forms for name in form.fields if name != "seen"}
        return values | {f"f{row.key}-to": str(card.key) for card in self.cards for row in card.rows}

    # ---- what was confirmed

    @cached_property
    def problems(self):
        """How many things stand in the way of saving; each is said beside its field."""
        found = 0
        for card in self.drafts_to_be:
            found += sum(len(errors) for errors in card.form.errors.values())
            for row in card.accepted:
                row.form.is_valid()
            self._look_over(card)
            found += sum(len(errors) for row in card.accepted for errors in row.form.errors.values())
        return found

    def _look_over(self, card):
        """Say beside a number where its draft states its indicator twice, or where its line does not count it."""
        line = card.form.cleaned_data.get("line") if hasattr(card.form, "cleaned_data") else None
        stated = set()
        for row in card.accepted:
            indicator = row.form.cleaned_data.get("indicator")
            if indicator is None:
                continue
            if indicator.pk in stated:
                row.form.add_error("indicator", f"“{indicator}”这一条上面已经写过，一个指标只写一次。")
            elif line is not None and indicator.pk not in self.lists.counted_on.get(line.pk, ()):
                row.form.add_error("indicator", f"“{indicator}”不是“{line}”的指标，请换一个，或改选行动。")
            stated.add(indicator.pk)

    def confirmed(self):
        """Return the drafts to enter, once there are no problems."""
        return [
            Draft(
                card.form.instance,
                tuple(Stated(row.form.cleaned_data["indicator"], row.form.quantity, row.found.start, row.found.end) for row in card.accepted),
                units=tuple(card.form.cleaned_data["units"]),
                people=tuple(card.form.cleaned_data["people"]),
                new_programme=card.form.new_programme,
            )
            for card in self.drafts_to_be
        ]


def as_sent(value):
    """Return a field's value as a browser sends it."""
    if value is True:
        return "on"
    return "" if value in (None, False) else str(value)


def as_shown(data, sheets, text):
    """Return the drafts as the page had them that was sent, since lists may have changed meanwhile and the reading with them."""
    by_start = {found.start: found for sheet in sheets for found in sheet.found}
    by_key = {sheet.key: sheet for sheet in sheets}
    shown: dict[int, Sheet] = {}
    seen: set[int] = set()
    for start, end, key in placed(data):
        if not 0 <= start < end <= len(text) or start in seen:
            continue
        seen.add(start)
        known = by_start.get(start)
        found = known if known is not None and known.end == end else Found(start, end, text[start:end], text[start:end])
        if key not in shown:
            like = by_key.get(key, Sheet(key))
            shown[key] = replace(like, found=[])
        shown[key].found.append(found)
    return list(shown.values())


def placed(data):
    """Yield the numbers that were sent: from where to where each stands, and which draft it is in."""
    for entry in data.getlist("figure")[:MOST_SENT]:
        parts = entry.split(":")
        if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts):
            yield tuple(map(int, parts))


def with_moves(data):
    """Return what was sent with each number in the draft that was chosen for it; one of its own begins as a copy of the one it leaves."""
    data = data.copy()
    numbers = list(placed(data))
    keys = {key for _, _, key in numbers}
    entries = []
    for start, end, key in numbers:
        to = data.get(f"f{start}-to", "")
        if to == OWN and start not in keys:
            for name, value in list(data.items()):
                if name.startswith(f"d{key}-"):
                    data[f"d{start}-{name.partition('-')[2]}"] = value
            key = start
        elif to.isascii() and to.isdigit() and int(to[:8]) in keys:
            key = int(to)
        data[f"f{start}-to"] = str(key)
        entries.append(f"{start}:{end}:{key}")
    data.setlist("figure", entries)
    return data


def changes(data, sheets, text, lists, chosen):
    """Return what was sent that differs from what the reading says, or from what was chosen before: {name of the field: value}."""
    now = with_moves(data)
    says = Desk(as_shown(now, sheets, text), lists).values() | {f"f{start}-to": str(key) for start, _, key in placed(data)}
    sent = {name: now.get(name, "") for name in says} | {name: value for name, value in now.items() if name.startswith("a-") and is_name_of_a_field(name)}
    return {name: value for name, value in sent.items() if value != says.get(name, "") or name in chosen}


def laid(fields):
    """Return fields kept by name as if a form had sent them."""
    data = QueryDict(mutable=True)
    for name, value in fields:
        data.appendlist(name, value)
    return data
