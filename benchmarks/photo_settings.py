"""The portal's own settings with easy-thumbnails beside it, which makes the same sizes."""

from longgang.settings import *  # noqa: F403
from publishing.developing import WEBP_QUALITY

INSTALLED_APPS = [*INSTALLED_APPS, "easy_thumbnails"]  # noqa: F405
THUMBNAIL_EXTENSION = THUMBNAIL_TRANSPARENCY_EXTENSION = "webp"
THUMBNAIL_PRESERVE_EXTENSIONS = False
THUMBNAIL_QUALITY = WEBP_QUALITY
