"""Looking into a PDF before it is kept: what it is, and that it starts nothing where it is opened."""

import re
import zlib
from collections.abc import Iterator

from django import forms

MOST_UNPACKED = 64 * 1024 * 1024
MOST_OF_ONE = 8 * 1024 * 1024
MOST_PACKS = 20_000
NEAR = 2048  # bytes between the name of a pack and what it holds
CHUNK = 16 * 1024
BROKEN = "PDF 打不开：不完整或已损坏，可能没有传完。请重新选择。"
STUCK = "PDF 的前后还夹着别的东西，不能收下。请用“打印为 PDF”另存一份再上传。"
ENCRYPTED = "PDF 设了密码或权限，不能收下。请去掉密码，另存后再上传。"
ACTIVE = "PDF 里有会自动运行的脚本、程序，或者夹带了别的文件，不能收下。请用“打印为 PDF”另存一份再上传。"
OPAQUE = "PDF 的结构看不清，不能收下。请用“打印为 PDF”另存一份再上传。"


def _name(word: bytes) -> bytes:
    """Return a pattern for a name of a PDF, in which any character may be written by its code."""
    return b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (char, char, char) for char in word) + rb"(?![A-Za-z0-9])"


DOES = re.compile(b"|".join(map(_name, (b"JavaScript", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"ImportData", b"SubmitForm"))))
LOCKED = re.compile(_name(b"Encrypt"))
PACK = re.compile(_name(b"ObjStm"))
ODD_PACKING = re.compile(rb"/(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|AHx|A85|LZW|RL|Crypt|Predictor\s*[2-9])")


def look_into_pdf(content: bytes) -> None:
    """Raise ValidationError, in words for the uploader, where this is no whole and quiet PDF."""
    end = content.rfind(b"%%EOF")
    if not content.startswith(b"%PDF-") or end < 0 or b"startxref" not in content[max(0, end - 1024) : end]:
        raise _refusal(BROKEN)
    if content[end + 5 :].strip(b"\0\t\n\f\r "):
        raise _refusal(STUCK)
    if LOCKED.search(content):
        raise _refusal(ENCRYPTED)
    if DOES.search(content) or any(DOES.search(unpacked) for unpacked in _packs(content)):
        raise _refusal(ACTIVE)


def _packs(content: bytes) -> Iterator[bytes]:
    """Yield what stands in the packs of objects, where newer PDFs keep all that is no picture or page."""
    total = 0
    for count, found in enumerate(PACK.finditer(content)):
        start = content.find(b"stream", found.end(), found.end() + NEAR)
        about = content[max(0, found.start() - NEAR) : max(start, 0)].rpartition(b"endobj")[2]
        if start < 0 or count >= MOST_PACKS or b"FlateDecode" not in about or ODD_PACKING.search(about):
            raise _refusal(OPAQUE)
        unpacked = _inflated(content, start + len(b"stream"))
        total += len(unpacked)
        if total > MOST_UNPACKED:
            raise _refusal(OPAQUE)
        yield unpacked


def _inflated(content: bytes, start: int) -> bytes:
    """Return what a deflated stream holds; a little at a time, since how long it is stands nowhere that can be trusted."""
    while content[start : start + 1] in (b"\r", b"\n"):
        start += 1
    inflating, out = zlib.decompressobj(), bytearray()
    try:
        while not inflating.eof and start < len(content):
            out += inflating.decompress(content[start : start + CHUNK], MOST_OF_ONE - len(out) + 1)
            start += CHUNK
            if len(out) > MOST_OF_ONE or inflating.unconsumed_tail:
                raise _refusal(OPAQUE)
    except zlib.error:
        raise _refusal(BROKEN) from None
    return bytes(out)


def _refusal(words: str) -> forms.ValidationError:
    return forms.ValidationError(words, code="invalid_document")
