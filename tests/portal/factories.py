"""Pages for tests, with documents under them."""

from django.core.files.base import ContentFile

from longgang.portal.models import Column, Page
from publishing.services import publish, record_saved
from tests.desk import make_user
from tests.publishing.packages import pdf


def make_page(title, *, column=Column.NOTICE, published=True, documents=(), by=None, **fields):
    """Return a page with a PDF of each name under it."""
    by = by or make_user("publisher")
    page = Page.objects.create(title=title, column=column, **{"body": f"{title}的正文。", "created_by": by, "changed_by": by} | fields)
    for position, name in enumerate(documents):
        row = page.attachments.model(page=page, title=name, kind="pdf", size=len(pdf()), position=position)
        row.document.save("", ContentFile(pdf()), save=False)
        row.save()
    page = record_saved(page, by=fields.get("created_by") or by, created=True)
    return publish(page, by=by) if published else page
