"""Every kind of file somebody may send, by its name, with what it is answered in Chinese, or `KEPT`."""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

from publishing import word, zips
from publishing.documents import SUPPORTED as DOCUMENTS
from publishing.images import BROKEN, HOW_HEIC, SUPPORTED, TAKEN, TOO_LARGE

from . import packages
from . import uploads as made
from .docx import docx, para, relations

HERE = 27.0, 33.0, 1.0
FTYP = b"\0\0\0\x18ftyp"
SCRIPT = b"<script>alert(1)</script>"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="27,33.0N" exif:GPSLongitude="120,33.0E"/></x:xmpmeta>'
KEPT = "收下"


# ---- Pictures


def exif_with_everything():
    """A phone's photograph: turned, with its place, a maker's note, a thumbnail of its own and a comment."""
    tags = Image.Exif()
    tags[0x0112], tags[0x010F], tags[0x9286] = 6, "SECRETMAKER", b"SECRETCOMMENT"
    tags.get_ifd(0x8825).update({1: "N", 2: HERE, 3: "E", 4: HERE})
    return made.photo(exif=tags.tobytes(), comment=b"SECRETCOMMENT", xmp=XMP)


def with_iptc():
    """A JPEG with the place in the block that picture agencies write."""
    place = b"\x1c\x02\x5a\0\x06SECRET" + b"\x1c\x02\x5c\0\x06SECRET"
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(place)) + place
    photo = made.photo()
    return photo[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + photo[2:]


def png_with(*chunks):
    photo = made.photo(kind="PNG")
    return photo[:33] + b"".join(made.png_chunk(kind, data) for kind, data in chunks) + photo[33:]


def png_bomb():
    """A PNG of 100 million pixels in a hundred kilobytes."""
    width, height = 10_000, 10_000
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width * height + height), 9)
    return b"\x89PNG\r\n\x1a\n" + made.png_chunk(b"IHDR", header) + made.png_chunk(b"IDAT", rows) + made.png_chunk(b"IEND", b"")


def jpeg_claiming_65_000():
    photo = made.photo()
    at = photo.index(b"\xff\xc0")  # the frame's head: precision, height, width
    return photo[: at + 5] + struct.pack(">HH", 65_000, 65_000) + photo[at + 9 :]


def webp_bomb():
    """A WebP that says 16,383 by 16,383 pixels."""
    return made.encoded(Image.new("RGB", (40, 30)), "WEBP", lossless=True)[:21] + (16382 | 16382 << 14).to_bytes(4, "little") + bytes(40)


def transparent_palette():
    image = Image.new("P", (40, 30), 0)
    image.putpalette([255, 0, 0] + [0] * 765)
    return made.encoded(image, "PNG", transparency=0)


def a_text_chunk_of(megabytes):
    text = PngImagePlugin.PngInfo()
    text.add_text("comment", "A" * megabytes * 1024 * 1024)
    return made.encoded(Image.new("RGB", (40, 30)), "PNG", pnginfo=text)


def instead(what):
    return f"这是 {what} 文件，不能用作照片。{SUPPORTED}"


