"""The photos under an activity as they are entered: sent beforehand and known by a token, or chosen in the form itself where nothing sends them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from publishing import uploads
from publishing.formsets import RowForm, RowFormSet
from publishing.images import PictureFile
from publishing.models import UploadState

from .forms import PictureInput
from .models import ActivityPhoto

MOST = 100


class PhotoForm(RowForm):
    upload = forms.CharField(required=False, widget=forms.HiddenInput, label="上传")

    class Meta:
        model = ActivityPhoto
        fields = ("picture", "caption", "description", "consent", "shows_minors", "guardian_consent", "is_cover", "position")
        error_messages = {"caption": {"required": "写一句说明，例如：会员走进社区。"}}
        widgets = {"picture": PictureInput, "description": forms.TextInput}

    def __init__(self, *args, by=None, upload_url=None, standings=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.upload, self.standing = by, None, ""
        if "position" in self.fields:
            self.fields["position"].required = False
        if not self.instance.pk:
            self.initial["position"] = None
        if "picture" in self.fields:
            self.fields["picture"].required = False  # a token will do; `clean` asks for one of the two
            self._show_what_is_there(upload_url, standings or {})

    def _show_what_is_there(self, upload_url, standings):
        token = self.data.get(self.add_prefix("upload"), "") if self.is_bound else ""
        if token and upload_url:
            self.standing = standings.get(token, uploads.UNKNOWN)
            self.fields["picture"].widget.shown_url = "" if self.standing else upload_url(token)
        elif self.instance.pk and self.instance.is_made:
            self.fields["picture"].widget.shown_url = self.instance.sized.small
        elif self.instance.pk:
            self.standing = standings.get(self.instance.picture.name, uploads.LOST) or UploadState.ARRIVED.label

    def clean(self):
        cleaned = super().clean()
        token = cleaned.get("upload", "")
        if token and "picture" not in self.changed_data:
            self._claim(token, cleaned)
        elif not cleaned.get("picture") and "picture" not in self.errors and not self.instance.pk:
            self.add_error("picture", "选一张照片。")
        elif cleaned.get("picture") and "picture" in self.changed_data:
            self.instance.is_made = True
        return cleaned

    def _claim(self, token, cleaned):
        try:
            self.upload = uploads.claim(token, by=self.by)
        except ValidationError as refusal:
            self.add_error("picture", refusal)
            return
        size = (self.upload.width, self.upload.height)
        cleaned["picture"] = PictureFile.settled(self.instance, ActivityPhoto._meta.get_field("picture"), self.upload.picture, size)
        self.instance.is_made = self.upload.state == UploadState.KEPT


class PhotoFormSet(RowFormSet):
    by = parent_admin = None

    default_error_messages = RowFormSet.default_error_messages | {"too_many_forms": f"一条记录最多{MOST}张照片，请少选几张。"}

    @cached_property
    def standings(self):
        """How far pictures are that were sent by token, or that saved rows still wait for, by either, empty where made; no query where there are none."""
        sent = [self.data.get(f"{self.prefix}-{index}-upload", "") for index in range(self.total_form_count())] if self.is_bound else []
        waiting = [photo.picture.name for photo in self.get_queryset() if not photo.is_made]
        rows = uploads.found_among(filter(None, sent), by=self.by, pictures=waiting)
        words = uploads.standings(rows) | {row.token: "" for row in rows if row.state == UploadState.KEPT}
        return {name: words[row.token] for row in rows for name in (row.token, row.picture)}

    def get_form_kwargs(self, index):
        upload_url = self.parent_admin.upload_url if self.parent_admin else None
        return super().get_form_kwargs(index) | {"by": self.by, "upload_url": upload_url, "standings": self.standings}

    def clean(self):
        super().clean()
        kept = self.kept_forms()
        covers = [form for form in kept if form.cleaned_data.get("is_cover")]
        for form in covers[1:]:
            form.add_error("is_cover", "封面只选一张。")
        taken = {form.instance.picture.name for form in kept if form.upload is None and form.instance.pk}
        for form in kept:
            if form.upload is not None:
                if form.upload.picture in taken:
                    form.add_error("picture", "这张照片这里已经有了，删去一张。")
                taken.add(form.upload.picture)

    def save(self, commit=True):
        """Take the cover off first, so that it may change from one photo to another; what has no place of its own goes to the end."""
        for form in self.kept_forms():
            if form.instance.position is None:
                form.instance.position = self.forms.index(form)
        self.instance.photos.update(is_cover=False)
        saved = super().save(commit)
        covers = [form.instance.pk for form in self.kept_forms() if form.cleaned_data.get("is_cover")]
        self.instance.photos.filter(pk__in=covers).update(is_cover=True)
        return saved
