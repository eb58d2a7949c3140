"""A text in paragraphs with its numbers marked, so that each can be seen where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

ENDS = "\n。！？"


@dataclass(frozen=True)
class Mark:
    """Words of a text that are shown apart: `sort` says how (found, left, entered), `label` stands beside them, `url` is where they lead."""

    start: int
    end: int
    sort: str
    label: str = ""
    ink: str = ""
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of a paragraph, marked or plain."""

    words: str
    mark: Mark | None = None


def paragraphs(text: str, marks: Iterable[Mark], first: int = 0, last: int | None = None) -> Iterator[list[Piece]]:
    """Yield the lines of a text that are not blank, from one place to another, each as a list of pieces; a mark within another is left out."""
    last = len(text) if last is None else last
    ordered = sorted((mark for mark in marks if first <= mark.start and mark.end <= last), key=lambda mark: (mark.start, -mark.end))
    at, place = first, 0
    while at < last:
        end = text.find("\n", at, last)
        end = last if end < 0 else end
        upto = place
        while upto < len(ordered) and ordered[upto].start < end:
            upto += 1
        if text[at:end].strip():
            yield list(_pieces(text, ordered[place:upto], at, end))
        at, place = end + 1, upto


def sentence_around(text: str, start: int, end: int, most: int = 80) -> tuple[int, int]:
    """Return where the sentence begins and ends that some words stand in, at most so many characters to either side."""
    first = max(max(0, start - most), *(text.rfind(mark, 0, start) + 1 for mark in ENDS))
    rest = text[end : end + most]
    stop = min((place for mark in ENDS if (place := rest.find(mark)) >= 0), default=len(rest) - 1)
    return first, end + stop + 1


def _pieces(text: str, marks: Sequence[Mark], at: int, end: int) -> Iterator[Piece]:
    at += len(text[at:end]) - len(text[at:end].lstrip())
    for mark in marks:
        if mark.start < at:
            continue
        if mark.start > at:
            yield Piece(text[at : mark.start])
        upto = min(mark.end, end)
        yield Piece(text[mark.start : upto], mark)
        at = upto
    if text[at:end].rstrip():
        yield Piece(text[at:end].rstrip())
