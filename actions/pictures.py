"""Overprint pictures: what stands for an activity without a photograph, drawn from its id and its line's ink, for ever the same.

A picture is printed in plates, as on a press: one ink, solid or screened, and all its shapes in one path, so that only different plates multiply.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import motifs
from .press import Dice, Plate

WIDTH, HEIGHT = 400, 250
SECOND = {  # the inks that look well over each
    "bamboo": ("ochre", "sea", "indigo"),
    "sea": ("grape", "indigo", "ochre", "spark"),
    "indigo": ("spark", "sea", "ochre"),
    "spark": ("ochre", "bamboo", "indigo"),
    "grape": ("spark", "sea", "ochre"),
    "ochre": ("sea", "spark", "indigo"),
}
MOTIFS: dict[str, Callable[[Dice, str, str, int, int], list[Plate]]] = {
    "bamboo": motifs.roofs,
    "sea": motifs.waves,
    "indigo": motifs.sheets,
    "spark": motifs.sparks,
    "grape": motifs.books,
    "ochre": motifs.boxes,
}


@dataclass(frozen=True)
class Picture:
    """The plates of one picture, in the order they are printed."""

    width: int
    height: int
    plates: tuple[Plate, ...]


def picture(number: int, ink: str, *, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """Return the picture of the record with this number in this ink."""
    dice = Dice(f"{ink}/{number}")
    second = dice.one_of(SECOND[ink])
    return Picture(width, height, tuple(plate for plate in MOTIFS[ink](dice, ink, second, width, height) if plate.d))
