"""Looking into an Office file, which is a zip, before anything of it is inflated.

`look_into(upload)` returns a `Package`: its `kind` ("docx", "xlsx" or "pptx", told by its content types, never by its name) and the names of its `parts`.
It raises forms.ValidationError, in words for the uploader, for what is empty, too large, no Office file, an old or encrypted one, cut short, stuck to
another file, a bomb (members, sum of sizes, ratio), or one that carries macros. `kinds` says what is taken; `most_bytes` and `most_inflated` may be set
lower by who holds the whole text in memory. Declared sizes can be trusted afterwards: only plain and deflated members pass, and zipfile inflates
no more of those than they declare. The upload is left at its start.
"""

import io
import re
import struct
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from django import forms

MB = 1024 * 1024
MOST_BYTES = 20 * MB
MOST_INFLATED = 200 * MB
MOST_MEMBERS = 3000
MOST_OF_DIRECTORY = MB
MOST_OF_TYPES = MB
BOMB_RATIO, BOMB_FROM = 250, 4 * MB  # a member that grows beyond both is no text of an office
TYPES = "[Content_Types].xml"
ZIP, OLE = b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END = struct.Struct("<4s4H2LH")
MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
NAMES = {"docx": "Word（.docx）", "xlsx": "Excel（.xlsx）", "pptx": "PPT（.pptx）"}
MACROS = re.compile(r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|macrosheets/|activex/|intlmacrosheets/)", re.IGNORECASE)
ODD_NAME = re.compile(r"^[/\\]|(^|[/\\])\.\.([/\\]|$)|[\0-\x1f\\]")

OLD = "这是旧格式的 Office 文件，或者设了打开密码。请用 Word、WPS 打开，去掉密码，另存为 {kinds} 再上传。"
ENCRYPTED = "文件设了密码，打不开。请去掉密码，另存后再上传。"
BROKEN = "文件打不开：不完整或已损坏，可能没有传完。请重新选择。"
BOMB = "文件展开后太大，不能收下。请删去不用的内容或图片，另存后再上传。"
WITH_MACROS = "文件里有宏（自动运行的程序），不能收下。请另存为不带宏的 {kinds} 再上传。"
STUCK = "文件里还夹着别的东西，不能收下。请用 Word、WPS 打开，另存一份再上传。"
OTHER = "这不是 {kinds} 文件（看内容，不看文件名）。请用 Word、WPS 打开，另存为 {kinds} 再上传。"


@dataclass(frozen=True)
class Package:
    """What an Office file is, and the names of its parts."""

    kind: str
    parts: frozenset[str]


def look_into(upload: Any, *, kinds: Collection[str] = ("docx", "xlsx", "pptx"), most_bytes: int = MOST_BYTES, most_inflated: int = MOST_INFLATED) -> Package:
    """Return what an uploaded Office file is; raises ValidationError, in words for the uploader, where it is not taken."""
    said = "、".join(NAMES[kind] for kind in NAMES if kind in kinds)
    try:
        return _looked_into(upload, kinds, said, most_bytes, most_inflated)
    except forms.ValidationError:
        raise
    except Exception as fault:  # a reader fed with hostile bytes raises anything: BadZipFile, struct.error, NotImplementedError, UnicodeDecodeError…
        raise refusal(BROKEN) from fault
    finally:
        upload.seek(0)


def refusal(words: str) -> forms.ValidationError:
    return forms.ValidationError(words, code="invalid_document")


def too_large(size: int, most: int) -> forms.ValidationError:
    return refusal(f"文件太大：{-(-size * 10 // MB) / 10:g} MB，每个不超过{most // MB} MB。请先删减，或者分成几个。")


def _looked_into(upload: Any, kinds: Collection[str], said: str, most_bytes: int, most_inflated: int) -> Package:
    if not upload.size:
        raise refusal("文件是空的，没有内容。请重新选择。")
    if upload.size > most_bytes:
        raise too_large(upload.size, most_bytes)
    upload.seek(0)
    head = upload.read(8)
    if head == OLE:
        raise refusal(OLD.format(kinds=said))
    if not head.startswith(ZIP):
        raise refusal(OTHER.format(kinds=said))
    _look_at_end(upload)
    with zipfile.ZipFile(upload) as packed:
        members = packed.infolist()
        _look_at_members(members, most_inflated)
        if TYPES not in packed.namelist():
            raise refusal(OTHER.format(kinds=said))
        if any(MACROS.search(member.filename) for member in members):
            raise refusal(WITH_MACROS.format(kinds=said))
        types = _content_types(packed)
        if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types.values()):
            raise refusal(WITH_MACROS.format(kinds=said))
        parts = frozenset(packed.namelist())
        found = {MAIN[kind] for name, kind in types.items() if kind in MAIN and name.lstrip("/") in parts}
        if len(found) != 1 or not found <= set(kinds):
            raise refusal(OTHER.format(kinds=said))
        return Package(kind=found.pop(), parts=parts)


def _look_at_end(upload: IO[bytes]) -> None:
    """Refuse a directory too large to be read, and what stands before or behind the zip."""
    size = upload.seek(0, io.SEEK_END)
    upload.seek(max(0, size - END.size - 65535))
    tail = upload.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < END.size:
        raise refusal(BROKEN)
    _, _, _, here, total, length, start, comment = END.unpack_from(tail, at)
    if total == 0xFFFF or length == 0xFFFFFFFF or here != total or total > MOST_MEMBERS or length > MOST_OF_DIRECTORY:
        raise refusal(BOMB)
    if tail[max(0, at - 20) :].startswith(b"PK\6\7") or at + END.size + comment != len(tail) or start + length != size - len(tail) + at:
        raise refusal(STUCK)


def _look_at_members(members: list[zipfile.ZipInfo], most_inflated: int) -> None:
    names = {member.filename.lower() for member in members}
    if any(member.flag_bits & 0x1 for member in members):
        raise refusal(ENCRYPTED)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > most_inflated:
        raise refusal(BOMB)
    if any(member.file_size > BOMB_FROM and member.file_size > member.compress_size * BOMB_RATIO for member in members):
        raise refusal(BOMB)
    if len(names) != len(members) or any(ODD_NAME.search(member.orig_filename) for member in members):
        raise refusal(STUCK)
    if min((member.header_offset for member in members), default=0) or any(member.compress_type not in (0, 8) for member in members):
        raise refusal(STUCK)


def _content_types(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the kind of each part that states its own."""
    if packed.getinfo(TYPES).file_size > MOST_OF_TYPES:
        raise refusal(BOMB)
    types: dict[str, str] = {}

    def took(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in ("Override", "Default"):
            types[attributes.get("PartName", "." + attributes.get("Extension", ""))] = attributes.get("ContentType", "")

    def doctype(*_: Any) -> None:
        raise refusal(BROKEN)  # no Office file has one; entities grow

    reader = expat.ParserCreate()
    reader.StartElementHandler = took
    reader.StartDoctypeDeclHandler = doctype
    reader.Parse(packed.read(TYPES), True)
    return types
