import io
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.contrib.admin import ModelAdmin, site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from PIL import Image, JpegImagePlugin

from actions.models import ActivityPhoto
from publishing.documents import DocumentField, DocumentFormField
from publishing.images import BROKEN, HOW_HEIC, SUPPORTED, TOO_LARGE, PictureField, PictureFormField, accept_picture
from tests.desk import make_user

from . import uploads as made

FTYP = b"\0\0\0\x18ftyp"
REFUSED = {
    "gif": (lambda: made.photo(mode="P", kind="GIF"), f"这是 GIF 文件，不能用作照片。{SUPPORTED}"),
    "gif named jpg": (lambda: made.moving("GIF"), f"这是 GIF 文件，不能用作照片。{SUPPORTED}"),
    "svg": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', f"这是 SVG 文件，不能用作照片。{SUPPORTED}"),
    "html": (lambda: b"<!doctype html><script>alert(1)</script>", f"这是 网页 文件，不能用作照片。{SUPPORTED}"),
    "heic": (lambda: FTYP + b"heic" + bytes(300), f"这是 HEIC 文件，不能用作照片。{HOW_HEIC}"),
    "avif": (lambda: made.photo(kind="AVIF"), f"这是 AVIF 文件，不能用作照片。{SUPPORTED}"),
    "mp4": (lambda: FTYP + b"isom" + bytes(300), f"这是 视频 文件，不能用作照片。{SUPPORTED}"),
    "tiff": (lambda: made.photo(kind="TIFF"), f"这是 TIFF 文件，不能用作照片。{SUPPORTED}"),
    "bmp": (lambda: made.photo(kind="BMP"), f"这是 BMP 文件，不能用作照片。{SUPPORTED}"),
    "ico": (lambda: made.photo(64, 64, kind="ICO"), f"这是 图标（ICO） 文件，不能用作照片。{SUPPORTED}"),
    "photoshop": (lambda: b"8BPS\0\1" + bytes(100), f"这是 Photoshop 文件，不能用作照片。{SUPPORTED}"),
    "pdf": (lambda: b"%PDF-1.7\n" + bytes(100), f"这是 PDF 文件，不能用作照片。{SUPPORTED}"),
    "word": (lambda: b"PK\3\4" + bytes(100), f"这是 Word、Excel 或压缩包 文件，不能用作照片。{SUPPORTED}"),
    "text": (lambda: "今天天气很好".encode(), f"认不出这是照片。{SUPPORTED}"),
    "postscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", f"认不出这是照片。{SUPPORTED}"),
    "zeros": (lambda: bytes(5000), f"认不出这是照片。{SUPPORTED}"),
    "half a jpeg": (lambda: made.photo()[:9000], BROKEN),
    "head of a jpeg": (lambda: made.photo()[:40], BROKEN),
    "three bytes of a jpeg": (lambda: b"\xff\xd8\xff", BROKEN),
    "half a png": (lambda: made.photo(kind="PNG")[:9000], BROKEN),
    "png with a wrong checksum": (lambda: made.photo(kind="PNG")[:29] + b"\0\0\0\0" + made.photo(kind="PNG")[33:], BROKEN),
    "png without pixels": (lambda: made.png_claiming(100, 100), BROKEN),
    "png with a text bomb": (made.png_with_a_text_bomb, BROKEN),
    "half a webp": (lambda: made.photo(kind="WEBP")[:3000], BROKEN),
    "webp head alone": (lambda: b"RIFF\x1a\0\0\0WEBPVP8L" + bytes(20), BROKEN),
    "61 million pixels": (lambda: made.png_claiming(10_000, 6_100), TOO_LARGE),
    "130 million pixels": (lambda: made.png_claiming(13_000, 10_000), TOO_LARGE),
    "4 thousand million pixels": (lambda: made.png_claiming(65_000, 65_000), TOO_LARGE),
    "a side too long": (lambda: made.png_claiming(16_001, 2), TOO_LARGE),
    "no width": (lambda: made.png_claiming(0, 10), BROKEN),
    "21 MB": (lambda: made.photo() + bytes(21 * 1024 * 1024), "照片太大：21.1 MB，每张不超过20 MB。请先缩小。"),
    "empty": (lambda: b"", "所提交的是空文件。"),
}
TAKEN = {
    "jpeg": lambda: made.photo(),
    "png": lambda: made.photo(kind="PNG"),
    "webp": lambda: made.photo(kind="WEBP"),
    "grey jpeg": lambda: made.photo(mode="L"),
    "cmyk jpeg": lambda: made.photo(mode="CMYK"),
    "progressive jpeg": lambda: made.photo(progressive=True),
    "palette png": lambda: made.photo(mode="P", kind="PNG"),
    "one-bit png": lambda: made.photo(mode="1", kind="PNG"),
    "16-bit png": made.png_of_16_bits,
    "grey with alpha": lambda: made.photo(mode="LA", kind="PNG"),
    "a phone's picture with a second one behind it": lambda: made.moving("MPO"),
    "moving webp": lambda: made.moving("WEBP"),
    "moving png": lambda: made.moving("PNG"),
    "profile that is none": lambda: made.with_profile(b"not a profile"),
    "profile of its own": lambda: made.with_profile(made.SRGB),
    "profile for other colours": lambda: made.photo(mode="CMYK", icc_profile=made.SRGB),
    "broken exif": lambda: made.photo(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40),
    "a web page behind it": lambda: made.photo() + b"<script>alert(1)</script>",
    "one pixel": lambda: made.photo(1, 1),
    "a thread": lambda: made.photo(9000, 1),
}


