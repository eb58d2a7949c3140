"""How well 录入助手 reads: recall, precision, traps, attributes, speed and hostile text.

    python benchmarks/extraction.py [--seed FOLDER] [--show own] [--hostile 300]

The seed (a folder with article.txt and facts.csv) is not in this repository: name it with --seed or in SEED_FOLDER.
`reports/own` were read while the rules were written, `reports/aside` were not. Exits 1 where an aim is missed.
"""

import argparse
import csv
import os
import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from actions.reading import Entry, IndicatorEntry, Names, Proposal, read_report  # noqa: E402
from benchmarks.gold import UNSCORED, GoldFigure, Report, read_gold  # noqa: E402
from benchmarks.hostile import GENERATORS, hostile_texts  # noqa: E402

REFERENCE = HERE.parent / "longgang" / "portal" / "demo" / "reference.toml"
FOLDERS = {"own": "own reports", "aside": "set aside", "own2": "second hand, own", "aside2": "second hand, set aside"}
LONG = 100_000
MOST_SECONDS = 3.0
ATTRIBUTES = ("kind", "days", "programme", "community", "people")
FIELDS = {"kind": ("kind",), "days": ("first", "last"), "programme": ("programme",), "community": ("community",), "people": ("people",)}


@dataclass
class Score:
    """What was found of what is there."""

    wanted: int = 0
    proposed: int = 0
    right: int = 0
    traps: int = 0
    taken: int = 0
    scored: Counter = field(default_factory=Counter)
    agreed: Counter = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    def add(self, other: "Score") -> None:
        for name in ("wanted", "proposed", "right", "traps", "taken"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.scored.update(other.scored)
        self.agreed.update(other.agreed)
        self.notes += other.notes

    def share(self, attribute: str) -> float:
        return self.agreed[attribute] / self.scored[attribute] if self.scored[attribute] else 1.0


def score_report(report: Report) -> Score:
    """Return how the figures of one report were read."""
    reading = read_report(report.text, names_of(report), report.asked)
    score = Score(wanted=len(report.figures), proposed=len(reading.proposals), traps=len(report.traps))
    free = list(reading.proposals)
    for figure in report.figures:
        match = next((proposal for proposal in free if _overlap(proposal, figure.start, figure.end) and _same(proposal, figure)), None)
        if match is None:
            score.notes.append(f"{report.name}: missed {figure.words} ({figure.amount} {figure.unit} {figure.qualifier})")
            continue
        free.remove(match)
        score.right += 1
        _compare(match, figure, score, report.name)
    free = [proposal for proposal in free if not any(_overlap(proposal, start, end) for start, end in report.open)]
    score.proposed = score.right + len(free)
    for proposal in free:
        score.notes.append(f"{report.name}: wrong {proposal.words} ({proposal.quantity.amount} {proposal.quantity.unit} {proposal.quantity.qualifier})")
    for start, end in report.traps:
        if any(_overlap(proposal, start, end) for proposal in free):
            score.taken += 1
    if reading.published_on != report.published:
        score.notes.append(f"{report.name}: day of the article {reading.published_on}, not {report.published}")
    return score


def names_of(report: Report) -> Names:
    """Return the dictionaries of a report: those its head lists, or the demo's."""
    if report.head.get("names") == "longgang":
        return demo_names()

    def entries(key: str) -> tuple[Entry, ...]:
        return tuple(Entry(name.strip(), (), number + 1) for number, name in enumerate(report.head.get(key, "").split(";")) if name.strip())

    programmes = tuple(Entry(entry.name) for entry in entries("programmes"))
    return Names(entries("lines"), programmes, (), entries("communities"), entries("units"), entries("members"))


def demo_names() -> Names:
    """Return the names of the demo data, as the live lists would give them."""
    reference = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))
    return Names(
        tuple(Entry(line["full_name"], (line["full_name"].removeprefix("新·"), line["short_name"]), line["number"]) for line in reference["lines"]),
        tuple(Entry(programme["name"], (), programme["line"]) for programme in reference["programmes"]),
        tuple(
            IndicatorEntry(entry["name"], entry["unit"], tuple(entry["lines"]), entry.get("definition", ""), entry.get("additive", True))
            for entry in reference["indicators"]
        ),
        tuple(Entry(community["name"]) for community in reference["communities"]),
        tuple(Entry(unit["name"], (unit["short_name"],) if "short_name" in unit else ()) for unit in reference["units"]),
    )


