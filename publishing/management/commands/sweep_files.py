"""manage.py sweep_files: delete stored pictures and documents that no row names."""

from django.core.management.base import BaseCommand

from publishing.sweeping import sweep


class Command(BaseCommand):
    help = "清理文件：删去没有任何记录引用、且存放超过一天的照片和附件，和没有用上的上传。"

    def handle(self, *args, **options):
        self.stdout.write(f"清理了 {len(sweep())} 个文件。")
