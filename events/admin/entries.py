"""Entries of contests as staff enter them."""

from django.contrib import admin
from django.utils.html import format_html

from members.basis import BASIS_FIELDS, basis_in_words
from publishing.admin import EntryAdmin
from publishing.admin.acts import ACTS, Act
from publishing.admin.filters import MineFilter, StateFilter
from publishing.keys import key_in

from .. import services
from ..forms import EntryForm
from ..missing import missing_in_entry
from ..models import ContestEntry
from .filters import AwardFilter, ContestFilter

WITHDRAW_AUTHOR = Act(
    "withdraw-author",
    "撤回作者姓名",
    services.withdraw_author,
    "change",
    lambda entry: bool(entry.basis) and entry.withdrawn_at is None,
    "本人撤回同意，或者不愿再公开时用。撤回以后，姓名马上从公开页面消失，不用再审。",
    "的作者姓名已从公开页面撤下。",
    needs_care=True,
)

WITHDRAW_PICTURE = Act(
    "withdraw-picture",
    "撤下照片",
    services.withdraw_picture,
    "change",
    lambda entry: entry.is_public and entry.picture_may_be_shown,
    "照片里的人撤回同意，或者不愿再公开时用。撤下以后，照片马上从公开页面和它的网址消失，不用再审；作品留在原处，换成示意图。",
    "的照片已从公开页面撤下。",
    needs_care=True,
)


@admin.register(ContestEntry)
class ContestEntryAdmin(EntryAdmin):
    form = EntryForm
    acts = (*ACTS, WITHDRAW_AUTHOR, WITHDRAW_PICTURE)
    autocomplete_fields = ("event", "member")
    advice = ("选赛事，写作品名称，就能保存。", "没有征得同意的照片不公开；没有公开依据的作者，姓名不公开。")
    work = ("作品", {"fields": ("event", "title", ("category", "award", "position"))})
    author = ("作者", {"fields": (("member", "name"), ("basis", *BASIS_FIELDS[1:]))})
    author_shown = ("作者", {"fields": (("member", "name"), "basis_said")})
    picture = ("照片或视频", {"fields": ("picture", ("consent", "shows_minors", "guardian_consent"), "video_url")})
    picture_shown = ("照片或视频", {"fields": ("thumbnail", ("consent", "shows_minors", "guardian_consent"), "video_url")})

    list_display = ("named", "state_words", "contest", "category", "award", "changed")
    list_filter = (StateFilter, ContestFilter, AwardFilter, MineFilter)
    search_fields = ("title", "award", "category")
    search_help_text = "按作品、奖项、类别查找"
    ordering = ("-event__starts_on", "position", "pk")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("event", "member")

    @admin.display(description="作品", ordering="title")
    def named(self, entry):
        return format_html('<a class="named" href="{}">{}</a>', self.change_url(entry), entry.title)

    @admin.display(description="赛事", ordering="event__title")
    def contest(self, entry):
        return entry.event

    def get_fieldsets(self, request, obj=None):
        shown = obj is not None and not self.has_change_permission(request, obj)
        return (self.work, self.author_shown, self.picture_shown) if shown else (self.work, self.author, self.picture)

    def get_readonly_fields(self, request, obj=None):
        return ("basis_said", "thumbnail") if obj is not None and not self.has_change_permission(request, obj) else ()

    @admin.display(description="公开依据")
    def basis_said(self, entry):
        return basis_in_words(entry)

    @admin.display(description="照片")
    def thumbnail(self, entry):
        return format_html('<img class="thumb" src="{}" alt="{}">', entry.picture_url, entry.title) if entry.picture else "没有照片"

    def with_rows(self, records):
        return super().with_rows(records).select_related("event__line", "member")

    def line_of(self, record):
        return record.event.line

    def glance(self, record):
        return f"参赛作品，{record.event}"

    def missing_in(self, record):
        return missing_in_entry(record)

    def get_changeform_initial_data(self, request):
        event = super().get_changeform_initial_data(request).get("event", "")
        return {"event": event} if key_in(event) is not None else {}
