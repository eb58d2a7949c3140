"""`manage.py extract FILE --json`: the figures that a report states, as 录入助手 proposes them."""

import json
import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from ...assistant import UnknownEncoding, already_recorded, decoded, live_names
from ...reading import Names, read_report

LARGEST = 8 * 2**20


class Command(BaseCommand):
    help = "读一篇报道，列出其中的数字，如：extract 报道.txt；文件写 - 从标准输入读"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="文件", help="纯文本，UTF-8 或 GB18030；- 是标准输入")
        parser.add_argument("--on", type=date.fromisoformat, metavar="日期", help="报道的日期，文中没有写明时用，如：2022-07-20")
        parser.add_argument("--json", action="store_true", help="输出 JSON，一个数字一项")

    def handle(self, *args, **options):
        text = _text_of(options["file"])
        names = self._names()
        reading = read_report(text, names, options["on"])
        if options["json"]:
            self.stdout.write(json.dumps([proposal.row for proposal in reading.proposals], ensure_ascii=False, indent=1))
        else:
            self._print(reading, already_recorded(reading) if names.indicators else [])

    def _names(self):
        try:
            return live_names()
        except (OperationalError, ProgrammingError):
            self.stderr.write("数据库里没有名录，只按文字读。")
            return Names()

    def _print(self, reading, already):
        self.stdout.write(f"报道日期：{reading.published_on or '没有写明'}")
        for group in reading.groups:
            self.stdout.write(f"\n【{group.number}】{_shown(group.title)}")
            for proposal in group.proposals:
                self.stdout.write("  " + _sentence(proposal))
        for found in already:
            titles = "、".join(f"《{activity.title}》" for activity in found.activities)
            self.stdout.write(f"\n注意：“{_shown(found.proposal.words)}”可能已经录入：{titles}")
        doubtful = [skipped for skipped in reading.skipped if skipped.doubtful]
        if doubtful:
            self.stdout.write(f"\n没有读懂或者没有当作数字的{len(doubtful)}处，请看一眼：")
            for skipped in doubtful:
                self.stdout.write(f"  {_shown(skipped.words)}　{skipped.why}")
        self.stdout.write(f"\n另有{len(reading.skipped) - len(doubtful)}处是日期、名称、比例、编号等，不是数字。")
        for message in reading.messages:
            self.stdout.write(f"\n{message}")


def _text_of(name):
    try:
        content = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _read(Path(name))
    except OSError as failure:
        raise CommandError(f"读不了“{name}”：{failure.strerror}。") from failure
    if len(content) > LARGEST:
        raise CommandError("文件太大：报道最多8兆。")
    try:
        return decoded(content)
    except UnknownEncoding as failure:
        raise CommandError(str(failure)) from failure


def _read(path):
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _sentence(proposal):
    days = f"{proposal.happened_from or '起始不详'}至{proposal.happened_to}" if proposal.happened_to else "日期待定"
    parts = [
        _shown(proposal.words),
        proposal.quantity.spoken,
        proposal.indicator or "指标待定",
        "累计情况" if proposal.kind == "summary" else "一次活动",
        days,
        f"行动{proposal.action_number}" if proposal.action_number else "行动待定",
        *filter(None, (proposal.programme, proposal.community)),
        *proposal.people,
    ]
    return "　".join(parts)


def _shown(words):
    """Return words without line breaks and without characters that a terminal acts on."""
    return "".join(char if char.isprintable() else "�" for char in words)
