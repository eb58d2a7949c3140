"""What a heading says of all that stands under it: ★ 湖景社区."""

from bisect import bisect_left

from .names import Named
from .sections import Layout, Line, mark_of

MOST_BESIDE = 8  # characters of a heading that is the name of a community and little more


def communities_of_headings(layout: Layout, communities: list[Named]) -> list[str | None]:
    """Return for each line of a report the community whose name heads its part."""
    headed: list[str | None] = []
    current, under = None, ""
    for line in layout.lines:
        if line.heading and line.text:
            named = _named_alone(line, communities)
            if named is not None:
                current, under = named, mark_of(line.text)
            elif mark_of(line.text) in ("", under):
                current = None
        headed.append(current)
    return headed


def _named_alone(line: Line, communities: list[Named]) -> str | None:
    """Return the one community that a heading names beside little else."""
    if len(line.text) > 24:
        return None
    first = bisect_left(communities, line.start, key=lambda named: named.start)
    inside = [named for named in communities[first : first + 2] if named.start < line.end]
    if len(inside) != 1 or len(line.text) - (inside[0].end - inside[0].start) > MOST_BESIDE:
        return None
    return inside[0].name