def score_seed(folder: Path) -> Score:
    """Return how the seed article was read; a fact without words of its own cannot be found and is left out."""
    text = (folder / "article.txt").read_bytes().decode("utf-8")
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        facts = [fact for fact in csv.DictReader(file) if fact["as_written"]]
    reading = read_report(text, demo_names())
    score = Score(wanted=len(facts), proposed=len(reading.proposals))
    free = list(reading.proposals)
    for fact in facts:
        wanted = (int(fact["value"]), fact["unit"], fact["qualifier"])
        match = next((one for one in free if (one.quantity.amount, one.quantity.unit, str(one.quantity.qualifier)) == wanted), None)
        if match is None:
            score.notes.append(f"seed: missed {fact['id']} {fact['as_written']}")
            continue
        free.remove(match)
        score.right += 1
        community = "方城浦社区" if fact["place"] == "方城浦社区" else None
        known = match.programme if match.programme in {entry.name for entry in demo_names().programmes} else None
        pairs = {
            "kind": (match.kind, fact["kind"]),
            "days": (_iso(match.happened_from) or "", _iso(match.happened_to), fact["happened_from"], fact["happened_to"]),
            "community": (match.community, community),
            "people": (match.people, (fact["people"],) if fact["people"] else ()),
            "action": (match.action_number, int(fact["action"])),
            "indicator": (match.indicator, fact["indicator"]),
            "programme": (known is not None, fact["kind"] == "summary"),
        }
        for name, values in pairs.items():
            half = len(values) // 2
            score.scored[name] += 1
            score.agreed[name] += values[:half] == values[half:]
            if values[:half] != values[half:]:
                score.notes.append(f"seed: {fact['id']} {name}: {values[:half]}, not {values[half:]}")
    score.notes += [f"seed: wrong {proposal.words}" for proposal in free]
    return score


def _overlap(proposal: Proposal, start: int, end: int) -> bool:
    return proposal.start < end and proposal.end > start


def _same(proposal: Proposal, figure: GoldFigure) -> bool:
    quantity = proposal.quantity
    return (quantity.amount, quantity.unit, str(quantity.qualifier)) == (figure.amount, figure.unit, figure.qualifier)


def _compare(proposal: Proposal, figure: GoldFigure, score: Score, name: str) -> None:
    said = {
        "kind": proposal.kind,
        "first": _iso(proposal.happened_from),
        "last": _iso(proposal.happened_to),
        "programme": proposal.programme,
        "community": proposal.community,
        "people": proposal.people,
    }
    for attribute in ATTRIBUTES:
        wanted = tuple(getattr(figure, part) for part in FIELDS[attribute])
        if UNSCORED in wanted:
            continue
        got = tuple(said[part] for part in FIELDS[attribute])
        score.scored[attribute] += 1
        score.agreed[attribute] += got == wanted
        if got != wanted:
            score.notes.append(f"{name}: {attribute} of {figure.words}: {got}, not {wanted}")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def tell(title: str, score: Score, attributes: tuple[str, ...] = ATTRIBUTES) -> None:
    say(f"{title}: {score.right} of {score.wanted} found, {score.proposed} proposed; recall {score.recall:.3f}, precision {score.precision:.3f}")
    if score.traps:
        say(f"  traps taken for figures: {score.taken} of {score.traps} ({score.taken / score.traps:.1%})")
    shares = ", ".join(f"{name} {score.share(name):.3f} of {score.scored[name]}" for name in attributes if score.scored[name])
    say(f"  {shares}")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")


def pooled(folder: str) -> Score:
    total = Score()
    for path in sorted((HERE / "reports" / folder).glob("*.report")):
        total.add(score_report(read_gold(path)))
    return total


def long_report() -> str:
    """Return a report of 100,000 characters: the own reports, one after another, again and again."""
    texts = [read_gold(path).text for path in sorted((HERE / "reports" / "own").glob("*.report"))]
    return "\n".join(texts * (LONG // sum(map(len, texts)) + 1))[:LONG]


def seconds_for(text: str, names: Names) -> float:
    began = time.process_time()  # the machine may be shared
    read_report(text, names)
    return time.process_time() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=Path, default=os.environ.get("SEED_FOLDER"))
    parser.add_argument("--show", choices=[*FOLDERS, "seed"], action="append", default=[], help="list what was missed or wrong")
    parser.add_argument("--hostile", type=int, default=300, metavar="N", help="how many hostile texts of 100,000 characters")
    options = parser.parse_args()

    groups = [(key, title, pooled(key), 0.95) for key, title in FOLDERS.items()]
    failed = []
    for key, title, score, aim in groups:
        tell(title, score)
        if key in options.show:
            for note in score.notes:
                say(f"    {note}")
        if min(score.recall, score.precision) < aim:
            failed.append(f"{title}: recall or precision below {aim}")
        failed += [f"{title}: {name} below 0.9" for name in ATTRIBUTES if score.share(name) < 0.9]
    traps, taken = sum(score.traps for _, _, score, _ in groups), sum(score.taken for _, _, score, _ in groups)
    say(f"traps in all: {taken} of {traps} taken ({taken / traps:.1%})")
    if traps < 150 or taken > 0.03 * traps:
        failed.append("traps")

    if options.seed:
        seed = score_seed(Path(options.seed))
        tell("seed", seed, (*ATTRIBUTES, "action", "indicator"))
        if "seed" in options.show:
            for note in seed.notes:
                say(f"    {note}")
        if seed.recall < 1 or seed.precision < 0.95:
            failed.append("seed")
    else:
        say("seed: not measured (--seed FOLDER)")

    took = seconds_for(long_report(), demo_names())
    say(f"a report of {LONG:,} characters: {took:.2f} s")
    worst, which = 0.0, ""
    for name, text in hostile_texts(options.hostile, LONG):
        seconds = seconds_for(text, demo_names())
        if seconds > worst:
            worst, which = seconds, name
    say(f"{options.hostile} hostile texts of {len(GENERATORS)} kinds: slowest {worst:.2f} s ({which})")
    if max(took, worst) > MOST_SECONDS:
        failed.append("speed")

    for problem in failed:
        say(f"MISSED: {problem}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
