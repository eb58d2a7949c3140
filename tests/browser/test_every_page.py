"""Every public page and the admin's, found by walking the URLconf: quiet, no wider than the screen, accessible, light, asking nobody else."""

from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from actions.involvement import count_anew
from actions.models import ActionLine, Activity, ActivityPhoto, Proposal
from events.models import EventHost, Session
from longgang.portal.models import Page
from members.enums import ItemState, MemberField, PairingList
from members.models import Community, Member, Unit
from publishing.models import OutsideLink
from publishing.services import publish
from tests.actions.factories import make_community, make_user
from tests.browser.desk import sign_in
from tests.desk import picture
from tests.events.factories import make_entry, make_event
from tests.members.factories import CONSENT, make_full_member, make_pairing, make_posting
from tests.portal.factories import make_page
from tests.urls import named_urls

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 100 * 1024
FILES = {
    "portal:favicon",
    "portal:healthz",
    "portal:figures-csv",
    "portal:figures-json",
    "portal:totals-json",
    "portal:activities-json",
    "portal:attachment",
    "actions:photo",
    "actions:photo-size",
    "actions:line-cover",
    "events:event-ics",
    "events:coming-ics",
    "events:entry-picture",
    "events:entry-picture-size",
}
STAFF = {"portal:gallery", "publishing:pasted", "dashboard:board", "dashboard:attention", "dashboard:part", "dashboard:table", "dashboard:count"}


def samples():
    """Return addresses of every public page by name: what is not here, and no file or staff page, fails the walk."""
    summary, occasion = (Activity.objects.get(title=title) for title in ("壹日读书会举办情况", "“新联同心 共富同行”共富新专员派驻仪式"))
    reading = summary.programme
    link = OutsideLink.objects.get_or_create(url="https://news.example.com/a?b=1", host="news.example.com")[0]
    return {
        "portal:home": [reverse("portal:home")],
        "portal:data": [reverse("portal:data")],
        "portal:about": [reverse("portal:about")],
        "portal:privacy": [reverse("portal:privacy")],
        "portal:accessibility": [reverse("portal:accessibility")],
        "portal:site-map": [reverse("portal:site-map")],
        **written(),
        **who_and_where(),
        "actions:line-list": [reverse("actions:line-list")],
        "portal:line-detail": [reverse("actions:line-detail", args=[slug]) for slug in ("chengxiang", "xunmei", "jianyan", "xinghuo", "wenhua", "baiqi")],
        "actions:line-detail": [reverse("actions:line-detail", args=["chengxiang"])],  # the same address
        "actions:programme-detail": [reading.get_absolute_url()],
        "actions:evidence": [reverse("actions:evidence", args=["huo-dong-chang-ci"])],
        "actions:evidence-period": [reverse("actions:evidence-period", args=["huo-dong-chang-ci", period]) for period in ("2022", "to-2022-06")],
        "actions:evidence-line": [
            reverse("actions:evidence-line", args=["huo-dong-chang-ci", "xinghuo"]),
            reverse("actions:evidence-line", args=["cheng-ban-jie-ci", "wenhua"]),
            reverse("actions:evidence-line", args=["du-shu-hui-qi-shu", "wenhua"]) + f"?programme={reading.slug}",
        ],
        "actions:evidence-line-period": [reverse("actions:evidence-line-period", args=["pai-zhu-zhuan-yuan", "chengxiang", "2022-07"])],
        "actions:activity-list": [reverse("actions:activity-list") + query for query in ("", "?action=wenhua&kind=summary", "?words=没有这样的活动")],
        "actions:proposal-list": [reverse("actions:proposal-list") + query for query in ("", "?kind=speech", "?outcome=adopted")],
        "actions:proposal-detail": [proposal.get_absolute_url() for proposal in Proposal.objects.order_by("pk")[:2]],
        "actions:activity-detail": [summary.get_absolute_url(), occasion.get_absolute_url()],
        "events:event-calendar": [reverse("events:event-calendar"), reverse("events:event-calendar") + "?month=2020-02"],
        "events:event-list": [reverse("events:event-list") + query for query in ("", "?kind=contest", "?action=baiqi")],
        "events:event-detail": [event.get_absolute_url() for event in announced()],
        "publishing:leave": [f"{reverse('publishing:leave')}?{urlencode({'to': link.url})}"],
    }


