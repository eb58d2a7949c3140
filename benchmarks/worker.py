"""The process of one portal: reads what to do, a JSON list a line, and answers how long it took and what came of it."""

import json
import sys
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from time import perf_counter, process_time

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - the portal must be set up first
from django.test import Client  # noqa: E402

from actions import progress, settlement, tallying  # noqa: E402
from actions.enums import Kind  # noqa: E402
from actions.models import ActionLine, Activity, Figure, Indicator  # noqa: E402
from actions.periods import Period  # noqa: E402
from actions.sums import Scope  # noqa: E402
from longgang.portal.synthetic.plan import LAST_YEAR  # noqa: E402
from longgang.settled import settle  # noqa: E402
from members.models import Community, User  # noqa: E402
from members.roles import give_roles  # noqa: E402
from publishing.services import publish  # noqa: E402

CLIENTS = {}
MOST = 12  # rows of a table on the dashboard


@cache
def times():
    """Return the indicator that is asked about; whoever asks knows it, as the dashboard does."""
    return Indicator.objects.get(code="huo-dong-chang-ci")


def year_of_data():
    """Return the newest year of the synthetic records."""
    return LAST_YEAR


def count():
    return Activity.objects.count()


def facts():
    """Return what a comparison must know of the reference rows."""
    return {
        "year": str(year_of_data()),
        "times": times().pk,
        "adding": list(Indicator.objects.filter(adds_over_lines=True).values_list("pk", flat=True)),
        "communities": {community.pk: community.name for community in Community.objects.all()},
    }


def pages():
    """Return the address of each page that is measured, one in the middle of what is there."""
    line = ActionLine.objects.get(number=4)
    activity = Activity.objects.published().filter(line=line, kind=Kind.OCCASION, community__isnull=False).newest_first().first()
    return {
        "home": "/", "action": line.get_absolute_url(), "list": "/activities/", "evidence": progress.evidence_url(times()),
        "activity": activity.get_absolute_url(), "community": f"/communities/{activity.community.slug}/", "dashboard": "/dashboard/",
    }  # fmt: skip


def page(path):
    """Fetch a page as whoever may see it; the answer is its size."""
    who = "leader" if path.startswith("/dashboard") else "anybody"
    if who not in CLIENTS:
        CLIENTS[who] = Client(raise_request_exception=True)
        if who == "leader":
            user, _ = User.objects.get_or_create(username="ling-dao-shi-li", defaults={"name": "示例领导"})
            give_roles(user, "leader")
            CLIENTS[who].force_login(user)
    response = CLIENTS[who].get(path)
    size = len(response.content) if not response.streaming else sum(map(len, response.streaming_content))
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return size


# ---- What the dashboard asks the door


def said(sum):
    total = sum.total
    return [total.amount, total.floor, total.count]


def totals():
    """Every total over all lines, of the year and up to its end."""
    this = Period.of_year(year_of_data())
    return {code: {str(sum.indicator.pk): said(sum) for sum in progress.totals_of(period=period)} for code, period in (("year", this), ("upto", this.through))}


def targets():
    """Every line's indicators, in all and in the year, which its targets are held against."""
    rows = [(line.line.pk, row) for line in progress.all_lines(year=year_of_data()) for row in line.rows]
    return {
        f"{line}/{row.indicator.pk}": [said(row.to_date), said(row.this_year)] for line, row in rows if row.to_date.is_reported or row.this_year.is_reported
    }


def trend():
    table = progress.table_by_time(times(), Scope(), Period.of_year(year_of_data()))
    return {row.own.period.code: [said(row.own), said(row.counted)] for row in table.rows if row.own.is_reported}


def by_programme():
    table = progress.table_by_programme(times(), Scope(), Period.of_year(year_of_data()), most=MOST)
    return {"whole": said(table.whole), "rows": [said(row.counted) for row in table.rows]}


def by_community():
    table = progress.table_by_community(times(), Scope(), Period.of_year(year_of_data()), most=MOST)
    return {"whole": said(table.whole), "rows": [[row.label, said(row.own), said(row.counted)] for row in table.rows]}


# ---- Publishing


def draft(number):
    """Enter a draft of five figures like those of its programme, and return it."""
    programme = ActionLine.objects.get(number=1 + number % 6).programmes.filter(slug__startswith="shi-li").order_by("pk").first()
    beside = Activity.objects.published().filter(programme=programme, kind=Kind.OCCASION, community__isnull=False).newest_first().first()
    day = beside.happened_to - timedelta(number % 90)
    activity = Activity.objects.create(
        line_id=programme.line_id, programme=programme, title=f"示例新活动{number}", happened_from=day, happened_to=day, community_id=beside.community_id
    )
    for figure in beside.figures.all():
        amount = max(1, figure.amount // 2) if figure.qualifier == "exact" else figure.amount
        Figure.objects.create(activity=activity, indicator_id=figure.indicator_id, amount=amount, qualifier=figure.qualifier, position=figure.position)
    return activity


@contextmanager
def totals_off(how):
    """Publish without placing and totals (`off`), or without totals alone (`placed`)."""
    place, recompute = settlement._place, tallying.recompute
    if how in ("off", "placed"):
        tallying.recompute = lambda keys: None
    if how == "off":
        settlement._place = lambda *args: set()
    try:
        yield
    finally:
        settlement._place, tallying.recompute = place, recompute


def publish_one(number, how):
    """Publish a draft, with totals or without, its foreign keys checked as at a commit; answer what it took, and leave nothing of it."""
    by = User.objects.get(username="shili-shuju")
    with transaction.atomic():
        activity = draft(number)
        connection.check_constraints()
        cpu, began = process_time() + server_cpu(), perf_counter()
        with totals_off(how):
            publish(activity, by=by)
        connection.check_constraints()
        taken = [perf_counter() - began, process_time() + server_cpu() - cpu]
        transaction.set_rollback(True)
    return taken


WORKS = {work.__name__: work for work in (count, facts, pages, page, totals, targets, trend, by_programme, by_community, publish_one)}


def server_cpu():
    """Return the seconds of processor that this connection's process of a PostgreSQL on this machine has used; 0 where nobody can tell."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return 0.0
    path = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        return int(path.read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def main():
    settle()  # as a server does
    for line in sys.stdin:
        work, *asked = json.loads(line)
        cpu, began = process_time() + server_cpu(), perf_counter()
        answer = WORKS[work](*asked)
        seconds, cpu = perf_counter() - began, process_time() + server_cpu() - cpu
        print(json.dumps({"seconds": seconds, "cpu": cpu, "answer": answer}), flush=True)


if __name__ == "__main__":
    main()
