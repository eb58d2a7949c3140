"""Long work: a row first, a message afterwards. The row is the truth, so a lost or doubled message loses and doubles nothing.

`enqueue` makes the row in the transaction of what asks for the work. On commit a Celery worker is told where REDIS_URL is set, else a small pool of threads.
Whoever starts it claims the row first; a minute's sweep takes up what nobody moves. A task is started at most three times, and may have been
half done before: that doing it again does no harm is the task's own duty.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

from celery import current_app
from django.conf import settings
from django.db import connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import Job, JobState, TakenOver
from .models.jobs import MOST_ATTEMPTS

log = logging.getLogger(__name__)
TASKS: dict = {}
THREADS = 2


class GaveUp(Exception):
    """The task cannot be done and need not be tried again; its words are shown to whoever asked for it."""


def task(function):
    """Register `function(job, **arguments)` as work that can be enqueued; what it returns, a sentence or nothing, is shown as the result."""
    function.path = f"{function.__module__}.{function.__qualname__}"
    TASKS[function.path] = function
    return function


def enqueue(task, *, label="", total=0, by=None, **arguments) -> Job:
    """Return the row of new work, which starts once the current transaction is committed."""
    job = Job.objects.create(task=task.path, label=label, total=total, by=by, arguments=arguments)
    transaction.on_commit(partial(start, job.pk))
    return job


def start(pk):
    """Have a job run soon, somewhere else; where nobody can be told, the row stays queued and the sweep tries again."""
    if not settings.REDIS_URL:
        _pool().submit(_run_in_thread, pk)
        return
    try:
        current_app.send_task("publishing.tasks.run_job", kwargs={"pk": pk}, retry=False)
    except Exception:  # whatever keeps the broker away (refused, reset, timed out, full): the work is accepted all the same
        log.warning("job %s: the broker is away, the row stays queued", pk, exc_info=True)


def run(pk) -> bool:
    """Claim a queued job and run it here; return whether it was there to be claimed."""
    claimed = Job.objects.filter(pk=pk, state=JobState.QUEUED, attempt__lt=MOST_ATTEMPTS)
    if not claimed.update(state=JobState.RUNNING, attempt=F("attempt") + 1, done=0, message="", beat_at=timezone.now()):
        return False
    job = Job.objects.get(pk=pk)
    try:
        try:
            _end(job, JobState.DONE, _function_of(job)(job, **job.arguments) or "")
        except TakenOver:
            raise
        except GaveUp as reason:
            _end(job, JobState.FAILED, str(reason))
        except Exception:
            log.exception("job %s (%s): attempt %s went wrong", pk, job.task, job.attempt)
            _try_again(job)
    except TakenOver:
        log.warning("job %s: attempt %s was overtaken and stops", pk, job.attempt)
    return True


def take_up_stale_jobs(*, now=None) -> int:
    """Start again what nobody moves, give up what was tried three times, and return how many were started."""
    now, started = now or timezone.now(), 0
    for job in Job.objects.stale(now).order_by("pk"):
        unmoved = Job.objects.stale(now).filter(pk=job.pk, attempt=job.attempt)
        if job.attempt >= MOST_ATTEMPTS:
            unmoved.update(state=JobState.FAILED, message="三次都没有做完，请联系管理员。", ended_at=now)
        elif unmoved.update(state=JobState.QUEUED, beat_at=now):
            start(job.pk)
            started += 1
    return started


def wait():
    """Wait for what runs in this process's own threads; a command that ends would wait anyway, a test wants to know when."""
    _pool().shutdown()
    _pool.cache_clear()


def _function_of(job):
    import_string(job.task)  # a worker may not have met the module yet
    return TASKS[job.task]


def _end(job, state, message):
    done = {"done": job.total} if state == JobState.DONE and job.total else {}
    job.keep(state=state, message=message[:300], ended_at=timezone.now(), **done)


def _try_again(job):
    if job.attempt < MOST_ATTEMPTS:
        job.keep(state=JobState.QUEUED, message="出了差错，稍后重试。", beat_at=timezone.now())
    else:
        _end(job, JobState.FAILED, "三次都没有做完，请联系管理员。")


@cache
def _pool():
    return ThreadPoolExecutor(THREADS, thread_name_prefix="job")


def _run_in_thread(pk):
    try:
        return run(pk)
    except Exception:
        log.exception("job %s could not be run", pk)
    finally:
        connections.close_all()
