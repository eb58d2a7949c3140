"""Looks into a zip before anything of it is unpacked (trust 5): how many members, how large each, and all together, how much smaller than what they hold.

Nothing is written to a folder; a member is read in pieces and never past the size it was let in with.
"""

import re
import zipfile
from xml.parsers import expat

from django.core.exceptions import ValidationError

MOST_MEMBERS = 2000
MOST_OF_ONE = 64 * 1024 * 1024
MOST_OF_ALL = 200 * 1024 * 1024
MOST_RATIO = 200
RATIO_FROM = 1024 * 1024  # a few kilobytes of nothing but blanks harm nobody
DEEPEST = 256
PIECE = 64 * 1024

BROKEN = "文件打不开：不完整或已损坏，可能没有传完。请重新选择。"
BOMB = "这个文件解开后大得不寻常，没有打开。请把正文复制到新文档里，另存后再传。"
ENCRYPTED = "文件加了密码，打不开。请去掉密码另存后再传。"
NESTED = re.compile(r"\.(?:zip|rar|7z|gz|bz2|xz|tar|docx|docm|xlsx|xlsm|pptx|jar)$", re.IGNORECASE)
ESCAPING = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")


class Package:
    """A zip that has been looked into; raises ValidationError, in words for the uploader, where it is not fit to be opened."""

    def __init__(self, upload) -> None:
        try:
            self.zip = zipfile.ZipFile(upload)
            self.members = {info.filename: info for info in self.zip.infolist()}
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, IndexError) as fault:
            raise ValidationError(BROKEN, code="invalid") from fault
        self.look()

    def look(self) -> None:
        listed = self.zip.infolist()
        if any(info.flag_bits & 0x1 for info in listed):
            raise ValidationError(ENCRYPTED, code="invalid")
        if len(listed) > MOST_MEMBERS or len(self.members) != len(listed) or sum(info.file_size for info in listed) > MOST_OF_ALL:
            raise ValidationError(BOMB, code="invalid")
        for info in listed:
            inflated = info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
            if info.file_size > MOST_OF_ONE or inflated:
                raise ValidationError(BOMB, code="invalid")
            if ESCAPING.search(info.orig_filename):
                raise ValidationError(BROKEN, code="invalid")

    def holds(self, name: str) -> bool:
        return name in self.members

    def xml(self, name: str, *, most: int, elements: int = 10_000, too_much: str = BOMB) -> bytes:
        """Return a part that is XML: of so many bytes and elements at most, without a DTD or entities of its own, its tags not too deep."""
        out = bytearray()
        checked = _checking(elements, too_much)
        try:
            with self.zip.open(self.members[name]) as part:
                while piece := part.read(PIECE):
                    out += piece
                    if len(out) > most:
                        raise ValidationError(too_much, code="invalid")
                    checked.Parse(piece, False)
            checked.Parse(b"", True)
        except ValidationError:
            raise
        except Exception as fault:  # a wrong checksum, a method nobody knows, XML that is none: all the same to who sent it
            raise ValidationError(BROKEN, code="invalid") from fault
        return bytes(out)


def _checking(elements, too_much):
    """Return a parser that stops at a DTD, at tags too deep or too many, and keeps nothing."""
    parser = expat.ParserCreate()
    depth = seen = 0

    def refuse(*args):
        raise ValidationError(BOMB, code="invalid")

    def begin(name, attributes):
        nonlocal depth, seen
        depth += 1
        seen += 1
        if depth > DEEPEST:
            refuse()
        if seen > elements:
            raise ValidationError(too_much, code="invalid")

    def end(name):
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    return parser
