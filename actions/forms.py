"""The activity form: what was done, read as people write it, each error saying how to write it."""

import calendar
import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from publishing.forms import SeenForm, tidy

from .enums import DATED, Kind, Precision
from .models import ActionLine, Activity
from .quantities import AmountOutOfRange, Qualifier, Quantity
from .readings import Unreadable, read_number, read_quantity


def read_figure(text, indicator, line=None):
    """Return the quantity of an indicator that a text states; raises ValidationError that says how to write it."""
    text = tidy(text)
    try:
        quantity = read_quantity(text, unit=indicator.unit)
    except (Unreadable, AmountOutOfRange) as reason:
        raise ValidationError(str(reason), code="unreadable") from reason
    is_rank = quantity.qualifier is Qualifier.ORDINAL
    if indicator.additive and is_rank:
        raise ValidationError(f"“{indicator}”是可以相加的数，不写第几，例如“12{indicator.unit}”。", code="rank")
    if quantity.unit != indicator.unit:
        example = Quantity(quantity.amount, indicator.unit, quantity.qualifier).spoken
        raise ValidationError(f"“{quantity.unit}”不是{indicator}的单位，写作“{example}”。", code="unit")
    if not indicator.additive and not is_rank:
        raise ValidationError(f"“{indicator}”只记第几，写作“第{max(quantity.amount, 1)}{indicator.unit}”。", code="rank")
    return quantity


def sureness(quantity):
    """Say in a few words what a quantity counts for when it is added up."""
    if quantity.qualifier is Qualifier.ORDINAL:
        return "届次，不相加"
    sure = Quantity(quantity.floor, quantity.unit)
    match quantity.qualifier:
        case Qualifier.EXACT:
            return "如实"
        case Qualifier.OVER:
            return f"至少{sure}"
        case Qualifier.TENS_OF:
            return f"只知道量级，按{sure}保底"
    return f"按{sure}保底"


class Switch(forms.RadioSelect):
    """Two or three sides, one of which holds."""

    template_name = "admin/widgets/switch.html"


class LineRadios(forms.RadioSelect):
    """The six lines as cards with their discs."""

    template_name = "admin/widgets/lines.html"

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        return option | {"line": getattr(value, "instance", None)}


class PictureInput(forms.ClearableFileInput):
    """A file to choose, and the picture that is there already."""

    template_name = "admin/widgets/picture.html"

    def __init__(self, attrs=None):
        super().__init__({"accept": "image/jpeg,image/png,image/webp"} | (attrs or {}))
        self.shown_url = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["shown_url"] = self.shown_url
        return context


def read_numbering(text):
    """Return which issue or edition a text names (24, ２４, 第24期, 二十四), or None where it is blank; raises ValidationError."""
    words = re.sub(r"\s|^第|[期届]$", "", unicodedata.normalize("NFKC", text))
    if not words:
        return None
    try:
        number = read_number(words)
    except Unreadable:
        raise ValidationError("只写第几，例如24。", code="invalid") from None
    if not 1 <= number <= 99_999:
        raise ValidationError("第几要在1到99999之间。", code="invalid")
    return number


class LineChoiceField(forms.ModelChoiceField):
    """One of the six lines."""

    def __init__(self):
        words = {"required": "选一项行动。", "invalid_choice": "没有这项行动，请在六项里选一项。"}
        super().__init__(ActionLine.objects.order_by("number"), label="哪一项行动", widget=LineRadios, empty_label=None, error_messages=words)


class NumberingField(forms.CharField):
    """Which issue or edition of a programme it is."""

    def __init__(self):
        super().__init__(label="第几期（届）", required=False, max_length=20, help_text="例如：24")

    def clean(self, value):
        return read_numbering(super().clean(value))


class PrecisionField(forms.ChoiceField):
    """How exactly a day is known: to the day, where nothing else is said."""

    def __init__(self):
        super().__init__(label="日期准到", choices=[(code, words.removeprefix("准到")) for code, words in DATED], required=False)

    def clean(self, value):
        return super().clean(value) or Precision.DAY


class ActivityForm(SeenForm):
    """One activity; what its rows may not be is said beside the field."""

    kind = forms.ChoiceField(label="这是", choices=Kind.choices, widget=Switch, initial=Kind.OCCASION, help_text="“至今已举办23期”这样的数，选累计情况。")
    line = LineChoiceField()
    number = NumberingField()
    precision = PrecisionField()

    class Meta:
        model = Activity
        fields = "__all__"
        error_messages = {"title": {"required": "写上名称，例如：壹日读书会第24期。"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.precision == Precision.TO_DATE:
            self.initial["precision"] = Precision.DAY
        if "happened_to" in self.fields:
            self.fields["happened_to"].required = False
            self.fields["happened_to"].widget.attrs["placeholder"] = "同一天"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Kind.SUMMARY:
            cleaned |= {"number": None, "stands_alone": False}  # an occasion has these; the form puts them away
        self._clean_days(cleaned)
        self._clean_programme(cleaned)
        self._clean_pairing(cleaned)
        return cleaned

    def _clean_days(self, cleaned):
        summary = cleaned.get("kind") == Kind.SUMMARY
        first, last = cleaned.get("happened_from"), cleaned.get("happened_to")
        if first is None and "happened_from" not in self.errors and not summary:
            self.add_error("happened_from", "写上哪一天，例如2022-07-09。不知道从哪天起的累计数，上面选“累计情况”。")
        if last is None and "happened_to" not in self.errors and summary:
            self.add_error("happened_to", "写上累计到哪一天，例如2022-07-20。")
        close_days(self, "happened_from", "happened_to")
        if first is None and "happened_from" not in self.errors:
            cleaned["precision"] = Precision.TO_DATE

    def _clean_programme(self, cleaned):
        programme, line = cleaned.get("programme"), cleaned.get("line")
        if programme is None and "programme" not in self.errors:
            if cleaned.get("kind") == Kind.SUMMARY:
                self.add_error("programme", "累计情况要写明是哪个品牌项目的累计。没有的先用“新增”加一个。")
            if cleaned.get("number"):
                self.add_error("number", "没有选品牌项目，就不写第几期。")
        if programme is not None:
            if line is not None and programme.line_id != line.pk:
                self.add_error("programme", f"“{programme}”属于“{programme.line}”。请改选行动，或换一个项目。")
            if cleaned.get("stands_alone"):
                self.add_error("stands_alone", "已经选了品牌项目，这里不要勾。")

    def _clean_pairing(self, cleaned):
        pairing, community = cleaned.get("pairing"), cleaned.get("community")
        if pairing is None or "community" in self.errors:
            return
        if community is None:
            cleaned["community"] = pairing.community  # what is done in a pairing is done in its community
        elif community != pairing.community:
            self.add_error("pairing", f"“{pairing}”结对的是“{pairing.community}”，上面选的社区是“{community}”。请改选社区，或换一个结对。")


def close_days(form, first, last):
    """Return the day on which a form's days end: where that is left out, the last day of what is known. One before the first is wrong."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins is not None and ends is None and last not in form.errors:
        ends = form.cleaned_data[last] = end_of(begins, form.cleaned_data.get("precision"))
    if begins is not None and ends is not None and ends < begins:
        form.add_error(last, f"结束（{ends}）早于开始（{begins}），请核对。")
    return ends


def start_of(day, precision):
    """Return the first day of what is known: the day itself, its month or its year."""
    if precision == Precision.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if precision == Precision.YEAR else day


def end_of(day, precision):
    """Return the last day of what is known: the day itself, its month or its year."""
    if precision == Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31) if precision == Precision.YEAR else day
