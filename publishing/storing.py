"""Where pictures lie: under which names, and how they get there whole or not at all."""

import os
import re
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

INCOMING = "incoming"  # as they came, until a job has made the picture; and what is half written. No view sends anything from here.
SIZE = re.compile(r"-\d+\.webp$")


def size_name(name: str, step: int) -> str:
    """Return where a size of a master is stored."""
    return f"{name.removesuffix('.jpg')}-{step}.webp"


def master_of(name: str) -> str:
    """Return the master that a stored file belongs to: itself, or the one it is a size of."""
    return SIZE.sub(".jpg", name)


def key_of(name: str) -> str:
    """Return what tells a stored picture from every other, whichever row names it: its place without folder and ending."""
    return name.partition("/")[2].removesuffix(".jpg")


def put(name: str, content: bytes) -> None:
    """Store a file under exactly this name, whole or not at all: who is killed meanwhile leaves what was there before."""
    try:
        place = Path(default_storage.path(name))
    except NotImplementedError:  # a store without paths puts whole files anyway
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
        return
    half = Path(default_storage.path(f"{INCOMING}/{secrets.token_hex(16)}.half"))
    half.parent.mkdir(parents=True, exist_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if (mode := getattr(default_storage, "file_permissions_mode", None)) is not None:
        half.chmod(mode)
    half.replace(place)
