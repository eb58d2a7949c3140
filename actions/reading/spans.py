"""Spans of a text with their reason: put in order, none within another."""

from collections.abc import Iterable

Span = tuple[int, int, str]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order; of those that meet, the one that begins first speaks for all, the longest where two begin together."""
    kept: list[Span] = []
    for start, end, why in sorted(spans, key=lambda span: (span[0], -span[1])):
        if kept and start < kept[-1][1]:
            if end > kept[-1][1]:
                kept[-1] = (kept[-1][0], end, kept[-1][2])
        else:
            kept.append((start, end, why))
    return kept


def cut_out(spans: Iterable[Span], inner: list[Span], why: str) -> list[Span]:
    """Return spans in order, those of one reason cut where inner ones, in order and none within another, stand in them."""
    parts: list[Span] = []
    at = 0
    for span in spans:
        if span[2] != why:
            parts.append(span)
            continue
        start, end, _ = span
        while at < len(inner) and inner[at][1] <= start:
            at += 1
        while at < len(inner) and inner[at][1] <= end:
            if inner[at][0] > start:
                parts.append((start, inner[at][0], why))
            parts.append(inner[at])
            start = inner[at][1]
            at += 1
        if start < end:
            parts.append((start, end, why))
    return parts
