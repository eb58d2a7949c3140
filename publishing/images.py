"""Pictures: the one gate that every upload passes, and the one field they are kept in.

What is kept is one upright sRGB JPEG of at most 2560 px with its WebP sizes, encoded anew from the pixels alone (`developing`): no EXIF, position, XMP,
comment, profile or tail comes through. Of a moving picture (WebP, PNG) the first frame is kept.
"""

import contextlib
import math
import secrets
import warnings
from dataclasses import dataclass

from django import forms
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from PIL import Image

from .developing import Developed, develop, size_kept
from .storing import key_of, put, size_name

try:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    TAKEN: tuple[str, ...] = ("JPEG", "PNG", "WEBP", "HEIF")
except ImportError:
    TAKEN = ("JPEG", "PNG", "WEBP")

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 16_000
FOLDER = "pictures"

#: Pillow's own check comes before ours on some formats: the same limit, and an error where Pillow only warns.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

OTHERS = (
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"), "HEIC"),
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"), "AVIF"),
    (lambda head: head[4:8] == b"ftyp", "视频"),
    (lambda head: head[:6] in (b"GIF87a", b"GIF89a"), "GIF"),
    (lambda head: head[:4] in (b"II*\0", b"MM\0*"), "TIFF"),
    (lambda head: head[:2] == b"BM", "BMP"),
    (lambda head: head[:4] == b"8BPS", "Photoshop"),
    (lambda head: head[:4] == b"\0\0\1\0", "图标（ICO）"),
    (lambda head: head[:5] == b"%PDF-", "PDF"),
    (lambda head: head[:4] == b"PK\3\4", "Word、Excel 或压缩包"),
    (lambda head: b"<svg" in head.lower(), "SVG"),
    (lambda head: b"<html" in head.lower() or b"<!doctype" in head.lower(), "网页"),
)
SUPPORTED = "请上传 JPEG、PNG 或 WebP 格式的照片。"
HOW_HEIC = "在手机“设置—相机—格式”里选“兼容性最佳”，或先转成 JPEG。"
TOO_LARGE = f"照片的像素太多：每张不超过{MOST_PIXELS // 10_000}万像素，每边不超过{LONGEST_SIDE}像素。请先缩小。"
BROKEN = "照片打不开：文件不完整或已损坏，可能没有传完。请重新选择。"


@dataclass(frozen=True)
class Looked:
    """What a first look tells of a picture: its kind, and the size it will be kept in."""

    kind: str
    width: int
    height: int


class AcceptedPicture(ContentFile):
    """A picture that has passed the gate, with its sizes."""

    def __init__(self, developed: Developed, name=None):
        super().__init__(developed.master, name=name)
        self.developed = developed


def look_at(upload) -> Looked:
    """Return what the head of an upload tells, nothing of it decoded: the cheap part of the gate. Raises ValidationError, in words for the uploader."""
    with _words_for_faults(), _opened(upload) as image:
        looked = Looked(image.format or "", *size_kept(image))
    upload.seek(0)
    return looked


def develop_upload(upload) -> Developed:
    """Return all that is kept of an upload; raises ValidationError, in words for the uploader, where it is not taken."""
    with _words_for_faults(), _opened(upload) as image:
        return develop(image)


def accept_picture(upload) -> AcceptedPicture:
    """Return the one copy of an upload that is kept, under a random name; raises ValidationError, in words for the uploader, where it is not taken."""
    return AcceptedPicture(develop_upload(upload), name=f"{secrets.token_hex(16)}.jpg")


@contextlib.contextmanager
def _words_for_faults():
    try:
        yield
    except forms.ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refusal(TOO_LARGE) from None
    except Exception as fault:  # a decoder fed with hostile bytes raises anything: OSError, SyntaxError, struct.error, MemoryError…
        raise _refusal(BROKEN) from fault


def _refusal(words):
    return forms.ValidationError(words, code="invalid_image")


def _opened(upload):
    """Open what the content says it is, with its size checked before anything is decoded."""
    if upload.size > MOST_BYTES:
        raise _refusal(f"照片太大：{math.ceil(upload.size / 1024 / 1024 * 10) / 10:g} MB，每张不超过{MOST_BYTES // 1024 // 1024} MB。请先缩小。")
    upload.seek(0)
    head = upload.read(512)
    upload.seek(0)
    try:
        image = Image.open(upload, formats=TAKEN)
    except Image.UnidentifiedImageError:
        raise _refusal(_what_it_is_instead(head)) from None
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _refusal(TOO_LARGE)
    return image


def _what_it_is_instead(head):
    if head[:3] == b"\xff\xd8\xff" or head[:8] == b"\x89PNG\r\n\x1a\n" or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return BROKEN
    for fits, name in OTHERS:
        if fits(head):
            return f"这是 {name} 文件，不能用作照片。{HOW_HEIC if name == 'HEIC' else SUPPORTED}"
    return f"认不出这是照片。{SUPPORTED}"


# ---- The field


class PictureFormField(forms.FileField):
    """A file field of a form that takes pictures through the gate; the browser offers pictures only."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"max_length": None})  # the name it comes with is not kept

    def to_python(self, data):
        upload = super().to_python(data)
        return upload if upload is None else accept_picture(upload)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": "image/jpeg,image/png,image/webp" + (",image/heic" if "HEIF" in TAKEN else "")}


class PictureFile(ImageFieldFile):
    """A stored picture; whatever way a new one comes, by a form or by a program, it passes the gate."""

    @classmethod
    def settled(cls, instance, field, name, size):
        """Return a picture whose name and size are settled already, be its file there yet or not."""
        picture = cls(instance, field, name)
        picture._dimensions_cache = size
        return picture

    def _get_image_dimensions(self):
        """Return the size: of the file, or as the row says while the file is being made."""
        try:
            return super()._get_image_dimensions()
        except FileNotFoundError:
            return tuple(getattr(self.instance, name, None) if name else None for name in (self.field.width_field, self.field.height_field))

    def save(self, name, content, save=True):
        inner = content.file if type(content) is File else content
        picture = inner if isinstance(inner, AcceptedPicture) else accept_picture(content)
        super().save(picture.name, picture, save=False)
        for step, size in picture.developed.sizes.items():
            put(size_name(self.name, step), size)
        if save:
            self.instance.save()

    save.alters_data = True  # type: ignore[attr-defined]

    @property
    def key(self):
        """What a body calls the picture by; it stays the same wherever the row is copied to."""
        return key_of(self.name or "")


def random_name(instance=None, filename=""):
    """Return where an accepted picture is stored: never under the name it came with."""
    return f"{FOLDER}/{secrets.token_hex(2)}/{secrets.token_hex(16)}.jpg"


class PictureField(models.ImageField):
    """The one kind of file field a model may have: what it takes has passed the gate.

    Where it also takes a picture that is still being made, `made_field` names the column that says whether it is there.
    """

    attr_class = PictureFile

    def __init__(self, *args, made_field=None, **kwargs):
        self.made_field = made_field
        kwargs.setdefault("upload_to", random_name)
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
