"""Raster overprints for the demo: flat shapes in a line's ink and a second ink, solid and halftone, laid over each other as on a press."""

import math
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw

SIZE = (1600, 1000)
PAPER = "#F3EFE6"
#: Each ink's live colour and screen angle, and the ink it is printed with.
INKS = {
    "bamboo": ("#4FA64B", 15, "#D99A1C"),
    "sea": ("#12A3B4", 45, "#A05CC0"),
    "indigo": ("#4E72D6", 75, "#F0653A"),
    "spark": ("#F0653A", 0, "#D99A1C"),
    "grape": ("#A05CC0", 105, "#F0653A"),
    "ochre": ("#D99A1C", 135, "#12A3B4"),
}


def overprint(ink, *, seed):
    """Return a PNG in that ink, the same for the same seed."""
    live, angle, second = INKS[ink]
    chance = Random(f"{ink}{seed}")  # noqa: S311 - a picture, not a secret
    sheet = Image.new("RGB", SIZE, PAPER)
    for polygons, colour, is_screened in MOTIFS[ink](chance):
        plate = _plate(polygons)
        if is_screened:
            plate = ImageChops.multiply(plate, _screen(angle if colour == 0 else angle + 30))
        flat = Image.new("RGB", SIZE, (live, second)[colour])
        sheet = ImageChops.multiply(sheet, Image.composite(flat, Image.new("RGB", SIZE, "white"), plate))
    kept = BytesIO()
    sheet.save(kept, "PNG")
    return kept.getvalue()


def _plate(polygons):
    """Return a mask of the polygons, drawn at twice the size so that edges are smooth."""
    plate = Image.new("L", (SIZE[0] * 2, SIZE[1] * 2))
    pen = ImageDraw.Draw(plate)
    for points in polygons:
        pen.polygon([(x * 2, y * 2) for x, y in points], fill=255)
    return plate.resize(SIZE, Image.Resampling.BILINEAR)


@cache
def _screen(angle, *, step=20, radius=6.2):
    """Return a halftone of dots whose rows run at the angle."""
    width, height = SIZE
    screen = Image.new("L", SIZE)
    pen = ImageDraw.Draw(screen)
    across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = int(math.hypot(width, height) / step / 2) + 1
    for row in range(-reach, reach + 1):
        for column in range(-reach, reach + 1):
            x = width / 2 + step * (column * across - row * down)
            y = height / 2 + step * (column * down + row * across)
            if -radius < x < width + radius and -radius < y < height + radius:
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return screen


def _disc(x, y, radius, corners=72):
    return [(x + radius * math.cos(2 * math.pi * n / corners), y + radius * math.sin(2 * math.pi * n / corners)) for n in range(corners)]


def _wave(top, height, length, shift):
    """Return everything below a wavy line."""
    line = [(x, top + height * math.sin(2 * math.pi * (x + shift) / length)) for x in range(0, SIZE[0] + 21, 20)]
    return [*line, (SIZE[0] + 20, SIZE[1]), (0, SIZE[1])]


def _turned(points, x, y, degrees):
    """Return the points turned about the origin and moved to x, y."""
    across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + px * across - py * down, y + px * down + py * across) for px, py in points]


def _roofs(chance):
    """Houses, and the fields before them."""
    houses = [[], []]
    for number, left in enumerate(range(140, 1400, 210)):
        left += chance.randrange(-30, 30)
        wide, eaves = chance.randrange(200, 270), chance.randrange(360, 500)
        houses[number % 2].append([(left, 800), (left, eaves), (left + wide / 2, eaves - wide / 2.6), (left + wide, eaves), (left + wide, 800)])
    yield houses[0], 0, False
    yield houses[1], 1, True
    yield [_wave(760, 38, chance.randrange(900, 1400), chance.randrange(900))], 0, True


def _sea(chance):
    """A sun, and waves."""
    yield [_disc(chance.randrange(950, 1250), chance.randrange(300, 400), 190)], 1, False
    for number in range(3):
        wave = _wave(470 + 140 * number, chance.randrange(26, 52), chance.randrange(520, 900), chance.randrange(800))
        yield [wave], 0, number == 1


def _sheets(chance):
    """Written sheets, one over the other."""
    for number in range(5):
        x, y, turn = 260 + 270 * number, chance.randrange(400, 600), chance.randrange(-24, 24)
        yield [_turned([(-150, -220), (150, -220), (150, 220), (-150, 220)], x, y, turn)], number % 2, number % 2 == 1
        lines = [[(-105, top), (105, top), (105, top + 14), (-105, top + 14)] for top in range(-150, 150, 60)]
        yield [_turned(line, x, y, turn) for line in lines], 0, False


def _sparks(chance):
    """A fire's rays, and what flies from it."""
    x, y = chance.randrange(700, 900), chance.randrange(500, 580)
    yield [_disc(x, y, 150)], 1, False
    yield (
        [_turned([(190, -9 - wide), (430, 0), (190, 9 + wide)], x, y, turn) for turn, wide in ((turn, chance.randrange(26)) for turn in range(0, 360, 20))],
        0,
        False,
    )
    flying = [(chance.randrange(80, 1520), chance.randrange(80, 920), chance.randrange(24, 76)) for _ in range(26)]
    yield [[(fx, fy - size), (fx + size / 3, fy), (fx, fy + size), (fx - size / 3, fy)] for fx, fy, size in flying], 0, False
    yield [_disc(x, y, 300)], 1, True


def _books(chance):
    """Open books."""
    for number in range(4):
        x, y, wide = 270 + 350 * number, chance.randrange(360, 640), chance.randrange(190, 240)
        yield [[(x, y - 90), (x - wide, y - 150), (x - wide, y + 110), (x, y + 170)]], number % 2, False
        yield [[(x, y - 90), (x + wide, y - 150), (x + wide, y + 110), (x, y + 170)]], (number + 1) % 2, True


def _boxes(chance):
    """Boxes, as packers stack them."""
    for number in range(6):
        x, y, side = 230 + 230 * number, chance.randrange(420, 620), chance.randrange(130, 180)
        rise = side * 0.56
        yield [[(x, y), (x - side, y - rise), (x, y - 2 * rise), (x + side, y - rise)]], 1, number % 2 == 0
        yield [[(x, y), (x - side, y - rise), (x - side, y - rise + side), (x, y + side)]], 0, False
        yield [[(x, y), (x + side, y - rise), (x + side, y - rise + side), (x, y + side)]], 0, True


MOTIFS = {"bamboo": _roofs, "sea": _sea, "indigo": _sheets, "spark": _sparks, "grape": _books, "ochre": _boxes}
