"""When, where and by whom a figure was reached: the days, community and people that its words stand under."""

import re
from dataclasses import dataclass, replace
from datetime import date

from .days import AFTER, AGAIN, Days, Reach
from .figures import Counted
from .names import Named
from .sections import Sentence

LISTED = {"、", "和", "与", "及"}
TOGETHER = re.compile("[、和与及,]|等?")
SO_FAR = re.compile("(?:累计|至今|迄今|已经?(?:成功|先后)?(?:举办|开展|开设|办|资助|服务|募集|筹))[^,。;!?\n]{0,8}$")
MANY_DAYS = 7
AT_START = 8


@dataclass(frozen=True)
class When:
    """The days of a figure; not own where the text gives it none."""

    first: date | None = None
    last: date | None = None
    own: bool = False
    reach: Reach = Reach.WITHIN
    single: bool = False

    @property
    def happened_once(self) -> bool:
        """Whether these are the days of one thing that happened, not of a time over which was counted."""
        few = self.first is None or self.last is None or (self.last - self.first).days < MANY_DAYS
        return self.own and self.single and self.reach is Reach.WITHIN and few


def when(text: str, found: Counted, sentence: Sentence, days: list[Days], last_day: Days | None, published: date | None) -> When:
    """Return the days of a figure: those last named before it in its sentence, or the last day told of where the words point back to it."""
    before = [day for day in days if day.start <= found.start and (day.first or day.last)]
    named = before[-1] if before else _in_brackets(text, found, days)
    if named is None:
        if last_day is not None and AGAIN.search(text, sentence.start, min(found.start, sentence.start + 60)):
            return When(last_day.first, last_day.last, True, Reach.WITHIN, True)
        return When()
    named = _listed(text, before, named)
    since = next((day for day in reversed(before) if day.reach is Reach.SINCE and day is not named), None)
    if named.reach is Reach.UNTIL:
        return When(since.first, named.last, True, Reach.SINCE) if since else When(None, named.last, True, Reach.UNTIL)
    if named.reach is Reach.WITHIN and named.first and AFTER.search(text, named.end, found.start):
        return When(named.first, published, True, Reach.SINCE, True)
    if since and not named.single and named.first and since.first and named.first < since.first:
        named = since
    if published is not None and named.reach is Reach.WITHIN and named.last is not None and named.last > published:
        return When()
    if named.single and named.reach is Reach.WITHIN and SO_FAR.search(text, max(sentence.start, found.start - 16), found.start):
        return When(None, named.last, True, Reach.UNTIL)
    return When(named.first, named.last, True, named.reach, named.single)


def where(text: str, found: Counted, sentence: Sentence, names: list[Named]) -> str | None:
    """Return the community last named before a figure, else the next one in its clause; None where several share it."""
    opening = _opening(text, found, sentence)
    before = [named for named in names if named.end <= found.start and (named.start >= opening or named.start - sentence.start <= AT_START)]
    if before:
        listed = len(before) > 1 and text[before[-2].end : before[-1].start] in LISTED and before[-2].name != before[-1].name
        return None if listed else before[-1].name
    clause = re.split("[,;:]", text[found.end : min(sentence.end, found.end + 40)])[0]
    after = [named for named in names if found.end <= named.start < found.end + len(clause)]
    return after[0].name if after else None


def by_whom(text: str, found: Counted, sentence: Sentence, people: list[Named]) -> tuple[str, ...]:
    """Return the people last named before a figure, those of one list together."""
    opening = _opening(text, found, sentence)
    together: list[str] = []
    edge = None
    for named in reversed([named for named in people if opening <= named.start and named.end <= found.start]):
        if edge is not None and not TOGETHER.fullmatch(text, named.end, edge):
            break
        together.append(named.name)
        edge = named.start
    return tuple(dict.fromkeys(reversed(together)))


def _opening(text: str, found: Counted, sentence: Sentence) -> int:
    """Return where the part of a sentence between semicolons begins that a figure stands in."""
    return max(sentence.start, text.rfind(";", sentence.start, found.start) + 1)


def _listed(text: str, before: list[Days], named: Days) -> Days:
    """Return days that stand right after others in a list together with those: 2021年、2022年."""
    if len(before) < 2 or before[-1] is not named or text[before[-2].end : named.start] not in LISTED:
        return named
    first, last = before[-2].first, named.last
    if before[-2].reach is named.reach is Reach.WITHIN and first and last and first <= last:
        return replace(named, first=first)
    return named


def _in_brackets(text: str, found: Counted, days: list[Days]) -> Days | None:
    """Return the days said in brackets right after a figure: 举办讲座2场(5月3日、5月10日)."""
    bracket = re.match(r"[^,。;()\n]{0,12}\(", text[found.end : found.end + 14])
    if bracket is None:
        return None
    return next((day for day in days if 0 <= day.start - found.end - bracket.end() <= 2 and (day.first or day.last)), None)
