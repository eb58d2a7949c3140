"""Enters pages: notices and how to reach the department; nothing is said that nobody said, and no number is made up."""

import io
import zipfile
from html import escape

from django.core.files.base import ContentFile
from django.db import transaction

from longgang.portal.models import Attachment, Page
from publishing.documents import accept_document

from .entering import Entering

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
LINKS = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


class Pages(Entering):
    """Enters pages with the documents under them; each is known by its column and title."""

    def enter_all(self, data):
        """Enter and publish every page that is not there yet; return how many were."""
        known = set(Page.objects.originals().values_list("column", "title"))
        new = [row for row in data["pages"] if (row["column"], row["title"]) not in known]
        for row in new:
            self.enter(row)
        return len(new)

    @transaction.atomic
    def enter(self, row):
        fields = {name: row[name] for name in ("column", "title", "source", "pinned") if name in row}
        page = Page(body=row["body"].strip(), **fields)
        self.save(page)
        for position, paper in enumerate(row.get("attachments", [])):
            document = accept_document(ContentFile(form_to_fill_in(paper["title"], paper["lines"]), name=paper["title"]))
            Attachment.objects.create(page=page, title=paper["title"], document=document, kind=document.kind, size=document.size, position=position)
        return self.show(page)


def form_to_fill_in(title, lines):
    """Return a Word file: a title over a table of two columns."""
    rows = "".join(f"<w:tr>{''.join(_cell(words) for words in line)}</w:tr>" for line in lines)
    table = f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr><w:tblGrid/>{rows}</w:tbl>'
    document = f'<w:document xmlns:w="{WORD}"><w:body>{_paragraph(title)}{table}{_paragraph("")}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS), ("word/document.xml", document)):
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return out.getvalue()


def _cell(words):
    return f'<w:tc><w:tcPr><w:tcW w:w="2500" w:type="pct"/></w:tcPr>{_paragraph(words)}</w:tc>'


def _paragraph(words):
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"
