"""The portal of Longgang's six actions: settings, URLs, Celery, and the pages that show rows of several apps."""

from .celery import app as celery_app

__all__ = ["celery_app"]
