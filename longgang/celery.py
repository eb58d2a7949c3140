"""The Celery app: used by workers where REDIS_URL is set; tasks reach it through `publishing.jobs.enqueue` alone."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longgang.settings")
app = Celery("longgang")
app.set_default()  # in every thread, not only in the one that imports this
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
