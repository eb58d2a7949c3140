"""Overprint pictures: what stands for an activity without a photograph, drawn from its id and its line's ink, for ever the same.

A picture is printed in plates, as on a press: one ink, solid or screened, and all its shapes in one path, so that only different plates multiply.
Every shape runs clockwise: two of one plate join where they meet, and leave no hole.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

WIDTH, HEIGHT = 400, 250
SECOND = {  # the inks that look well over each
    "bamboo": ("ochre", "sea", "indigo"),
    "sea": ("grape", "indigo", "ochre"),
    "indigo": ("spark", "sea", "ochre"),
    "spark": ("ochre", "bamboo", "indigo"),
    "grape": ("spark", "sea", "ochre"),
    "ochre": ("sea", "spark", "indigo"),
}


@dataclass(frozen=True)
class Plate:
    """One pass of the press: an ink, a screen ("" is solid), and the shapes it lays down."""

    ink: str
    screen: str
    d: str


@dataclass(frozen=True)
class Picture:
    """The plates of one picture, in the order they are printed."""

    width: int
    height: int
    plates: tuple[Plate, ...]


class Dice:
    """Numbers drawn from a name: the same name, the same throws, on every machine and in every version."""

    def __init__(self, name: str) -> None:
        self._name, self._thrown = name, 0

    def between(self, low: int, high: int) -> int:
        """Return the next whole number from low to high, both included."""
        self._thrown += 1
        digest = hashlib.blake2b(f"{self._name}/{self._thrown}".encode(), digest_size=8).digest()
        return low + int.from_bytes(digest, "big") % (high - low + 1)

    def one_of(self, choices):
        return choices[self.between(0, len(choices) - 1)]


def picture(number: int, ink: str, *, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """Return the picture of the record with this number in this ink."""
    dice = Dice(f"{ink}/{number}")
    second = dice.one_of(SECOND[ink])
    return Picture(width, height, tuple(plate for plate in MOTIFS[ink](dice, ink, second, width, height) if plate.d))


def circle(x: float, y: float, r: float) -> str:
    return f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 1 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 1 {_n(-2 * r)} 0z"


def polygon(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "z"


def box(x: float, y: float, width: float, height: float) -> str:
    return f"M{_n(x)} {_n(y)}h{_n(width)}v{_n(height)}h{_n(-width)}z"


def wave(dice: Dice, y: float, swing: int, width: int, height: int) -> str:
    """Return an area from a wavy line down to the foot of the picture."""
    step = width / dice.between(2, 4)
    x = -dice.between(0, int(step))
    d = f"M{_n(x)} {_n(y)}"
    up = dice.one_of((1, -1))
    while x < width:
        d += f"q{_n(step / 2)} {_n(up * swing)} {_n(step)} 0"
        x, up = x + step, -up
    return f"{d}V{height}H{_n(-step)}z"


def _n(value: float) -> str:
    """Return a number with at most one decimal, as short as it can be written."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def roofs(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Houses over rolling fields, some of them still screened."""
    ground = height * dice.between(70, 84) / 100
    solid, light, over, x = "", "", "", dice.between(10, 50) - 40
    while x < width - 20:
        w, tall, eaves = dice.between(46, 92), dice.between(74, 150), dice.between(16, 44)
        ridge = dice.one_of((0.5, 0.5, 0.5, 0.0, 1.0, 0.32))
        top = ground - tall
        house = polygon((x, ground), (x, top + eaves), (x + w * ridge, top), (x + w, top + eaves), (x + w, ground))
        match dice.between(0, 4):
            case 0 | 1:
                solid += house
                if dice.between(0, 2) == 0:
                    over += box(x + w * 0.38, top + eaves + 14, w * 0.24, w * 0.24)
            case 2 | 3:
                light += house
            case _:
                over += house
        x += w - dice.between(-26, 26)
    field = wave(dice, ground - dice.between(4, 12), dice.between(16, 42), width, height)
    near = wave(dice, ground + (height - ground) * 0.5, dice.between(10, 26), width, height)
    sun = circle(dice.between(40, width - 40), dice.between(36, 62), dice.between(16, 30)) if dice.between(0, 2) else ""
    return [Plate(second, "dots", light), Plate(second, "", over + sun), Plate(ink, "", solid), Plate(ink, "dense", field), Plate(ink, "", near)]


