"""The words that a record was drawn from, as they stand in their article."""

from dataclasses import dataclass
from typing import Any

from members.roles import is_publisher

from .marking import Mark, Piece, paragraphs, sentence_around
from .models import Activity, Article

MOST = 40


@dataclass(frozen=True)
class Origin:
    """An article that a record was drawn from, the sentences that it was, their words marked, and whether a person may open it."""

    article: Article
    passages: list[list[Piece]]
    may_open: bool


def origins_in_text(activity: Activity, user: Any) -> list[Origin]:
    """Return the articles that a record was drawn from, each with its sentences."""
    by_article: dict[Article, list[Any]] = {}
    for excerpt in activity.excerpts.in_order()[:MOST]:
        by_article.setdefault(excerpt.article, []).append(excerpt)
    publishes, ink = is_publisher(user), f"ink-{activity.line.ink}"
    return [Origin(article, _passages(article, rows, ink), publishes or article.created_by_id == user.pk) for article, rows in by_article.items()]


def _passages(article: Article, excerpts: list[Any], ink: str) -> list[list[Piece]]:
    """Return the sentences that some words stand in, each once, with all words marked."""
    marks = [Mark(excerpt.start, excerpt.end, "said", ink=ink) for excerpt in excerpts]
    spans = dict.fromkeys(sentence_around(article.text, mark.start, mark.end) for mark in marks)
    found: list[list[Piece]] = []
    upto = 0
    for first, last in sorted(spans):
        if last > upto:
            found += paragraphs(article.text, marks, max(first, upto), last)
            upto = last
    return found
