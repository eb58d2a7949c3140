"""What a sentence takes over from the one before it: 其中 goes on with the days and the programme just told."""

import re
from dataclasses import dataclass, field

from .placing import When
from .sections import Sentence

OF_WHICH = re.compile("[ —-]{0,4}其中")


@dataclass
class Carried:
    """The days and programme of the figure last told, which the next sentence may take over."""

    line: int = -1
    days: When = field(default_factory=When)
    programme: str | None = None

    def goes_on(self, text: str, sentence: Sentence) -> bool:
        """Say whether a sentence tells of a part of what the one before it told, in the same paragraph."""
        return sentence.line == self.line and OF_WHICH.match(text, sentence.start, sentence.start + 8) is not None

    def learn(self, sentence: Sentence, days: When, programme: str | None) -> None:
        """Keep what a figure was told to be of."""
        self.line, self.days, self.programme = sentence.line, days, programme
