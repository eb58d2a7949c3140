"""Entering an activity with three figures, two people and four photos on a phone: one page, no dead end."""

import re

import pytest
from playwright.sync_api import expect

from actions.models import ActionLine, Activity, Proposal
from members.models import Disclosure, Member, Pairing
from tests.browser.desk import a_photo, choose, sign_in, state_figures, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DESK = [
    "/admin/",
    "/admin/actions/activity/",
    "/admin/actions/activity/add/",
    "/admin/members/pairing/",
    "/admin/members/pairing/add/",
    "/admin/actions/proposal/",
    "/admin/actions/proposal/add/",
    "/admin/members/member/",
    "/admin/members/posting/",
    "/admin/members/posting/add/",
    "/admin/events/event/",
    "/admin/events/event/add/",
    "/admin/events/contestentry/add/",
    "/admin/password_change/",
    "/admin/gallery/",
]


def fill_in(page):
    tick(page, "line", ActionLine.objects.get(slug="chengxiang").pk)
    write(page, title="方城浦社区义诊", happened_from="2022-07-16", happened_to="2022-07-16", summary="医生到社区义诊。")
    choose(page, "id_programme", "方城浦社区公益服务")
    choose(page, "id_community", "方城浦社区")
    state_figures(page, ("活动场次", "1"), ("受益人次", "100多"), ("帮扶人数", "十余名"))
    for row, name in enumerate(("甲某", "乙某")):
        write(page, **{f"people__{row}__name": name})
        page.locator(f'[name="people-{row}-role"]').select_option("volunteer")


def add_photos(page):
    """Choose four at once, and say what is on each once they are sent."""
    page.locator("[data-many]").set_input_files([a_photo(colour) for colour in ("#4FA64B", "#12A3B4", "#4E72D6", "#F0653A")])
    for row in range(4):
        expect(page.locator(f'[name="photos-{row}-upload"]')).to_have_value(re.compile(".{20}"))
        write(page, **{f"photos__{row}__caption": f"义诊现场{row + 1}"})
    page.get_by_label("都已征得同意").check()


@pytest.mark.parametrize(("width", "phone"), [(390, True), (1440, False)])
def test_a_whole_activity_takes_one_page(open_sheet, staff, width, phone):
    sheet = open_sheet(width, 844, is_mobile=phone, has_touch=phone)
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open("/admin/actions/activity/add/")

    fill_in(page)
    page.locator('[name="figures-1-said"]').press("Tab")
    page.get_by_text("100多人次").first.wait_for()
    add_photos(page)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.locator('button[name="_submit"]').click()
    page.wait_for_url("**/admin/")

    activity = Activity.objects.get(title="方城浦社区义诊")
    assert activity.state == "third"
    assert sorted(figure.quantity.spoken for figure in activity.figures.all()) == ["100多人次", "10多人", "1场"]
    assert [(person.name, person.role, person.basis) for person in activity.people.order_by("pk")] == [("甲某", "volunteer", ""), ("乙某", "volunteer", "")]
    assert [(photo.caption, photo.consent, photo.width) for photo in activity.photos.order_by("pk")] == [(f"义诊现场{n}", True, 640) for n in (1, 2, 3, 4)]
    assert wide <= 0
    assert sheet.complaints == []


def test_an_error_keeps_what_was_typed_and_the_photos_that_were_sent(open_sheet, staff):
    sheet = open_sheet(390, 844, is_mobile=True, has_touch=True)
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open("/admin/actions/activity/add/")
    fill_in(page)
    page.locator("[data-many]").set_input_files([a_photo("#4FA64B")])
    write(page, photos__0__caption="义诊现场", figures__1__said="很多")

    page.locator('button[name="_submit"]').click()  # while the photo may still be on its way: the form waits for it
    page.locator('[name="figures-1-said"][aria-invalid="true"]').wait_for()

    assert Activity.objects.filter(title="方城浦社区义诊").count() == 0
    assert [page.locator(f'[name="{name}"]').input_value() for name in ("title", "figures-1-said", "people-0-name")] == ["方城浦社区义诊", "很多", "甲某"]
    expect(page.locator('[name="photos-0-upload"]')).to_have_value(re.compile(".{20}"))
    expect(page.locator(".rows--photos .picture__shown")).to_have_attribute("src", re.compile("/uploads/"))
    assert sheet.complaints == []


def pages_of_records():
    """Return forms of records that are public and of one that is not, and the pages of verbs beside them."""
    public, draft = (Activity.objects.get(title=title).pk for title in ("反校园霸凌讲座", "下个月的讲座"))
    pairing, proposal = Pairing.objects.published().first().pk, Proposal.objects.published().first().pk
    disclosure, other = Disclosure.objects.in_force().first(), Disclosure.objects.in_force().last()
    Member.objects.filter(pk=disclosure.member_id).update(profession="刺绣技师")
    return [
        f"/admin/actions/activity/{public}/change/",
        f"/admin/actions/activity/{draft}/change/",
        f"/admin/actions/activity/{public}/revise/",
        f"/admin/actions/activity/{public}/withdraw/",
        f"/admin/members/pairing/{pairing}/change/",
        f"/admin/members/pairing/{pairing}/withdraw/",
        f"/admin/actions/proposal/{proposal}/change/",
        f"/admin/members/member/{disclosure.member_id}/change/",
        f"/admin/members/member/{disclosure.member_id}/disclose/",
        f"/admin/members/member/{other.member_id}/disclose/",  # nothing left to be public
        f"/admin/members/member/disclosures/{disclosure.pk}/withdraw/",
    ]


@pytest.mark.parametrize(("width", "phone"), [(1440, False), (390, True)])
def test_the_desk_is_quiet_narrow_and_accessible(open_sheet, staff, width, phone):
    sheet = open_sheet(width, 844, is_mobile=phone, has_touch=phone)
    found = []
    sheet.open("/admin/login/")
    found += [f"login: {problem}" for problem in sheet.problems()]
    sign_in(sheet, "zhongshen")

    for path in [*DESK, *pages_of_records()]:
        answer = sheet.open(path, settled=True)
        found += [f"{path}: {problem}" for problem in (*sheet.problems(), *([] if answer.status == 200 else [f"answers {answer.status}"]))]

    assert found == [], "\n".join(found)
