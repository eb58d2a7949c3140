import io
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from publishing.zips import BOMB, BROKEN, ENCRYPTED, OLD, OTHER, STUCK, WITH_MACROS, look_into

from . import packages as made

EVERY = "Word（.docx）、Excel（.xlsx）、PPT（.pptx）"
REFUSED = {
    "empty": (lambda: b"", "文件是空的，没有内容。请重新选择。"),
    "21 MB": (
        lambda: made.office("docx", ("word/a.jpg", bytes(21 * 1024 * 1024)), method=zipfile.ZIP_STORED),
        "文件太大：21.1 MB，每个不超过20 MB。请先删减，或者分成几个。",
    ),
    "text": (lambda: "今天天气很好".encode(), OTHER),
    "a pdf": (lambda: b"%PDF-1.7\n", OTHER),
    "an old or encrypted one": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), OLD),
    "a plain zip": (lambda: made.packed([("notes.txt", "示例")]), OTHER),
    "no main part": (lambda: made.packed([("[Content_Types].xml", made.types(made.MAIN["docx"]))]), OTHER),
    "two main parts": (lambda: made.office("docx", ("xl/workbook.xml", ""), content_types=made.types(made.MAIN["docx"], made.MAIN["xlsx"])), OTHER),
    "half": (lambda: made.office()[:300], BROKEN),
    "head alone": (lambda: b"PK\3\4", BROKEN),
    "types that are no xml": (lambda: made.office(content_types="<Types"), BROKEN),
    "entities in the types": (made.with_doctype, BROKEN),
    "a bomb": (made.bomb, BOMB),
    "one member that grows": (made.one_member_that_grows, BOMB),
    "too many members": (made.of_many_members, BOMB),
    "a directory that claims to be huge": (made.claiming_a_huge_directory, BOMB),
    "encrypted members": (made.encrypted, ENCRYPTED),
    "a macro part": (made.with_macros, WITH_MACROS),
    "macros by content type": (made.macro_enabled, WITH_MACROS),
    "a web page in front": (lambda: b"PK\3\4<script>" + made.office(), STUCK),
    "a program behind": (lambda: made.office() + b"#!/bin/sh", STUCK),
    "a path out of it": (lambda: made.office("docx", ("../../etc/passwd", "x")), STUCK),
    "one name twice": (lambda: made.office("docx", ("WORD/document.xml", "x")), STUCK),
    "packed in an unbounded way": (lambda: made.office(method=zipfile.ZIP_LZMA), STUCK),
}


def upload(content, name="报告.docx"):
    return SimpleUploadedFile(name, content)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_clean_office_file_is_refused_in_words(case):
    content, words = REFUSED[case]

    with pytest.raises(forms.ValidationError) as refusal:
        look_into(upload(content()))

    assert refusal.value.messages == [words.format(kinds=EVERY)]


@pytest.mark.parametrize("kind", made.MAIN)
def test_the_kind_is_told_by_the_content_and_the_upload_is_left_at_its_start(kind):
    file = upload(made.office(kind), name="../../photo.jpg")

    package = look_into(file)

    assert package.kind == kind
    assert package.parts == {"[Content_Types].xml", "_rels/.rels", made.MAIN[kind][0]}
    assert file.read(4) == b"PK\3\4"


def test_who_reads_word_takes_nothing_else_and_sets_lower_bounds():
    with pytest.raises(forms.ValidationError, match=r"这不是 Word（.docx） 文件"):
        look_into(upload(made.office("xlsx")), kinds=["docx"])
    with pytest.raises(forms.ValidationError, match="展开后太大"):
        look_into(upload(made.office(body="示例" * 1000)), most_inflated=2000)


def test_a_comment_in_its_place_is_no_fault():
    assert look_into(io_of(made.office(comment="WPS 文字".encode()))).kind == "docx"


def io_of(content):
    file = io.BytesIO(content)
    file.size = len(content)
    return file
