"""A body is written in the editor, pasted into from Word, saved, published and read; by mouse, by keyboard, on a phone, and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from actions.models import ActionLine, Activity
from members.models import User
from publishing import services
from tests.browser.desk import a_photo, sign_in, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PASTED = Path(__file__).resolve().parent.parent / "publishing" / "pasted"
PASTE = """(place, html) => {
    const carried = new DataTransfer();
    carried.setData("text/html", html);
    carried.setData("text/plain", "只有文字");
    place.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""
BODY = (
    "<h2>一、读书会</h2><p><strong>四十人</strong>参加。</p><ul><li>上午场</li><li>下午场</li></ul>"
    "<p>2022年，读书会办了三期。</p><ol><li>第一项<ul><li>细目</li></ul></li><li>第二项</li></ol><p>（一）<strong>抬头</strong></p>"
    "<table><thead><tr><th>项目</th><th>场次</th><td></td></tr></thead>"
    "<tbody><tr><td>读书会</td><td></td><td></td></tr><tr><td></td><td></td><td></td></tr></tbody></table>"
)


@pytest.fixture
def started(open_sheet, staff):
    """Return a function that opens an empty activity form, with what a record needs filled in."""

    def start(**how):
        sheet = open_sheet(**how)
        sign_in(sheet, "caibian")
        sheet.open("/admin/actions/activity/add/")
        tick(sheet.page, "line", ActionLine.objects.get(number=5).pk)
        write(sheet.page, title="城市书房读书会", happened_from="2022-07-16", happened_to="2022-07-16")
        return sheet

    return start


def save(page):
    page.locator('[name="_continue"], [name="_save"]').first.click()
    page.wait_for_url("**/activity/**")
    expect(page.locator(".errornote")).to_have_count(0)
    return Activity.objects.get(title="城市书房读书会")


def test_a_body_is_written_pasted_into_saved_and_read(started):
    sheet = started()
    page = sheet.page
    place = page.get_by_role("textbox", name="正文")
    act = page.get_by_role("toolbar", name="正文的格式")
    press = lambda name: act.get_by_role("button", name=name, exact=True).click()  # noqa: E731

    place.click()
    act.get_by_label("段落是").select_option("h2")
    page.keyboard.type("一、读书会")
    page.keyboard.press("Enter")
    press("加粗")
    page.keyboard.type("四十人")
    press("加粗")
    page.keyboard.type("参加。")
    page.keyboard.press("Enter")
    press("列表")
    page.keyboard.type("上午场")
    page.keyboard.press("Enter")
    page.keyboard.type("下午场")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    place.evaluate(PASTE, (PASTED / "word.html").read_text("utf-8"))
    expect(place.get_by_text("抬头")).to_be_visible()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    press("表格")
    page.keyboard.type("项目")
    page.keyboard.press("Tab")
    page.keyboard.type("场次")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("读书会")
    expect(act.get_by_role("button", name="加一行")).to_be_visible()
    written = [problem for problem in sheet.problems() if "empty-table-header" not in problem]  # one that is still to be written
    activity = save(page)

    assert written == []
    assert activity.body == BODY

    sheet.open("/", settled=True)  # the form would ask what the record does to the totals while it is published
    services.publish(activity, by=User.objects.get(username="zhongshen"))
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        sheet.open(activity.get_absolute_url())
        expect(page.get_by_role("heading", name="一、读书会", level=2)).to_be_visible()
        expect(page.get_by_role("region", name="表格1").get_by_role("columnheader", name="场次")).to_be_visible()
        assert sheet.problems() == []


def test_the_bar_is_worked_by_keyboard_and_a_link_is_written_in_it(started):
    sheet = started()
    page = sheet.page
    place = page.get_by_role("textbox", name="正文")

    place.press("End")
    page.keyboard.type("见通知")
    expect(page.locator('[name="body"]')).to_have_value("<p>见通知</p>")  # what is typed is taken in before it is selected: no hand is quicker
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    assert page.evaluate("getSelection().toString()") == "通知"
    page.keyboard.press("Alt+F10")
    expect(page.get_by_label("段落是")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("Control+k")
    page.keyboard.type("不是网址")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="写完整的网址")).to_be_visible()
    page.get_by_role("textbox", name="网址", exact=True).first.fill("www.zj.gov.cn/col/1")
    page.keyboard.press("Enter")
    expect(place).to_be_focused()
    written = sheet.problems()

    assert save(page).body == '<p>见<a href="https://www.zj.gov.cn/col/1"><strong>通知</strong></a></p>'
    assert written == []


