"""The rows under an activity: figures, units, people, photos, reports."""

from django.contrib import admin
from django.utils.html import format_html

from members.admin.names import basis_with_withdrawal, with_names
from publishing.admin import KeptInline, TakesUploads

from ..models import ActivityHost, ActivityPerson, ActivityPhoto, Coverage, Figure
from ..photo_forms import MOST, PhotoForm, PhotoFormSet
from ..row_forms import CoverageForm, FigureForm, FigureFormSet, HostForm, HostFormSet, PersonForm, RowFormSet
from .photos import photo_with_withdrawal


class ActivityRows(KeptInline):
    """Rows under an activity: as many empty ones as a new activity begins with from another, else as they say."""

    empty_on_new, empty_on_saved = 1, 1

    def get_extra(self, request, obj=None, **kwargs):
        copied = getattr(request, "copied", None)
        begun = copied.rows.get(self.model._meta.get_field("activity").remote_field.related_name, ()) if copied else ()
        return len(begun) or (self.empty_on_saved if obj else self.empty_on_new)


class FigureRows(ActivityRows):
    model, form, formset = Figure, FigureForm, FigureFormSet
    fields = ("indicator", "said")
    autocomplete_fields = ("indicator",)
    verbose_name_plural = "数字"
    add_text = "＋ 再加一个"
    advice = "怎么说就怎么写：100多、近百万、数万、第十九届都认得。"
    empty_on_new = 3

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("indicator")

    @admin.display(description="多少")
    def said(self, figure):
        return figure.quantity.spoken


class HostRows(ActivityRows):
    model, form, formset = ActivityHost, HostForm, HostFormSet
    autocomplete_fields = ("unit",)
    verbose_name_plural = "单位"
    heads = "谁"
    add_text = "＋ 再加一个单位"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit")


class PersonRows(ActivityRows):
    model, form, formset = ActivityPerson, PersonForm, RowFormSet
    autocomplete_fields = ("member",)
    verbose_name_plural = "人员"
    under = "谁"
    add_text = "＋ 再加一人"
    advice = "会员从名单里选，不是会员的写姓名。没有公开依据的姓名不上公开页面。"
    empty_on_new, empty_on_saved = 2, 0

    def get_queryset(self, request):
        return with_names(super().get_queryset(request).select_related("member"))

    def get_fields(self, request, obj=None):
        return super().get_fields(request, obj) if self.has_change_permission(request, obj) else ("who", "role", "basis_said")

    def get_readonly_fields(self, request, obj=None):
        self.may_withdraw = request.user.has_perm("actions.change_activity")
        return () if self.has_change_permission(request, obj) else ("who", "role", "basis_said")

    @admin.display(description="姓名")
    def who(self, person):
        return person.shown_name

    @admin.display(description="公开依据")
    def basis_said(self, person):
        return basis_with_withdrawal(person, "admin:actions_activity_name", self.may_withdraw)


class PhotoRows(TakesUploads, KeptInline):
    template = "admin/actions/photo_rows.html"
    max_num = MOST
    model, form, formset = ActivityPhoto, PhotoForm, PhotoFormSet
    verbose_name_plural = "照片"
    add_text = "＋ 再加一张"
    advice = "JPEG、PNG或WebP，每张不超过20 MB。方向会转正，拍摄地点会去掉。没有征得同意的照片不公开。"

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj else 4

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"validate_max": True} | kwargs)

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return (
            fields
            if self.has_change_permission(request, obj)
            else ("thumbnail", *(name for name in fields if name not in ("picture", "position", "upload")), "way_back")
        )

    def get_readonly_fields(self, request, obj=None):
        self.may_withdraw = request.user.has_perm("actions.change_activity")
        return () if self.has_change_permission(request, obj) else ("thumbnail", "way_back")

    @admin.display(description="照片")
    def thumbnail(self, photo):
        if not photo.is_made:
            return "处理中"
        return format_html('<img class="thumb" src="{}" alt="{}">', photo.sized.small, photo.alt)

    @admin.display(description="公开")
    def way_back(self, photo):
        return photo_with_withdrawal(photo, self.may_withdraw)


class CoverageRows(KeptInline):
    model, form, formset = Coverage, CoverageForm, RowFormSet
    verbose_name_plural = "媒体报道"
    add_text = "＋ 再加一篇"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1
