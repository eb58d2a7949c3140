"""An activity as far as it is typed: read from a form that nobody has saved, without locks, and without a word where something is still wrong."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from publishing.forms import DayField, tidy
from publishing.keys import key_in

from .enums import Kind
from .forms import ActivityForm, read_figure
from .models import Activity, ActivityPerson, ActivityPhoto, Figure, Indicator

NOBODY = 2**62  # the key of a record that has none yet: behind all others, as it will be
MOST_ROWS = 60


class SketchForm(ActivityForm):
    """The activity form where only what can be read of it is asked for: it locks nothing and refuses nothing."""

    happened_from = DayField(required=False)
    happened_to = DayField(required=False)

    class Meta(ActivityForm.Meta):
        fields = (  # type: ignore[assignment]
            "kind", "line", "title", "programme", "number", "stands_alone", "happened_from", "happened_to", "precision", "community", "pairing",
            "summary", "body", "source",
        )  # fmt: skip

    def _look_again(self, seen):
        """Let whoever saves see what another has changed."""

    def _post_clean(self):
        """Let the database say no when it is saved."""


@dataclass
class Sketch:
    """What is typed: the activity with what could be read, its rows, and what could not be read."""

    activity: Activity
    figures: list[Figure] = field(default_factory=list)
    people: list[ActivityPerson] = field(default_factory=list)
    photos: list[ActivityPhoto] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_placed(self) -> bool:
        """Whether it says enough for its figures to be placed: a line, and days."""
        activity = self.activity
        return bool(activity.line_id and activity.happened_to and (activity.happened_from or activity.is_summary))


def sketch_of(data: Mapping[str, str], record: Activity | None = None) -> Sketch:
    """Return what a form's data says, of a new activity or of a saved record; nothing is written, and no row is locked."""
    form = SketchForm(data, instance=copy(record) if record else Activity(pk=NOBODY))
    form.full_clean()
    activity = form.instance
    for name in form.fields:
        if name not in ("seen",) and name in form.cleaned_data:
            setattr(activity, name, form.cleaned_data[name])
        elif name in ("happened_from", "happened_to"):
            setattr(activity, name, None)
    if not isinstance(activity.happened_to, date) or (activity.happened_from and activity.happened_from > activity.happened_to):
        activity.happened_to = None  # type: ignore[assignment]
    if activity.programme is not None and activity.programme.line_id != activity.line_id:
        activity.programme = None
    sketch = Sketch(activity, wrong=_lacking(activity, form), data=data)
    _read_figures(sketch)
    _read_people(sketch)
    _read_photos(sketch)
    return sketch


def _lacking(activity: Activity, form: SketchForm) -> list[str]:
    """Return what must be there before it can be saved."""
    days = activity.happened_to if activity.is_summary else activity.happened_from
    misread = {
        name: str(form.errors[name][0]).rstrip("。") for name in ("happened_from", "happened_to") if name in form.errors and tidy(form.data.get(name, ""))
    }
    has_day = days or ("happened_to" if activity.is_summary else "happened_from") in misread
    found = [
        (not activity.line_id, "还没有选行动"),
        (not activity.title, "还没有写名称"),
        (not has_day, "还没有写累计到哪一天" if activity.is_summary else "还没有写哪一天"),
        (activity.kind == Kind.SUMMARY and not activity.programme_id and "line" in form.cleaned_data, "累计情况还没有选品牌项目"),
    ]
    return [sentence for lacks, sentence in found if lacks] + list(misread.values())


def _rows(data: Mapping[str, str], prefix: str) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Return the rows under a form that will be there after saving, each with its place."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    for place in range(min(int(total), MOST_ROWS) if total.isascii() and total.isdigit() and len(total) < 6 else 0):
        start = f"{prefix}-{place}-"
        row = {name.removeprefix(start): value for name, value in data.items() if name.startswith(start)}
        if not row.get("DELETE"):
            yield place, row


def _read_figures(sketch: Sketch) -> None:
    rows = [(row.get("indicator", ""), tidy(row.get("said", ""))) for _, row in _rows(sketch.data, "figures")]
    asked = {key_in(key) for key, _ in rows} - {None}
    indicators = Indicator.objects.in_bulk(asked) if asked else {}
    for place, (key, said) in enumerate(((key, said) for key, said in rows if key or said), 1):
        indicator = indicators.get(key_in(key))
        if indicator is None:
            sketch.wrong.append(f"第{place}个数字没有选指标")
        elif not said:
            sketch.wrong.append(f"“{indicator}”没有写多少")
        elif any(figure.indicator_id == indicator.pk for figure in sketch.figures):
            sketch.wrong.append(f"“{indicator}”写了两次")
        else:
            try:
                quantity = read_figure(said[:200], indicator)
            except ValidationError:
                sketch.wrong.append(f"“{indicator}”的数读不懂")
                continue
            sketch.figures.append(
                Figure(pk=NOBODY + place, activity=sketch.activity, indicator=indicator, amount=quantity.amount, qualifier=quantity.qualifier.value)
            )


def _read_people(sketch: Sketch) -> None:
    for _, row in _rows(sketch.data, "people"):
        if row.get("member") or tidy(row.get("name", "")):
            sketch.people.append(ActivityPerson(basis=row.get("basis", "")[:8], name=row.get("name", "")[:40]))


def _read_photos(sketch: Sketch) -> None:
    for place, row in _rows(sketch.data, "photos"):
        if row.get("id") or row.get("upload") or row.get("picture"):
            agreed = {name: bool(row.get(name)) for name in ("consent", "shows_minors", "guardian_consent")}
            sketch.photos.append(ActivityPhoto(caption=tidy(row.get("caption", ""))[:200], **agreed))
            if not tidy(row.get("caption", "")):
                sketch.wrong.append(f"第{place + 1}张照片没有说明")
