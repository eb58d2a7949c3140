"""manage.py seal_trail: chain the committed rows of the trail."""

from django.core.management.base import BaseCommand

from publishing.trail import seal


class Command(BaseCommand):
    help = "封存留痕：把已提交而未封存的留痕逐条链接，并把末尾记到记录文件。"

    def handle(self, *args, **options):
        self.stdout.write(f"新封存 {seal()} 条留痕。")
