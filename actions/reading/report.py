"""A whole report read: every figure with its days, kind, programme, line, community and people."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from ..quantities import Qualifier
from . import refusals
from .carrying import Carried
from .choosing import choose_indicator, line_by_words
from .days import Days, read_days
from .figures import MOST_FIGURES, Counted, Passed, read_figures
from .grouping import group
from .headings import communities_of_headings
from .names import Bare, Named, Names, find_communities, find_people
from .placing import by_whom, when, where
from .plain import Plain, plain
from .plans import planned_parts
from .proposals import Proposal, Reading, Skipped
from .sections import Layout, Sentence, read_layout
from .spans import cut_out, merged
from .tables import read_tables
from .topics import Topics

LONGEST = 400_000
QUOTED = re.compile('“[^“”\n]{1,24}”|"[^"\n]{1,24}"|‘[^‘’\n]{1,24}’|【[^【】\n]{1,24}】')
TITLED = re.compile("《[^《》\n]{1,80}》|〔[0-9]{4}〕[0-9]{1,4}号")
SPEECH = re.compile('[,;](?![”"’])|[。!?]')  # what someone says, and no name
IN_NAMES = re.compile(
    "三会一课|三支一扶|一对一|一带一路|二十四节气|十九大|二十大|十八大|三审三校|五水共治|四个(?:意识|自信|全面)|两个(?:确立|维护|先行|毫不动摇|结合)|三个代表|双百双千|千村示范|百村示范|万村整治"
    "|百千万工程|八八战略|一件事|五个一|三个一|两不愁|三保障|八项规定|四风|两学一做|三下乡|四史|百日攻坚|万家灯火|千家万户|千军万马|百花齐放|两优一先|一站式|一条龙|三位一体|三番五次|两面三刀|一家[三四五六]口|十四五|十三五|十五五"
)


def read_report(text: str, names: Names | None = None, published: date | None = None) -> Reading:
    """Return what a report proposes; `published` is its day where the text does not say it or says it wrongly."""
    names = names or Names()
    reading = _Report(plain(text[:LONGEST]), names, published).read()
    if len(text) > LONGEST:
        reading.messages.append(f"文章太长：只读了前{LONGEST}个字，后面{len(text) - LONGEST}个字没有读，请分开粘贴。")
    return reading


@dataclass
class _Place:
    """What is known of a sentence."""

    days: list[Days]
    programmes: list[Named]
    communities: list[Named]
    people: list[Named]
    units: tuple[str, ...]
    line: int | None
    going_on: bool = False  # with what the sentence before told


class _Report:
    """One report while it is read."""

    def __init__(self, page: Plain, names: Names, published: date | None) -> None:
        self.page, self.text, self.names = page, page.text, names
        self.bare = Bare.of(self.text)
        self.layout: Layout = read_layout(self.text)
        self.published = published or self.layout.published
        self.days = read_days(self.text, self.published)
        self.communities = find_communities(self.bare, names)
        self.headed = communities_of_headings(self.layout, self.communities)
        self.units = names.unit_finder.find(self.bare)
        self.topics = Topics(self.bare, self.layout, names)

    def read(self) -> Reading:
        reading = Reading(self.published)
        if self.published is None:
            reading.messages.append("文中没有写明报道的日期：请补上，没有写日期的数字才能定下是哪一天的。")
        labels = {indicator.name: indicator.unit for indicator in self.names.indicators}
        counted, passed = read_figures(self.text, self._taken(), labels)
        if len(counted) >= MOST_FIGURES:
            reading.messages.append(f"数字太多，只读了前{MOST_FIGURES}个。")
        from_tables = read_tables(self.text, self.layout)
        in_tables = {found.start for found in from_tables}
        counted = sorted([*counted, *from_tables], key=lambda found: found.start)
        at = 0
        last_day: Days | None = None
        line_of_last_day = -1
        people = find_people(self.bare, self.names)
        carried = Carried()
        for sentence in self.layout.sentences:
            mine = []
            while at < len(counted) and counted[at].start < sentence.end:
                if counted[at].start >= sentence.start:
                    mine.append(counted[at])
                at += 1
            days = self._within(self.days, sentence)
            if mine:
                place = self._place(sentence, days, people)
                place.going_on = carried.goes_on(self.text, sentence)
                for found in mine:
                    if self._is_to_come(found, days):
                        passed.append(Passed(found.start, found.end, refusals.PLAN))
                        continue
                    told = last_day if line_of_last_day >= sentence.line - 4 else None
                    reading.proposals.append(self._proposal(found, sentence, place, told, carried))
            if singles := [day for day in days if day.single and day.first]:
                last_day, line_of_last_day = singles[-1], sentence.line
        for skipped in sorted(passed, key=lambda skipped: skipped.start):
            if skipped.start not in in_tables:
                start, end, words = self.page.slice(skipped.start, skipped.end)
                reading.skipped.append(Skipped(start, end, words, skipped.why, skipped.why not in refusals.CERTAIN))
        self._mark_repeats(reading)
        reading.groups = group(reading.proposals, self.page.given)
        return reading

    def _is_to_come(self, found: Counted, days: list[Days]) -> bool:
        """Say whether a figure is of days after the day of the article: 到2030年建成50家."""
        part = self.text.rfind(";", max(0, found.start - 400), found.start)
        named = next((day for day in reversed(days) if part <= day.start <= found.start and (day.first or day.last)), None)
        begins = named and (named.first or named.last)
        return bool(self.published and begins and begins > self.published)

    def _place(self, sentence: Sentence, days: list[Days], people: list[Named]) -> _Place:
        """Return what is known of a sentence that states figures."""
        return _Place(
            days,
            self.topics.programmes_of(sentence),
            self._within(self.communities, sentence),
            self._within(people, sentence),
            tuple(dict.fromkeys(named.name for named in self._within(self.units, sentence))),
            line_by_words(self.text[sentence.start : sentence.end], self.names),
        )

    @staticmethod
    def _within(found: list, sentence: Sentence) -> list:
        """Return what stands in a sentence; `found` is in order."""
        starts = bisect_left(found, sentence.start, key=lambda item: item.start)
        kept = []
        while starts < len(found) and found[starts].start < sentence.end:
            kept.append(found[starts])
            starts += 1
        return kept

    def _taken(self) -> list[tuple[int, int, str]]:
        """Return the spans in which no count begins, in order and none within another."""
        dates = [(days.start, days.end, refusals.DATE) for days in self.days]
        spans = list(dates)
        for pattern in (QUOTED, TITLED, IN_NAMES):
            for match in pattern.finditer(self.text):
                if pattern is QUOTED and SPEECH.search(match[0][1:-1]):
                    continue
                spans.append((match.start(), match.end(), refusals.NAME))
        spans += [(named.start, named.end, refusals.NAME) for named in self.communities]
        spans += [(named.start, named.end, refusals.NAME) for named in self.units]
        for finder in (self.names.programme_finder, self.names.line_finder):
            spans += [(named.start, named.end, refusals.NAME) for named in finder.find(self.bare)]
        for line in self.layout.lines:
            if line.caption or line.planned:
                spans.append((line.start, line.end, refusals.CAPTION if line.caption else refusals.PLAN))
        spans += [(start, end, refusals.PLAN) for start, end in planned_parts(self.text, self.layout, self.published)]
        return cut_out(merged(spans), dates, refusals.PLAN)  # 2024年 in a plan is a date all the same

    def _proposal(self, found: Counted, sentence: Sentence, place: _Place, last_day: Days | None, carried: Carried) -> Proposal:
        start, end, words = self.page.slice(found.start, found.end)
        programme = self.topics.programme_for(found, sentence, place.programmes) or (carried.programme if place.going_on else None)
        days = when(self.text, found, sentence, place.days, last_day, self.published)
        if place.going_on and not days.own:
            days = carried.days
        carried.learn(sentence, days, programme)
        line = self.topics.line_for(found, sentence, programme)
        proposal = Proposal(found.quantity, words, start, end, programme=programme, action_number=line)
        proposal.kind = "occasion" if programme is None or days.happened_once else "summary"
        proposal.community = where(self.text, found, sentence, place.communities) or (None if place.communities else self.headed[sentence.line])
        proposal.people = by_whom(self.text, found, sentence, place.people)
        proposal.units = place.units
        if self.published is not None or days.own:
            proposal.happened_to = days.last or self.published
            if days.first is not None:
                proposal.happened_from = days.first
            elif proposal.kind == "occasion" and proposal.happened_to is not None:
                proposal.happened_from = date(proposal.happened_to.year, 1, 1)
        proposal.precision = _precision(proposal, days.single)
        if proposal.action_number is None:
            proposal.action_number = place.line
        proposal.indicator = choose_indicator(self.text, found, sentence, proposal, self.names)
        return proposal

    @staticmethod
    def _mark_repeats(reading: Reading) -> None:
        """Say of a figure said twice, once in the heading and once in the text, which one it repeats."""
        seen: dict[tuple, int] = {}
        for number, proposal in enumerate(reading.proposals):
            key = (proposal.quantity, proposal.indicator, proposal.programme)
            if proposal.quantity.amount >= 20 and proposal.quantity.qualifier is not Qualifier.ORDINAL and key in seen:
                proposal.repeats = seen[key]
            seen.setdefault(key, number)


def _precision(proposal: Proposal, single: bool) -> str | None:
    if proposal.happened_to is None:
        return None
    if proposal.happened_from is None:
        return "to_date"
    if single:
        return "day"
    first, last = proposal.happened_from, proposal.happened_to
    return "month" if (first.year, first.month) == (last.year, last.month) else "year"
