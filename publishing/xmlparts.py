"""Reading the XML parts of an Office file that has been looked into (`zips`): no DTD, no entities of its own, tags neither too deep nor too many."""

import zipfile
from xml.parsers import expat

from .zips import BOMB, BROKEN, refusal

DEEPEST = 256
PIECE = 64 * 1024


def xml_part(packed: zipfile.ZipFile, name: str, *, most: int, elements: int, too_much: str = BOMB) -> bytes:
    """Return a part of so many bytes and elements at most; raises ValidationError, in words for the uploader, where it has more or is no plain XML."""
    out = bytearray()
    checked = _checking(elements, too_much)
    with packed.open(name) as part:
        while piece := part.read(PIECE):
            out += piece
            if len(out) > most:
                raise refusal(too_much)
            checked.Parse(piece, False)
    checked.Parse(b"", True)
    return bytes(out)


def _checking(elements: int, too_much: str) -> expat.XMLParserType:
    """Return a parser that stops at what is not to be read, and keeps nothing."""
    parser = expat.ParserCreate()
    depth = seen = 0

    def doctype(*_: object) -> None:
        raise refusal(BROKEN)  # no Office file has one; entities grow

    def begin(*_: object) -> None:
        nonlocal depth, seen
        depth += 1
        seen += 1
        if depth > DEEPEST:
            raise refusal(BROKEN)
        if seen > elements:
            raise refusal(too_much)

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    return parser
