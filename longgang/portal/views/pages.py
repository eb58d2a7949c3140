"""Pages that staff write: the standing columns, notices, and the documents under them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from actions.views.pages import moved_or_gone, page_of
from publishing.documents import stored_at
from publishing.media import send_document

from ..models import Attachment, Page


@require_safe
def column(request, column):
    """/about/, /contact/: the first page of a standing column; the built-in text as long as none is published."""
    pages = list(Page.objects.standing_in(column))
    return _shown(request, pages[0], pages, is_front=True) if pages else render(request, f"portal/{column}.html")


class NoticeList(TemplateView):
    """/notices/: every published notice, those put on top first, then the newest."""

    template_name = "portal/notice_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"page": page_of(Page.objects.notices().for_list(), self.request)}


@require_safe
def page_detail(request, column, pk):
    """Show one page; gone where it was withdrawn, elsewhere where it moved or stands in another column, unknown where it never was public."""
    page = get_object_or_404(Page.objects.originals().select_related(*Page.homes), pk=pk, first_published_at__isnull=False)
    if not page.is_public:
        return moved_or_gone(request, page)
    if page.column != column:
        return redirect(page, permanent=False)
    return _shown(request, page, [] if page.is_notice else list(Page.objects.standing_in(column).for_list()))


def _shown(request, page, beside, *, is_front=False):
    newer, older = Page.objects.around(page) if page.is_notice else (None, None)
    others = beside if len(beside) > 1 else []
    shown = {"page": page, "attachments": page.attachments.all(), "others": others, "newer": newer, "older": older, "is_front": is_front}
    return render(request, "portal/page.html", shown)


@require_safe
def attachment(request, token):
    """Send a document: to everybody where a page that has it is published, else only to staff who see pages."""
    rows = sorted(Attachment.objects.filter(document=stored_at(token)).select_related("page"), key=lambda row: (not row.page.is_public, row.pk))
    row = rows[0] if rows else None
    is_public = row is not None and row.page.is_public
    if row is None or not (is_public or request.user.has_perm("portal.view_page")):
        raise Http404("没有这个附件")
    return send_document(request, row.document, kind=row.kind, title=row.title, is_public=is_public)
