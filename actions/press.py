"""What overprint pictures are made of: plates, shapes that run clockwise, and dice that always throw the same."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Plate:
    """One pass of the press: an ink, a screen ("" is solid), and the shapes it lays down."""

    ink: str
    screen: str
    d: str


class Dice:
    """Numbers drawn from a name: the same name, the same throws, on every machine and in every version."""

    def __init__(self, name: str) -> None:
        self._name, self._thrown = name, 0

    def between(self, low: int, high: int) -> int:
        """Return the next whole number from low to high, both included."""
        self._thrown += 1
        digest = hashlib.blake2b(f"{self._name}/{self._thrown}".encode(), digest_size=8).digest()
        return low + int.from_bytes(digest, "big") % (high - low + 1)

    def share(self, low: int, high: int) -> float:
        """Return the next number of hundredths from low to high."""
        return self.between(low, high) / 100

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[self.between(0, len(choices) - 1)]


def number(value: float) -> str:
    """Return a number with at most one decimal, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0")


def circle(x: float, y: float, r: float) -> str:
    arc = f"a{number(r)} {number(r)} 0 1 1"
    return f"M{number(x - r)} {number(y)}{arc} {number(2 * r)} 0{arc} {number(-2 * r)} 0z"


def polygon(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def box(x: float, y: float, width: float, height: float) -> str:
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def around(x: float, y: float, r: float, degrees: float) -> tuple[float, float]:
    """Return the point at this distance and bearing, measured clockwise from the top."""
    return x + r * sin(degrees * pi / 180), y - r * cos(degrees * pi / 180)


def star(x: float, y: float, r: float) -> str:
    """Return a spark with four long rays."""
    return polygon(*(around(x, y, r if k % 2 == 0 else r * 0.28, k * 45) for k in range(8)))


def turned(x: float, y: float, degrees: int, *points: tuple[float, float]) -> str:
    """Return a polygon whose points are measured from one corner, turned about it."""
    turn = degrees * pi / 180
    return polygon(*((x + u * cos(turn) - v * sin(turn), y + u * sin(turn) + v * cos(turn)) for u, v in points))


def leaf(x: float, y: float, width: float, height: float, sag: float) -> str:
    """Return the leaf of an open book, its upper and lower edges hanging."""
    half = f"{number(width / 2)} {number(-sag)} {number(width)} 0"
    back = f"{number(-width / 2)} {number(-sag)} {number(-width)} 0"
    return f"M{number(x)} {number(y)}q{half}v{number(height)}q{back}z"


def wave(dice: Dice, y: float, swing: int, width: int, height: int) -> str:
    """Return an area from a wavy line down to the foot of the picture."""
    step = width / dice.between(2, 4)
    x, up = -float(dice.between(0, int(step))), dice.one_of((1, -1))
    d = f"M{number(x)} {number(y)}"
    first = x
    while x < width:
        d += f"q{number(step / 2)} {up * swing} {number(step)} 0"
        x, up = x + step, -up
    return f"{d}V{height}H{number(first)}z"
