"""`manage.py load_longgang`: the records of Longgang as demo data, and one account for each role."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from actions.involvement import count_anew
from actions.models import Activity, Counting
from longgang.portal.demo.accounts import ACCOUNTS, open_accounts
from longgang.portal.demo.advice import Advice
from longgang.portal.demo.announcements import Announcements
from longgang.portal.demo.entering import read
from longgang.portal.demo.pages import Pages
from longgang.portal.demo.records import Ledger, enter_reference
from longgang.portal.demo.who import Pairings, enter_people


class Command(BaseCommand):
    help = "载入龙港六大行动的演示数据，每个角色开一个账号。重复运行不会改动已有的记录。"

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="已经有活动时什么也不做")

    def handle(self, *args, if_empty, **options):
        if if_empty and Activity.objects.exists():
            return
        with transaction.atomic():
            users, passwords = open_accounts()
            said = self._load(users)
        if Counting.objects.newest() is None:
            count_anew(today=timezone.localdate())  # else the dashboard would wait for it a minute
        self.stdout.write(said)
        if passwords:
            self._tell(passwords)

    def _load(self, users):
        """Enter what is not there yet, and return in words how much that was."""
        hands = {"editor": users["caibian"], "publisher": users["zhongshen"]}
        activities, who = read("activities"), read("who")
        report, ledger = activities["report"], Ledger(**hands)
        enter_reference(by=users["xitong"])
        enter_people(who, report, by=users["zhongshen"])
        pairings = Pairings(**hands).enter_all(who, report)
        new = ledger.enter_all(activities)
        linked = ledger.link_all(activities)
        proposals, moved = Advice(**hands).enter_all(read("proposals"), report)
        events = Announcements(**hands).enter_all(read("events"), report, today=timezone.localdate())
        pages = Pages(**hands).enter_all(read("pages"))
        said = f"演示数据：新录入活动{new}条、结对{pairings}对、建言{proposals}条、预告{events}条、页面{pages}条。"
        return said + (f"以前录入的活动，补记结对和会员{linked}条，改记为建言{moved}条。" if linked or moved else "")

    def _tell(self, passwords):
        """Print the new passwords, and keep them where git does not look."""
        kept = Path(settings.DATA_DIR) / "accounts.txt"
        lines = [f"{name:<10} {password}  {ACCOUNTS[name].name}" for name, password in passwords.items()]
        with kept.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        kept.chmod(0o600)
        self.stdout.write("\n".join(["新开的账号（用户名 密码 角色），密码只显示这一次，也记在 var/accounts.txt：", *lines]))
