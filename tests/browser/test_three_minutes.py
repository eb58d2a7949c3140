"""From sign-in to a saved activity in under three minutes, walked by somebody who has nothing but the screen: every click and key is counted."""

import re
import time

import pytest
from playwright.sync_api import expect

from actions.models import ActivityPhoto
from tests.browser.desk import PASSWORD, a_photo

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

A_CLICK, A_KEY = 1.2, 0.2  # seconds: to find and press a thing, to strike a key
KEYS_OF_A_HAN = 3  # of one character by pinyin, its choice included
MOST = 180


class Hand:
    """What a person does with a page, found by what it is called there, with what it took."""

    def __init__(self, page):
        self.page, self.clicks, self.keys, self.told = page, 0, 0, []

    @property
    def seconds(self):
        return self.clicks * A_CLICK + self.keys * A_KEY

    def tell(self, words):
        self.told.append(f"{self.seconds:5.1f} s  {self.clicks:2} clicks {self.keys:3} keys  {words}")

    def click(self, thing, *, times=1):
        thing.and_(self.page.locator(":visible")).first.click()
        self.clicks += times

    def type(self, words):
        self.page.keyboard.insert_text(words) if re.search(r"[^\x00-\x7f]", words) else self.page.keyboard.type(words)
        self.keys += sum(1 if ord(letter) < 128 else KEYS_OF_A_HAN for letter in words)

    def press(self, key):
        self.page.keyboard.press(key)
        self.keys += 1

    def write(self, label, words):
        self.click(self.page.get_by_label(label, exact=True))
        self.type(words)

    def choose(self, label, words, place=0):
        """Open a choice by its name, type the beginning of what is looked for, and take the first."""
        self.page.get_by_role("combobox", name=label).nth(place).click()
        self.clicks += 1
        self.type(words)
        expect(self.page.locator(".select2-results__option--highlighted", has_text=words)).to_be_visible()
        self.press("Enter")


@pytest.mark.parametrize(("width", "phone"), [(1440, False), (390, True)])
def test_from_sign_in_to_a_saved_activity_takes_less_than_three_minutes(open_sheet, staff, width, phone):
    sheet = open_sheet(width, 844, is_mobile=phone, has_touch=phone)
    page, hand, started = sheet.page, Hand(sheet.page), time.monotonic()
    sheet.open("/admin/")

    hand.write("用户名", "caibian")
    hand.press("Tab")
    hand.type(PASSWORD)
    hand.press("Enter")
    page.wait_for_url("**/admin/")
    hand.click(page.get_by_role("link", name=re.compile("^新增活动")))
    hand.tell("登录，打开新增活动")
    hand.click(page.get_by_text("城乡共富助力"))
    hand.write("活动名称", "方城浦社区义诊")
    hand.write("开始日期", "2022-07-16")
    hand.choose("社区", "方城浦")
    hand.tell("做了什么，何时何地")
    for place, (indicator, said) in enumerate([("活动场次", "1"), ("受益人次", "100多")]):
        hand.choose("指标", indicator, place)
        hand.click(page.get_by_label("多少", exact=True).nth(place))
        hand.type(said)
    expect(page.get_by_text("100多人次").first).to_be_visible()
    expect(page.get_by_role("heading", name="发布后，数字会怎样")).to_be_attached()
    hand.tell("两个数字")
    hand.choose("单位", "市新联会")
    hand.tell("主办单位")
    with page.expect_file_chooser() as chooser:
        hand.click(page.get_by_label("选照片", exact=True), times=3)  # and the file, and 打开
    chooser.value.set_files([a_photo("#4FA64B")])
    hand.click(page.get_by_label("说明", exact=True))
    hand.type("医生为老人量血压")
    hand.click(page.get_by_label("已征得同意", exact=True))
    hand.tell("一张照片")
    hand.click(page.get_by_role("button", name="保存并提交"))
    page.wait_for_url("**/admin/")
    hand.tell("保存并提交")

    photo = ActivityPhoto.objects.select_related("activity").get(caption="医生为老人量血压")
    activity = photo.activity
    print(f"\n{width} px", *hand.told, f"the browser itself took {time.monotonic() - started:.0f} s", sep="\n")  # noqa: T201
    assert (activity.title, activity.state, str(activity.happened_to), activity.community.name) == ("方城浦社区义诊", "third", "2022-07-16", "方城浦社区")
    assert [figure.quantity.spoken for figure in activity.figures.order_by("position")] == ["1场", "100多人次"]
    assert [(host.role, "新联会" in host.unit.name or "新联会" in host.unit.short_name) for host in activity.hosts.select_related("unit")] == [("host", True)]
    assert sheet.complaints == []
    assert hand.seconds < MOST
