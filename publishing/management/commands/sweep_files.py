"""manage.py sweep_files: delete stored pictures that no row names."""

from django.core.management.base import BaseCommand

from publishing.sweeping import sweep


class Command(BaseCommand):
    help = "清理照片文件：删去没有任何记录引用、且存放超过一天的照片。"

    def handle(self, *args, **options):
        self.stdout.write(f"清理了 {len(sweep())} 个照片文件。")