def waves(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """The sea under a sun or a moon, a sail perhaps."""
    x, y, r = dice.between(60, width - 60), dice.between(54, 110), dice.between(32, 62)
    horizon = height * dice.between(42, 58) / 100
    sun = circle(x, y, r)
    sails = ""
    for _ in range(dice.between(0, 2)):
        at, tall = dice.between(40, width - 60), dice.between(40, 84)
        sails += polygon((at, horizon + 16), (at, horizon - tall), (at + tall * 0.55, horizon + 16)) + polygon(
            (at - 5, horizon + 16), (at - 5, horizon - tall * 0.7), (at - tall * 0.32, horizon + 16)
        )
    far = wave(dice, horizon, dice.between(14, 34), width, height)
    middle = wave(dice, horizon + (height - horizon) * 0.32, dice.between(16, 40), width, height)
    near = wave(dice, horizon + (height - horizon) * 0.66, dice.between(14, 36), width, height)
    halo = circle(x, y, r + dice.between(14, 30)) if dice.between(0, 1) else ""
    return [
        Plate(second, "dots", halo),
        Plate(second, "", sun),
        Plate(ink, "dots", far),
        Plate(ink, "dense", middle),
        Plate(ink, "", near),
        Plate(second, "dense", sails),
    ]


def sheets(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Written sheets, turned a little, one over the other."""
    solid, light, over, lines = "", "", "", ""
    for k in range(dice.between(4, 6)):
        w, h = dice.between(84, 128), dice.between(104, 150)
        x = (k + 0.5) * width / 5 - w / 2 + dice.between(-34, 34)
        y, turn = dice.between(20, height - h + 20), dice.between(-16, 16) * pi / 180
        corner = lambda u, v, x=x, y=y, t=turn: (x + u * cos(t) - v * sin(t), y + u * sin(t) + v * cos(t))  # noqa: E731
        fold = dice.one_of((0, 0, 22))
        sheet = polygon(corner(0, 0), corner(w - fold, 0), corner(w, fold), corner(w, h), corner(0, h))
        match k % 3:
            case 0:
                solid += sheet
            case 1:
                light += sheet
            case _:
                over += sheet
        for row in range(dice.between(2, 4)):
            v, long = 26 + row * 20, w * dice.between(40, 76) / 100
            lines += polygon(corner(14, v), corner(14 + long, v), corner(14 + long, v + 6), corner(14, v + 6))
    return [Plate(second, "dots", over), Plate(ink, "dots", light), Plate(ink, "", solid), Plate(second, "", lines)]


def sparks(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Sparks that fly up from one side, large and small."""
    plates = {(ink, ""): "", (ink, "dots"): "", (second, "dense"): "", (second, ""): ""}
    lean = dice.between(-60, 60) / 100
    for k in range(dice.between(16, 24)):
        up = dice.between(0, 100) / 100
        x = width / 2 + lean * width * (up - 0.4) + dice.between(-width // 2, width // 2) * (0.35 + 0.65 * up)
        y = height * (1.02 - up)
        r = dice.between(5, 15) + (dice.between(0, 16) if k < 8 else 0) * (1.3 - up)
        plates[dice.one_of(((ink, ""), (ink, ""), (ink, "dots"), (second, "dense"), (second, "")))] += circle(x, y, r)
    heart = circle(width / 2 - lean * width * 0.4, height * dice.between(78, 100) / 100, dice.between(52, 84))
    plates[ink, "dots"] += heart
    return [Plate(*key, d) for key, d in plates.items()]


def books(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Open books that hang like birds, each a pair of leaves."""
    solid, light, over, right = "", "", "", ""
    for k in range(dice.between(3, 5)):
        w, h = dice.between(52, 84), dice.between(62, 104)
        x = (k + 0.5) * width / 4.4 + dice.between(-26, 26)
        y, sag = dice.between(24, height - h - 30), dice.between(12, 26)
        left = f"M{_n(x - w)} {_n(y + sag)}q{_n(w / 2)} {-sag} {w} 0v{h}q{_n(-w / 2)} {-sag} {-w} 0z"
        leaf = f"M{_n(x)} {_n(y + sag)}q{_n(w / 2)} {-sag} {w} 0v{h}q{_n(-w / 2)} {-sag} {-w} 0z"
        if dice.between(0, 2):
            solid, light = solid + left, light + leaf
        else:
            over, right = over + left, right + leaf
    lamp = circle(dice.between(50, width - 50), dice.between(30, height - 40), dice.between(26, 54)) if dice.between(0, 1) else ""
    return [Plate(second, "dots", light + lamp), Plate(second, "", over), Plate(ink, "dense", right), Plate(ink, "", solid)]


def boxes(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Boxes of the packaging trade, stacked, each with its three sides."""
    top, front, side = "", "", ""
    base = height * dice.between(86, 96) / 100
    for _ in range(dice.between(3, 4)):
        x = dice.between(0, width - 90)
        foot = base - dice.between(0, 12)
        for _ in range(dice.between(1, 3)):
            w, h = dice.between(48, 92), dice.between(36, 66)
            depth = dice.between(20, 38)
            rise = depth * 0.55
            front += box(x, foot - h, w, h)
            side += polygon((x + w, foot - h), (x + w + depth, foot - h - rise), (x + w + depth, foot - rise), (x + w, foot))
            top += polygon((x, foot - h), (x + depth, foot - h - rise), (x + w + depth, foot - h - rise), (x + w, foot - h))
            x, foot = x + dice.between(-14, 22), foot - h - rise * 0.4
            if foot < 70:
                break
    mark = circle(dice.between(50, width - 50), dice.between(36, 80), dice.between(20, 40)) if dice.between(0, 1) else ""
    return [Plate(second, "dots", top + mark), Plate(ink, "", front), Plate(ink, "dense", side), Plate(second, "", "")]


MOTIFS: dict[str, Callable[[Dice, str, str, int, int], list[Plate]]] = {
    "bamboo": roofs,
    "sea": waves,
    "indigo": sheets,
    "spark": sparks,
    "grape": books,
    "ochre": boxes,
}
