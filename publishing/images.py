"""Pictures: the one field they are kept in."""

import secrets

from django.db import models


def random_name(instance, filename):
    """Return where an accepted picture is stored: never under the name it came with."""
    return f"pictures/{secrets.token_hex(2)}/{secrets.token_hex(16)}.jpg"


class PictureField(models.ImageField):
    """The one kind of file field a model may have: what it takes has passed the gate."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("upload_to", random_name)
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)
