"""From what was uploaded to what is kept: pixels alone, upright, in sRGB, on white; one master and the sizes that pages show.

The pixels are read once. Each size is made from the next larger one, the largest from the master: a photo of twelve megapixels is gone through but once.
"""

import contextlib
import io
import threading
from dataclasses import dataclass

from PIL import Image, ImageCms

MASTER_SIDE = 2560
STEPS = (480, 960, 1600)  # widths
JPEG_QUALITY = 85
WEBP_QUALITY = 78
WEBP_METHOD = 2  # as near to the original as 4 is, a twentieth more bytes, half the time
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = (5, 6, 7, 8)
ONE_AT_A_TIME = threading.Lock()  # the largest picture takes half a GB while it is decoded; ten at once must not take five


@dataclass(frozen=True)
class Developed:
    """What is kept of one picture: the master as JPEG, and its sizes as WebP by step."""

    master: bytes
    sizes: dict[int, bytes]
    width: int
    height: int


def develop(image: Image.Image) -> Developed:
    """Return what is kept of an opened picture whose size has been looked at; one at a time in a process. Raises whatever a decoder raises."""
    with ONE_AT_A_TIME:
        master = _upright_rgb(image)
        content = _encoded(master, "JPEG", quality=JPEG_QUALITY, optimize=True)
        width, height = master.size
        return Developed(content, dict(_sizes(master)), width, height)


def widths(width: int) -> list[tuple[int, int]]:
    """Return which sizes a picture of this width has, smallest first: the step by which each is known, and how wide it is."""
    found = [(step, min(step, width)) for step in STEPS]
    return [pair for place, pair in enumerate(found) if place == 0 or found[place - 1][1] < width]


def fitted(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Return a size brought down, in proportion, until no side is longer."""
    scale = longest / max(size)
    return size if scale >= 1 else (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))


def size_kept(image: Image.Image) -> tuple[int, int]:
    """Return the size that the master of an opened picture will have, from its head alone."""
    width, height = fitted(image.size, MASTER_SIDE)
    return (height, width) if _orientation(image) in LYING else (width, height)


def _orientation(image):
    with contextlib.suppress(Exception):  # a note of orientation that cannot be read is none
        return Image.Image.getexif(image).get(ORIENTATION)  # the plain way: a PNG's own would decode it
    return None


def _upright_rgb(image):
    profile, size = image.info.get("icc_profile"), fitted(image.size, MASTER_SIDE)
    image.draft("RGB", size)  # a large JPEG is decoded at a half, a quarter or an eighth
    image.load()
    turn = TURNS.get(_orientation(image))
    if image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")  # 16 bits a pixel
    elif image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode == "1":
        image = image.convert("L")
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn is not None:
        image = image.transpose(turn)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    return _bare(_in_srgb(image, profile))


def _in_srgb(image, profile):
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a profile that cannot be used is left out
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return image.convert("RGB")


def _bare(image):
    """Return the pixels without what Pillow keeps beside them and would write again: a comment, EXIF, XMP, a profile."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def _sizes(image):
    """Yield each size of a master, the largest first, made from the one before."""
    whole = image.size
    for step, width in reversed(widths(whole[0])):
        image = image if width == image.width else image.resize((width, max(1, round(whole[1] * width / whole[0]))), Image.Resampling.LANCZOS)
        yield step, _encoded(image, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD)


def _encoded(image, kind, **how):
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()
