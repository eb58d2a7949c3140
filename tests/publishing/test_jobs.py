import os
import signal
import subprocess
import sys
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from celery import Celery, current_app
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from members.models import Unit
from publishing import jobs
from publishing.jobs import enqueue, run, take_up_stale_jobs
from publishing.models import Job, JobState, TakenOver

from .slow_tasks import count_up, give_up, go_wrong

ROOT = Path(__file__).resolve().parents[2]
LATER = timedelta(minutes=3)


@pytest.fixture
def inline(monkeypatch):
    """Run jobs where they are started, and return the ids of those that were."""
    started = []
    monkeypatch.setattr(jobs, "start", lambda pk: started.append(pk) or run(pk))
    return started


@pytest.fixture
def noted(monkeypatch):
    """Start nothing, and return the ids of what would have been."""
    started = []
    monkeypatch.setattr(jobs, "start", started.append)
    return started


# ---- A row first


@pytest.mark.django_db
def test_work_starts_on_commit_and_ends_with_its_result(inline, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(count_up, label="数数", total=3, upto=3)
        assert (job.state, job.standing(), inline) == (JobState.QUEUED, "已受理，稍后处理", [])

    job.refresh_from_db()
    assert (job.state, job.attempt, job.done, job.percent, job.message) == (JobState.DONE, 1, 3, 100, "做了3个")
    assert Unit.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_work_asked_for_in_a_transaction_that_fails_is_never_started(inline):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(count_up, upto=3)
        raise RuntimeError

    assert (Job.objects.count(), inline) == (0, [])


@pytest.mark.django_db
def test_a_job_is_claimed_once(noted):
    job = enqueue(count_up, upto=2)

    assert [run(job.pk), run(job.pk)] == [True, False]
    assert Job.objects.get().attempt == 1


@pytest.mark.django_db
def test_a_run_that_was_overtaken_stops_and_writes_nothing(noted):
    job = enqueue(count_up, upto=2)
    Job.objects.update(state=JobState.RUNNING, attempt=2)
    job.attempt = 1

    with pytest.raises(TakenOver):
        job.advance(total=2)

    assert Job.objects.get().done == 0


# ---- What goes wrong


@pytest.mark.django_db
def test_what_goes_wrong_is_tried_three_times_and_tells_nothing_of_the_inside(inline):
    job = enqueue(go_wrong)
    run(job.pk)
    first = Job.objects.get()

    counts = [take_up_stale_jobs(now=timezone.now() + LATER * minute) for minute in (1, 2, 3)]

    assert (first.state, first.standing(), first.message) == (JobState.QUEUED, "已中断，正在重试", "出了差错，稍后重试。")
    assert counts == [1, 1, 0]
    job.refresh_from_db()
    assert (job.state, job.attempt, job.message) == (JobState.FAILED, 3, "三次都没有做完，请联系管理员。")


@pytest.mark.django_db
def test_what_cannot_be_done_fails_at_once_with_its_reason(inline):
    job = enqueue(give_up)

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempt, job.message) == (JobState.FAILED, 1, "第3行的日期读不出来。")


@pytest.mark.django_db
def test_only_registered_work_is_run(inline):
    job = Job.objects.create(task="os.getcwd")

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.QUEUED, "出了差错，稍后重试。")


# ---- Taken up again


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "attempt", "age", "outcome"),
    [
        (JobState.QUEUED, 0, 3, JobState.QUEUED),
        (JobState.RUNNING, 1, 3, JobState.QUEUED),
        (JobState.RUNNING, 3, 3, JobState.FAILED),
        (JobState.RUNNING, 1, 1, None),
        (JobState.DONE, 1, 9, None),
        (JobState.FAILED, 3, 9, None),
    ],
)
def test_what_nobody_moves_is_taken_up_and_nothing_else(noted, state, attempt, age, outcome):
    job = Job.objects.create(task=count_up.path, state=state, attempt=attempt, beat_at=timezone.now() - timedelta(minutes=age))

    count = take_up_stale_jobs()

    job.refresh_from_db()
    assert (job.state, count, noted) == ((outcome or state), *((1, [job.pk]) if outcome == JobState.QUEUED else (0, [])))


