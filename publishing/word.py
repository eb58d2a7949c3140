"""Word files: the gate they pass, and the body that is read out of them.

Of a file that has passed, the few parts that hold text are copied into a package of their own, and only that is converted:
no picture, macro, embedded file or address outside is ever opened.
"""

import io
import math
import posixpath
import re
import zipfile

import mammoth
from django.core.exceptions import ValidationError

from .packages import BROKEN, ENCRYPTED, Package
from .richtext import clean

MOST_BYTES = 20 * 1024 * 1024
MOST_OF_TEXT = 12 * 1024 * 1024
MOST_ELEMENTS = 200_000  # a book of four hundred thousand characters; its tree takes some 300 MB while it is read
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPES = "[Content_Types].xml"
MACROS = re.compile(r"vbaProject|vbaData|macroEnabled|activeX", re.IGNORECASE)
TEXT_PARTS = re.compile(r"(?:document|styles|numbering|footnotes|endnotes)[0-9]{0,3}\.xml(?:\.rels)?|\.rels")
BACK = re.compile(r'<a href="#[a-z]{1,10}note-ref-[0-9]{1,6}">↑</a>')  # from a note to its place

HOW = "请用 Word 或 WPS 另存为 .docx 再传，或直接复制粘贴正文。"
TOO_LARGE = "文件太大：{size} MB，每个不超过20 MB。请删去里面的图片另存后再传。"
TOO_LONG = "这份文件太长，读不了。请分成几份，或只复制要用的部分。"
WITH_MACROS = "文件里有宏，不能收。请另存为不带宏的 .docx 再传。"
EMPTY = "文件是空的，请重新选择。"
NO_TEXT = "这份文件里没有文字。如果内容是图片，请另行录入文字。"
OTHERS = (
    (b"%PDF-", f"这是 PDF，读不出段落。{HOW}"),
    (b"{\\rtf", f"这是 RTF 文件。{HOW}"),
    (b"\xff\xd8\xff", "这是图片，不是 Word 文件。请上传 .docx。"),
    (b"\x89PNG", "这是图片，不是 Word 文件。请上传 .docx。"),
    (b"Rar!", "这是压缩包，不是 Word 文件。请先解开，再上传里面的 .docx。"),
    (b"7z\xbc\xaf", "这是压缩包，不是 Word 文件。请先解开，再上传里面的 .docx。"),
)
OTHER_PACKAGES = (
    ("spreadsheetml.", "这是 Excel 表格，不是 Word 文件。请上传 .docx。"),
    ("presentationml.", "这是 PPT，不是 Word 文件。请上传 .docx。"),
)
STYLES = """
p[style-name='Title'] => h2:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
p[style-name='heading 4'] => h4:fresh
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
"""


def html_of_word(upload) -> str:
    """Return the body that a .docx holds, clean; raises ValidationError, in words for the uploader, where it is not taken."""
    package = accept_word(upload)
    try:
        found = mammoth.convert_to_html(_text_alone(package), convert_image=lambda image: [], style_map=STYLES, ignore_empty_paragraphs=True)
    except ValidationError:
        raise
    except Exception as fault:  # a reader fed with odd XML raises anything: KeyError, AttributeError, ValueError, RecursionError…
        raise ValidationError(BROKEN, code="invalid") from fault
    html = clean(BACK.sub("", found.value))
    if not html:
        raise ValidationError(NO_TEXT, code="invalid")
    return html


def accept_word(upload) -> Package:
    """Return an upload as a package of Word's that has been looked into; raises ValidationError, in words for the uploader, where it is not taken."""
    if not upload.size:
        raise ValidationError(EMPTY, code="invalid")
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_LARGE.format(size=f"{math.ceil(upload.size / 1024 / 1024 * 10) / 10:g}"), code="invalid")
    upload.seek(0)
    head = upload.read(2048)
    if not head.startswith(b"PK"):
        raise ValidationError(_what_it_is_instead(upload, head), code="invalid")
    upload.seek(0)
    package = Package(upload)
    if not package.holds(TYPES):
        raise ValidationError("这是压缩包，不是 Word 文件。请先解开，再上传里面的 .docx。", code="invalid")
    types = package.xml(TYPES, most=1024 * 1024).decode("utf-8", "replace")
    if MACROS.search(types) or any(MACROS.search(name) for name in package.members):
        raise ValidationError(WITH_MACROS, code="invalid")
    if MAIN not in types:
        raise ValidationError(next((words for mark, words in OTHER_PACKAGES if mark in types), f"这不是 Word 文件。{HOW}"), code="invalid")
    return package


def _what_it_is_instead(upload, head):
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # a compound file: Word's old format, or a new one under a password
        upload.seek(0)
        encrypted = "EncryptedPackage".encode("utf-16-le") in upload.read()
        return ENCRYPTED if encrypted else f"这是旧格式的文件（.doc、.wps）。{HOW}"
    for mark, words in OTHERS:
        if head.startswith(mark):
            return words
    if b"<html" in head.lower() or b"<!doctype" in head.lower():
        return f"这是网页，不是 Word 文件。{HOW}"
    return f"认不出这是 Word 文件。{HOW}"


def _text_alone(package):
    """Return a package that holds the text, its styles and its numbering, and nothing else."""
    out = io.BytesIO()
    left = MOST_OF_TEXT
    with zipfile.ZipFile(out, "w") as kept:
        for name in package.members:
            if TEXT_PARTS.fullmatch(posixpath.basename(name)) or name == TYPES:
                part = package.xml(name, most=left, elements=MOST_ELEMENTS, too_much=TOO_LONG)
                left -= len(part)
                kept.writestr(name, part)
    out.seek(0)
    return out
