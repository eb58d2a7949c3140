"""A report comes from WeChat, a page or Word into the box, and what is still to be put right on the desk is come to."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from actions.articles import keep_article
from actions.models import Activity, Article
from tests.browser.desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PLAIN = "9月16日，办了三场。 活动 场次 夏令营 2场"  # as WeChat gives it: all in one line
HTML = "<section><p>9月16日，<span>办了</span><b>三场</b>。</p><table><tr><td>活动</td><td>场次</td></tr><tr><td>夏令营</td><td>2场</td></tr></table></section>"
TEXT = """发布时间：2023-09-18
一是城乡共富助力行动。
9月16日，在社区举办活动3场，签订协议6份。
另有活动5场，帮扶20户。"""


def copy(page, plain, html):
    """Put onto the clipboard what a page or Word puts there: the text, and its mark-up."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """([plain, html]) => navigator.clipboard.write([new ClipboardItem({
            "text/plain": new Blob([plain], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) })])""",
        [plain, html],
    )


@pytest.mark.parametrize(
    ("typed", "text", "came_as"),
    [
        pytest.param("", "9月16日，办了三场。\n\n活动\t场次\n夏令营\t2场", "web", id="left as pasted"),
        pytest.param("补一句。", f"{PLAIN}补一句。", "text", id="typed into since"),
    ],
)
def test_what_is_pasted_keeps_its_paragraphs_and_cells_until_somebody_types_into_it(open_sheet, staff, typed, text, came_as):
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    page = sheet.page
    sheet.open(reverse("admin:actions_article_changelist"))
    copy(page, PLAIN, HTML)

    box = page.get_by_label("文章", exact=True)
    box.focus()
    page.keyboard.press("Control+V")
    expect(box).to_have_value(PLAIN)
    page.keyboard.insert_text(typed)
    page.get_by_role("button", name="读这篇文章").click()

    expect(page.locator("[data-text]")).to_be_visible()
    article = Article.objects.get()
    assert (article.text, article.came_as) == (text, came_as)
    assert sheet.complaints == []


def test_what_lacks_its_indicator_is_left_by_all_and_come_to_when_it_is_saved(open_sheet, staff):
    article = keep_article(text=TEXT, by=get_user_model().objects.get(username="caibian"))
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    page = sheet.page
    sheet.open(reverse("admin:actions_article_change", args=[article.pk]), settled=True)
    count, taken, unready = page.locator("[data-row]").count(), page.locator("[data-on]"), page.locator("[data-unready]")
    lacking = page.locator("[data-row]", has_text="6份")

    page.get_by_role("button", name="全部接受", exact=True).click()
    left = int(unready.inner_text())
    assert 0 < left < count
    expect(taken).to_have_text(str(count - left))

    # ticked all the same, it opens where it is put right, and says at once what is no indicator
    lacking.locator("[data-on-box]").check()
    indicator = lacking.get_by_label("指标")
    expect(indicator).to_be_visible()
    page.locator("[data-save]").click()
    expect(page.locator("[data-kept]")).to_have_text("没有保存：有1处要改")
    expect(indicator).to_be_focused()
    indicator.fill("协议")
    expect(lacking.locator("[data-read-back]")).to_have_text("指标名单里没有“协议”，请从名单里选。")
    expect(lacking.locator("[data-lacks-indicator]")).to_be_hidden()
    lacking.locator("[data-on-box]").uncheck()
    assert not Activity.objects.exclude(excerpts=None).exists()
    page.locator("[data-save]").click()
    page.wait_for_url("**/entered/")
    assert sheet.complaints == []


def test_a_line_that_is_chosen_shows_in_its_draft_at_once(open_sheet, staff):
    article = keep_article(text="2023年9月18日\n9月16日，办了活动3场，受益群众200人次。", by=get_user_model().objects.get(username="caibian"))
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    page = sheet.page
    sheet.open(reverse("admin:actions_article_change", args=[article.pk]), settled=True)
    card = page.locator("[data-card]")
    expect(card.locator("[data-lacks-line]")).to_be_visible()

    card.locator(".card__change").click()
    card.get_by_label("行动", exact=True).select_option("5")
    expect(card.locator("[data-lacks-line]")).to_be_hidden()
    expect(card.locator(".disc")).to_have_text("五")
    card.get_by_label("结束日期").fill("2023-09-20")
    expect(card.locator(".card__facts")).to_have_text("2023年9月16日至2023年9月20日")
    assert sheet.problems() == []
