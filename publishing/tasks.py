"""What Celery calls by name, and the work of this app that can be enqueued."""

from celery import shared_task

from . import drafts, jobs, linkcheck, minute, trail, uploads
from .models import OutsideLink


@shared_task(name="publishing.tasks.run_job", ignore_result=True)
def run_job(pk):
    jobs.run(pk)


@shared_task(name="publishing.tasks.take_up_stale_jobs", ignore_result=True)
def take_up_stale_jobs():
    jobs.take_up_stale_jobs()


@shared_task(name="publishing.tasks.seal_trail", ignore_result=True)
def seal_trail():
    trail.seal()


@jobs.task
def verify_trail(job):
    """Seal what is committed, look the whole trail over, and say what was found."""
    trail.seal()
    job.advance(0, total=trail.sealed())
    findings = trail.verify(advance=job.advance)
    if findings:
        return f"留痕有{len(findings)}处不符。{''.join(findings[:3])}"
    return f"留痕完好：核验了{job.total}条。"


@jobs.task
def check_links(job):
    """Ask every open outside link whether it still answers, and say how many do not."""
    links = list(OutsideLink.objects.open().order_by("pk"))
    job.advance(0, total=len(links))
    dead = linkcheck.look_at(links, advance=job.advance)
    return f"检查了{len(links)}个外链，{len(dead)}个打不开。" if dead else f"检查了{len(links)}个外链，都打得开。"


@shared_task(name="publishing.tasks.go_rounds", ignore_result=True)
def go_rounds():
    minute.go_rounds()


@minute.each_minute
def check_links_if_due():
    linkcheck.check_if_due(check_links)


@minute.each_minute
def sweep_old_drafts():
    drafts.sweep_old()


@minute.each_minute
def look_after_uploads():
    uploads.look_after()
