"""A pairing and a proposal from an empty form to the public, by the hands of staff: no dead end; a name taken back; a record that moved."""

import datetime
import re

import pytest

from actions.models import ActionLine, Activity, Proposal
from members.models import Member, Pairing
from publishing.services import publish
from tests.browser.desk import choose, sign_in, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def press(sheet, words):
    """Press the button that says these words, and wait for the page that follows."""
    with sheet.page.expect_navigation():
        sheet.page.get_by_role("button", name=words, exact=True).click()


def follow(sheet, words):
    with sheet.page.expect_navigation():
        sheet.page.locator("main").get_by_role("link", name=words).first.click()


def publish_from_the_workbench(sheet, title):
    """Open as 终审 what waits under 「接着做」, publish it, and go to its public page."""
    sheet.open("/admin/")
    follow(sheet, title)
    press(sheet, "保存并发布")
    assert sheet.page.get_by_text("已发布。").first.is_visible()
    follow(sheet, "看公开页面")


@pytest.mark.parametrize(("width", "phone"), [(390, True), (1440, False)])
def test_a_pairing_with_three_needs_goes_to_the_public(open_sheet, staff, width, phone):
    editor, publisher = (open_sheet(width, 844, is_mobile=phone, has_touch=phone) for _ in range(2))
    page = editor.page
    sign_in(editor, "caibian")
    follow(editor, "新增结对")
    choose(page, "id_unit", "市新联会")
    choose(page, "id_community", "方城浦社区")
    write(page, started_on="2022-09-01", aims="让老人孩子在家门口得到服务。", source="浙江统战")
    needs = ("老人义诊", "儿童课堂", "危房修缮")
    for row, need in enumerate(needs):
        write(page, **{f"needs__{row}__item": need})
    page.locator('[name="needs-0-state"]').select_option("done")
    write(page, needs__0__outcome="义诊三次，看了六十人次")
    write(page, resources__0__item="文化礼堂", steps__0__step="冬季再办一次义诊")
    assert page.locator('[name="needs-1-outcome"]').is_hidden()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    press(editor, "保存并提交")

    pairing = Pairing.objects.get(started_on="2022-09-01")
    assert (pairing.state, wide) == ("third", 0)
    sign_in(publisher, "zhongshen")
    publish_from_the_workbench(publisher, "市新联会—方城浦社区")

    public = publisher.page.locator("main").inner_text()
    assert publisher.page.url.endswith(pairing.get_absolute_url())
    assert all(words in public for words in (*needs, "义诊三次，看了六十人次", "文化礼堂", "冬季再办一次义诊"))
    publisher.open("/communities/fang-cheng-pu/")
    assert publisher.page.locator(f'main a[href="{pairing.get_absolute_url()}"]').count()
    assert [sheet.complaints for sheet in (editor, publisher)] == [[], []]


@pytest.mark.parametrize(("width", "phone"), [(390, True), (1440, False)])
def test_a_proposal_with_two_outcomes_goes_to_the_public(open_sheet, staff, width, phone):
    editor, publisher = (open_sheet(width, 844, is_mobile=phone, has_touch=phone) for _ in range(2))
    page = editor.page
    author = Member.objects.get(name="应吟吟")
    sign_in(editor, "caibian")
    follow(editor, "新增建言")
    tick(page, "line", ActionLine.objects.get(slug="jianyan").pk)
    write(
        page, title="《关于加强社区养老服务的建议》", submitted_on="2022-03-01", addressee="市政协全体会议", source="浙江统战", summary="让老人在家门口养老。"
    )
    choose(page, "id_authors-0-member", author.name)
    page.locator('[name="outcomes-0-kind"]').select_option("adopted")
    write(page, outcomes__0__by_whom="市政协", outcomes__0__happened_on="2022-04-01", outcomes__0__source="浙江统战")
    page.get_by_text("＋ 再加一个结果").click()
    page.locator('[name="outcomes-1-kind"]').select_option("printed")
    write(page, outcomes__1__by_whom="《联谊报》", outcomes__1__source="联谊报")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    press(editor, "保存并提交")

    proposal = Proposal.objects.get(title="《关于加强社区养老服务的建议》")
    assert (proposal.state, proposal.outcomes.count(), wide) == ("third", 2, 0)
    sign_in(publisher, "zhongshen")
    publish_from_the_workbench(publisher, proposal.title)

    public = publisher.page.locator("main").inner_text()
    assert all(words in public for words in ("《联谊报》", "市政协", author.name))
    publisher.open("/proposals/")
    assert publisher.page.locator(f'main a[href="{proposal.get_absolute_url()}"]').first.is_visible()
    publisher.open("/actions/jianyan/")
    assert publisher.page.locator(f'main a[href="{proposal.get_absolute_url()}"]').count()
    assert [sheet.complaints for sheet in (editor, publisher)] == [[], []]


