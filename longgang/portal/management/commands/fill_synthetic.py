"""`manage.py fill_synthetic --activities N`: a portal of any size for measuring, every record of it invented and named 示例."""

from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from longgang.portal.synthetic.filling import fill
from longgang.portal.synthetic.strangers import strangers


class Command(BaseCommand):
    help = "写入示例数据（每条活动5个数字，都注明示例），供测试和测速用。数据库里有别的记录、或在正式运行的设置下，要加 --yes 才写。"

    def add_arguments(self, parser):
        parser.add_argument("--activities", type=int, required=True, help="写入多少条活动")
        parser.add_argument("--seed", type=int, default=1, help="种子：相同的种子写出相同的数据")
        parser.add_argument("--yes", action="store_true", help="数据库里有真实记录，或 DEBUG 已关闭，也照写")

    def handle(self, *args, activities, seed, yes, **options):
        if activities < 1:
            raise CommandError("--activities 至少是1。")
        if not yes and not settings.DEBUG:
            raise CommandError("DEBUG 已关闭，这像是正式运行的门户，没有写入。确实要写，请加 --yes。")
        if not yes and (found := strangers()):
            raise CommandError(f"数据库里有不是演示数据、也不是示例数据的{found}，没有写入。确实要写，请加 --yes。")
        began = monotonic()
        plan = fill(activities, seed=seed, tell=lambda line: self.stdout.write(f"{monotonic() - began:7.1f}秒  {line}"))
        said = f"活动{activities}条、数字{activities * 5}个、项目{len(plan.shapes())}个、社区{plan.communities}个、{plan.years}年"
        self.stdout.write(f"示例数据：{said}，用了{monotonic() - began:.1f}秒。")
