"""What forty phone photos cost from arrival to the last size, beside easy-thumbnails making the same three WebP sizes of the same files.

    python -m benchmarks.photos [--photos 40] [--megapixels 12]

The portal takes each file in, decodes it once, turns it upright, strips it to its pixels, keeps a master of 2560 px and makes 480, 960 and 1600 px, all by
the code of view and job, with their rows in a database, each file flushed to the disk. easy-thumbnails reads the original for each size and keeps no
master. Both take turns, photo by photo, each in a process of its own, on the same files, widths and quality. What differs is said: the effort of the
encoder (2 here; 4, Pillow's default, there, which passes none). How near each size comes to one made with care is printed, and how many bytes it takes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .bounds import Bound, show
from .photo_camera import take

MOST_TIME, MOST_MEGABYTES = 0.7, 300
WAYS = ("portal", "thumbnails")


def total(found, way, what):
    return sum(one[what] for one in found[way])


def bounds(found):
    """Return what the photos cost against easy-thumbnails, by the clock and in processor time, and the most memory in hundreds of MB."""
    ratio = {what: total(found, "portal", what) / total(found, "thumbnails", what) for what in ("seconds", "processor")}
    return [
        Bound("photos against easy-thumbnails", ratio["seconds"], most=MOST_TIME),
        Bound("photos against easy-thumbnails, processor", ratio["processor"], most=MOST_TIME),
        Bound("photos, memory in 100 MB", max(one["megabytes"] for one in found["portal"]) / 100, most=MOST_MEGABYTES / 100),
    ]


class Hand:
    """A process that works in one way: reads a file's name a line, answers what it took."""

    def __init__(self, way, folder):
        told = os.environ | {"VAR_DIR": str(folder / way), "DJANGO_SETTINGS_MODULE": "benchmarks.photo_settings"}
        told.pop("DATABASE_URL", None)
        told.pop("REDIS_URL", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.photo_worker", way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=told
        )
        self.ask("")

    def ask(self, said):
        self.process.stdin.write(f"{said}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(photos, megapixels):
    """Return by way, for each photo, what it took: seconds, processor seconds, bytes and nearness by width; and the most memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hands = {way: Hand(way, folder) for way in WAYS}
        found = {way: [] for way in WAYS}
        for number in range(photos + 1):  # the first warms up
            path = folder / f"IMG_{number:04}.jpg"
            path.write_bytes(take(number, megapixels))
            for way in WAYS if number % 2 else reversed(WAYS):
                answer = hands[way].ask(path)
                if number:
                    found[way].append(answer)
            path.unlink()
        for hand in hands.values():
            hand.close()
    return found


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--megapixels", type=float, default=12)
    asked = parser.parse_args(words)
    found = measure(asked.photos, asked.megapixels)
    print(f"{asked.photos} photos of {asked.megapixels:g} megapixels")
    for way in WAYS:
        seconds, processor, memory = total(found, way, "seconds"), total(found, way, "processor"), max(one["megabytes"] for one in found[way])
        print(f"{way}: {seconds:.1f} s, {processor:.1f} s of processor, {asked.photos / seconds:.2f} pictures/s, at most {memory:.0f} MB")
        for width in found[way][0]["bytes"]:
            size = sum(one["bytes"][width] for one in found[way]) / asked.photos / 1000
            near = sum(one["near"][width] for one in found[way]) / asked.photos
            print(f"  {width} px: {size:.0f} kB, {near:.1f} dB from a size made with care")
    show(bounds(found), "portal/thumbnails")
    return found


if __name__ == "__main__":
    main()
