"""What every form of the staff's side has in common: tidy text, days as people write them, and nobody overwritten."""

import hashlib
import re
import unicodedata
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from .richtext import plain

UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")  # zero width, and marks that turn the direction of writing
DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1949, 2999
#: What is said of an error where the stock words do not tell what to do.
WORDS = {
    "null_characters_not_allowed": "这里有看不见的控制字符，请删去重写。",
    "max_length": "最多%(limit_value)d个字，现在有%(show_value)d个，请写短些。",
    "invalid_choice": "名单里没有这一项，请重新选。",
}


def tidy(text):
    """Return a text without characters that nobody sees, composed as keyboards write it (NFC)."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text)).strip()


class DayInput(forms.DateInput):
    """A day to type, or to choose from the browser's calendar; shown as it stands in tables."""

    template_name = "admin/widgets/day.html"

    def __init__(self, attrs=None):
        super().__init__(attrs={"placeholder": "2022-07-09", "autocomplete": "off", "maxlength": "20"} | (attrs or {}), format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day in the ways people write it: 2022-07-09, 2022年7月9日, 2022.7.9, 20220709, in full-width digits too."""

    widget = DayInput

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        words = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value)))
        found = DAY.fullmatch(words)
        if not found:
            raise ValidationError(f"“{str(value)[:20]}”不是日期，写作2022-07-09或2022年7月9日。", code="invalid")
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            read = date(year, month, day)
        except ValueError:
            raise ValidationError(f"没有{year}年{month}月{day}日这一天，请核对。", code="invalid") from None
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise ValidationError(f"年份要在{FIRST_YEAR}到{LAST_YEAR}之间，请核对。", code="invalid")
        return read


class PositionField(forms.IntegerField):
    """Where a row stands among others; left out, wherever it is put."""

    def __init__(self, **kwargs):
        words = dict.fromkeys(("invalid", "min_value", "max_value"), "排序写0到9999之间的一个数，小的在前。")
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label="排序", required=False, min_value=0, max_value=9999, widget=widget, error_messages=words, **kwargs)


class SeenForm(forms.ModelForm):
    """A form that knows which state of the row it was opened on, and says so where somebody has changed the row since.

    `conflict` is then a list of (label, as it is now, as typed here); the next sending goes through, since both have been seen.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    refused = ""  # why a first try of the same request was turned down after the forms had passed
    only_shown = False  # what was typed before stands in it again; it is not being saved
    conflict = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self._mark_of(self.instance)

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and name != "seen":
                cleaned[name] = tidy(value)
                if value and not cleaned[name] and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if self.refused:
            raise ValidationError(self.refused)
        if self.instance.pk:
            self._look_again(cleaned.get("seen", ""))
        if self.only_shown:
            raise ValidationError("还没有保存。")
        return cleaned

    def _post_clean(self):
        """Look at the row's own rules, unless the form is refused anyway: half a form would be told of rules by their names."""
        if not (self.refused or self.only_shown):
            super()._post_clean()

    def _look_again(self, seen):
        model = type(self.instance)
        now = model._default_manager.select_for_update(no_key=True, of=("self",)).filter(pk=self.instance.pk).first()
        if now is None:
            raise ValidationError("这条记录刚刚被别人删除了，下面是你填的内容，可以另存。")
        mark = self._mark_of(now)
        if seen == mark:
            return
        self.conflict = [
            (self.fields[name].label or name, _shown(now, name), _typed(self, name)) for name in self.changed_data if name != "seen" and name in self.fields
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = mark
        who = getattr(now, "changed_by", None)
        raise ValidationError(f"你打开以后，{who or '别人'}改过这条记录。两边不同的地方列在上面，请核对；再按一次保存，就以你填的为准。", code="conflict")

    def _mark_of(self, row):
        """Return a short mark of the row's state: its version, or a digest of what this form shows."""
        if hasattr(row, "version"):
            return str(row.version)
        shown = forms.model_to_dict(row, [name for name in self.fields if name != "seen"])
        return hashlib.sha256(repr(sorted((name, str(value)) for name, value in shown.items())).encode()).hexdigest()[:16]


def _shown(row, name):
    """Return a field of a row in words."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name, "")
    if hasattr(value, "all"):
        return "、".join(map(str, value.all()))
    return in_words(value)


def _typed(form, name):
    """Return what was typed, in words where it could be read."""
    value = form.cleaned_data.get(name, form.data.get(form.add_prefix(name), ""))
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(form.fields[name], forms.TypedChoiceField) else {}
    return in_words(choices.get(value, value))


def in_words(value):
    """Return a value as a reader is shown it."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str | int | date):
        return plain(str(value))
    return "、".join(map(str, value)) if hasattr(value, "__iter__") else str(value)
