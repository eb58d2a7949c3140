"""Who published a report and who contributed it, where its own lines say so."""

import re

NAME = r"[\u4e00-\u9fffA-Za-z0-9·《》“”（）()]{2,40}"
SOURCE = re.compile(rf"(?:来源|信息来源|稿件来源)[：:][ \t\u3000]*(?P<name>{NAME})")
CONTRIBUTOR = re.compile(r"(?:供稿|供稿单位)[：:][ \t\u3000]*(?P<name>[\u4e00-\u9fffA-Za-z0-9·、 ]{2,40})")


def source_in(text: str) -> str:
    """Return who published a report first, as its head says; empty where nothing says so."""
    return _named(SOURCE, text[:2000])


def contributor_in(text: str) -> str:
    """Return who contributed a report, as its end says; empty where nothing says so."""
    return _named(CONTRIBUTOR, text[-2000:])


def _named(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found["name"].strip() if found else ""
