"""What a sentence is about: programmes by name or by the words they are made of, and the line its section is under."""

import re
from bisect import bisect_left, bisect_right

from .figures import Counted
from .names import COVERED, Bare, Named, Names, pairs_of, pieces_of
from .sections import Layout, Sentence

POINTING = re.compile(
    "该[班项活基行计品工论会]|(?:此|这)(?:项目|活动|行动|基金|计划|品牌|工程|班|论坛)"
    "|^[“ ]{0,3}(?:项目(?:自|启动|实施|累计|已|开展)|基金(?:会)?(?:自|已|累计)|(?:截至|截止)?(?:目前|至今)|累计|迄今|先后)"
)
HAN = re.compile("[\u4e00-\u9fff]")
RANKED = re.compile("第[0-9一二三四五六七八九十]{1,4}[届期季]")


class Topics:
    """Finds programmes and lines of the live lists in a report."""

    def __init__(self, text: Bare, layout: Layout, names: Names) -> None:
        self.text, self.bare, self.layout, self.names = text.text, text, layout, names
        self.named = names.programme_finder.find(text)
        self.line_of_programme = {entry.name: entry.line for entry in names.programmes}
        self.pairs = {entry.name: pairs_of(entry.name) for entry in names.programmes}
        self.pieces = {entry.name: pieces_of(entry.name) for entry in names.programmes}
        self.sections = self._lines_of_sections()
        self.headed = self._programmes_of_headings()
        self._starts = [sentence.start for sentence in layout.sentences]
        self._by_sentence: dict[int, list[Named]] = {}

    def programmes_of(self, sentence: Sentence) -> list[Named]:
        """Return the programmes named in a sentence, exactly or by most of the words they are made of."""
        if sentence.start not in self._by_sentence:
            exact = _between(self.named, sentence.start, sentence.end)
            words = RANKED.sub("", self.text[sentence.start : sentence.end])
            pairs = {words[at : at + 2] for at in range(len(words) - 1)}
            said = {named.name for named in exact}
            loose = []
            for name, wanted in self.pairs.items():
                if name not in said and len(wanted) >= 3 and len(wanted & pairs) >= COVERED * len(wanted):
                    loose.append(self._loose(name, sentence))
            self._by_sentence[sentence.start] = sorted([*exact, *loose], key=lambda named: named.start)
        return self._by_sentence[sentence.start]

    def _loose(self, name: str, sentence: Sentence) -> Named:
        """Return where the words of a name stand that is not said as one."""
        places = [at for pair in self.pairs[name] if (at := self.text.find(pair, sentence.start, sentence.end)) >= 0]
        return Named(min(places, default=sentence.start), max(places, default=sentence.start) + 2, name, exact=False)

    def programme_for(self, found: Counted, sentence: Sentence, programmes: list[Named]) -> str | None:
        """Return the programme that a figure is one of, None where the text names none."""
        programmes = [named for named in self._of_part(found, sentence, programmes) if not self._is_of_which(found, named)]
        if not programmes:
            return self._from_before(found, sentence) or self.headed[sentence.line]
        exact = [named for named in programmes if named.exact]
        clause = self._clause(found, sentence)
        beside = [named for named in exact if 0 <= _distance(named, found) <= 1]
        if beside:
            return beside[-1].name
        inside = [named for named in programmes if not named.exact and named.start <= found.start < named.end <= named.start + 24]
        if inside:
            return inside[0].name
        in_clause = [named for named in exact if clause[0] <= named.start < clause[1]]
        if in_clause:
            return min(in_clause, key=lambda named: (_distance(named, found), named.start)).name
        spanning = [named for named in programmes if not named.exact]
        before = [named for named in exact if named.end <= found.start]
        if len({named.name for named in before}) > 1:
            umbrella = [named for named in spanning if _spans_several(self.pieces[named.name], before)]
            if umbrella:
                return umbrella[0].name
        loose = [named for named in spanning if not (before and _spans_several(self.pieces[named.name], exact))]
        if before and not loose:
            return before[-1].name
        if loose:
            return min(loose, key=lambda named: (_distance(named, found), -len(self.pairs[named.name]))).name
        return min(programmes, key=lambda named: _distance(named, found)).name

    def _is_of_which(self, found: Counted, named: Named) -> bool:
        """Say whether a programme is named only as a part of what the figure counts: 资金1.3亿元,其中“帮扶车间”2000万元."""
        return named.start > found.end and "其中" in self.text[found.end : min(named.start, found.end + 40)]

    def _of_part(self, found: Counted, sentence: Sentence, programmes: list[Named]) -> list[Named]:
        """Keep the programmes of the part between semicolons; the one that a sentence begins with speaks for the parts that name none."""
        opening = self.text.rfind(";", sentence.start, found.start)
        closing = self.text.find(";", found.end, sentence.end)
        if opening < 0:
            return programmes if closing < 0 else [named for named in programmes if named.start < closing]
        mine = [named for named in programmes if opening <= named.start < (closing if closing >= 0 else sentence.end)]
        return mine or [named for named in programmes[:1] if named.exact and not HAN.search(self.text, sentence.start, named.start)]

    def _clause(self, found: Counted, sentence: Sentence) -> tuple[int, int]:
        start = max(self.text.rfind(mark, sentence.start, found.start) for mark in ",;:") + 1
        ends = [at for mark in ",;:" if (at := self.text.find(mark, found.end, sentence.end)) >= 0]
        return max(start, sentence.start), min(ends, default=sentence.end)

    def _from_before(self, found: Counted, sentence: Sentence) -> str | None:
        """Return the one programme of the sentence before, where this one points back to it."""
        index = bisect_right(self._starts, sentence.start) - 2
        if index < 0 or not POINTING.search(self.text[sentence.start : sentence.start + 24]):
            return None
        earlier = self.layout.sentences[index]
        if earlier.line != sentence.line:
            return None
        named = {name.name for name in self.programmes_of(earlier)}
        return named.pop() if len(named) == 1 else None

    def line_for(self, found: Counted, sentence: Sentence, programme: str | None) -> int | None:
        """Return the number of the line of a figure: its programme's, or its section's."""
        if programme is not None and self.line_of_programme.get(programme):
            return self.line_of_programme[programme]
        return self.sections[sentence.line]

    def _lines_of_sections(self) -> list[int | None]:
        """Return for each line of the text the action line whose heading it stands under."""
        numbers = {entry.name: entry.line for entry in self.names.lines}
        in_text = self.names.line_finder.find(self.bare)
        current: int | None = None
        sections = []
        for line in self.layout.lines:
            first = re.split("[。;]", line.text)[0][:60]
            if first and (line.heading or len(line.text) <= 40):
                named = {numbers[found.name] for found in _between(in_text, line.start, line.end - len(line.text) + len(first))}
                if len(named) == 1:
                    current = named.pop()
                elif line.heading and re.match("[一二三四五六七八九十]{1,2}[、是]", line.text):
                    current = None
            sections.append(current)
        return sections

    def _programmes_of_headings(self) -> list[str | None]:
        current: str | None = None
        headed = []
        for line in self.layout.lines:
            if line.heading and not line.cells:
                title = re.match("[^。;]{0,40}", line.text)
                size = len(title[0]) if title else 0
                named = {found.name for found in _between(self.named, line.start, line.end - len(line.text) + size)}
                current = named.pop() if len(named) == 1 and size <= (40 if size == len(line.text) else 24) else None
            headed.append(current)
        return headed


def _between(named: list[Named], start: int, end: int) -> list[Named]:
    """Return the names that begin between two places; they are in order."""
    return named[bisect_left(named, start, key=_start) : bisect_left(named, end, key=_start)]


def _start(named: Named) -> int:
    return named.start


def _distance(named: Named, found: Counted) -> int:
    return named.start - found.end if named.start >= found.end else found.start - named.end


def _spans_several(pieces: list[str], named: list[Named]) -> bool:
    """Say whether a name is an umbrella over several others: each of them has most of one of its pieces."""
    hit = set()
    for piece in pieces:
        for other in named:
            if all(char in other.name for char in piece):
                hit.add(other.name)
    return len(hit) > 1
