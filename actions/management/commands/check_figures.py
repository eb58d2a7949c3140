"""Hold the totals table against the figures."""

from django.core.management.base import BaseCommand

from ...checking import differences


class Command(BaseCommand):
    help = "核对合计表与每一个已发布的数字，有出入就列出来并以1退出。"

    def handle(self, *args, **options):
        found = 0
        for line in differences():
            found += 1
            self.stdout.write(line)
        if found:
            raise SystemExit(1)
        self.stdout.write("合计与数字一致。")
