"""What the verbs of publishing ask before they are done: why, and where a withdrawn record moved."""

from crispy_forms.helper import FormHelper
from django import forms
from django.apps import apps
from django.contrib import messages

from .. import carrying
from ..forms import WORDS, tidy
from ..keys import key_in
from .kept import Lookup


class ReasonForm(forms.Form):
    """Why, where it is asked."""

    reason = forms.CharField(
        label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3}), error_messages=WORDS | {"required": "写明理由，一句话就好。"}
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["reason"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.include_media = False  # the page brings it once

    def clean_reason(self):
        reason = tidy(self.cleaned_data["reason"])
        if not reason:
            raise forms.ValidationError("写明理由，一句话就好。")
        return reason

    def asked(self):
        """Return what the service of the verb is told."""
        return self.cleaned_data


def typed_before(request, *names):
    """Return what was typed into these fields before the session ended, and say that nothing was done yet."""
    carried = carrying.take_up(request)
    if carried is None:
        return {}
    messages.warning(request, carried.words)
    return {name: carried.value(name) for name in names}


class WithdrawForm(ReasonForm):
    """Why a record is withdrawn, and where it moved, if anywhere."""

    homes: tuple[str, ...] = ()

    def clean(self):
        cleaned = super().clean()
        chosen = [name for name in self.homes if cleaned.get(name)]
        for name in chosen[1:]:
            self.add_error(name, "只能移至一处，上面已经选了。")
        return cleaned

    def asked(self):
        return {"reason": self.cleaned_data["reason"], "moved_to": next(filter(None, map(self.cleaned_data.get, self.homes)), None)}


class Home(forms.ModelChoiceField):
    """A public record that another one moved to, looked up."""

    def to_python(self, value):
        return super().to_python(value if value in self.empty_values or key_in(str(value)) is not None else "0")


def withdraw_form(record, site):
    """Return the form that withdraws a record: one choice for each kind of record that it may move to."""
    fields = {}
    for name in record.homes:
        link = record._meta.get_field(name)
        kind = link.related_model
        if site.is_registered(kind):
            others = kind._default_manager.published().exclude(pk=record.pk if isinstance(record, kind) else None)
            fields[name] = Home(
                others,
                required=False,
                label=f"移至{kind._meta.verbose_name}",
                help_text="内容改由另一条已发布的记录说的，选那一条；没有就空着。" if not fields else "",
                widget=Lookup(link, site),
                error_messages={"invalid_choice": "只能移至另一条已发布的记录，请重新选。"},
            )
    return type("WithdrawForm", (WithdrawForm,), fields | {"homes": tuple(fields)})


def is_home(asked):
    """Whether a look-up (its address's `app_label`, `model_name`, `field_name`) is for the place that a record moved to."""
    try:
        model = apps.get_model(asked.get("app_label", ""), asked.get("model_name", ""))
    except (LookupError, ValueError):
        return False
    return asked.get("field_name") in getattr(model, "homes", ())
