"""A page and its attachments as staff write them."""

from copy import copy

from django import forms

from publishing.documents import title_of
from publishing.forms import PositionField, SeenForm
from publishing.formsets import RowForm, RowFormSet

from .models import Attachment, Page


class PageForm(SeenForm):
    position = PositionField(initial=0, help_text=Page._meta.get_field("position").help_text)

    class Meta:
        model = Page
        fields = ("column", "title", "body", "source", "editor", "pinned", "position")
        error_messages = {"title": {"required": "写上标题。"}}

    def clean_position(self):
        return self.cleaned_data["position"] or 0


class DocumentInput(forms.ClearableFileInput):
    """A file to choose, and what is there already."""

    template_name = "admin/widgets/document.html"
    shown = None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["shown"] = self.shown
        return context


class AttachmentForm(RowForm):
    position = PositionField()

    class Meta:
        model = Attachment
        fields = ("document", "title", "position")
        error_messages = {"document": {"required": "选一个文件。"}}
        widgets = {"document": DocumentInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["position"] = None
        if self.instance.pk and "document" in self.fields:
            self.fields["document"].widget.shown = copy(self.instance)  # as it is saved, whatever is chosen now

    def clean(self):
        cleaned = super().clean()
        document = cleaned.get("document")
        if kind := getattr(document, "kind", ""):
            self.instance.kind, self.instance.size = kind, document.size
            cleaned["title"] = cleaned.get("title") or title_of(document.came_as)
        if document and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "给附件写个名称，例如：报名表。")
        return cleaned

    def _get_validation_exclusions(self):
        """A document that was not taken gives no name either; that the name is missing is not said beside it."""
        return super()._get_validation_exclusions() | ({"title"} if "document" in self.errors else set())


class AttachmentFormSet(RowFormSet):
    def save(self, commit=True):
        """Put what has no place of its own at the end."""
        for form in self.kept_forms():
            if form.cleaned_data.get("position") is None:
                form.instance.position = self.forms.index(form)
        return super().save(commit)
