"""Bodies as fields: kept as clean HTML, written in an editor, or as plain text where there is no JavaScript."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from .forms import WORDS
from .richtext import clean, is_markup, links_in, of_plain, plain

MOST_SENT = 1_000_000  # characters of markup: what Word and WeChat send for a long report


def body_of_text(text: str) -> str:
    """Return what is kept of a body typed or pasted, as HTML or as plain text."""
    return clean(text) if is_markup(text) else of_plain(text)


class RichTextarea(forms.Textarea):
    """A text area that the editor takes the place of; a body without any form but paragraphs stands in it as plain text."""

    class Media:
        js = [forms.Script("js/admin/richtext.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__(attrs={"data-richtext": "", "rows": "12"} | (attrs or {}))

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, (attrs or {}) | {"data-pasted": reverse("publishing:pasted")})

    def format_value(self, value):
        words = plain(value) if value else ""
        return words if value and of_plain(words) == value else value


class RichTextFormField(forms.CharField):
    """A body in a form; its length counts the characters that are read, not those of the markup."""

    widget = RichTextarea

    def __init__(self, *, max_length=None, widget=None, **kwargs):
        self.most = max_length
        super().__init__(widget=widget if isinstance(widget, RichTextarea) else RichTextarea(), **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        if "\0" in text:
            raise ValidationError(WORDS["null_characters_not_allowed"], code="null_characters_not_allowed")
        if len(text) > MOST_SENT:
            raise ValidationError("正文里的内容太多，存不下。请分成几篇，或者先粘贴成纯文字。", code="max_length")
        body = body_of_text(text)
        length = sum(sign not in "\n\t" for sign in plain(body))
        if self.most and length > self.most:
            raise ValidationError(WORDS["max_length"], code="max_length", params={"limit_value": self.most, "show_value": length})
        return body

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


class RichTextField(models.TextField):
    """A body: whatever way it comes, by a form or by a program, what is stored has been cleaned; `max_length` counts the characters that are read."""

    links_in = staticmethod(links_in)

    def pre_save(self, model_instance, add):
        body = body_of_text(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, body)
        return body

    def formfield(self, **kwargs):
        return super().formfield(**kwargs | {"form_class": RichTextFormField, "widget": RichTextarea()})


def rewrite(model, name, change):
    """Change the bodies of all rows of a model, for a migration; rows that stay as they are are not written."""
    changed = []
    for row in model._default_manager.exclude(**{name: ""}).only("pk", name).order_by("pk").iterator(chunk_size=500):
        body = change(getattr(row, name))
        if body != getattr(row, name):
            setattr(row, name, body)
            changed.append(row)
        if len(changed) == 500:
            model._default_manager.bulk_update(changed, [name])
            changed = []
    if changed:
        model._default_manager.bulk_update(changed, [name])
