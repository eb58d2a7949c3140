"""A pairing as it is entered: who with whom, the three lists, what comes next."""

from django import forms

from publishing.forms import SeenForm
from publishing.formsets import RowForm, RowFormSet

from .enums import PairingList
from .models import Pairing, PairingItem, PairingStep
from .rules import twin_of


class PairingForm(SeenForm):
    class Meta:
        model = Pairing
        fields = "__all__"
        widgets = {"aims": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "unit": {"required": "选一个单位，例如：市新联会。"},
            "community": {"required": "选一个社区。"},
            "started_on": {"required": "写上从哪天起结对，例如2022-05-19。"},
        }

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("started_on"), cleaned.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", f"结束（{last}）早于开始（{first}），请核对。")
        unit, community = cleaned.get("unit"), cleaned.get("community")
        if unit and community and first:
            asked = Pairing(pk=self.instance.pk, revises_id=self.instance.revises_id, unit=unit, community=community, started_on=first)
            if twin := twin_of(asked):
                self.add_error("started_on", f"{first}起的“{twin}”已经有一条，请改那一条。")
        return cleaned


class ItemForm(RowForm):
    class Meta:
        model = PairingItem
        fields = ("item", "state", "who", "due_on", "outcome")
        error_messages = {"item": {"required": "写上是什么事，例如：挖掘抗倭文化。"}}


class ItemFormSet(RowFormSet):
    """The rows of one of the three lists; subclasses say of which."""

    of_list: PairingList

    @classmethod
    def get_default_prefix(cls):
        return f"{cls.of_list.value}s"

    def _construct_form(self, index, **kwargs):
        form = super()._construct_form(index, **kwargs)
        form.instance.list = self.of_list
        return form


class NeedFormSet(ItemFormSet):
    of_list = PairingList.NEED


class ResourceFormSet(ItemFormSet):
    of_list = PairingList.RESOURCE


class ProjectFormSet(ItemFormSet):
    of_list = PairingList.PROJECT


class StepForm(RowForm):
    class Meta:
        model = PairingStep
        fields = ("step", "due_on")
        error_messages = {"step": {"required": "写上下一步做什么。"}}
