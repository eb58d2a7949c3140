"""`manage.py total 100多场 22场 --json`: add quantities up as the portal does."""

import json
import re

from django.core.management.base import BaseCommand, CommandError

from ...quantities import UnitMismatch, sum_of
from ...readings import Unreadable, read_quantity, unit_of


class Command(BaseCommand):
    help = "把几个数量相加，结果与网站上的说法一致，如：total 100多场 22场"
    requires_system_checks = []

    def run_from_argv(self, argv):
        # argparse takes 「-5场」 for an option; with a minus sign it reaches the reader, which says why it is refused.
        super().run_from_argv([re.sub(r"^-(?=[0-9０-９])", "−", word) for word in argv])

    def add_arguments(self, parser):
        parser.add_argument("quantities", nargs="*", metavar="数量", help="如：100多场 近百万元 数万人次")
        parser.add_argument("--unit", default="", metavar="单位", help="没有写单位的数按它计")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args, **options):
        try:
            total = _total(options["quantities"], unit_of(options["unit"]))
        except (Unreadable, UnitMismatch) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(_row(total), ensure_ascii=False) if options["json"] else _sentence(total))


def _total(texts, unit):
    """Return the sum of the texts; those that name no unit take the one asked for, or the one that the others name."""
    read = [read_quantity(text, unit) for text in texts]
    unit = unit or next((quantity.unit for quantity in read if quantity.unit), "")
    return sum_of([read_quantity(text, unit) for text in texts], unit)


def _row(total):
    return {
        "amount": total.reported_amount,
        "floor": total.reported_floor,
        "unit": total.unit,
        "qualifier": total.qualifier,
        "complete": total.complete,
        "spoken": total.spoken,
    }


def _sentence(total):
    if not total.count:
        return "未报。"
    guaranteed = "" if total.reported_floor is None else f"，至少{total.floor}{total.unit}"
    return f"{total.count}个数合计：{total.spoken}{guaranteed}。"
