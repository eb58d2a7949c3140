"""Holds a running portal against a list of facts, by what its public pages and open data say."""

import csv
import html
import json
import re
from functools import cache
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

SLUGS = dict(zip("123456", ("chengxiang", "xunmei", "jianyan", "xinghuo", "wenhua", "baiqi"), strict=True))
LONGGANG = Path(__file__).parent / "longgang.csv"


def facts_of_longgang():
    with LONGGANG.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Portal:
    """What a portal says; `get` returns the text at an address."""

    def __init__(self, get):
        self.get = cache(get)
        self.figures = list(csv.DictReader(StringIO(get("/data/figures.csv"))))
        self.totals = json.loads(get("/data/totals.json"))["totals"]

    def problems_of(self, facts):
        """Return what is wrong with each fact, by its id; every fact needs a figure of its own."""
        return {fact["id"]: found for fact in facts if (found := list(self._problems(fact)))}

    def _take(self, fact):
        """Return the figure that says a fact, its days before all else, and give it to no other fact."""
        fitting = [row for row in self.figures if self._says(row, fact)]
        best = max(fitting, key=lambda row: (row["happened_from"] == fact["happened_from"]) + (row["happened_to"] == fact["happened_to"]), default=None)
        if best is not None:
            self.figures.remove(best)
        return best

    def _says(self, row, fact):
        same = all(
            row[ours] == fact[theirs] for ours, theirs in (("action_number", "action"), ("kind", "kind"), ("qualifier", "qualifier"), ("spoken", "spoken"))
        )
        return same and (fact["qualifier"] == "ordinal" or (row["amount"], row["unit"]) == (fact["value"], fact["unit"]))

    def _problems(self, fact):
        row = self._take(fact)
        if row is None:
            yield "no figure of its own"
            return
        if (row["happened_from"], row["happened_to"]) != (fact["happened_from"], fact["happened_to"]):
            yield f"days {row['happened_from']}..{row['happened_to']}"
        page = self._text(row["url"])
        if not all(squeezed(word) in page for word in (row["spoken"], row["activity"])):
            yield "its page does not say it"
        total = next(
            (one for one in self.totals if (str(one["action_number"]), one["indicator"], one["period"]) == (fact["action"], row["indicator"], "all")), None
        )
        if total is None:
            yield "no total"
            return
        line = f"/actions/{SLUGS[fact['action']]}/"
        if urlsplit(total["evidence_url"]).path not in html.unescape(self.get(line)):
            yield "its line does not lead to the evidence"
        if fact["qualifier"] != "ordinal":
            yield from self._total_problems(total, line)
        if squeezed(row["activity"]) not in self._text(total["evidence_url"]):
            yield "the evidence does not name it"

    def _total_problems(self, total, line):
        if squeezed(total["spoken"]) not in self._text(line):
            yield "its line does not say the total"
        evidence = self.get(urlsplit(total["evidence_url"]).path)
        said = re.findall(r'data-total="(\d+)"', evidence)
        parts = [int(amount) for amount in re.findall(r'data-amount="(\d+)"', evidence)]
        if said != [str(sum(parts))] or sum(parts) != total["amount"]:
            yield f"the evidence does not add up: {said}, {parts}, {total['amount']}"

    def _text(self, url):
        return squeezed(re.sub(r"<[^>]+>", "", re.sub(r"(?s)<(script|style)\b.*?</\1>", "", self.get(urlsplit(url).path))))


def squeezed(text):
    return re.sub(r"\s", "", html.unescape(text))