PICTURES = {
    "a PNG that is a decompression bomb": (png_bomb, TOO_LARGE),
    "a WebP that is a decompression bomb": (webp_bomb, TOO_LARGE),
    "a PNG whose text is a decompression bomb": (made.png_with_a_text_bomb, BROKEN),
    "65,000 x 65,000 in the head": (lambda: made.png_claiming(65_000, 65_000), TOO_LARGE),
    "a JPEG that says 65,000 x 65,000": (jpeg_claiming_65_000, TOO_LARGE),
    "a photo with a web page behind it": (lambda: made.photo() + b"<html>" + SCRIPT, KEPT),
    "a photo with a web page in its comment": (lambda: made.photo(comment=b"<html>" + SCRIPT), KEPT),
    "a photo that is a zip too": (lambda: made.photo() + packages.packed([("a.php", b"<?php system($_GET[0]);")]), KEPT),
    "a GIF that is a script too": (lambda: b"GIF89a=1/*" + bytes(20) + b"*/;alert(1)", instead("GIF")),
    "an SVG with a script": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", instead("SVG")),
    "a web page named .jpg": (lambda: b"<!doctype html>" + SCRIPT, instead("网页")),
    "a web page with a byte-order mark": (lambda: b"\xef\xbb\xbf <HTML><body>" + SCRIPT, instead("网页")),
    "half a JPEG": (lambda: made.photo()[:9000], BROKEN),
    "half a PNG": (lambda: made.photo(kind="PNG")[:9000], BROKEN),
    "half a WebP": (lambda: made.photo(kind="WEBP")[:3000], BROKEN),
    "a JPEG without its end": (lambda: made.photo()[:-2], BROKEN),
    "a moving WebP": (lambda: made.moving("WEBP"), KEPT),
    "a moving PNG": (lambda: made.moving("PNG"), KEPT),
    "a moving GIF": (lambda: made.moving("GIF"), instead("GIF")),
    "EXIF with the place, the maker and a thumbnail": (exif_with_everything, KEPT),
    "XMP with the place": (lambda: made.photo(xmp=XMP), KEPT),
    "IPTC with the place": (with_iptc, KEPT),
    "a PNG with the place in its EXIF": (lambda: made.photo(kind="PNG", exif=made.exif()), KEPT),
    "a WebP with the place in its EXIF": (lambda: made.photo(kind="WEBP", exif=made.exif(), xmp=XMP), KEPT),
    "an orientation that is none": (lambda: made.photo(exif=made.exif(orientation=77)), KEPT),
    "EXIF that cannot be read": (lambda: made.photo(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40), KEPT),
    "CMYK": (lambda: made.photo(mode="CMYK"), KEPT),
    "16 bits a colour": (made.png_of_16_bits, KEPT),
    "a palette with transparency": (transparent_palette, KEPT),
    "one bit a pixel": (lambda: made.photo(mode="1", kind="PNG"), KEPT),
    "one pixel": (lambda: made.photo(1, 1), KEPT),
    "a colour profile that is none": (lambda: made.with_profile(b"\0" * 100), KEPT),
    "a colour profile of two megabytes": (lambda: made.with_profile(made.SRGB + bytes(2 * 1024 * 1024)), KEPT),
    "a PNG with a colour profile that is a bomb": (lambda: png_with((b"iCCP", b"x\0\0" + zlib.compress(bytes(50_000_000)))), BROKEN),
    "a PNG with a text of eight megabytes": (lambda: a_text_chunk_of(8), KEPT),
    "a PNG with chunks nobody knows": (lambda: png_with((b"prVt", SCRIPT * 10)), KEPT),
    "one byte": (lambda: b"\xff", f"认不出这是照片。{SUPPORTED}"),
    "zeros": (lambda: bytes(5000), f"认不出这是照片。{SUPPORTED}"),
    "TIFF": (lambda: made.photo(kind="TIFF"), instead("TIFF")),
    "BMP": (lambda: made.photo(kind="BMP"), instead("BMP")),
    "ICO": (lambda: made.photo(64, 64, kind="ICO"), instead("图标（ICO）")),
    "Photoshop": (lambda: b"8BPS\0\1" + bytes(100), instead("Photoshop")),
    "AVIF": (lambda: made.photo(kind="AVIF"), instead("AVIF")),
    "PDF": (lambda: b"%PDF-1.7\n" + bytes(100), instead("PDF")),
    "MP4": (lambda: FTYP + b"isom" + bytes(300), instead("视频")),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(%stdin) (w) file", f"认不出这是照片。{SUPPORTED}"),
    "a Word file named .jpg": (lambda: docx(para("文字")), instead("Word、Excel 或压缩包")),
    "25 MB": (lambda: made.photo() + bytes(25 * 1024 * 1024), "照片太大：25.1 MB，每张不超过20 MB。请先缩小。"),
}
if "HEIF" not in TAKEN:
    PICTURES["HEIC where its library is absent"] = (lambda: FTYP + b"heic" + bytes(300), f"这是 HEIC 文件，不能用作照片。{HOW_HEIC}")

NAMES = {
    "a path": "../../../etc/cron.d/x.jpg",
    "a path of Windows": "C:\\Windows\\..\\x.jpg",
    "control characters": "x\r\nSet-Cookie: a=b\x1b[2J.jpg",
    "marks that turn the writing": "gpj.\u202etxt.exe\u202c.jpg",
    "nothing but dots": "...jpg",
    "300 characters": "很长" * 150 + ".jpg",
    "a zero byte": "a.php\0.jpg",
    "no name": "x",
    "a script's ending": "x.php.jpg.phtml",
    "markup": '"><img src=x onerror=alert(1)>.jpg',
}


# ---- Word files and documents

W, ALL = "Word（.docx）", "Word（.docx）、Excel（.xlsx）、PPT（.pptx）"
GROWING = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
ENTITIES = f'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">{GROWING}]>'
OUTSIDE = relations(
    ("rId5", "image", "http://127.0.0.1:9/x.png", ' TargetMode="External"'), ("rId6", "attachedTemplate", "file:///etc/passwd", ' TargetMode="External"')
)
LINKED = '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rId5"/></w:drawing></w:r></w:p>'


def deep(tags):
    return docx("<w:sdt><w:sdtContent>" * tags + para("文字") + "</w:sdtContent></w:sdt>" * tags)


def with_a_member_named(name):
    """A Word file with a member whose name no packer would write."""
    stand_in = "word/" + "x" * (len(name) - 5)
    return docx(para("文字"), parts={stand_in: "x"}).replace(stand_in.encode(), name.encode())


def lying_about_its_size():
    """A member that says it is small and grows to fifty megabytes."""
    content = docx(para("文字") + f"<!--{' ' * 50_000_000}-->")
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo("word/document.xml")
    return content.replace(struct.pack("<II", info.compress_size, info.file_size), struct.pack("<II", info.compress_size, 4000))


