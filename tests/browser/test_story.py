"""One number from the form to every place that shows it: entered, published, revised, summed up."""

import csv
import json
import re
from io import StringIO

import pytest

from actions.models import ActionLine, Activity
from tests.browser.desk import choose, do, sign_in, state_figures, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PROGRAMME = "?programme=yi-ri-du-shu-hui"
BEFORE = {"home": "6.5万多人次", "line": "5000多人次", "programme": None, "evidence": 65000, "csv": 65000, "json": 65000}
ENTERED = {"home": "6.8万多人次", "line": "8000多人次", "programme": "3000人次", "evidence": 68000, "csv": 68000, "json": 68000}
REVISED = {"home": "7万多人次", "line": "1万多人次", "programme": "5000人次", "evidence": 70000, "csv": 70000, "json": 70000}


class Public:
    """What the public reads of one indicator, place by place."""

    def __init__(self, sheet):
        self.sheet = sheet

    def linked(self, path, address):
        """Return what the first link to an evidence page says on a page, None where there is none."""
        self.sheet.open(path)
        links = self.sheet.page.locator(f'main a[href="{address}"]')
        return re.sub(r"\s", "", links.first.inner_text()) if links.count() else None

    def total_on(self, address):
        self.sheet.open(address)
        return int(self.sheet.page.locator("[data-total]").get_attribute("data-total"))

    def text(self, path):
        return self.sheet.page.request.get(f"{self.sheet.base}{path}").body().decode("utf-8-sig")

    def beneficiaries(self):
        rows = list(csv.DictReader(StringIO(self.text("/data/figures.csv"))))
        totals = json.loads(self.text("/data/totals.json"))["totals"]
        return {
            "home": self.linked("/", "/figures/shou-yi-ren-ci/"),
            "line": self.linked("/actions/wenhua/", "/figures/shou-yi-ren-ci/wenhua/"),
            "programme": self.linked("/programmes/yi-ri-du-shu-hui/", f"/figures/shou-yi-ren-ci/wenhua/{PROGRAMME}"),
            "evidence": self.total_on("/figures/shou-yi-ren-ci/"),
            "csv": sum(int(row["amount"]) for row in rows if row["indicator"] == "受益人次" and not row["covered_by"]),
            "json": next(row["amount"] for row in totals if row["indicator"] == "受益人次" and row["action_number"] is None and row["period"] == "all"),
        }

    def issues(self):
        return self.linked("/programmes/yi-ri-du-shu-hui/", f"/figures/du-shu-hui-qi-shu/wenhua/{PROGRAMME}")


def enter(sheet, *, kind, title, first, last, said):
    """Fill the form as 采编员 and hand the record in; return it."""
    page = sheet.page
    sheet.open("/admin/actions/activity/add/")
    tick(page, "kind", kind)
    tick(page, "line", ActionLine.objects.get(slug="wenhua").pk)
    write(page, title=title, happened_from=first, happened_to=last)
    choose(page, "id_programme", "壹日读书会")
    state_figures(page, *said)
    page.locator('button[name="_submit"]').click()
    page.wait_for_url("**/admin/")
    return Activity.objects.get(title=title)


def test_a_number_moves_everywhere_at_once_and_counts_once(open_sheet, staff):
    editor, publisher, public = open_sheet(), open_sheet(), Public(open_sheet())
    sign_in(editor, "caibian")
    sign_in(publisher, "zhongshen")
    assert public.beneficiaries() == BEFORE

    # entered and handed in: the public sees nothing of it
    issue = enter(editor, kind="occasion", title="壹日读书会第24期", first="2022-08-06", last="2022-08-06", said=[("读书会期数", "1期"), ("受益人次", "3000")])
    assert issue.state == "third"
    assert (public.beneficiaries(), public.issues()) == (BEFORE, "23期")

    # published: it is in every place
    do(publisher, issue, "publish")
    assert (public.beneficiaries(), public.issues()) == (ENTERED, "24期")
    public.sheet.open("/figures/shou-yi-ren-ci/")
    assert public.sheet.page.locator('[data-amount="3000"]').get_by_text("壹日读书会第24期").is_visible()
    public.sheet.open("/")
    assert public.sheet.page.locator("main").get_by_text("壹日读书会第24期").first.is_visible()

    # under revision: every page keeps the old number
    do(editor, issue, "revise", reason="核对签到表后更正")
    page = editor.page
    row = page.locator('input[name$="-said"][value*="3000"]')
    row.fill("5000")
    page.locator('button[name="_submit"]').click()
    page.wait_for_url("**/admin/")
    copy = Activity.objects.get(revises=issue)
    assert copy.state == "third"
    assert public.beneficiaries() == ENTERED

    # the revision published: all change at once, and the evidence says when, from what, to what, why
    do(publisher, copy, "replace")
    assert public.beneficiaries() == REVISED
    public.sheet.open("/figures/shou-yi-ren-ci/")
    correction = public.sheet.page.locator(".correction").inner_text()
    issue.refresh_from_db()
    day = issue.corrections.get().corrected_on
    assert all(words in correction for words in (f"{day.year}年{day.month}月{day.day}日", "壹日读书会第24期", "3000人次", "5000人次", "核对签到表后更正"))

    # a summary over all of it: no total counts anything twice
    summary = enter(editor, kind="summary", title="壹日读书会八月底情况", first="", last="2022-08-31", said=[("读书会期数", "24期"), ("受益人次", "5000人次")])
    do(publisher, summary, "publish")
    assert (public.beneficiaries(), public.issues()) == (REVISED, "24期")
    public.sheet.open(f"/figures/du-shu-hui-qi-shu/wenhua/{PROGRAMME}")
    listed = public.sheet.page.locator("[data-amount]").all_inner_texts()
    assert len(listed) == 1
    assert "壹日读书会八月底情况" in listed[0]
    assert public.sheet.page.locator(".sum-row--covered", has_text="壹日读书会第24期").is_visible()
    assert [sheet.complaints for sheet in (editor, publisher, public.sheet)] == [[], [], []]


def test_a_withdrawn_record_leaves_every_total_and_its_address_says_so(open_sheet, staff):
    publisher, public = open_sheet(), Public(open_sheet())
    sign_in(publisher, "zhongshen")
    activity = Activity.objects.get(title="画展、美育下乡、文艺惠民等活动情况")

    do(publisher, activity, "withdraw", reason="待核实")

    answer = public.sheet.open(activity.get_absolute_url())
    assert answer.status == 410
    assert public.linked("/actions/wenhua/", "/figures/shou-yi-ren-ci/wenhua/") is None
    assert public.linked("/", "/figures/shou-yi-ren-ci/") == "6万人次"
