"""The doors of the private side, with the hands of a browser: shut after five failures, after a while of nothing, and on a first password."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from actions.models import ActionLine, Activity
from members.models import User
from tests.browser.desk import PASSWORD, sign_in, state_figures, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OWN = "Fangchengpu-7"


def try_to_sign_in(page, username, password):
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_label("密码").press("Enter")
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [1440, 390])
def test_five_failures_lead_to_a_page_that_says_what_to_do(open_sheet, staff, width):
    sheet = open_sheet(width)
    sheet.open("/admin/login/")

    for _ in range(5):
        try_to_sign_in(sheet.page, "caibian", "Wrong-1234")

    assert sheet.page.get_by_role("heading", name="暂时不能登录").is_visible()
    assert "以后再试" in sheet.page.get_by_role("alert").inner_text()
    assert [problem for problem in sheet.problems() if "429" not in problem] == []
    sheet.page.get_by_role("button", name="回到登录").click()
    try_to_sign_in(sheet.page, "caibian", PASSWORD)
    assert sheet.page.get_by_role("heading", name="暂时不能登录").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_half_typed_activity_survives_the_end_of_the_session(open_sheet, staff, script):
    sheet, line = open_sheet(java_script_enabled=script), ActionLine.objects.get(number=5)
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open("/admin/actions/activity/add/")
    write(page, title="方城浦夏令营", happened_from="2022-07-09", body="写了一半的正文，还没有")
    if script:
        tick(page, "line", str(line.pk))
        state_figures(page, ("活动场次", "100多场"))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    before = Activity.objects.count()

    page.locator('[name="_continue"]').first.click()
    page.wait_for_load_state()
    asked = page.get_by_text("刚才填的内容没有丢").is_visible(), sheet.problems(axe=script)
    try_to_sign_in(page, "caibian", PASSWORD)
    page.wait_for_url("**/activity/add/")

    assert asked == (True, [])
    assert page.locator('[name="title"]').input_value() == "方城浦夏令营"
    assert page.locator('[name="body"]').input_value() == "写了一半的正文，还没有"
    assert page.locator('[name="happened_from"]').input_value() == "2022-07-09"
    assert page.get_by_text("还没有保存").is_visible()
    assert Activity.objects.count() == before
    if script:
        assert page.locator('[name="figures-0-said"]').input_value() == "100多场"
        assert page.locator(f'[name="line"][value="{line.pk}"]').is_checked()
        page.locator('[name="_continue"]').first.click()
        page.wait_for_load_state()
        saved = Activity.objects.get(title="方城浦夏令营")
        assert [str(figure.quantity.spoken) for figure in saved.figures.all()] == ["100多场"]
    assert sheet.problems(axe=script) == []


def test_the_workbench_warns_before_the_end_and_typing_or_a_press_keeps_it_open(open_sheet, staff):
    sheet = open_sheet(390, 844)
    page = sheet.page
    page.clock.install()
    sign_in(sheet, "caibian")
    sheet.open("/admin/actions/activity/add/")
    warning = page.locator("[data-idle]")

    quiet = warning.is_visible()
    page.clock.fast_forward("17:30")
    warned = warning.inner_text()
    with page.expect_response("**/admin/alive/") as kept:
        page.get_by_role("button", name="继续", exact=True).click()
    expect(warning).to_be_hidden()
    page.clock.fast_forward("10:00")
    still_quiet = not warning.is_visible()
    with page.expect_response("**/admin/alive/") as typed:
        page.locator('[name="title"]').type("方")
    page.clock.fast_forward("17:30")
    warned_again = warning.is_visible()
    page.clock.fast_forward("05:00")

    assert (quiet, still_quiet, warned_again) == (False, True, True)
    assert "还有3分钟没有动作就会退出登录" in warned
    assert (kept.value.status, typed.value.status) == (204, 204)
    assert "登录已经过期。填的内容还在" in warning.inner_text()
    assert sheet.problems() == []


def test_a_first_password_is_changed_before_anything_opens(open_sheet, staff):
    User.objects.filter(username="caibian").update(must_change_password=True)
    sheet = open_sheet(390, 844)
    page = sheet.page
    sheet.open("/admin/login/")

    try_to_sign_in(page, "caibian", PASSWORD)
    page.wait_for_url("**/password_change/")
    sheet.open("/admin/actions/activity/")
    turned_back = page.url.endswith("/password_change/"), sheet.problems()
    page.get_by_label("旧密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill(OWN)
    page.locator('[name="new_password2"]').fill(OWN)
    page.get_by_role("button", name="改密码").click()
    page.wait_for_url("**/done/")
    sheet.open("/admin/actions/activity/")

    assert turned_back == (True, [])
    assert page.url.endswith("/admin/actions/activity/")
    assert sheet.problems() == []
