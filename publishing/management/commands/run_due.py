"""manage.py run_due: what is due each minute, for cron where there is no Celery beat."""

from django.core.management.base import BaseCommand

from publishing import jobs
from publishing.minute import run_due


class Command(BaseCommand):
    help = "做每分钟该做的事：接着做停下的后台任务，封存留痕。没有 Celery 时由 cron 每分钟调用。"

    def handle(self, *args, **options):
        started, sealed = run_due()
        self.stdout.write(f"接着做 {started} 件后台任务，新封存 {sealed} 条留痕。")
        jobs.wait()
