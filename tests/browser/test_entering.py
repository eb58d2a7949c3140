"""The activity form while it is written, on a phone and at a desk: what it says of the totals, what it asks, what it proposes, where it leads."""

from datetime import date

import pytest
from playwright.sync_api import expect

from actions.models import Activity, Indicator, OverlapAnswer, Programme
from tests.browser.desk import choose, sign_in, state_figures, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ADD = "/admin/actions/activity/add/"


@pytest.mark.parametrize(("width", "phone"), [(1440, False), (390, True)])
def test_the_form_says_what_it_will_do_asks_about_overlaps_and_keeps_the_answer(open_sheet, staff, width, phone):
    sheet = open_sheet(width, 844, is_mobile=phone, has_touch=phone)
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    tick(page, "kind", "summary")
    choose(page, "id_programme", "壹日读书会")
    write(page, title="壹日读书会2022年", happened_from="2022-01-01", happened_to="2022-12-31")
    state_figures(page, ("读书会期数", "30"))

    panel = page.locator("[data-live]")
    expect(panel.get_by_role("heading", name="发布后，数字会怎样")).to_be_attached()
    both = panel.get_by_label("不重复：两个都计")
    expect(both).to_be_attached()
    expect(panel).to_contain_text("没有答复的，先按“已含”计")
    both.check()
    expect(panel).to_contain_text("53期")
    expect(panel.get_by_label("不重复：两个都计")).to_be_focused()
    expect(page.locator("[data-live-said]")).to_contain_text("可能重复1处")
    problems = sheet.problems()
    page.locator('button[name="_continue"]').click()
    page.wait_for_url("**/change/")

    answer = OverlapAnswer.objects.get()
    assert (answer.counts_both, answer.indicator, answer.second.title) == (True, Indicator.objects.get(name="读书会期数"), "壹日读书会2022年")
    expect(page.get_by_label("不重复：两个都计")).to_be_checked()
    assert problems == []


def test_a_programme_brings_its_line_number_and_title_and_never_takes_what_was_typed(open_sheet, staff):
    books = Programme.objects.get(name="壹日读书会")
    Activity.objects.create(line=books.line, programme=books, number=31, title="旧的", happened_from=date(2022, 9, 1), happened_to=date(2022, 9, 1))
    sheet = open_sheet()
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD)

    choose(page, "id_programme", "壹日读书会")

    expect(page.locator('[name="title"]')).to_have_value("壹日读书会第32期")
    expect(page.locator('[name="number"]')).to_have_value("32")
    expect(page.locator('[name="line"]:checked')).to_have_value(str(books.line_id))
    write(page, title="读一本新书", number="40")
    choose(page, "id_programme", "儿童阅读公益班")
    expect(page.locator("#id_programme + .select2")).to_contain_text("儿童阅读公益班")
    page.wait_for_load_state("networkidle")
    assert [page.locator(f'[name="{name}"]').input_value() for name in ("title", "number")] == ["读一本新书", "40"]


def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(open_sheet, staff):
    sheet = open_sheet(390, 844, is_mobile=True, has_touch=True)
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    tick(page, "line", Programme.objects.get(name="壹日读书会").line_id)
    write(page, happened_from="2022-06-12", figures__0__said="三场")

    page.locator('button[name="_submit"]').click()

    head = page.locator("[data-wrong]")
    expect(head).to_be_focused()
    head.get_by_role("link", name="活动名称").click()
    expect(page.locator('[name="title"]')).to_be_focused()
    head.get_by_role("link", name="第1行 指标").click()
    chosen = page.locator("#id_figures-0-indicator + .select2 .select2-selection")
    expect(chosen).to_be_focused()
    bar = page.locator(".submit-row").bounding_box()
    assert chosen.bounding_box()["y"] + chosen.bounding_box()["height"] <= bar["y"]
    assert sheet.problems() == []


def test_a_lost_network_leaves_the_panel_as_it_is(open_sheet, staff):
    sheet = open_sheet()
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    write(page, title="读书会")
    expect(page.locator("[data-live]")).to_contain_text("还没有选行动")
    page.route("**/preview/**", lambda route: route.abort())

    write(page, happened_from="2022-06-12")
    page.wait_for_timeout(1200)
    page.unroute("**/preview/**")

    expect(page.locator("[data-live]")).to_contain_text("还没有写哪一天")
    write(page, place="二楼")
    expect(page.locator("[data-live]")).not_to_contain_text("还没有写哪一天")


def test_a_list_that_is_open_makes_no_page_wider(open_sheet, staff):
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    sheet.open(ADD, settled=True)

    sheet.page.locator("#id_community + .select2 .select2-selection").click()
    expect(sheet.page.locator(".select2-results__option", has_text="方城浦社区")).to_be_visible()

    assert sheet.problems() == []


def test_on_a_phone_what_is_missing_is_one_touch_from_the_buttons_and_an_empty_form_one_from_a_typed_one(open_sheet, staff):
    sheet = open_sheet(390, 844, is_mobile=True, has_touch=True)
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD, settled=True)
    write(page, title="方城浦的夏令营", happened_from="2022-02-30")
    expect(page.locator("[data-autosave-words]")).to_have_text("已自动保存", timeout=20_000)

    page.get_by_role("link", name="还差什么").tap()
    expect(page.locator("[data-live]")).to_be_in_viewport()
    expect(page.locator("[data-live]")).to_contain_text("没有2022年2月30日这一天，请核对")

    sheet.open(ADD, settled=True)
    expect(page.get_by_text("这不是一张空表")).to_be_visible()
    problems = sheet.problems()
    page.get_by_role("link", name="另填一张空的").tap()
    page.wait_for_url("**sheet=2")
    expect(page.locator("[name=title]")).to_have_value("")
    assert problems == []


def test_by_keyboard_a_row_is_filled_before_it_can_be_deleted_and_the_focus_stays_near(open_sheet, staff):
    sheet = open_sheet()
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD, settled=True)

    page.locator("[name=figures-0-said]").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#figures-0 .inline-deletelink")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#figures-1 .select2-selection")).to_be_focused()
    page.locator("#figures-group .add-row a").click()
    expect(page.locator("#figures-3 > .set__end:last-child .inline-deletelink")).to_be_visible()
    page.locator("#figures-1 .inline-deletelink").press("Enter")

    expect(page.locator("#figures-group .add-row a")).to_be_focused()
    assert sheet.problems() == []