@pytest.mark.django_db
def test_the_message_of_a_job_never_sent_is_sent_again_by_the_minute_but_not_each_time(noted):
    Job.objects.create(task=count_up.path)
    later = timezone.now() + LATER

    assert [take_up_stale_jobs(now=later), take_up_stale_jobs(now=later + timedelta(minutes=1))] == [1, 0]


@pytest.mark.django_db
def test_with_the_broker_away_the_work_is_accepted_at_once(settings, django_capture_on_commit_callbacks, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:6390/0"  # nobody listens there
    app = Celery(broker=settings.REDIS_URL, set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(jobs, "current_app", app)
    began = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(count_up, upto=1)

    assert time.monotonic() - began < 3
    job.refresh_from_db()
    assert (job.state, job.standing()) == (JobState.QUEUED, "已受理，稍后处理")


# ---- Threads of the process


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_a_thread_of_the_process_does_the_work(settings):
    settings.REDIS_URL = ""
    job = enqueue(count_up, upto=3)

    jobs.wait()

    job.refresh_from_db()
    assert (job.state, job.done, job.message) == (JobState.DONE, 3, "做了3个")


@pytest.mark.django_db
def test_run_due_takes_up_jobs_and_seals_the_trail(inline, capsys):
    job = Job.objects.create(task="publishing.tasks.verify_trail", beat_at=timezone.now() - LATER)

    call_command("run_due")

    job.refresh_from_db()
    assert capsys.readouterr().out.startswith("接着做 1 件后台任务")
    assert (job.state, job.message) == (JobState.DONE, "留痕完好：核验了0条。")


# ---- A real worker


@pytest.fixture
def queue(settings):
    """Return a queue of this test's own on the real broker."""
    settings.REDIS_URL = os.environ["REDIS_URL"]
    name = f"test-{uuid.uuid4().hex}"
    usual, current_app.conf.task_default_queue = current_app.conf.task_default_queue, name
    yield name
    current_app.conf.task_default_queue = usual


@pytest.fixture
def worker(queue, tmp_path):
    """Start Celery workers of this machine on the test's database and queue; end them all afterwards."""
    running = []

    def start():
        parts = connection.settings_dict
        url = f"postgres://{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT'] or 5432}/{parts['NAME']}".replace(":@", "@")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "longgang", "worker", "-Q", queue, "-c", "1", "--without-mingle", "--without-gossip", "-l", "warning"],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url, "VAR_DIR": str(tmp_path)},
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        kill(process)


def kill(process):
    """kill -9 the worker and all its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.1)


@pytest.mark.redis
@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_celery_worker_does_the_work(worker):
    worker()

    job = enqueue(count_up, label="数数", upto=3)

    wait_until(lambda: Job.objects.get(pk=job.pk).has_ended)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.done, job.message) == (JobState.DONE, 1, 3, "做了3个")


@pytest.mark.redis
@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_work_cut_off_by_a_kill_is_taken_up_and_ends_once(worker):
    first = worker()
    job = enqueue(count_up, upto=40, pause=0.2)
    wait_until(lambda: Unit.objects.count() >= 3)
    kill(first)
    done_before = Unit.objects.count()
    assert done_before < 40 and Job.objects.get().state == JobState.RUNNING

    worker()
    Job.objects.update(beat_at=timezone.now() - LATER)
    assert take_up_stale_jobs() == 1

    wait_until(lambda: Job.objects.get().has_ended)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.done, Unit.objects.count()) == (JobState.DONE, 2, 40, 40)
    jobs.start(job.pk)  # a message delivered once more
    time.sleep(2)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DONE, 2)
