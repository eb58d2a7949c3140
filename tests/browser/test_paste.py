"""From a pasted report to public totals: read, gone through by keyboard, saved, published.

The report is in words of our own and says every figure of the demo's article that has words. Where SEED_ARTICLE names a file with the article itself,
the story is told with that too.
"""

import os
import time
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from actions.articles import keep_article
from actions.models import Activity, Article
from benchmarks.gold import read_gold
from longgang.portal.demo.accounts import open_accounts
from longgang.portal.demo.entering import read
from longgang.portal.demo.records import enter_reference
from longgang.portal.demo.who import enter_people
from tests.browser.desk import PASSWORD, sign_in
from tests.facts.holding import Portal, facts_of_longgang

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OWN = Path(__file__).resolve().parents[2] / "benchmarks" / "reports" / "own" / "00-longgang.report"
SEED = os.environ.get("SEED_ARTICLE", "")
WITHOUT_WORDS = {"F01"}  # the article tells of the pairing and gives no number
WANTED = 25


def own_report():
    return read_gold(OWN).text


def seed_article():
    return Path(SEED).read_text(encoding="utf-8")


REPORTS = [pytest.param(own_report, id="own"), *([pytest.param(seed_article, id="seed")] if SEED else [])]  # SEED_ARTICLE names the article itself


@pytest.fixture
def empty(transactional_db, own_folder):
    """A portal with its lines, indicators, programmes, communities, units and members, and no activity; return its accounts."""
    accounts, _ = open_accounts()
    enter_reference(by=accounts["xitong"])
    enter_people(read("who"), read("activities")["report"], by=accounts["zhongshen"])
    for user in get_user_model().objects.all():
        user.set_password(PASSWORD)
        user.save()
    assert not Activity.objects.exists()
    return accounts


