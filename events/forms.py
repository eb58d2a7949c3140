"""What staff write of events: each error says how to write it."""

import re
import unicodedata
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime, make_aware

from actions.enums import Precision, Work
from actions.forms import LineChoiceField, NumberingField, PictureInput, PrecisionField, close_days, read_figure
from actions.row_forms import HostForm
from members.basis import BASIS_FIELDS, BasisForm
from members.enums import Basis
from publishing.forms import DayField, PositionField, SeenForm
from publishing.formsets import RowForm, RowFormSet

from .models import ContestEntry, Event, EventHost, Session

HOUR = re.compile(r"(上午|早上|中午|下午|晚上)?(\d{1,2})(?:[:点时](\d{1,2}|半)?分?)?")
LATER = ("下午", "晚上")
LAST_MINUTE = time(23, 59)


class HourField(forms.TimeField):
    """An hour in the ways people write it: 14:30, 14点半, 下午2:30, in full-width digits too."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput(attrs={"placeholder": "14:30", "autocomplete": "off", "maxlength": "20"}, format="%H:%M")
        super().__init__(**{"required": False, "widget": widget} | kwargs)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        found = HOUR.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value))))
        if found:
            hour, minute = int(found[2]), 30 if found[3] == "半" else int(found[3] or 0)
            hour += 12 if found[1] in LATER and hour < 12 else 0
            if hour < 24 and minute < 60:
                return time(hour, minute)
        raise ValidationError(f"“{str(value)[:20]}”不是时间，写作14:30或下午2点半。", code="invalid")


class CapacityFields(forms.Form):
    capacity = forms.IntegerField(
        label="名额",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="几人，不限的不填。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "名额写一个数，例如30。", "min_value": "名额至少1人；不限的不填。", "max_value": "名额最多100万人，请核对。"},
    )


class RegistrationFields(forms.Form):
    """When registration opens and closes, as a day and an hour each; `opens_at` and `closes_at` once it is valid."""

    opens_on = DayField(label="报名开始", required=False)
    opens_hour = HourField(label="几点开始报名", help_text="不填是当天零点。")
    closes_on = DayField(label="报名截止", required=False)
    closes_hour = HourField(label="几点截止", help_text="不填是当天结束。")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        self.opens_at = self._moment(cleaned, "opens_on", "opens_hour", time(0))
        self.closes_at = self._moment(cleaned, "closes_on", "closes_hour", LAST_MINUTE)
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            self.add_error("closes_on", "报名截止要晚于报名开始，请核对。")
        return cleaned

    def _moment(self, cleaned, on, at, otherwise):
        day, hour = cleaned.get(on), cleaned.get(at)
        if hour and not day and on not in self.errors:
            self.add_error(on, "写了几点，还要写哪一天。")
        return make_aware(datetime.combine(day, hour or otherwise)) if day else None

    @staticmethod
    def initial_of(event):
        """Return the window of an event as the fields show it."""
        shown = {}
        for name, at, otherwise in (("opens", event.registration_opens_at, time(0)), ("closes", event.registration_closes_at, LAST_MINUTE)):
            if at:
                local = localtime(at)
                hour = local.time().replace(second=0, microsecond=0)
                shown |= {f"{name}_on": local.date(), f"{name}_hour": None if hour == otherwise else hour}
        return shown


class EventForm(CapacityFields, RegistrationFields, SeenForm):
    """One event; what acts at once once it is public (capacity, registration) is no part of a working copy."""

    operations = ("capacity", *RegistrationFields.base_fields)

    kind = forms.ChoiceField(label="类型", choices=Work.choices, initial=Work.OTHER, help_text="赛事可以录入参赛作品。")
    line = LineChoiceField()
    number = NumberingField()
    precision = PrecisionField()
    begins_at = HourField(label="几点开始")
    closes_at = HourField(label="几点结束")

    class Meta:
        model = Event
        fields = "__all__"
        error_messages = {
            "title": {"required": "写上名称，例如：壹日读书会第24期。"},
            "starts_on": {"required": "写上哪一天，例如2026-12-05。只知道哪个月的，写那个月的1号，右边选“月”。"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "ends_on" in self.fields:
            self.fields["ends_on"].required = False
            self.fields["ends_on"].widget.attrs["placeholder"] = "同一天"
        if self.instance.is_copy or not self.instance.is_editable:
            for name in self.operations:
                self.fields.pop(name, None)
        self.initial |= RegistrationFields.initial_of(self.instance)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), close_days(self, "starts_on", "ends_on")
        begins, closes = cleaned.get("begins_at"), cleaned.get("closes_at")
        if begins and closes and first == last and closes < begins:
            self.add_error("closes_at", f"结束（{closes:%H:%M}）早于开始（{begins:%H:%M}），请核对。")
        if cleaned.get("precision") != Precision.DAY and (begins or closes):
            self.add_error("begins_at" if begins else "closes_at", "日子还没有定，先不写几点。")
        self._clean_programme(cleaned)
        if "opens_on" in self.fields and last and self.opens_at and localtime(self.opens_at).date() > last:
            self.add_error("opens_on", f"报名开始晚于活动结束（{last}），请核对。")
        if "opens_on" in self.fields:
            self.instance.registration_opens_at, self.instance.registration_closes_at = self.opens_at, self.closes_at
        return cleaned

    def _clean_programme(self, cleaned):
        programme, line = cleaned.get("programme"), cleaned.get("line")
        if programme is None and cleaned.get("number") and "programme" not in self.errors:
            self.add_error("number", "没有选品牌项目，就不写第几期。")
        if programme is not None and line is not None and programme.line_id != line.pk:
            self.add_error("programme", f"“{programme}”属于“{programme.line}”。请改选行动，或换一个项目。")


class EventHostForm(HostForm):
    class Meta(HostForm.Meta):
        model = EventHost


class SessionForm(RowForm):
    held_on = DayField(label="日期", error_messages={"required": "写上哪一天。"})
    begins_at = HourField(label="几点开始")
    closes_at = HourField(label="几点结束")

    class Meta:
        model = Session
        fields = ("title", "held_on", "begins_at", "closes_at", "venue")
        error_messages = {"title": {"required": "写上内容，例如：开幕式。"}}

    def clean(self):
        cleaned = super().clean()
        begins, closes = cleaned.get("begins_at"), cleaned.get("closes_at")
        if begins and closes and closes < begins:
            self.add_error("closes_at", f"结束（{closes:%H:%M}）早于开始（{begins:%H:%M}），请核对。")
        return cleaned


class SessionFormSet(RowFormSet):
    def clean(self):
        super().clean()
        first, last = self.instance.starts_on, self.instance.ends_on
        for form in self.kept_forms():
            day = form.cleaned_data.get("held_on")
            if day and first and last and not first <= day <= last:
                form.add_error("held_on", f"这一天不在这条预告的日期（{first}至{last}）之内。")


class EntryForm(BasisForm, SeenForm):
    """One entry of a contest."""

    position = PositionField(initial=0)
    video_url = forms.URLField(
        label="视频网址", required=False, max_length=300, assume_scheme="https", error_messages={"invalid": "网址不对，写作 https://… 的样子。"}
    )

    class Meta:
        model = ContestEntry
        fields = (
            "event",
            "title",
            "category",
            "award",
            "position",
            "member",
            "name",
            *BASIS_FIELDS,
            "picture",
            "consent",
            "shows_minors",
            "guardian_consent",
            "video_url",
        )
        widgets = {"picture": PictureInput}
        error_messages = {"title": {"required": "写上作品名称。"}, "event": {"required": "选一项赛事。"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.picture and "picture" in self.fields:
            self.fields["picture"].widget.shown_url = self.instance.picture_url

    def clean_position(self):
        return self.cleaned_data["position"] or 0

    def clean_event(self):
        event = self.cleaned_data["event"]
        if event is not None and (event.is_copy or not event.is_contest):
            raise ValidationError(f"“{event}”不是赛事，请选一项赛事；要收作品的，先把它的类型改成赛事。", code="invalid")
        return event

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("member") and cleaned.get("name"):
            self.add_error("name", "已经选了会员，姓名不用再写。")
        if self.instance.withdrawn_at and self._stands_anew(cleaned):
            self.instance.withdrawn_at = None
        return cleaned

    def _stands_anew(self, cleaned):
        """Whether what was withdrawn no longer speaks of this: another author, or a consent given since."""
        given = cleaned.get("consent_on") if cleaned.get("basis") == Basis.CONSENT else None
        return {"member", "name"} & set(self.changed_data) or (given is not None and given >= localtime(self.instance.withdrawn_at).date())


class CloseForm(forms.Form):
    """The figures of an event that is over: what is proposed may be changed or cleared, what only people can tell is typed as one says it."""

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {f"figure-{one.indicator.pk}": one.indicator for one in asked}
        for name, one in zip(self.asked, asked, strict=True):
            example = "怎么说就怎么写，例如近百、300多；不知道就空着，以后再补。" if one.proposed is None else "照预告算出，可以改。"
            widget = forms.TextInput(attrs={"autocomplete": "off"})
            self.fields[name] = forms.CharField(label=one.indicator.name, required=False, max_length=60, initial=one.said, help_text=example, widget=widget)

    def clean(self):
        cleaned = super().clean()
        self.figures = []
        for name, indicator in self.asked.items():
            if said := cleaned.get(name):
                try:
                    self.figures.append((indicator, read_figure(said, indicator)))
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned
