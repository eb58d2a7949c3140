"""Work for the tests of jobs, importable by a worker's own process; what it did stands in rows."""

import time

from members.models import Unit
from publishing.jobs import GaveUp, task


@task
def count_up(job, upto, pause=0.0):
    """Make one unit for each number that has none yet: done twice, it does no more."""
    job.advance(0, total=upto)
    for number in range(upto):
        Unit.objects.get_or_create(slug=f"u{number}", defaults={"name": f"单位{number}", "kind": "media"})
        job.advance()
        time.sleep(pause)
    return f"做了{upto}个"


@task
def go_wrong(job):
    raise ZeroDivisionError("password=secret")


@task
def give_up(job):
    raise GaveUp("第3行的日期读不出来。")