def written():
    """Make standing pages with another beside them, and a notice with documents; return them and their columns."""
    for column in ("about", "contact"):
        make_page(f"{column}的第二页", column=column, position=1)
    notice = make_page("关于征集社区需求的通知", documents=["报名表", "说明"], source="示例")
    pages = {column: Page.objects.standing_in(column) for column in ("about", "contact")}
    return {
        "portal:contact": [reverse("portal:contact")],
        "portal:notice-list": [reverse("portal:notice-list")],
        "portal:notice-detail": [notice.get_absolute_url()],
        **{f"portal:{column}-detail": [page.get_absolute_url() for page in rows] for column, rows in pages.items()},
    }


def who_and_where():
    """Make a pairing with all that its page can show, its opposites that show nothing, and members of whom all and nothing is known; return their pages."""
    member = make_full_member("赵庆余", shown=MemberField.values, ground=CONSENT)
    community, quiet = make_community("下涝社区"), make_community("没有记录的社区")
    make_posting(member, community=community)
    items = [
        (PairingList.NEED, "老人午餐没有着落", ItemState.DONE, {"who": "志愿者", "outcome": "每天送餐20份。"}),
        (PairingList.NEED, "放学后没人看管", ItemState.UNDER_WAY, {"due_on": "2022-12-31"}),
        (PairingList.RESOURCE, "文化礼堂二楼", ItemState.DONE),
        (PairingList.RESOURCE, "沿河空房", ItemState.OPEN),
        (PairingList.PROJECT, "社区书屋", ItemState.NEXT),
        (PairingList.PROJECT, "夜市改造", ItemState.DROPPED),
    ]
    full = make_pairing(unit=member.unit, community=community, items=items, steps=["开书屋"], aims="把午餐和课后两件事办好。", source="示例")
    bare = make_pairing(community=community, started_on="2022-06-01")
    return {
        "portal:community-list": [reverse("portal:community-list") + query for query in ("", "?order=done")],
        "portal:community-detail": [place.get_absolute_url() for place in (Community.objects.get(name="方城浦社区"), community, quiet)],
        "portal:pairing-list": [reverse("portal:pairing-list")],
        "portal:pairing-detail": [full.get_absolute_url(), bare.get_absolute_url()],
        "portal:member-list": [reverse("portal:member-list")],
        "portal:member-detail": [member.get_absolute_url(), Member.objects.get(name="杨柳妹").get_absolute_url()],
        "portal:unit-list": [reverse("portal:unit-list")],
        "portal:unit-detail": [unit.get_absolute_url() for unit in (member.unit, Unit.objects.get(slug="xin-lian-hui"), Unit.objects.get(name="联谊报"))],
    }


def announced():
    """Make an event to come with all that its page can show, one cancelled and one without a day, and a contest with entries; return them."""
    line = ActionLine.objects.get(slug="xunmei")
    day = str(timezone.localdate() + timedelta(3))
    event = make_event("鳌江摄影采风", line=line, days=day, hours="09:00..11:30", venue="方城浦码头", capacity=20, body="沿江走一走。", is_example=True)
    Session.objects.create(event=event, title="集合", held_on=event.starts_on, venue="码头")
    EventHost.objects.create(event=event, unit=Unit.objects.first())
    contest = make_event("龙港短视频示例赛", line=line, kind="contest", days="2022-06-01..2022-06-18", published=True)
    make_entry(contest, picture=picture(), consent=True, award="一等奖", category="摄影", published=True)
    make_entry(contest, "港城新貌", video_url="https://video.example.com/1", published=True)
    cancelled = make_event("取消的采风", line=line, days=day, cancelled_at=timezone.now(), cancelled_because="台风", published=True)
    undated = make_event("日子没定的采风", line=line, days=day, precision="month", published=True)
    return [publish(event, by=make_user()), contest, cancelled, undated]


