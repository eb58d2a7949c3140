"""Whether the portal can do its work: what a load balancer or a watchman asks."""

import contextlib
import logging
import shutil
import tempfile

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)
LEAST_FREE = 200 * 1024 * 1024


class Unfit(Exception):
    """A part answers, but not as it should."""


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def cache_remembers():
    word = get_random_string(12)
    cache.set("healthz", word, 30)
    if cache.get("healthz") is None:
        raise Unfit("the cache forgets at once")


def disk():
    """Both folders can be written to, and have room."""
    for folder in {str(settings.DATA_DIR), settings.MEDIA_ROOT}:
        with contextlib.suppress(FileNotFoundError):  # the media folder comes with the first picture
            if shutil.disk_usage(folder).free < LEAST_FREE:
                raise Unfit(f"{folder} is nearly full")
            with tempfile.TemporaryFile(dir=folder):
                pass


def broker():
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=3)


def checks():
    """Return each part's name and check; the broker's only where there is one."""
    return {"database": database, "cache": cache_remembers, "disk": disk} | ({"broker": broker} if settings.REDIS_URL else {})


@never_cache
@require_safe
def healthz(request):
    """/healthz: 200 where every part works, else 503; why stands in the log only."""
    found = {}
    for name, check in checks().items():
        try:
            check()
            found[name] = "ok"
        except Exception:
            log.exception("healthz: %s", name)
            found[name] = "down"
    is_well = set(found.values()) == {"ok"}
    return JsonResponse({"status": "ok" if is_well else "down", "checks": found}, status=200 if is_well else 503)
