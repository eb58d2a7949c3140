"""What the gallery shows of the dashboard's components: made up, in all their states."""

from collections.abc import Sequence
from types import SimpleNamespace as Given
from typing import Any

from actions.models import ActionLine
from actions.pace import Standing
from actions.quantities import Quantity
from members.models import Community
from publishing.charts import Column, spark

from .board import UNNAMED, Place, Ranked

PACES = ((Standing.MET, 100, 55), (Standing.AHEAD, 83, 55), (Standing.ON_COURSE, 57, 55), (Standing.LATE, 16, 55), (Standing.TIMELESS, 37, None))


def samples(lines: Sequence[ActionLine], months: Sequence[Column]) -> dict[str, Any]:
    """Return what `portal/gallery.html` needs beside its own."""
    rows = [
        Ranked("壹日读书会", 100, Quantity(1600, "场", "over").typeset, url="#"),
        Ranked("社区矫正对象帮教", 38, Quantity(600, "场", "over").typeset, url="#"),
    ]
    people = [Ranked("杨柳妹", 100, count=12, label_url="#", note="最近2022-07-20"), Ranked(UNNAMED, 8, count=1, note="最近2022-05-10")]
    names = ("方城浦", "下涝", "象岗", "咸园", "龙跃")
    places = [Place(Community(name=f"{name}社区"), 3 * level, level, "#") for level, name in zip((4, 3, 2, 1, 0), names, strict=True)]
    return {
        "paces": [(standing, percent, passed) for standing, percent, passed in PACES],
        "sparks": [(line, spark(months)) for line in lines] + [(lines[0], spark(months[:4]))],
        "rankings": [Given(ink="spark", rows=rows), Given(ink="", rows=people), Given(ink="sea", rows=[])],
        "places": places,
        "blanks": range(12),
    }
