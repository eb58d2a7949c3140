"""Holds the portal's open data and pages against a list of facts: the same rules for the article's facts and for an invented set."""

import csv
import html
import json
import re
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

SLUGS = ("chengxiang", "xunmei", "jianyan", "xinghuo", "wenhua", "baiqi")


def facts_of(name):
    """Return the facts of `<name>.csv` beside this file."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(page):
    """Return what a reader sees of a page, without white space."""
    without_code = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page)
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", without_code)))


class Reader:
    """Reads the portal through a test client, each address once."""

    def __init__(self, client):
        self.client, self.kept = client, {}

    def get(self, address):
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if path not in self.kept:
            response = self.client.get(path)
            assert response.status_code == 200, f"{path} answers {response.status_code}"
            self.kept[path] = response.getvalue().decode("utf-8-sig")
        return self.kept[path]

    def figures(self):
        return list(csv.DictReader(StringIO(self.get("/data/figures.csv"))))

    def totals(self):
        return json.loads(self.get("/data/totals.json"))["totals"]


def failures(client, facts):
    """Return a line for each fact that the portal does not hold, and for each evidence link that leads nowhere."""
    reader = Reader(client)
    free, totals, found = reader.figures(), reader.totals(), []
    for fact in facts:
        row = _own_figure(fact, free)
        if row is None:
            found.append(f"{fact['id']}: no published figure of its own")
            continue
        free.remove(row)
        found += [f"{fact['id']}: {problem}" for problem in _problems(reader, fact, row, totals)]
    assert totals, "no totals at all"
    for total in totals:
        reader.get(total["evidence_url"])
    return found


def _own_figure(fact, free):
    fitting = [
        row
        for row in free
        if (row["action_number"], row["kind"], row["qualifier"]) == (fact["action"], fact["kind"], fact["qualifier"]) and _is_as_much(fact, row)
    ]
    return max(fitting, key=lambda row: (row["happened_from"] == fact["happened_from"]) + (row["happened_to"] == fact["happened_to"]), default=None)


def _is_as_much(fact, row):
    if fact["qualifier"] == "ordinal":
        return (row["spoken"], row["amount"], row["floor"]) == (fact["spoken"], "", "")
    return (row["amount"], row["unit"]) == (fact["value"], fact["unit"])


def _problems(reader, fact, row, totals):
    if row["spoken"] != fact["spoken"]:
        yield f"said {row['spoken']}, not {fact['spoken']}"
    if (row["happened_from"], row["happened_to"]) != (fact["happened_from"], fact["happened_to"]):
        yield f"days {row['happened_from']}..{row['happened_to']}"
    page = text_of(reader.get(row["url"]))
    if text_of(row["spoken"]) not in page or text_of(row["activity"]) not in page:
        yield "the activity's page does not say it"
    key = (fact["action"], row["indicator"], "all")
    total = next((total for total in totals if (str(total["action_number"]), total["indicator"], total["period"]) == key), None)
    if total is None:
        yield "no running total of its indicator"
        return
    is_rank = fact["qualifier"] == "ordinal"
    action_page = reader.get(f"/actions/{SLUGS[int(fact['action']) - 1]}/")
    if not is_rank and text_of(total["spoken"]) not in text_of(action_page):
        yield f"the action's page does not say the total {total['spoken']}"
    if (parts := urlsplit(total["evidence_url"])) and parts.path + (f"?{parts.query}" if parts.query else "") not in html.unescape(action_page):
        yield "the action's page does not link to the evidence"
    evidence = reader.get(total["evidence_url"])
    if text_of(row["activity"]) not in text_of(evidence):
        yield "the evidence does not name the activity"
    said = [int(number) for number in re.findall(r'data-total="(\d+)"', evidence)][:1]
    listed = [int(number) for number in re.findall(r'data-amount="(\d+)"', evidence)]
    if not is_rank and (said != [sum(listed)] or said != [total["amount"]]):
        yield f"the evidence does not add up: {said}, {listed}, {total['amount']}"