def ole(*names):
    return zips.OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names) + bytes(512)


def both(words):
    return words.format(kinds=W), words.format(kinds=ALL)


FILES = {
    "a zip bomb": (packages.bomb, *both(zips.BOMB)),
    "one member that grows": (packages.one_member_that_grows, *both(zips.BOMB)),
    "many members": (packages.of_many_members, *both(zips.BOMB)),
    "a directory that claims to be huge": (packages.claiming_a_huge_directory, *both(zips.BOMB)),
    "a member that lies about its size": (lying_about_its_size, zips.BROKEN, KEPT),
    "a macro": (packages.with_macros, *both(zips.WITH_MACROS)),
    "a macro by its content type": (packages.macro_enabled, *both(zips.WITH_MACROS)),
    "encrypted members": (packages.encrypted, *both(zips.ENCRYPTED)),
    "an old .doc": (lambda: ole("WordDocument"), *both(zips.OLD)),
    "a .docx under a password": (lambda: ole("EncryptedPackage"), *both(zips.OLD)),
    "a path out of the zip": (lambda: with_a_member_named("../../etc/passwd"), *both(zips.STUCK)),
    "a zero byte in a member's name": (lambda: with_a_member_named("word/x.xml\0.exe"), *both(zips.STUCK)),
    "one name twice": (lambda: packages.office("docx", ("WORD/document.xml", "x")), *both(zips.STUCK)),
    "a web page in front": (lambda: b"PK\3\4" + SCRIPT + docx(para("文字")), *both(zips.STUCK)),
    "a program behind": (lambda: docx(para("文字")) + b"MZ" + bytes(100), *both(zips.STUCK)),
    "a way of packing without an end": (lambda: docx(para("文字"), method=zipfile.ZIP_BZIP2), *both(zips.STUCK)),
    "half a file": (lambda: docx(para("文字"))[:300], *both(zips.BROKEN)),
    "entities in its text that grow": (lambda: docx(para("&i;"), prolog=ENTITIES), zips.BROKEN, KEPT),
    "an entity that is a file of the machine": (
        lambda: docx(para("&x;"), prolog='<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        zips.BROKEN,
        KEPT,
    ),
    "entities in its content types": (packages.with_doctype, *both(zips.BROKEN)),
    "a picture and a template from outside": (lambda: docx(para("文字") + LINKED, parts={"word/_rels/document.xml.rels": OUTSIDE}), KEPT, KEPT),
    "a thousand tags in each other": (lambda: deep(1000), zips.BROKEN, KEPT),
    "text that is no XML": (lambda: docx("<w:p>"), zips.BROKEN, KEPT),
    "nothing but a picture": (lambda: docx(LINKED), word.NO_TEXT, KEPT),
    "another file within": (
        lambda: docx(para("文字"), parts={"word/embeddings/oleObject1.bin": ole()}),
        KEPT,
        "文件里嵌着别的文件（对象），不能收下。请把它转成图片或删去，另存后再上传。",
    ),
    "a zip within": (lambda: docx(para("文字"), parts={"word/media/a.zip": packages.bomb()}), KEPT, KEPT),
    "a plain zip named .docx": (lambda: packages.packed([("a.exe", b"MZ")]), *both(zips.OTHER)),
    "an Excel file named .docx": (lambda: packages.office("xlsx"), zips.OTHER.format(kinds=W), KEPT),
    "a PDF named .docx": (lambda: packages.pdf(), f"这是 PDF，读不出段落。{word.HOW}", KEPT),
    "a web page named .docx": (lambda: b"<html>" + SCRIPT, f"这是网页，不是 Word 文件。{word.HOW}", f"这是网页，不能作附件。{DOCUMENTS}"),
    "RTF": (lambda: b"{\\rtf1\\ansi{\\object\\objdata 01}}", f"这是 RTF 文件。{word.HOW}", f"这是RTF，不能作附件。{DOCUMENTS}"),
    "a photo named .docx": (made.photo, f"这是图片，不是 Word 文件。{word.HOW}", f"这是图片，不能作附件。{DOCUMENTS}"),
    "an archive named .docx": (lambda: b"Rar!\x1a\x07\0" + bytes(100), "这是压缩包。请先解开，再上传里面的 .docx。", f"这是压缩包，不能作附件。{DOCUMENTS}"),
    "a program": (lambda: b"MZ" + bytes(500), zips.OTHER.format(kinds=W), f"这是程序，不能作附件。{DOCUMENTS}"),
    "nothing": (lambda: b"", "文件是空的，没有内容。请重新选择。", "文件是空的，没有内容。请重新选择。"),
    "25 MB": (
        lambda: docx(para("文字"), parts={"word/media/a.jpg": bytes(25 * 1024 * 1024)}, method=zipfile.ZIP_STORED),
        *both("文件太大：25.1 MB，每个不超过20 MB。请先删减，或者分成几个。"),
    ),
}
