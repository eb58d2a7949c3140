"""What is confirmed of an article: its drafts and their figures, held to the same rules as the activity form."""

import re

from django import forms
from django.core.exceptions import ValidationError

from members.models import Member
from publishing.forms import DayField, tidy

from .article_fields import LineField, NamedField, split_names
from .enums import Kind
from .forms import ActivityForm, read_figure, sureness
from .models import Activity, Programme
from .readings import Unreadable, read_quantity

LONGEST_NAME, LONGEST_PROGRAMME = 40, 60


class HeadForm(forms.Form):
    """What is true of all drafts of an article: its day, who published it, and whether its names are public by it."""

    published_on = DayField(label="文章日期", required=False, help_text="没有写日期的数字，算到这一天。")
    source = forms.CharField(label="来源", required=False, max_length=60, help_text="谁最先发布，例如：浙江统战")
    contributor = forms.CharField(label="供稿", required=False, max_length=60)
    names_are_public = forms.BooleanField(label="文中的姓名依据这篇报道公开", required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("names_are_public"):
            for name, words in (("published_on", "要以这篇报道为公开依据，写明哪天登的。"), ("source", "要以这篇报道为公开依据，写明登在哪里。")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned


class DraftForm(ActivityForm):
    """One draft, by the rules of the activity form; rows are chosen by their names."""

    line = LineField(label="行动", error_messages={"required": "选一项行动。", "invalid_choice": "没有这项行动，请在六项里选一项。"})
    kind = forms.ChoiceField(label="这是", choices=Kind.choices, widget=forms.Select)
    title = forms.CharField(label="名称", max_length=80, error_messages={"required": "写上名称，例如：壹日读书会第24期。"})
    programme = NamedField(of="programmes", what="品牌项目", label="品牌项目", required=False)
    is_new = forms.BooleanField(label="名单里没有，存的时候新增这个项目", required=False)
    community = NamedField(of="communities", what="社区", label="社区", required=False)
    happened_from = DayField(label="开始日期", required=False)
    happened_to = DayField(label="结束日期", required=False)
    people = forms.CharField(label="人员", required=False, max_length=400, help_text="几个人用顿号隔开。")
    units = forms.CharField(label="单位", required=False, max_length=600, widget=forms.TextInput({"list": "names-units", "autocomplete": "off"}))

    class Meta(ActivityForm.Meta):
        model = Activity
        fields = ("kind", "line", "title", "programme", "number", "work", "happened_from", "happened_to", "precision", "community", "place")

    #: The order in which the fields stand in the folded part of a draft.
    shown = (
        "title", "kind", "line", "programme", "is_new", "number", "happened_from", "happened_to", "precision", "community", "place", "people", "units", "work",
    )  # fmt: skip

    def __init__(self, *args, lists, **kwargs):
        self.lists, self.new_programme = lists, ""
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["line"].rows = lists.lines
        self.fields["line"].choices = [("", "请选择"), *((number, line.short_name) for number, line in lists.lines.items())]
        self.fields["programme"].rows, self.fields["community"].rows = lists.programmes, lists.communities
        if self.is_bound and self.data.get(self.add_prefix("is_new")):
            self._take_new_programme(tidy(str(self.data.get(self.add_prefix("programme"), ""))))

    def _take_new_programme(self, name):
        """Let a programme be named that the list lacks: it is made when its draft is."""
        if name and name not in self.lists.programmes and len(name) <= LONGEST_PROGRAMME:
            self.new_programme = name
            self.fields["programme"].rows = {name: Programme(name=name)}

    def clean_people(self):
        names = split_names(self.cleaned_data["people"])
        if long := next((name for name in names if len(name) > LONGEST_NAME), None):
            raise ValidationError(f"“{long[:12]}…”不像一个姓名，几个人请用顿号隔开。")
        return [self._member_or_name(name) for name in names]

    def _member_or_name(self, name) -> Member | str:
        bearers = self.lists.members.get(name, [])
        return bearers[0] if len(bearers) == 1 else name

    def clean_units(self):
        names = split_names(self.cleaned_data["units"])
        if unknown := next((name for name in names if name not in self.lists.unit_names), None):
            raise ValidationError(f"单位名单里没有“{unknown}”：请从名单里选，几个单位用顿号隔开。")
        return list(dict.fromkeys(self.lists.unit_names[name] for name in names))

    def _clean_programme(self, cleaned):
        if self.new_programme and cleaned.get("programme") is not None and cleaned.get("line") is not None:
            cleaned["programme"].line = cleaned["line"]
        super()._clean_programme(cleaned)
        if "programme" in self.errors and not cleaned.get("programme") and self.data.get(self.add_prefix("programme"), "").strip():
            self.errors["programme"].append("要新增这个项目，勾上下面一格。")

    def _get_validation_exclusions(self):
        """Leave a programme that is yet to be made out of the row's own rules: it is made before the row."""
        return super()._get_validation_exclusions() | ({"programme"} if self.new_programme else set())


class FigureForm(forms.Form):
    """One number: taken or not, how much as one says it, of which indicator."""

    on = forms.BooleanField(label="接受", required=False)
    said = forms.CharField(label="多少", required=False, max_length=60, widget=forms.TextInput({"autocomplete": "off", "data-said": ""}))
    indicator = NamedField(of="indicators", what="指标", label="指标", required=False)

    def __init__(self, *args, lists, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["indicator"].rows = lists.indicators
        self.quantity = None

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("on"):
            return cleaned
        said, indicator = cleaned.get("said", ""), cleaned.get("indicator")
        if not said and "said" not in self.errors:
            self.add_error("said", "写上多少，例如“100多场”。")
        if indicator is None and "indicator" not in self.errors:
            self.add_error("indicator", "选一个指标，例如活动场次。")
        if said and indicator is not None:
            try:
                self.quantity = read_figure(said, indicator)
            except ValidationError as error:
                self.add_error("said", error)
        return cleaned

    @property
    def read_back(self):
        """What the words as they stand now are read as, and how sure that is; None where they cannot be read."""
        said, indicator = str(self["said"].value() or ""), self.fields["indicator"].rows.get(self["indicator"].value() or "")
        try:
            quantity = read_figure(said, indicator) if indicator else read_quantity(said)
        except (ValidationError, Unreadable, ValueError):
            return None
        return {"quantity": quantity, "sureness": sureness(quantity)}


def is_name_of_a_field(name):
    """Whether a name is one that a desk's form sends: d497-title, f626-said, a-source."""
    return bool(re.fullmatch(r"(?:[df][0-9]{1,6}|a)-[a-z_]{2,20}", name))
