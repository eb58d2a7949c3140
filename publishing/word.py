"""Word files: the gate they pass, and the body that is read out of them.

Of a file that has been looked into (`zips`), the few parts that hold text are copied into a package of their own, and only that is converted:
no picture, macro, embedded file or address outside is ever opened.
"""

import io
import posixpath
import re
import zipfile
from typing import IO, Any

import mammoth
from django import forms

from .richtext import clean
from .xmlparts import xml_part
from .zips import BROKEN, TYPES, look_into, refusal

MOST_OF_TEXT = 12 * 1024 * 1024
MOST_ELEMENTS = 200_000  # a book of four hundred thousand characters; its tree takes some 300 MB while it is read
TEXT_PARTS = re.compile(r"(?:document|styles|numbering|footnotes|endnotes)[0-9]{0,3}\.xml(?:\.rels)?|\.rels")
BACK = re.compile(r'<a href="#[a-z]{1,10}note-ref-[0-9]{1,6}">↑</a>')  # from a note to its place

HOW = "请用 Word、WPS 打开，另存为 .docx 再上传，或者直接复制粘贴正文。"
TOO_LONG = "这份文件太长，读不了。请分成几份，或者只复制要用的部分。"
NO_TEXT = "这份文件里没有文字。如果内容是图片，请另行录入文字。"
OTHERS = (
    (lambda head: head.startswith(b"%PDF-"), f"这是 PDF，读不出段落。{HOW}"),
    (lambda head: head.startswith(b"{\\rtf"), f"这是 RTF 文件。{HOW}"),
    (lambda head: head.startswith((b"Rar!", b"7z\xbc\xaf")), "这是压缩包。请先解开，再上传里面的 .docx。"),
    (lambda head: head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM")), f"这是图片，不是 Word 文件。{HOW}"),
    (lambda head: b"<html" in head.lower() or b"<!doctype" in head.lower(), f"这是网页，不是 Word 文件。{HOW}"),
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


def html_of_word(upload: Any) -> str:
    """Return the body that a .docx holds, clean; raises ValidationError, in words for the uploader, where it is not taken."""
    upload.seek(0)
    head = upload.read(2048)
    for fits, words in OTHERS:
        if fits(head):
            raise refusal(words)
    look_into(upload, kinds={"docx"})
    try:
        found = mammoth.convert_to_html(_text_alone(upload), convert_image=lambda image: [], style_map=STYLES)
    except forms.ValidationError:
        raise
    except Exception as fault:  # a reader fed with odd XML raises anything: ExpatError, KeyError, AttributeError, RecursionError…
        raise refusal(BROKEN) from fault
    finally:
        upload.seek(0)
    html = clean(BACK.sub("", found.value))
    if not html:
        raise refusal(NO_TEXT)
    return html


def _text_alone(upload: IO[bytes]) -> IO[bytes]:
    """Return a package that holds the text, its styles and its numbering, and nothing else."""
    out = io.BytesIO()
    left = MOST_OF_TEXT
    with zipfile.ZipFile(upload) as packed, zipfile.ZipFile(out, "w") as kept:
        for name in packed.namelist():
            if TEXT_PARTS.fullmatch(posixpath.basename(name)) or name == TYPES:
                part = xml_part(packed, name, most=left, elements=MOST_ELEMENTS, too_much=TOO_LONG)
                left -= len(part)
                kept.writestr(name, part)
    out.seek(0)
    return out
