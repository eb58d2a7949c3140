"""A leader sees on the dashboard which line is late, and in two clicks which records make its number."""

import re

import pytest

from tests.browser.desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_which_line_is_late_and_which_records_make_its_number(open_sheet, staff, width, height):
    sheet = open_sheet(width, height)
    sign_in(sheet, "lingdao")
    sheet.open("/dashboard/")
    page, clicks = sheet.page, 0

    # at a glance: the first sentence names what is late, and so does its row against the target and the time
    first = page.locator(".board__headline")
    late = [re.sub(r"\s", "", name) for name in first.locator("strong a").all_inner_texts()]
    assert "城乡共富助力的活动场次" in late
    assert len(late) == page.locator("[data-late]").count()
    row = page.locator("[data-late]", has_text="活动场次").first
    assert "2022年目标12场（示例），完成16%，还差10场" in row.inner_text()

    first.get_by_role("link", name="城乡共富助力的活动场次").click()
    page.wait_for_url("**/figures/**")
    clicks += 1
    listed = page.locator("[data-amount]")
    assert page.locator("[data-total]").get_attribute("data-total") == "2"
    assert [(one.get_attribute("data-amount"), one.locator("h3").inner_text()) for one in listed.all()] == [("2", "方城浦社区公益服务：结对以来")]

    listed.first.get_by_role("link", name="方城浦社区公益服务：结对以来").click()
    page.wait_for_url("**/activities/**")
    clicks += 1
    assert "2场公益服务" in page.locator("article").inner_text()
    assert clicks == 2
    assert sheet.problems(axe=False) == []
