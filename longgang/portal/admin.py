"""Pages as staff write, submit, publish and revise them."""

from django.contrib import admin
from django.utils.html import format_html

from publishing.admin import EntryAdmin, KeptInline
from publishing.admin.filters import Choice, MineFilter, StateFilter

from .forms import AttachmentForm, AttachmentFormSet, PageForm
from .missing import missing_in_page
from .models import Attachment, Column, Page


class AttachmentRows(KeptInline):
    model, form, formset = Attachment, AttachmentForm, AttachmentFormSet
    verbose_name_plural = "附件"
    add_text = "＋ 再加一个附件"
    advice = "PDF、Word（.docx）、Excel（.xlsx）、PPT（.pptx），每个不超过20 MB。排序小的在前，不写的照上下次序。"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def get_fields(self, request, obj=None):
        return super().get_fields(request, obj) if self.has_change_permission(request, obj) else ("link",)

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else ("link",)

    @admin.display(description="附件")
    def link(self, attachment):
        return format_html('<a href="{}">{}</a>（{}，{}）', attachment.get_absolute_url(), attachment, attachment.kind_words, attachment.size_words)


class ColumnFilter(Choice):
    title, parameter_name = "栏目", "column"

    def lookups(self, request, model_admin):
        return Column.choices

    def narrow(self, queryset, value):
        return queryset.filter(column=value)


@admin.register(Page)
class PageAdmin(EntryAdmin):
    form = PageForm
    inlines = (AttachmentRows,)
    fieldsets = (
        ("放在哪里", {"fields": ("column", "title", ("pinned", "position")), "classes": ("what",)}),
        ("内容", {"fields": ("body",), "classes": ("story",)}),
        ("出处", {"fields": (("source", "editor"),), "classes": ("source",)}),
    )
    order = (0, 1, AttachmentRows, 2)
    advice = ("选栏目，写标题，就能保存。", "“关于本站”“联系我们”没有发布页面时，公开页面用内置的文字。")

    list_display = ("named", "state_words", "column_words", "attached", "changed")
    list_filter = (StateFilter, ColumnFilter, MineFilter)
    search_fields = ("title", "body", "source")
    search_help_text = "按标题、正文、来源查找"
    ordering = ("-changed_at", "-pk")

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.defer("body").prefetch_related("attachments") if self.is_list(request) else queryset

    def get_changeform_initial_data(self, request):
        column = super().get_changeform_initial_data(request).get("column", "")
        return {"column": column} if column in Column.values else {}

    @admin.display(description="页面", ordering="title")
    def named(self, page):
        top = format_html(' <span class="tag">{}</span>', "置顶") if page.pinned else ""
        return format_html('<a class="named" href="{}">{}</a>{}', self.change_url(page), page.title, top)

    @admin.display(description="栏目", ordering="column")
    def column_words(self, page):
        return page.get_column_display()

    @admin.display(description="附件")
    def attached(self, page):
        return f"{len(page.attachments.all())}个" if page.attachments.all() else format_html('<span class="soft">{}</span>', "没有")

    def with_rows(self, records):
        return super().with_rows(records).prefetch_related("attachments")

    def glance(self, record):
        return f"{record.get_column_display()}，{len(record.attachments.all())}个附件"

    def missing_in(self, record):
        return missing_in_page(record)
