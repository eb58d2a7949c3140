"""One process that makes sizes of photos in one way, and says what each took."""

import json
import math
import os
import re
import shutil
import sys
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

import django

django.setup()

from django.conf import settings  # noqa: E402 - the portal must be set up first
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import File  # noqa: E402
from django.core.files.storage import FileSystemStorage, default_storage  # noqa: E402
from django.core.management import call_command  # noqa: E402
from easy_thumbnails.files import get_thumbnailer  # noqa: E402
from PIL import Image, ImageChops, ImageOps, ImageStat  # noqa: E402

from publishing import jobs, uploads  # noqa: E402
from publishing.developing import STEPS  # noqa: E402
from publishing.storing import size_name  # noqa: E402


def by_portal(path):
    """Do what the portal does with a file: take it in as it arrives, then what a worker does."""
    with path.open("rb") as file:
        upload = uploads.receive(File(file, path.name), by=Sender.user)
    uploads.make_picture(None, upload=upload.pk)
    return lambda: {step: default_storage.open(size_name(upload.picture, step)).read() for step in STEPS}


class Sender:
    """Who sends the photos, in a database of this process's own; jobs are run here, not started elsewhere."""

    user = None

    @classmethod
    def sign_in(cls):
        call_command("migrate", verbosity=0)
        cls.user = get_user_model().objects.create(username="bench")
        jobs.start = lambda pk: None


def by_thumbnails(path):
    """Do what easy-thumbnails does when a page asks for three sizes of an original."""
    storage = FileSystemStorage(location=path.parent)
    names = []
    for step in STEPS:
        thumbnailer = get_thumbnailer(storage, path.name)
        thumbnailer.thumbnail_storage = default_storage
        thumbnail = thumbnailer.generate_thumbnail({"size": (step, 0), "quality": settings.THUMBNAIL_QUALITY})
        names.append(default_storage.save(f"thumbnails/{step}-{path.stem}.webp", thumbnail.file))
    return lambda: {step: default_storage.open(name).read() for step, name in zip(STEPS, names, strict=True)}


def nearness(content, original):
    """Return how near a size is to one made with care, in decibels."""
    image = Image.open(BytesIO(content)).convert("RGB")
    seen = ImageStat.Stat(ImageChops.difference(image, original.resize(image.size, Image.Resampling.LANCZOS)))
    return 10 * math.log10(255**2 / (sum(seen.sum2) / (3 * image.width * image.height)))


def answer_for(way, path):
    began, worked = perf_counter(), process_time()
    kept = way(path)
    took = {"seconds": perf_counter() - began, "processor": process_time() - worked}
    took["megabytes"] = most_memory()
    return took, kept


def most_memory():
    """Return the most megabytes this process has held. The kernel's `ru_maxrss` begins with what the process that started this one had held."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def main(way):
    work = {"portal": by_portal, "thumbnails": by_thumbnails}[way]
    if work is by_portal:
        Sender.sign_in()
    for line in sys.stdin:
        said = line.strip()
        if not said:
            print(json.dumps({}), flush=True)
            continue
        took, kept = answer_for(work, Path(said))
        contents = kept()
        took["bytes"] = {step: len(content) for step, content in contents.items()}
        took["near"] = compared(Path(said), contents)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        print(json.dumps(took), flush=True)


def compared(path, contents):
    """Look at what was made in a process of its own, which leaves this one's memory alone."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = json.load(pipe)
        os.waitpid(child, 0)
        return said
    original = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    with os.fdopen(writing, "w") as pipe:
        json.dump({step: nearness(content, original) for step, content in contents.items()}, pipe)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
