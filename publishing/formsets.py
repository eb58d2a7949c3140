"""Rows under a form that survive what another person did meanwhile."""

from django.forms import BaseInlineFormSet, ModelForm
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from .forms import tidy


class KeptFormSet(BaseInlineFormSet):
    """Rows under a form: what another person removed meanwhile is entered anew, and the order on the page is kept."""

    default_error_messages = {"missing_management_form": "这几行没有完整送到，可能是网络中断。请核对后再保存一次。"}

    def __init__(self, data=None, files=None, instance=None, **kwargs):
        super().__init__(data, files, instance=instance, **kwargs)
        if self.is_bound:
            self._take_lost_rows_as_new()

    @cached_property
    def forms(self):
        """The rows; what is chosen in them is fetched for all of them at once."""
        forms = super().forms
        for name, field in forms[0].fields.items() if forms else ():
            widget = getattr(field.widget, "widget", field.widget)
            if hasattr(widget, "know"):
                widget.know([form[name].value() for form in forms if name in form.fields])
        return forms

    def _take_lost_rows_as_new(self):
        """Put posted rows whose id is no longer there behind the others, without the id."""
        counts = {name: self.data.get(f"{self.prefix}-{name}", "") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
        if not all(count.isascii() and count.isdigit() and len(count) < 5 for count in counts.values()):
            return
        total, initial = int(counts["TOTAL_FORMS"]), min(int(counts["INITIAL_FORMS"]), int(counts["TOTAL_FORMS"]))
        there = {str(pk) for pk in self.get_queryset().values_list("pk", flat=True)} if self.instance.pk else set()
        ids = [self.data.get(f"{self.prefix}-{row}-id", "") for row in range(initial)]
        lost = [row for row, pk in enumerate(ids) if pk not in there or pk in ids[:row]]
        if not lost or total > self.absolute_max:
            return
        order = [row for row in range(total) if row not in lost and row < initial] + lost + list(range(initial, total))
        self.data = self._renumbered(self.data, order, lost)
        if self.files:
            self.files = self._renumbered(self.files, order, lost)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(initial - len(lost))

    def _renumbered(self, values, order, lost):
        moved = MultiValueDict()
        place = {old: new for new, old in enumerate(order)}
        for name, value in values.lists():
            head, _, rest = name.removeprefix(f"{self.prefix}-").partition("-")
            if name.startswith(f"{self.prefix}-") and head.isascii() and head.isdigit() and int(head) in place:
                if rest == "id" and int(head) in lost:
                    value = [""]
                name = f"{self.prefix}-{place[int(head)]}-{rest}"
            moved.setlist(name, value)
        return moved

    def save(self, commit=True):
        rows = [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]
        for form in rows:
            if hasattr(form.instance, "position") and "position" not in form.fields:
                form.instance.position = self.forms.index(form)
        return super().save(commit)


class RowForm(ModelForm):
    """One row under a record; that it is the only one of its kind is looked at over all rows together."""

    def __init__(self, *args, record=None, link="", **kwargs):
        super().__init__(*args, **kwargs)
        self.record, self.link = record, link

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = tidy(value)
        return cleaned

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {self.link}


class RowFormSet(KeptFormSet):
    """Rows that know the record they stand under."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"record": self.instance, "link": self.fk.name}

    def validate_unique(self):
        """Leave it to `clean`, which names the row."""

    def kept_forms(self):
        """Return the forms of the rows that will be there after saving."""
        return [form for form in self.forms if hasattr(form, "cleaned_data") and form.cleaned_data and form not in self.deleted_forms]
