import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from longgang.portal.models import Attachment
from publishing.documents import SUPPORTED, WITH_OBJECTS, DocumentFormField, accept_document, kind_in_words, title_of
from publishing.images import FOLDER
from publishing.pdfs import ACTIVE, BROKEN, ENCRYPTED, OPAQUE, STUCK

from . import packages as made
from . import uploads
from .packages import pack, pdf

REFUSED = {
    "empty": (lambda: b"", "文件是空的，没有内容。请重新选择。"),
    "21 MB": (lambda: b"%PDF-1.7\n" + bytes(21 * 1024 * 1024), "文件太大：21.1 MB，每个不超过20 MB。请先删减，或者分成几个。"),
    "text": (lambda: "通知全文".encode(), f"认不出这是什么文件。{SUPPORTED}"),
    "a photo": (uploads.photo, f"这是图片，不能作附件。{SUPPORTED}"),
    "a web page": (lambda: b"<!doctype html><script>alert(1)</script>", f"这是网页，不能作附件。{SUPPORTED}"),
    "a program": (lambda: b"MZ\x90\0" + bytes(100), f"这是程序，不能作附件。{SUPPORTED}"),
    "an archive": (lambda: b"Rar!\x1a\7\0" + bytes(100), f"这是压缩包，不能作附件。{SUPPORTED}"),
    "rtf": (lambda: b"{\\rtf1 hello}", f"这是RTF，不能作附件。{SUPPORTED}"),
    "half a pdf": (lambda: pdf()[:60], BROKEN),
    "a pdf's head alone": (lambda: b"%PDF-1.7\n%%EOF", BROKEN),
    "a zip behind a pdf": (lambda: pdf() + made.office(), STUCK),
    "a pdf behind a web page": (lambda: b"<script>1</script>" + pdf(), f"这是网页，不能作附件。{SUPPORTED}"),
    "an encrypted pdf": (lambda: pdf(trailer=b"/Root 1 0 R /Encrypt 5 0 R"), ENCRYPTED),
    "a pdf with a script": (lambda: pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), ACTIVE),
    "a pdf with a script by another spelling": (lambda: pdf(b"<< /S /J#61v#61Script /JS (1) >>"), ACTIVE),
    "a pdf that starts a program": (lambda: pdf(b"<< /S /Launch /F (cmd.exe) >>"), ACTIVE),
    "a pdf with a file in it": (lambda: pdf(b"<< /Type /EmbeddedFile >>"), ACTIVE),
    "a pdf with a script in a pack": (lambda: pdf(pack(b"7 0 << /S /JavaScript /JS (1) >>")), ACTIVE),
    "a pdf with a pack that is a bomb": (lambda: pdf(pack(bytes(9 * 1024 * 1024))), OPAQUE),
    "a pdf with a pack in an odd coat": (lambda: pdf(pack(b"7 0", b"/Filter [/ASCIIHexDecode /FlateDecode]")), OPAQUE),
    "a pdf with a pack that is none": (lambda: pdf(b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnothing\nendstream"), BROKEN),
    "a pdf that names packs without end": (lambda: pdf(b"/ObjStm/FlateDecode " * 100_000), OPAQUE),
    "a pdf whose packs are far from their names": (lambda: pdf(b"<< /Type /ObjStm /Filter /FlateDecode >>" + b" " * 5000 + b"stream\nx"), OPAQUE),
    "word with macros": (made.with_macros, "文件里有宏（自动运行的程序），不能收下。请另存为不带宏的 Word（.docx）、Excel（.xlsx）、PPT（.pptx） 再上传。"),
    "word with a program in it": (lambda: made.office("docx", ("word/embeddings/oleObject1.bin", b"MZ")), WITH_OBJECTS),
    "a zip bomb": (made.bomb, "文件展开后太大，不能收下。请删去不用的内容或图片，另存后再上传。"),
}
TAKEN = {
    "pdf": (pdf, "pdf"),
    "pdf with a pack": (lambda: pdf(pack(b"7 0 << /Type /Page >>")), "pdf"),
    "pdf that names a script only in part": (lambda: pdf(b"<< /Title (a /JavaScripting course) >>"), "pdf"),
    "word": (lambda: made.office("docx"), "docx"),
    "word with a table of figures in it": (lambda: made.office("docx", ("word/embeddings/Sheet1.xlsx", b"PK")), "docx"),
    "excel": (lambda: made.office("xlsx"), "xlsx"),
    "slides": (lambda: made.office("pptx"), "pptx"),
}


def upload(content, name="通知.pdf"):
    return SimpleUploadedFile(name, content, content_type="text/html")


class Form(forms.Form):
    document = DocumentFormField()


@pytest.mark.parametrize("case", [case for case in REFUSED if case != "empty"])
def test_what_is_no_quiet_document_is_refused_in_words_beside_the_field(case):
    content, words = REFUSED[case]

    form = Form({}, {"document": upload(content())})

    assert form.errors == {"document": [words]}


@pytest.mark.parametrize("case", TAKEN)
def test_a_document_is_told_by_its_content_and_kept_as_it_came(case):
    content, kind = TAKEN[case]

    form = Form({}, {"document": upload(content(), name="../../x\0y" + "长" * 300 + ".exe")})

    assert form.errors == {}
    document = form.cleaned_data["document"]
    assert (document.kind, document.read(), len(document.name)) == (kind, content(), 32)


def test_an_empty_file_is_refused():
    with pytest.raises(forms.ValidationError, match="文件是空的"):
        accept_document(upload(b""))


def test_a_program_passes_the_gate_too_and_the_name_it_came_with_is_not_kept():
    row = Attachment()
    row.document.save("name.php", ContentFile(pdf()), save=False)

    assert row.document.name == f"documents/{row.document.token[:4]}/{row.document.token}"
    assert len(row.document.token) == 32 and "name" not in row.document.name and not row.document.name.startswith(FOLDER)
    assert default_storage.open(row.document.name).read() == pdf()


def test_a_program_with_no_document_is_refused():
    with pytest.raises(forms.ValidationError, match="认不出这是什么文件"):
        Attachment().document.save("notice.pdf", ContentFile(b"#!/bin/sh"), save=False)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("关于举办培训的通知.pdf", "关于举办培训的通知"),
        ("C:\\Users\\某人\\附件1.报名表.docx", "附件1.报名表"),
        ("../../etc/\u202egnp.表\0.xlsx", "gnp.表"),
        ("长" * 200 + ".pdf", "长" * 80),
        (".pdf", ""),
    ],
)
def test_a_title_is_taken_from_the_name_it_came_with(name, title):
    assert title_of(name) == title


def test_kinds_are_said_in_words():
    assert [kind_in_words(kind) for kind in ("pdf", "docx", "xlsx", "pptx")] == ["PDF", "Word", "Excel", "PPT"]