def test_without_javascript_a_body_is_plain_text_in_a_text_area(started):
    sheet = started(java_script_enabled=False)

    write(sheet.page, body="第一段。\n还是第一段。\n\n第二段 3 < 5。")
    activity = save(sheet.page)

    assert activity.body == "<p>第一段。<br>还是第一段。</p><p>第二段 3 &lt; 5。</p>"
    assert sheet.page.locator('[name="body"]').input_value() == "第一段。\n还是第一段。\n\n第二段 3 < 5。"


def test_what_is_pasted_while_the_network_is_away_comes_in_as_plain_text(started):
    sheet = started()
    place = sheet.page.get_by_role("textbox", name="正文")
    sheet.page.route("**/pasted/", lambda route: route.abort())

    place.click()
    place.evaluate(PASTE, (PASTED / "wechat.html").read_text("utf-8"))

    expect(sheet.page.locator('[name="body"]')).to_have_value("<p>只有文字</p>")
    expect(sheet.page.locator(".rich-edit__says")).to_have_text("有2张图片没有粘过来。先存到电脑上，在下面“照片”里上传，再插到正文里。")


def test_a_phone_reaches_every_button(started):
    sheet = started(width=390, height=844, is_mobile=True, has_touch=True)
    act = sheet.page.get_by_role("toolbar", name="正文的格式")

    boxes = [button.bounding_box() for button in act.get_by_role("button").all() if button.is_visible()]
    act.get_by_role("button", name="链接").tap()
    line = sheet.page.locator(".rich-link__field").first
    expect(line).to_be_focused()
    sheet.page.get_by_role("button", name="取消", exact=True).tap()
    expect(line).to_be_hidden()

    assert len(boxes) >= 8
    assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert sheet.problems() == []


def test_a_photo_of_the_record_stands_in_its_body_and_not_again_below(started):
    sheet = started()
    page = sheet.page
    page.locator("[data-many]").set_input_files([a_photo("#4FA64B"), a_photo("#12A3B4")])
    for row, caption in enumerate(("读书会现场", "捐赠仪式")):
        write(page, **{f"photos__{row}__caption": caption})
        page.locator(f'[name="photos-{row}-consent"]').check()
    expect(page.locator('.rows--photos .set[data-key] .picture__shown[src*="/uploads/"]')).to_have_count(2)

    place = page.get_by_role("textbox", name="正文")
    place.click()
    page.keyboard.type("开场。")
    page.get_by_role("toolbar", name="正文的格式").get_by_role("button", name="照片", exact=True).click()
    page.get_by_role("button", name="插入第2张：捐赠仪式").press("Enter")
    expect(place.locator("figure")).to_contain_text("捐赠仪式")
    written = sheet.problems()
    activity = save(page)
    within, beside = activity.photos.get(caption="捐赠仪式"), activity.photos.get(caption="读书会现场")
    expect(page.get_by_role("textbox", name="正文").locator("figure")).to_contain_text("捐赠仪式")
    sheet.open("/", settled=True)
    services.publish(activity, by=User.objects.get(username="zhongshen"))
    sheet.open(activity.get_absolute_url(), settled=True)

    assert written == []
    assert activity.body == f'<p>开场。</p><figure><img src="/photos/{within.picture.key}/" alt="捐赠仪式"></figure>'
    expect(page.locator(".article__body figcaption")).to_have_text("△ 捐赠仪式")
    expect(page.locator(".photos figcaption")).to_have_text(f"△ {beside.caption}")
    assert sheet.problems() == []
    looked_through(page)


def looked_through(page):
    """A photo in the text opens where those below it do, and they follow one another in the order of the page."""
    page.locator(".article__body [data-photo]").press("Enter")
    viewer = page.get_by_role("dialog")
    expect(viewer.locator("figcaption")).to_have_text("△ 捐赠仪式（1／2）")
    page.keyboard.press("ArrowRight")
    expect(viewer.locator("figcaption")).to_have_text("△ 读书会现场（2／2）")
    page.keyboard.press("Escape")
    expect(page.locator(".photos [data-photo]")).to_be_focused()
