"""Documents: the one gate for files that are not pictures, and the field they are kept in."""

import secrets

from django.db import models

FOLDER = "documents"


def random_name(instance, filename):
    """Return where an accepted document is stored: never under the name it came with."""
    return f"{FOLDER}/{secrets.token_hex(2)}/{secrets.token_hex(16)}"


class DocumentField(models.FileField):
    """The one kind of file field for documents: what it takes has passed the gate."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("upload_to", random_name)
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)
