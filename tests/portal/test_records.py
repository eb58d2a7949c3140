"""Every record of the report that has no number, and everybody it names: published, on a page of its own, at most two clicks from its line's page."""

import csv
import html
import re
from pathlib import Path

import pytest

from tests.facts import text_of

pytestmark = pytest.mark.django_db

RECORDS = Path(__file__).resolve().parents[1] / "facts" / "records.csv"


class Walker:
    """Follows the links of pages as a reader does, those of the head and foot left aside, each address once."""

    def __init__(self, client):
        self.client, self.kept = client, {}

    def main(self, address):
        """Return what stands between head and foot of a page."""
        if address not in self.kept:
            response = self.client.get(address)
            assert response.status_code == 200, f"{address} answers {response.status_code}"
            page = response.content.decode() if response["Content-Type"].startswith("text/html") else ""  # a photo leads nowhere
            self.kept[address] = page.partition("<main")[2].partition("</main>")[0]
        return self.kept[address]

    def links(self, address):
        return {html.unescape(path) for path in re.findall(r'href="(/[^"#?]*/)"', self.main(address))}

    def within_two_clicks(self, line):
        """Return the addresses at most two clicks from the page of a line; calendars and other files are no pages."""
        first = self.links(f"/actions/{line}/")
        return first | set().union(*(self.links(address) for address in first))

    def heading(self, address):
        return text_of(re.search(r"(?s)<h1[^>]*>(.*?)</h1>", self.main(address))[1])


def records():
    with RECORDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def missing(walker, record):
    """Return what is missing of a record, None where nothing is."""
    near = [address for address in walker.within_two_clicks(record["line"]) if address.startswith(record["address"]) and address != record["address"]]
    found = [address for address in near if walker.heading(address) == text_of(record["headed"])]
    if not found:
        return f"{record['headed']}: no page under {record['address']} within two clicks of {record['line']}"
    return None if text_of(record["says"]) in text_of(walker.main(found[0])) else f"{record['headed']}: {found[0]} does not say {record['says']}"


def test_every_record_and_person_is_two_clicks_from_its_line(client, longgang):
    walker, listed = Walker(client), records()

    assert len(listed) == 31
    assert [problem for record in listed if (problem := missing(walker, record))] == []


def test_the_check_itself_finds_what_is_not_there(client, longgang):
    walker, record = Walker(client), records()[11]

    assert missing(walker, record | {"headed": "《没有这条建言》"})
    assert missing(walker, record | {"line": "baiqi"})
    assert missing(walker, record | {"says": "人民日报"})
    assert missing(walker, record) is None
