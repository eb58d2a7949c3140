"""A text as the readers see it: plain characters, each of which knows where it stands in the text as given."""

import re
import unicodedata
from dataclasses import dataclass

from ..readings import COMPATIBILITY, INVISIBLE

# A space beside a figure is the typist's (服务 120 人次); digits apart from digits stay two numbers.
SPACED = re.compile("(?<=[0-9%+万亿余多])[ \xa0](?=[\u4e00-\u9fff%+])|(?<=[\u4e00-\u9fff])[ \xa0](?=[0-9])|(?<=[0-9])[ \xa0](?=[-~–—至][ \xa0]?[0-9])")
UNSURE = re.compile("[0-9]，[0-9]")  # 3，200: thousands, or two numbers
QUOTES = str.maketrans({"〝": "“", "〞": "”", "「": "“", "」": "”", "『": "“", "』": "”"})


@dataclass(frozen=True)
class Plain:
    """Plain text, and for each of its characters the place it has in the given text."""

    text: str
    given: str
    places: tuple[int, ...]

    def slice(self, start: int, end: int) -> tuple[int, int, str]:
        """Return where a part of the plain text stands in the given one, and its words there."""
        first, last = self.places[start], self.places[end - 1] + 1
        return first, last, self.given[first:last]


def plain(given: str) -> Plain:
    """Return a text with full-width forms made plain, and without invisible characters and the spaces set around figures."""
    chars, places = [], []
    for place, char in enumerate(given):
        if INVISIBLE.match(char):
            continue
        chars.append(char if char == "，" and UNSURE.match(given, place - 1) else _plain_char(char))
        places.append(place)
    text = "".join(chars).translate(QUOTES)
    kept = _without(text, SPACED)
    return Plain("".join(text[at] for at in kept), given, tuple(places[at] for at in kept))


def _plain_char(char: str) -> str:
    if char == "\u3000":
        return " "
    if char in "\r\v\f\x85\u2028\u2029":
        return "\n"
    if COMPATIBILITY.match(char):
        narrow = unicodedata.normalize("NFKC", char)
        return narrow if len(narrow) == 1 else char
    return char


def _without(text: str, pattern: re.Pattern[str]) -> list[int]:
    gone = {match.start() for match in pattern.finditer(text)}
    return [at for at in range(len(text)) if at not in gone]
