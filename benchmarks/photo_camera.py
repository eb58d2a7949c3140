"""Photos as a phone takes them, made up: shapes, soft grounds and grain, lying on the side, with the place they were taken."""

import io
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

PLACE = {1: "N", 2: (27.0, 33.0, 1.0), 3: "E", 4: (120.0, 33.0, 1.0)}
TURNS = (1, 6, 1, 8, 3, 1, 6)


def take(number: int, megapixels: float) -> bytes:
    """Return the photo with this number: always the same one."""
    dice = random.Random(number)  # noqa: S311
    scale = (megapixels / 12) ** 0.5
    width, height = round(4000 * scale), round(3000 * scale)
    scene = _scene(dice, 1000, 750).resize((width, height), Image.Resampling.BICUBIC)
    detail = Image.effect_noise((width // 3, height // 3), 40).resize((width, height), Image.Resampling.BICUBIC).convert("RGB")
    grain = Image.effect_noise((width, height), 10).convert("RGB")
    seen = ImageChops.overlay(ImageChops.overlay(scene, detail), grain)
    tags = Image.Exif()
    tags[0x0112], tags[0x010F] = TURNS[number % len(TURNS)], "Phone"
    tags.get_ifd(0x8825).update(PLACE)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=92, exif=tags.tobytes(), comment=b"taken by a phone")
    return out.getvalue()


def _scene(dice, width, height):
    ground = Image.effect_noise((9, 7), 120).resize((width, height), Image.Resampling.BICUBIC)
    scene = Image.merge("RGB", [ground, ground.rotate(180), ImageChops.offset(ground, width // 3)])
    draw = ImageDraw.Draw(scene)
    for _ in range(120):
        left, top, wide, high = dice.randrange(width), dice.randrange(height), dice.randrange(10, 180), dice.randrange(10, 180)
        colour = tuple(dice.randrange(256) for _ in range(3))
        shape = dice.choice((draw.ellipse, draw.rectangle))
        shape((left, top, left + wide, top + high), fill=colour if dice.random() < 0.6 else None, outline=colour, width=dice.randrange(1, 4))
    return scene.filter(ImageFilter.GaussianBlur(0.7))
