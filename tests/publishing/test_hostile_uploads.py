"""What is kept of hostile uploads, and in which words the rest is refused: nothing faults, and nothing kept says where it was taken."""

import io

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from publishing.documents import accept_document
from publishing.images import accept_picture
from publishing.word import html_of_word

from . import uploads as made
from .hostile import FILES, KEPT, NAMES, PICTURES


def sent(content, name="IMG_0001.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type=kind)


@pytest.mark.parametrize("case", PICTURES)
def test_a_picture_is_kept_clean_or_refused_in_words(case):
    make, expected = PICTURES[case]

    try:
        kept = accept_picture(sent(make())).read()
    except forms.ValidationError as refused:
        assert refused.messages == [expected]
        return

    assert expected == KEPT
    assert_nothing_but_pixels(kept)


@pytest.mark.parametrize("case", NAMES)
def test_the_name_of_an_upload_is_never_the_name_it_is_kept_under(case):
    picture = accept_picture(SimpleUploadedFile("x.jpg", made.photo()) if case == "no name" else named(made.photo(), NAMES[case]))

    stem, _, ending = picture.name.partition(".")
    assert (len(stem), ending) == (32, "jpg")
    assert set(stem) <= set("0123456789abcdef")


def named(content, name):
    upload = sent(content)
    upload._name = name  # as a client may send it; Django's own parser takes paths off, and is not relied on
    return upload


def assert_nothing_but_pixels(content):
    image = Image.open(io.BytesIO(content))
    assert image.format in ("JPEG", "WEBP")
    assert len(image.getexif()) == 0
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
    for secret in (b"SECRET", b"GPS", b"Exif", b"xmpmeta", b"<script", b"PK\3\4", b"8BIM", b"<?php"):
        assert secret not in content
    assert content.endswith(b"\xff\xd9") if image.format == "JPEG" else len(content) == 8 + int.from_bytes(content[4:8], "little")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", FILES)
def test_a_word_file_is_read_or_refused_in_words(case, monkeypatch):
    make, expected, _ = FILES[case]
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("something outside was asked for"))

    try:
        html = html_of_word(sent(make(), "../../报告\x1b.docx", "application/msword"))
    except forms.ValidationError as refused:
        assert refused.messages == [expected]
        return

    assert expected == KEPT
    assert html == "<p>文字</p>"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", FILES)
def test_a_document_is_kept_as_it_is_or_refused_in_words(case):
    make, _, expected = FILES[case]
    content = make()

    try:
        kept = accept_document(sent(content, "../../报告\x1b.docx", "text/html"))
    except forms.ValidationError as refused:
        assert refused.messages == [expected]
        return

    assert expected == KEPT
    assert kept.read() == content
    assert len(kept.name) == 32 and set(kept.name) <= set("0123456789abcdef")


def test_there_are_enough_of_them():
    assert len(PICTURES) + len(NAMES) + len(FILES) >= 90
