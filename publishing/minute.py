"""What is due each minute: Celery beat does it where there is one, else cron or a thread of the server's process."""

import logging
import threading

from django.db import connections

from .jobs import take_up_stale_jobs
from .trail import seal

log = logging.getLogger(__name__)
EVERY = 60.0
ROUNDS = []


def each_minute(function):
    """Register a small chore of any app, done each minute: it looks whether there is anything to do and returns at once where not."""
    ROUNDS.append(function)
    return function


def go_rounds():
    """Do the small chores of all apps; what goes wrong in one is logged and keeps no other waiting."""
    for chore in ROUNDS:
        try:
            chore()
        except Exception:
            log.exception("a chore of the minute went wrong: %s", chore.__qualname__)


def run_due():
    """Take up stale jobs, go the rounds and seal the trail; return how many jobs and seals. The one does not wait for the other's faults."""
    started, sealed = None, None
    try:
        started = take_up_stale_jobs()
        go_rounds()
    finally:
        sealed = seal()
    return started, sealed


def start_ticking():
    """Do each minute what is due, in a thread that ends with the process; several processes at once do no harm."""
    threading.Thread(target=_tick, name="minute", daemon=True).start()


def _tick():
    pause = threading.Event()
    while not pause.wait(EVERY):
        try:
            run_due()
        except Exception:
            log.exception("what is due each minute went wrong")
        finally:
            connections.close_all()
