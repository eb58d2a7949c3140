"""An event from the form to the line's page: entered, published, over, closed into an activity, and its number counted."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actions.models import ActionLine, Activity
from events.models import Event
from tests.browser.desk import choose, do, sign_in, tick, write
from tests.events.factories import make_event

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TITLE = "壹日读书会第24期"


def said_on(sheet, path, address):
    """Return what the link to an evidence page says on a page."""
    sheet.open(path)
    return re.sub(r"\s", "", sheet.page.locator(f'main a[href="{address}"]').first.inner_text())


def issues(sheet):
    return said_on(sheet, "/programmes/yi-ri-du-shu-hui/", "/figures/du-shu-hui-qi-shu/wenhua/?programme=yi-ri-du-shu-hui")


def times(sheet):
    return said_on(sheet, "/actions/wenhua/", "/figures/huo-dong-chang-ci/wenhua/")


def test_an_event_is_entered_published_closed_and_counted(open_sheet, staff):
    editor, publisher, public = open_sheet(), open_sheet(), open_sheet(390, 844)
    sign_in(editor, "caibian")
    sign_in(publisher, "zhongshen")
    before = times(public), issues(public)
    tomorrow = timezone.localdate() + timedelta(1)

    # entered: the next number of the programme is proposed; the public sees nothing
    page = editor.page
    editor.open("/admin/events/event/add/")
    tick(page, "line", ActionLine.objects.get(slug="wenhua").pk)
    write(page, title=TITLE, starts_on=str(tomorrow), begins_at="下午2点半", closes_at="16:00", venue="城市书房", capacity="30", closes_on=str(tomorrow))
    choose(page, "id_programme", "壹日读书会")
    expect(page.locator('[name="number"]')).to_have_value("24")  # a function waited for is asked again by eval, which the policy forbids
    page.locator('[name="kind"]').select_option("reading")
    page.locator('button[name="_submit"]').click()
    page.wait_for_url("**/admin/")
    event = Event.objects.get(title=TITLE)
    assert public.open(event.get_absolute_url()).status == 404

    # published: it stands in the calendar, and its page says when and where
    publisher.open(f"/admin/events/event/{event.pk}/publish/")
    publisher.page.locator("#content button.button--main").click()
    publisher.page.wait_for_url("**/change/")
    public.open(f"/events/?month={tomorrow:%Y-%m}")
    public.page.locator("a", has_text=TITLE).first.click()
    assert public.page.locator(".when").inner_text().count("14:30—16:00") == 1
    assert public.page.locator(".event-state").inner_text() == "报名中"

    # more may come: at once, without a revision
    editor.open(f"/admin/events/event/{event.pk}/capacity/")
    write(page, capacity="45")
    page.locator("#content button.button--main").click()
    page.wait_for_url("**/change/")
    public.open(event.get_absolute_url())
    assert public.page.get_by_text("45人").is_visible()

    # over: it asks to be closed, and one click makes it an activity with its figures
    yesterday = timezone.localdate() - timedelta(1)
    Event.objects.filter(pk=event.pk).update(starts_on=yesterday, ends_on=yesterday)
    editor.open(f"/admin/events/event/{event.pk}/change/")
    page.locator("a.button", has_text="办结").click()
    page.get_by_label("受益人次").fill("近百")
    page.locator("#content button.button--main", has_text="办结").click()
    page.wait_for_url("**/admin/actions/activity/*/change/")
    activity = Activity.objects.get(title=TITLE)
    assert page.locator('input[name$="-said"]').first.input_value() == "1场"
    assert page.locator("a", has_text=TITLE).first.get_attribute("href") == f"/admin/events/event/{event.pk}/change/"
    page.locator('button[name="_submit"]').click()
    page.wait_for_url("**/admin/")
    assert (times(public), issues(public)) == before

    # the activity published: the number moves, and either page leads to the other
    do(publisher, activity, "publish")
    assert before[1] == "23期"
    assert issues(public) == "24期"
    public.open(event.get_absolute_url())
    public.page.locator("main a", has_text=TITLE).first.click()
    public.page.wait_for_url(f"**{activity.get_absolute_url()}")
    public.page.locator(f'main a[href="{event.get_absolute_url()}"]').click()
    public.page.wait_for_url(f"**{event.get_absolute_url()}")
    assert [sheet.complaints for sheet in (editor, publisher, public)] == [[], [], []]


def test_the_calendar_is_used_with_the_keyboard(open_sheet, staff):
    day = timezone.localdate().replace(day=15) + timedelta(62)
    make_event("鳌江采风", line=ActionLine.objects.get(slug="xunmei"), days=str(day), published=True)
    sheet = open_sheet(390, 844)
    sheet.open(f"/events/?month={day:%Y-%m}")

    busy = sheet.page.locator(".month__day--busy").first
    busy.focus()
    sheet.page.keyboard.press("Enter")

    expect(sheet.page).to_have_url(re.compile(r"#event-\d+$"))
    target = sheet.page.locator(sheet.page.url[sheet.page.url.index("#") :])
    assert target.get_by_text("鳌江采风").is_visible()
    assert busy.bounding_box()["height"] >= 44
    sheet.page.get_by_role("link", name=re.compile("列表")).click()
    sheet.page.wait_for_url("**/events/list/")
    assert sheet.complaints == []
