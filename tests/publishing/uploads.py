"""Pictures made by hand, sound and hostile."""

import io
import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin


def encoded(image, kind="JPEG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(width=400, height=300, mode="RGB", kind="JPEG", **options):
    return encoded(Image.effect_noise((width, height), 60).convert(mode), kind, **options)


def exif(orientation=1, position=True):
    tags = Image.Exif()
    tags[0x0112], tags[0x010F] = orientation, "SECRETMAKER"
    if position:
        tags.get_ifd(0x8825).update({1: "N", 2: (27.0, 33.0, 1.0), 3: "E", 4: (120.0, 33.0, 1.0)})
    return tags.tobytes()


def halves(left, right, width=400, height=300):
    image = Image.new("RGB", (width, height), left)
    image.paste(right, (width // 2, 0, width, height))
    return image


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_claiming(width, height):
    """A PNG of a few bytes whose head claims any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + png_chunk(b"IEND", b"")


def png_of_16_bits():
    return encoded(Image.new("I;16", (60, 40), 0x8000), "PNG")


def png_with_a_text_bomb():
    text = PngImagePlugin.PngInfo()
    text.add_text("bomb", "A" * 50_000_000, zip=True)
    return encoded(Image.new("RGB", (40, 30)), "PNG", pnginfo=text)


def moving(kind):
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], **({} if kind == "MPO" else {"duration": 100}))


def with_profile(profile):
    return encoded(halves("red", "white"), "JPEG", icc_profile=profile)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
