"""The Celery app: used by workers where REDIS_URL is set; tasks reach it through `publishing.jobs.enqueue` alone."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longgang.settings")
app = Celery("longgang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
