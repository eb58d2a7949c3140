"""All the way by keyboard, and without JavaScript."""

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FOCUSED = "document.activeElement"


@pytest.fixture
def demo(transactional_db, small_pictures, own_folder):
    call_command("load_longgang", stdout=StringIO())


def focused_text(page):
    return page.evaluate(f"{FOCUSED}.innerText.trim()")


def tab_to(page, text, *, most=60):
    """Press Tab until what says the text has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused_text(page) == text:
            return
    raise AssertionError(f"{text} cannot be reached with Tab")


def is_elder(page):
    return "elder" in page.evaluate("document.documentElement.className").split()


def test_the_first_stop_leads_past_the_head(open_sheet, demo):
    sheet = open_sheet()
    sheet.open("/")

    sheet.page.keyboard.press("Tab")
    first = focused_text(sheet.page)
    shown = sheet.page.locator(".skip-link").bounding_box()
    sheet.page.keyboard.press("Enter")

    assert first == "跳到正文"
    assert shown["x"] >= 0
    assert shown["y"] >= 0
    assert sheet.page.evaluate(f"{FOCUSED}.id") == "main"


@pytest.mark.parametrize("width", [1440, 390])
def test_elder_mode_is_switched_by_keyboard_and_remembered(open_sheet, demo, width):
    sheet = open_sheet(width)
    page = sheet.page
    sheet.open("/")
    small = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")

    tab_to(page, "长者模式")
    page.keyboard.press("Enter")
    large = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    sheet.open("/actions/xinghuo/")
    is_kept = is_elder(page)
    tab_to(page, "长者模式")
    page.keyboard.press("Space")

    assert large > small
    assert (is_kept, is_elder(page)) == (True, False)
    page.reload()
    assert is_elder(page) is False


def test_each_stop_of_the_keyboard_can_be_seen(open_sheet, demo):
    sheet = open_sheet()
    sheet.open("/")
    unseen, stops = [], 0

    for _ in range(40):
        sheet.page.keyboard.press("Tab")
        seen = sheet.page.evaluate(
            f"""() => {{
                const style = getComputedStyle({FOCUSED}), box = {FOCUSED}.getBoundingClientRect();
                return {{outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, box: box.width > 0 && box.height > 0}};
            }}"""
        )
        stops += 1
        if seen != {"outline": True, "box": True}:
            unseen.append(f"{focused_text(sheet.page)}: {seen}")

    assert stops == 40
    assert unseen == []


def test_a_number_is_followed_by_keyboard_to_its_evidence(open_sheet, demo):
    sheet = open_sheet()
    sheet.open("/")

    tab_to(sheet.page, "1700多场")
    sheet.page.keyboard.press("Enter")
    sheet.page.wait_for_url("**/figures/huo-dong-chang-ci/")

    assert sheet.page.locator("[data-total]").first.get_attribute("data-total") == "1724"


def test_everything_can_be_read_without_javascript(open_sheet, demo):
    sheet = open_sheet(390, 844, java_script_enabled=False)
    page = sheet.page
    sheet.open("/")

    page.locator('a[href="/figures/huo-dong-chang-ci/"]').first.click()
    listed = page.locator("[data-amount]").count()
    page.locator("[data-amount] h3 a").first.click()
    title = page.locator("h1").inner_text()
    sheet.open("/activities/")
    page.locator('[name="words"]').fill("读书会")
    page.locator('[name="words"]').press("Enter")
    page.wait_for_url("**words=**")

    assert listed == 5
    assert title
    assert page.get_by_text("壹日读书会举办情况").first.is_visible()
    assert not page.get_by_text("反校园霸凌讲座").count()
