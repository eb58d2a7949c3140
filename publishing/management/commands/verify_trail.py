"""manage.py verify_trail: look the trail over; exit 1 where something is wrong."""

from django.core.management.base import BaseCommand, CommandError

from publishing.trail import sealed, unsealed, verify

SHOWN = 50


class Command(BaseCommand):
    help = "核验留痕：找出被改动、删除、调换、插入或截断之处。"

    def handle(self, *args, **options):
        findings = verify()
        for finding in findings[:SHOWN]:
            self.stdout.write(finding)
        if len(findings) > SHOWN:
            self.stdout.write(f"……还有 {len(findings) - SHOWN} 处。")
        if findings:
            raise CommandError(f"留痕有 {len(findings)} 处不符。", returncode=1)
        self.stdout.write(f"留痕完好：已封存 {sealed()} 条，待封存 {unsealed().count()} 条。")
