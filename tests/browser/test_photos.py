"""A dozen photos sent at once, put in order by keyboard, saved, published, and looked through by a visitor with the keys alone."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from actions.models import ActionLine, Activity, ActivityPhoto
from publishing import services
from publishing.models import Upload
from tests.actions.factories import make_user
from tests.browser.desk import sign_in, state_figures, tick, write
from tests.publishing import uploads as made

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
INKS = ("#4FA64B", "#12A3B4", "#4E72D6", "#F0653A", "#A05CC0", "#D99A1C")
ADD = "/admin/actions/activity/add/"


def photos(count, size=(1200, 900)):
    """Return photos as a file field takes them, each of its own colour, with the place they were taken in their heads."""
    found = []
    for number in range(count):
        content = io.BytesIO()
        image = Image.blend(Image.effect_noise(size, 90).convert("RGB"), Image.new("RGB", size, INKS[number % len(INKS)]), 0.7)
        image.save(content, "JPEG", exif=made.exif(1))
        found.append({"name": f"IMG_{number:04}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()})
    return found


def tokens(page):
    return [box.input_value() for box in page.locator('.set:visible [name$="-upload"]').all()]


def captions(page):
    return [box.input_value() for box in page.locator('.set:visible [name^="photos-"][name$="-caption"]').all()]


def all_made(page):
    """Wait until every photo on the form is ready: what is shown comes from the portal then."""
    for picture in page.locator(".rows--photos .set:visible .picture__shown").all():
        expect(picture).to_have_attribute("src", re.compile("/uploads/"), timeout=60_000)


def begin(open_sheet, width=1440):
    sheet = open_sheet(width, 900, is_mobile=width < 600, has_touch=width < 600)
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    return sheet, sheet.page


def fill_in(page):
    tick(page, "line", str(ActionLine.objects.get(slug="chengxiang").pk))
    write(page, title="社区义诊进方城浦", happened_from="2022-06-12")
    state_figures(page, ("活动场次", "1"))


def test_a_dozen_photos_from_the_phone_to_the_visitor(open_sheet, staff):
    sheet, page = begin(open_sheet)
    fill_in(page)

    page.locator("[data-many]").set_input_files([*photos(12), {"name": "a.gif", "mimeType": "image/gif", "buffer": b"GIF89a" + bytes(60)}])
    expect(page.get_by_role("progressbar", name="全部照片的上传进度")).to_be_visible()
    expect(page.get_by_text("这是 GIF 文件，不能用作照片。").first).to_be_visible(timeout=60_000)
    page.locator(".rows--photos .set:visible .inline-deletelink").last.click()
    expect(page.locator(".rows--photos .set:visible")).to_have_count(12)
    for box in page.locator('.set:visible [name^="photos-"][name$="-upload"]').all():
        expect(box).to_have_value(re.compile(".{20}"), timeout=60_000)
    all_made(page)

    page.get_by_label("都已征得同意").check()
    for number, box in enumerate(page.locator('.set:visible [name^="photos-"][name$="-caption"]').all()[:3], 1):
        box.fill(f"第{number}张")
    page.locator("[data-together-caption]").fill("会员在社区义诊")
    page.locator("[data-together-caption]").press("Enter")
    page.get_by_role("button", name="下移第1张").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-say]")).to_have_text("现在是第2张，共12张")
    expect(page.get_by_role("button", name="下移第2张")).to_be_focused()
    page.keyboard.press("Enter")
    assert captions(page)[:4] == ["第2张", "第3张", "第1张", "会员在社区义诊"]
    assert sheet.axe() == []
    page.locator('[name="_submit"]').click()
    page.wait_for_url("**/admin/")

    activity = Activity.objects.get(title="社区义诊进方城浦")
    services.publish(activity, by=make_user("publisher-of-photos"))
    first = [(photo.caption, photo.consent, photo.is_made) for photo in activity.photos.order_by("position")[:3]]
    assert first == [(f"第{number}张", True, True) for number in (2, 3, 1)]
    assert activity.photos.count() == ActivityPhoto.objects.shown().filter(activity=activity).count() == 12
    looked_through(open_sheet, activity)
    assert sheet.complaints == []


def looked_through(open_sheet, activity):
    sheet = open_sheet(1440, 900)
    page = sheet.page
    sheet.open(activity.get_absolute_url())
    ways, viewer = page.locator("[data-photo]"), page.get_by_role("dialog")
    ways.nth(1).focus()
    page.keyboard.press("Enter")
    expect(viewer.locator("figcaption")).to_have_text("△ 第3张（2／12）")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(viewer.locator("figcaption")).to_have_text("△ 第1张（3／12）")
    assert sheet.axe() == []
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(ways.nth(2)).to_be_focused()
    assert ways.nth(2).locator("img").evaluate("image => image.currentSrc").endswith(".webp")
    assert sheet.complaints == []


def test_a_lost_network_is_waited_out_and_a_form_sent_early_waits_for_its_photos(open_sheet, staff):
    _, page = begin(open_sheet, 390)
    fill_in(page)
    page.context.set_offline(True)
    page.locator("[data-many]").set_input_files(photos(3, (400, 300)))
    expect(page.get_by_text("网络断了，恢复后自动接着传").first).to_be_visible()
    page.locator("[data-together-caption]").fill("会员在社区义诊")
    page.locator("[data-together-fill]").click()
    page.locator('[name="_submit"]').click()
    expect(page.get_by_text("还有3张，传完就保存")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0

    page.context.set_offline(False)
    page.wait_for_url("**/admin/", timeout=90_000)

    assert Activity.objects.get(title="社区义诊进方城浦").photos.count() == 3


def test_a_cancelled_photo_is_forgotten_and_the_rest_is_saved(open_sheet, staff):
    sheet, page = begin(open_sheet)
    fill_in(page)
    page.locator("[data-many]").set_input_files(photos(3, (400, 300)))
    for box in page.locator('.set:visible [name^="photos-"][name$="-upload"]').all():
        expect(box).to_have_value(re.compile(".{20}"), timeout=60_000)
    page.locator("[data-together-caption]").fill("会员在社区义诊")
    page.locator("[data-together-fill]").click()
    page.locator(".rows--photos .set:visible .inline-deletelink").nth(1).click()
    expect(page.locator(".rows--photos .set:visible")).to_have_count(2)

    page.locator('[name="_submit"]').click()
    page.wait_for_url("**/admin/")

    assert Activity.objects.get(title="社区义诊进方城浦").photos.count() == 2
    assert sheet.complaints == []


def test_a_photo_is_dragged_to_its_place_and_a_picture_that_is_gone_says_so(open_sheet, staff):
    sheet, page = begin(open_sheet)
    fill_in(page)
    page.locator("[data-many]").set_input_files(photos(3, (400, 300)))
    for number, box in enumerate(page.locator('.set:visible [name^="photos-"][name$="-caption"]').all(), 1):
        box.fill(f"第{number}张")
    all_made(page)

    faces = page.locator('.rows--photos .set:visible [name$="-picture"]')
    faces.nth(2).drag_to(faces.nth(0), target_position={"x": 10, "y": 2})
    expect(page.locator("[data-say]")).to_have_text("现在是第1张，共3张")
    assert captions(page) == ["第3张", "第1张", "第2张"]
    expect(page.locator("[data-autosave-words]")).to_have_text("已自动保存", timeout=20_000)
    Upload.objects.filter(token=tokens(page)[1]).delete()
    sheet.open(ADD)

    standing = page.locator(".rows--photos .set:visible [data-standing]")
    expect(standing).to_have_text(["", "这张照片已经不在了，请重新选一次。", ""])
    assert captions(page) == ["第3张", "第1张", "第2张"]
    assert sheet.complaints == []


def test_without_javascript_a_photo_leads_to_itself(open_sheet, staff):
    activity = Activity.objects.published().filter(photos__isnull=False).first()
    sheet = open_sheet(1440, 900, java_script_enabled=False)

    sheet.open(activity.get_absolute_url())
    sheet.page.locator("[data-photo]").first.click()

    expect(sheet.page).to_have_url(re.compile(r"/photos/\d+/$"))