def upload(content, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def kept(content):
    return Image.open(io.BytesIO(accept_picture(upload(content)).read()))


class PhotoForm(forms.ModelForm):
    class Meta:
        model = ActivityPhoto
        fields = ["picture"]


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_photo_is_refused_in_words_beside_the_field(case):
    content, words = REFUSED[case]

    form = PhotoForm({}, {"picture": upload(content())})

    assert form.errors == {"picture": [words]}


@pytest.mark.parametrize("case", TAKEN)
def test_an_odd_photo_becomes_a_plain_jpeg(case):
    form = PhotoForm({}, {"picture": upload(TAKEN[case](), name="../../" + "很长" * 200 + ".php")})

    assert form.errors == {}
    image = Image.open(form.cleaned_data["picture"])
    image.load()
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert form.cleaned_data["picture"].name.endswith(".jpg") and len(form.cleaned_data["picture"].name) == 36


def test_nothing_but_the_pixels_comes_through():
    comment, xmp = b"SECRETCOMMENT", b"<x:xmpmeta SECRETXMP/>"
    content = made.photo(exif=made.exif(), comment=comment, xmp=xmp, icc_profile=made.SRGB, dpi=(300, 300)) + b"SECRETTAIL"
    assert content.count(b"SECRET") == 4 and Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)

    result = accept_picture(upload(content)).read()

    assert b"SECRET" not in result and b"Exif" not in result and b"ICC_PROFILE" not in result
    assert dict(Image.open(io.BytesIO(result)).getexif()) == {}
    assert set(Image.open(io.BytesIO(result)).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientation", "size", "first"), [(1, (400, 300), "red"), (3, (400, 300), "blue"), (6, (300, 400), "red"), (8, (300, 400), "blue")])
def test_photos_are_turned_upright(kind, orientation, size, first):
    image = kept(made.encoded(made.halves("red", "blue"), kind, exif=made.exif(orientation)))

    assert image.size == size
    red, _, blue = image.getpixel((5, 5))
    assert (red > 200, blue > 200) == (first == "red", first == "blue")


def test_transparent_ground_becomes_white():
    image = Image.new("RGBA", (40, 30), (0, 0, 0, 0))

    assert kept(made.encoded(image, "PNG")).getpixel((20, 15)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_frame_is_kept():
    red, _, blue = kept(made.moving("WEBP")).getpixel((30, 20))

    assert red > 200 and blue < 50


def test_sixteen_bits_are_brought_down_not_cut_off():
    assert kept(made.png_of_16_bits()).getpixel((30, 20)) == (128, 128, 128)


def test_at_most_2560_px_are_kept_and_a_large_jpeg_is_never_decoded_whole(monkeypatch):
    decoded = []
    load = JpegImagePlugin.JpegImageFile.load
    monkeypatch.setattr(JpegImagePlugin.JpegImageFile, "load", lambda image: decoded.append(image.size) or load(image))

    assert kept(made.encoded(Image.new("RGB", (8000, 6000), "red"))).size == (2560, 1920)

    assert decoded[0] == (4000, 3000)


def test_a_small_photo_is_not_blown_up():
    assert kept(made.photo(320, 200)).size == (320, 200)


# ---- The field


@pytest.mark.django_db
def test_a_program_passes_the_gate_too():
    photo = ActivityPhoto(picture=upload(made.photo(exif=made.exif())))
    photo.picture.save("name.php", upload(made.photo(exif=made.exif())), save=False)

    stored = photo.picture.read()

    assert b"SECRET" not in stored
    assert photo.picture.name.startswith("pictures/") and photo.picture.name.endswith(".jpg") and "name" not in photo.picture.name


@pytest.mark.django_db
def test_a_program_with_no_photo_is_refused():
    with pytest.raises(forms.ValidationError, match="认不出这是照片"):
        ActivityPhoto().picture.save("photo.jpg", upload(b"#!/bin/sh"), save=False)


def test_every_file_field_of_every_model_is_behind_the_gate():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields() if isinstance(field, models.FileField)]

    assert fields
    assert {type(field) for field in fields} == {PictureField, DocumentField}


FILES_ARE_READ_IN = {
    "publishing/admin/uploads.py",  # by `receive`, whose first look and job are the gate
    "publishing/admin/kept.py",  # wound back, never kept
    "publishing/carrying.py",  # asks only whether there were any
    "actions/admin/articles.py",  # through the form's own field
}
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_every_file_field_of_every_form_of_the_workbench_is_behind_the_gate(rf):
    request = rf.get("/")
    request.user = make_user("publisher")
    admins = [admin for admin in site._registry.values() if isinstance(admin, ModelAdmin)]
    forms_of_all = [admin.get_form(request, None) for admin in admins if admin.has_add_permission(request)]
    forms_of_all += [rows.get_formset(request, None).form for admin in admins for rows in admin.get_inline_instances(request, None)]
    fields = {(form.__name__, name): type(field) for form in forms_of_all for name, field in form.base_fields.items() if isinstance(field, forms.FileField)}

    assert ("ActivityPhotoForm", "picture") in fields
    assert set(fields.values()) == {PictureFormField, DocumentFormField}


def test_files_of_a_request_are_read_only_where_the_gate_stands():
    code = [path for app in ("publishing", "members", "actions", "events", "longgang") for path in (ROOT / app).rglob("*.py")]

    assert {str(path.relative_to(ROOT)) for path in code if "request.FILES" in path.read_text(encoding="utf-8")} <= FILES_ARE_READ_IN