def test_a_name_is_taken_back_from_the_members_page_with_one_press(open_sheet, staff):
    sheet = open_sheet(390, 844, is_mobile=True, has_touch=True)
    member = Member.objects.get(name="应吟吟")
    sign_in(sheet, "zhongshen")
    before = sheet.open(member.get_absolute_url()).status

    sheet.open(f"/admin/members/member/{member.pk}/change/")
    follow(sheet, re.compile(r"撤回\s*姓名"))
    press(sheet, "撤回")

    assert sheet.page.get_by_text("已经撤回的").is_visible()
    assert before == 200
    assert sheet.open(member.get_absolute_url()).status != 200
    sheet.open("/members/")
    assert member.name not in sheet.page.content()


def test_a_withdrawn_activity_leads_to_the_proposal_that_it_became(open_sheet, staff):
    sheet = open_sheet()
    page = sheet.page
    proposal = Proposal.objects.published().first()
    line = ActionLine.objects.get(slug="jianyan")
    day = datetime.date(2022, 7, 1)
    user = Activity.objects.published().first().changed_by
    activity = publish(Activity.objects.create(line=line, title="一条建议", happened_from=day, happened_to=day), by=user)
    sign_in(sheet, "zhongshen")

    sheet.open(f"/admin/actions/activity/{activity.pk}/withdraw/")
    page.locator('[name="reason"]').fill("改作建言")
    choose(page, "id_moved_to_proposal", proposal.title[:6])
    press(sheet, "撤回")

    sheet.open(activity.get_absolute_url())
    assert page.url.endswith(proposal.get_absolute_url())
    assert sheet.complaints == []


def test_an_activity_is_offered_the_pairings_of_its_community(open_sheet, staff):
    sheet = open_sheet()
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open("/admin/actions/activity/add/")
    choose(page, "id_community", "方城浦社区")

    choose(page, "id_pairing", "市新联会")

    assert page.locator("#id_pairing option[selected], #id_pairing option:checked").inner_text() == "市新联会—方城浦社区"
    assert sheet.complaints == []


@pytest.mark.parametrize(("width", "phone"), [(390, True), (1440, False)])
def test_the_folded_head_leads_to_the_lists_and_closes_by_escape(open_sheet, staff, width, phone):
    sheet = open_sheet(width, 844, is_mobile=phone, has_touch=phone)
    head = sheet.page.locator(".bench")
    sign_in(sheet, "zhongshen")
    assert head.get_by_role("link", name="派驻").is_hidden()

    head.get_by_text("名册").click()
    seen = head.get_by_role("link", name="派驻").is_visible()
    wide = sheet.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    sheet.page.keyboard.press("Escape")
    closed = head.get_by_role("link", name="派驻").is_hidden()
    head.get_by_text("名册").click()
    with sheet.page.expect_navigation():
        head.get_by_role("link", name="派驻").click()

    assert (seen, wide, closed) == (True, 0, True)
    assert sheet.page.url.endswith("/admin/members/posting/")
    assert head.locator(".bench__fold--here").inner_text() == "名册"
