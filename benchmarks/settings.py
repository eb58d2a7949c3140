"""The portal's own settings, with a page beside it that does nothing: what others are compared with on the same server."""

from longgang.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
ALLOWED_HOSTS = ["*"]
SILENCED_SYSTEM_CHECKS = ["security.W020"]
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}  # noqa: F405 - names as always, nothing compressed
