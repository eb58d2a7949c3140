"""Office files and PDFs, real enough and hostile, made in memory."""

import io
import struct
import zipfile
import zlib

MAIN = {
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
}
RELATIONS = '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def types(*overrides):
    """Return a table of content types: (part, kind) each."""
    stated = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides)
    return f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{stated}</Types>'


def packed(members, method=zipfile.ZIP_DEFLATED, comment=b""):
    """Return a zip of (name, content) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
        file.comment = comment
    return out.getvalue()


def office(kind="docx", *more, body="<body>示例</body>", content_types=None, **how):
    """Return an Office file of a kind, with further members."""
    part, main = MAIN[kind]
    return packed([("[Content_Types].xml", content_types or types((part, main))), ("_rels/.rels", RELATIONS), (part, body), *more], **how)


def with_macros():
    return office("docx", ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"))


def macro_enabled():
    return office("docx", content_types=types(("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml")))


def encrypted():
    """Return a file whose members say that they are encrypted."""
    content = bytearray(office())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def bomb():
    """Return a file of a few hundred KB that grows to 300 MB."""
    return office("docx", *((f"word/media/{number}.xml", bytes(3 * 1024 * 1024)) for number in range(100)))


def one_member_that_grows():
    return office("docx", ("word/styles.xml", bytes(50 * 1024 * 1024)))


def of_many_members():
    return office("xlsx", *((f"xl/{number}.xml", b"") for number in range(3001)))


def with_doctype():
    return office(content_types='<!DOCTYPE Types [<!ENTITY a "aaaa">]>' + types(MAIN["docx"]).removeprefix('<?xml version="1.0" encoding="UTF-8"?>'))


def claiming_a_huge_directory():
    content = office()
    at = content.rfind(b"PK\5\6")
    return content[: at + 8] + struct.pack("<2HL", 0xFFFF, 0xFFFF, 0xFFFFFFFF) + content[at + 16 :]


def pdf(*objects, trailer=b"/Root 1 0 R", end=b"startxref\n9\n%%EOF\n"):
    """Return a small PDF with further objects."""
    whole = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", *objects]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(whole, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< " + trailer + b" >>\n" + end


def pack(content, about=b"/Filter /FlateDecode"):
    """Return a pack of objects, as newer PDFs have them."""
    packed = zlib.compress(content)
    return b"<< /Type /ObjStm /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream" % (about, len(packed), packed)