@pytest.fixture
def demo(transactional_db, small_pictures, own_folder):
    call_command("load_longgang", stdout=StringIO())
    return samples()


def test_every_named_address_has_a_sample(demo):
    public = {name for name in named_urls() if not name.startswith("admin:")}

    assert public - FILES - STAFF == set(demo)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_public_pages_are_quiet_narrow_accessible_and_light(open_sheet, demo, width, height):
    sheet = open_sheet(width, height)
    found = []

    for path in [path for paths in demo.values() for path in paths]:
        answer = sheet.open(path, settled=True)
        problems = sheet.problems()
        if answer.status != 200:
            problems.append(f"answers {answer.status}")
        if width == 1440 and sheet.weight > MOST_BYTES:  # the same at any width, and slow to weigh
            problems.append(f"weighs {sheet.weight} bytes")
        found += [f"{path}: {problem}" for problem in problems]

    assert found == [], "\n".join(found)


#: The dashboard in its states: with everything, of a line, of a community, of all years, and a filter that means nothing.
BOARDS = ["", "?action=chengxiang", "?community=fang-cheng-pu", "?year=all&action=xinghuo&indicator=shou-yi-ren-ci", "?year=1066"]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844), (1920, 1080)])
def test_the_dashboard_is_quiet_narrow_and_accessible(open_sheet, staff, width, height):
    count_anew(today=timezone.localdate())
    sheet = open_sheet(width, height)
    sign_in(sheet, "lingdao")
    board = reverse("dashboard:board")
    pages = [
        *(f"{board}{query}" for query in BOARDS),
        *(reverse("dashboard:attention", args=[what]) for what in ("no-photos", "overlap", "posted", "proposals", "events")),
    ]
    found = []

    for path in pages:
        answer = sheet.open(path, settled=True)
        problems = sheet.problems()
        if answer.status != 200:
            problems.append(f"answers {answer.status}")
        for twin in sheet.page.locator("details").all():
            twin.evaluate("details => { details.open = true }")
        problems += [f"unfolded, {problem}" for problem in sheet.problems(axe=width == 1440)]
        found += [f"{path}: {problem}" for problem in problems]

    assert found == [], "\n".join(found)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (360, 740)])
def test_public_pages_fit_the_widest_and_the_narrowest_screen(open_sheet, demo, width, height):
    sheet = open_sheet(width, height)
    found = []

    for path in [path for paths in demo.values() for path in paths]:
        sheet.open(path)
        found += [f"{path}: {problem}" for problem in sheet.problems(axe=False)]

    assert found == [], "\n".join(found)


@pytest.mark.parametrize(("width", "height", "axe"), [(1440, 900, False), (360, 740, True)])
def test_public_pages_hold_in_elder_mode(open_sheet, demo, width, height, axe):
    sheet = open_sheet(width, height)
    sheet.open("/")
    sheet.page.get_by_role("button", name="长者模式").click()
    found = []

    for path in [path for paths in demo.values() for path in paths]:
        sheet.open(path)
        assert "elder" in sheet.page.evaluate("document.documentElement.className").split()
        found += [f"{path}: {problem}" for problem in sheet.problems(axe=axe)]

    assert found == [], "\n".join(found)


@pytest.mark.parametrize("status", [404, 410])
def test_error_pages_hold_too(open_sheet, demo, status):
    from publishing.services import withdraw

    activity = Activity.objects.get(title="反校园霸凌讲座")
    withdraw(activity, reason="重复录入", by=activity.changed_by)
    sheet = open_sheet(390, 844)

    answer = sheet.open(activity.get_absolute_url() if status == 410 else "/activities/999999/")

    assert answer.status == status
    assert [problem for problem in sheet.problems() if f"status of {status}" not in problem] == []


def test_a_photo_is_served_and_shown(open_sheet, demo):
    photo = ActivityPhoto.objects.first()
    sheet = open_sheet()

    sheet.open(photo.activity.get_absolute_url())

    shown = sheet.page.locator(f'img[src="{photo.get_absolute_url()}"]').first
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    expect(shown).not_to_have_js_property("naturalWidth", 0)
    assert sheet.complaints == []
