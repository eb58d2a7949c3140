"""Documents: the one gate for files that are not pictures, and the field they are kept in.

What is kept is the file as it came, under a random name that says nothing of it: told by its content, looked into, and refused where it could do anything.
"""

import re
import secrets

from django import forms
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import FieldFile

from .forms import tidy
from .pdfs import look_into_pdf
from .zips import MOST_BYTES, NAMES, OLE, ZIP, look_into, refusal, too_large

FOLDER = "documents"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
EMPTY = "文件是空的，没有内容。请重新选择。"
SUPPORTED = "请上传 PDF、Word（.docx）、Excel（.xlsx）或 PPT（.pptx）。"
WITH_OBJECTS = "文件里嵌着别的文件（对象），不能收下。请把它转成图片或删去，另存后再上传。"
EMBEDDED = re.compile(r"(^|/)(embeddings|activex)/(?!.*\.(xlsx|docx|pptx)$)", re.IGNORECASE)
TOKEN = re.compile(r"[0-9a-f]{32}")
OTHERS = (
    (lambda head: head[:3] == b"\xff\xd8\xff" or head[:8] == b"\x89PNG\r\n\x1a\n" or head[:4] in (b"GIF8", b"RIFF"), "图片"),
    (lambda head: head[:4] in (b"Rar!", b"7z\xbc\xaf") or head[:2] == b"\x1f\x8b", "压缩包"),
    (lambda head: head[:2] == b"MZ" or head[:4] == b"\x7fELF", "程序"),
    (lambda head: b"<html" in head.lower() or b"<!doctype" in head.lower() or b"<script" in head.lower(), "网页"),
    (lambda head: head[:5] == b"{\\rtf", "RTF"),
)


class AcceptedDocument(ContentFile):
    """A document that has passed the gate; `kind` is what it is: pdf, docx, xlsx or pptx."""

    def __init__(self, content, *, name, kind):
        super().__init__(content, name=name)
        self.kind = kind


def accept_document(upload) -> AcceptedDocument:
    """Return an upload as it is kept, under a random name; raises ValidationError, in words for the uploader, where it is not taken."""
    if not upload.size:
        raise refusal(EMPTY)
    if upload.size > MOST_BYTES:
        raise too_large(upload.size, MOST_BYTES)
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    return AcceptedDocument(content, name=secrets.token_hex(16), kind=_kind_of(upload, content))


def _kind_of(upload, content):
    if content.startswith(b"%PDF-"):
        look_into_pdf(content)
        return "pdf"
    if content.startswith((ZIP, OLE)):
        package = look_into(upload)
        if any(EMBEDDED.search(part) for part in package.parts):
            raise refusal(WITH_OBJECTS)
        return package.kind
    head = content[:512]
    for fits, name in OTHERS:
        if fits(head):
            raise refusal(f"这是{name}，不能作附件。{SUPPORTED}")
    raise refusal(f"认不出这是什么文件。{SUPPORTED}")


def title_of(name):
    """Return what a document may be called after the name it came with: neither path nor ending, nothing that nobody sees."""
    bare = re.split(r"[/\\]", name)[-1]
    return tidy(re.sub(r"[\0-\x1f\x7f]", "", re.sub(r"\.[A-Za-z0-9]{1,5}$", "", bare)))[:80]


def kind_in_words(kind):
    """Return a kind as it is said beside a title: PDF, Word, Excel, PPT."""
    return NAMES.get(kind, kind.upper()).partition("（")[0]


def random_name(instance, filename):
    """Return where an accepted document is stored: never under the name it came with. Its last part is the document's address."""
    token = filename if TOKEN.fullmatch(filename) else secrets.token_hex(16)
    return stored_at(token)


def stored_at(token):
    """Return the place of the document that has this address."""
    return f"{FOLDER}/{token[:4]}/{token}"


# ---- The field


class DocumentFormField(forms.FileField):
    """A file field of a form that takes documents through the gate; the browser offers these kinds only."""

    default_error_messages = {"empty": EMPTY}

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"max_length": None})  # the name it comes with is not kept

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        accepted = accept_document(upload)
        accepted.came_as = upload.name
        return accepted

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join((*(f".{kind}" for kind in TYPES), *TYPES.values()))}


class DocumentFile(FieldFile):
    """A stored document; whatever way a new one comes, by a form or by a program, it passes the gate."""

    def save(self, name, content, save=True):
        inner = content.file if type(content) is File else content
        document = inner if isinstance(inner, AcceptedDocument) else accept_document(content)
        super().save(document.name, document, save)

    save.alters_data = True  # type: ignore[attr-defined]

    @property
    def token(self):
        """The last part of the document's address; it stays the same wherever the row is copied to."""
        return self.name.rpartition("/")[2]


class DocumentField(models.FileField):
    """The one kind of file field for documents: what it takes has passed the gate."""

    attr_class = DocumentFile

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("upload_to", random_name)
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DocumentFormField} | kwargs)