class Keys:
    """A keyboard that counts what is pressed."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.insert_text(text)
        self.pressed += len(text)


def current(page):
    return page.locator(".number.is-current")


def put_right(page, keys, wrong):
    """Go through every proposal by keyboard, and choose the indicator of those whose indicator is wrong; return how many were seen."""
    count = page.locator("[data-row]").count()
    for number in range(1, count + 1):
        expect(current(page).locator(".number__place")).to_have_text(str(number))
        words = current(page).locator(".number__words").inner_text()
        for said, indicator in wrong.items():
            if said in words and indicator not in current(page).inner_text():
                keys.press("e", "Tab", "Control+A")
                keys.type(indicator)
                keys.press("Enter")
                expect(current(page).locator('[data-shows="indicator"]')).to_have_text(indicator)
        if number < count:
            keys.press("j")
    return count


@pytest.mark.parametrize("report", REPORTS)
def test_a_pasted_report_becomes_public_totals_that_hold(open_sheet, empty, report, capsys):
    editor, publisher = open_sheet(), open_sheet()
    sign_in(editor, "caibian")
    sign_in(publisher, "zhongshen")
    page, keys = editor.page, Keys(editor.page)

    # pasted
    page.get_by_role("navigation", name="工作台导航").get_by_role("link", name="从文章录入").click()
    began = time.monotonic()
    page.get_by_label("文章", exact=True).fill(report())
    page.get_by_role("button", name="读这篇文章").click()
    expect(current(page)).to_have_count(1)

    # gone through by keyboard, saved by Enter
    seen = put_right(page, keys, {"原文“82名”": "培训人数"})
    assert not Activity.objects.exists()
    keys.press("Enter")
    page.wait_for_url("**/entered/")
    took = time.monotonic() - began
    article = Article.objects.get()
    assert article.excerpts.count() == seen
    assert set(Activity.objects.values_list("state", flat=True)) == {"draft"}

    # published in one go by 终审
    publisher.open(reverse("admin:actions_article_entered", args=[article.pk]))
    publisher.page.get_by_role("button", name="全部发布").click()
    expect(publisher.page.get_by_text("已发布", exact=True)).to_have_count(Activity.objects.count())

    public = open_sheet()
    portal = Portal(lambda path: public.page.request.get(f"{public.base}{path}").body().decode("utf-8-sig"))
    facts = [fact for fact in facts_of_longgang() if fact["id"] not in WITHOUT_WORDS]
    problems = portal.problems_of(facts)
    with capsys.disabled():
        print(f"\n{len(report())}字，{seen}个数字，按键{keys.pressed}次，{took:.0f}秒；{len(facts)}个数字中{len(facts) - len(problems)}个相符。")  # noqa: T201
    assert len(facts) - len(problems) >= WANTED, problems
    assert [sheet.complaints for sheet in (editor, publisher)] == [[], []]


def test_the_keys_take_leave_and_change_one_or_all_of_a_kind(open_sheet, empty):
    article = keep_article(text=own_report(), by=empty["caibian"])
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    page, keys = sheet.page, Keys(sheet.page)
    sheet.open(reverse("admin:actions_article_change", args=[article.pk]), settled=True)
    taken = page.locator("[data-on]")
    expect(taken).to_have_text("26")

    keys.press(" ")
    expect(taken).to_have_text("25")
    keys.press("g")  # all of this draft
    expect(taken).to_have_text("26")
    keys.press("d")  # leaves this one and goes on
    expect(taken).to_have_text("25")
    expect(current(page).locator(".number__place")).to_have_text("2")
    keys.press("l", "l")  # all of this line, then none
    expect(taken).to_have_text("22")
    keys.press("a")
    expect(taken).to_have_text("26")
    keys.press("a")
    expect(taken).to_have_text("0")
    expect(page.locator("[data-save]")).to_be_disabled()
    keys.press("k", " ", "e", "Control+A")
    keys.type("约3场")
    expect(page.locator("[data-read-back]").first).to_have_text("读作约3场，按2场保底")
    keys.press("Escape", "Shift+E", "Control+A")
    keys.type("结对以后的公益服务")
    keys.press("Enter")
    expect(page.locator(".card__name").first).to_contain_text("结对以后的公益服务")
    expect(page.locator("[data-kept]")).to_have_text("选择已记下")

    # the lid is closed and opened again
    sheet.open(reverse("admin:actions_article_change", args=[article.pk]), settled=True)
    expect(page.locator("[data-on]")).to_have_text("1")
    expect(page.locator(".card__name").first).to_contain_text("结对以后的公益服务")
    expect(page.locator(".number__said").first).to_have_text("约3场")
    assert sheet.complaints == []


def test_a_number_and_its_words_light_up_together(open_sheet, empty):
    article = keep_article(text=own_report(), by=empty["caibian"])
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    page = sheet.page
    sheet.open(reverse("admin:actions_article_change", args=[article.pk]), settled=True)
    mark, row = page.locator(".found", has_text="580幅"), page.locator("[data-row]", has_text="580幅")

    mark.hover()
    expect(row).to_have_class("number is-near")
    row.hover()
    expect(mark).to_have_class("found ink-sea is-near")
    mark.click()
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_its_pages_are_quiet_narrow_and_accessible(open_sheet, empty, width, height):
    own = keep_article(text=own_report(), by=empty["caibian"])
    undated = keep_article(text="举办活动3场，300头。\n另有12家。", by=empty["caibian"])
    sheet = open_sheet(width, height)
    sign_in(sheet, "caibian")
    found = []

    for path in (
        reverse("admin:actions_article_changelist"),
        reverse("admin:actions_article_change", args=[own.pk]),
        reverse("admin:actions_article_change", args=[undated.pk]),
        reverse("admin:actions_article_entered", args=[own.pk]),
        reverse("admin:actions_article_delete", args=[own.pk]),
    ):
        sheet.open(path, settled=True)
        for folded in sheet.page.locator("main details").all()[:8]:
            folded.evaluate("details => { details.open = true }")
        found += [f"{path}: {problem}" for problem in sheet.problems()]

    assert found == [], "\n".join(found)


def test_it_works_without_javascript(open_sheet, empty):
    sheet = open_sheet(java_script_enabled=False)
    sign_in(sheet, "caibian")
    page = sheet.page
    sheet.open(reverse("admin:actions_article_changelist"))
    page.get_by_label("文章", exact=True).fill(own_report())
    page.get_by_role("button", name="读这篇文章").click()

    page.get_by_role("button", name="全部不要", exact=True).click()
    expect(page.locator("[data-on]")).to_have_text("0")
    page.locator("[data-on-box]").first.check()
    page.locator("[data-save]").click()

    page.wait_for_url("**/entered/")
    assert [activity.figures.count() for activity in Activity.objects.all()] == [1]
