"""The gallery: each component in all its states, for staff; nothing of it is kept."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace as Given
from urllib.parse import urlencode

from django.contrib.admin.views.decorators import staff_member_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from actions.enums import Ink
from actions.ledger import Recorded
from actions.models import ActionLine, Activity, Figure, Indicator, Proposal, ProposalOutcome
from actions.quantities import Quantity, Total, sum_of
from events.enums import EventState
from events.models import ContestEntry, Event
from events.months import Month, sheet_of
from longgang.dashboard.samples import samples
from members.enums import ItemState, PairingList
from members.exchange import exchange_of
from members.models import Community, Pairing, PairingItem, Unit
from publishing.charts import Column, bar_chart

from .models import Attachment, Page
from .places import Place

NAMES = ("城乡共富助力", "寻美龙港推介", "建言献策智囊", "共同富裕星火", "文化教育惠民", "百企三创服务")
SERVES = ("城乡均衡发展", "环境宜居宜业", "新型城镇建设", "社会和谐和睦", "精神自信自强", "生活富裕富足")
SLUGS = ("chengxiang", "xunmei", "jianyan", "xinghuo", "wenhua", "baiqi")
EVERY_SAYING = (
    Quantity(64, "个"),
    Quantity(12345, "人"),
    Quantity(1600, "场", "over"),
    Quantity(65000, "人次", "over"),
    Quantity(1_000_000, "人次", "over"),
    Quantity(12, "家", "over"),
    Quantity(1_000_000, "元", "nearly"),
    Quantity(300, "人", "about"),
    Quantity(10000, "人次", "tens_of"),
    Quantity(19, "届", "ordinal"),
    sum_of([Quantity(2, "届"), Quantity(19, "届", "ordinal")], "届"),
    Total("场"),
)


COMMUNITY = Community(name="方城浦社区", slug="fang-cheng-pu", area="舥艚")
HELP = (
    PairingItem(list=PairingList.NEED, item="困难群众的日常难处", state=ItemState.DONE, who="市新联会", outcome="办了2场公益服务，10人得到帮扶。"),
    PairingItem(list=PairingList.PROJECT, item="美术特色游客中心", state=ItemState.UNDER_WAY, who="画家会员", due_on=date(2022, 12, 31)),
    PairingItem(list=PairingList.PROJECT, item="扶持特色文旅项目", state=ItemState.NEXT),
    PairingItem(list=PairingList.NEED, item="挖掘抗倭文化", state=ItemState.OPEN),
    PairingItem(list=PairingList.RESOURCE, item="活动场地", state=ItemState.DONE),
    *(PairingItem(list=PairingList.RESOURCE, item=item, state=ItemState.OPEN) for item in ("抗倭遗存", "渔港街巷", "老码头", "文化礼堂", "妈祖庙会")),
    PairingItem(list=PairingList.PROJECT, item="不再办的事", state=ItemState.DROPPED),
)


@staff_member_required
@require_safe
def gallery(request):
    """/admin/gallery/: every component, with many rows, with few and with none."""
    lines = [
        ActionLine(number=n + 1, full_name=f"新·{NAMES[n]}行动", short_name=NAMES[n], slug=SLUGS[n], serves=SERVES[n], ink=ink)
        for n, ink in enumerate(Ink.values)
    ]
    activities = [_activity(line, number) for number, line in enumerate(lines, start=1)]
    months = [Column(f"2022年{m}月", amount, f"{amount}场" if amount else "", "#") for m, amount in enumerate((None, None, None, None, 3, 4, 11), start=1)]
    unsure = [
        Column("2021年", 5000, "5000多人次", "#", "5000多", sure=False),
        Column("2022年", 3200, "3200人次", "#", "3200"),
        Column("2023年", None),
    ]
    pages = Paginator(range(300), 20)
    return render(
        request,
        "portal/gallery.html",
        {
            "lines": lines,
            "sayings": EVERY_SAYING,
            "activities": activities,
            "proposals": [_proposal(lines[2], 0), _proposal(lines[2], 3)],
            "ledger": [_progress(line) for line in lines],
            "advice": [Recorded("已录入建言", 5, "#"), Recorded("已录入结果", 12, "#")],
            "charts": [
                (lines[0], bar_chart(months, title="2022年各月活动场次（场）")),
                (lines[1], bar_chart(unsure, title="各年阅读量（人次）")),
                (lines[2], bar_chart(months[4:5], title="5月活动场次（场）")),
                (lines[3], bar_chart(months[:4], title="一至四月活动场次（场）")),
            ],
            "pictures": [(line, range(1, 9)) for line in lines],
            **_announced(lines),
            **_noticed(),
            "percents": (0, 3, 37, 83, 100),
            "day": date(2022, 7, 9),
            **samples(lines, months),
            "photos": [_photo(caption) for caption in ("会员走进社区", "挂历样张摊在长桌上")],
            "page_first": pages.page(1),
            "page_middle": pages.page(7),
            "querystring": urlencode({"action": "chengxiang", "words": "读书 会"}),
            "exchanges": [exchange_of(_pairing(items)) for items in (HELP, HELP[:1], ())],
            "places": [Place(COMMUNITY, _total("活动场次", EVERY_SAYING[2]), 1600, activities[0]), Place(COMMUNITY, None, 0, None)],
            "deeds": [Given(get_role_display="主讲", activity=activities[0])],
        },
    )


def _photo(caption):
    """Return a photo in no table: an icon of the portal's own stands for its picture."""
    icon = static("img/touch-icon.png")
    return Given(get_absolute_url=icon, caption=caption, alt=caption, sized=Given(src=icon, srcset="", width=180, height=180))


def _announced(lines):
    """Return events that stand everywhere an event can, a month of them and one without, and entries of a contest; in no table."""
    month = Month(2022, 7)
    common = {"starts_on": date(2022, 7, 9), "ends_on": date(2022, 7, 9), "slug": "shi-li", "first_published_at": datetime(2022, 7, 1, 9, tzinfo=UTC)}
    events = [
        Event(pk=1, line=lines[4], title="壹日读书会第24期", begins_at=time(14, 30), closes_at=time(16), venue="城市书房", capacity=30, **common),
        Event(pk=2, line=lines[5], title="三师进企业：税务专场", summary="财税、法律、人事的老师到企业里讲。", is_example=True, **common),
        Event(pk=3, line=lines[0], title="方城浦抗倭故事采风", **common | {"ends_on": date(2022, 7, 12)}),
        Event(pk=4, line=lines[3], title="社区矫正对象帮教会", cancelled_at=datetime(2022, 7, 2, tzinfo=UTC), cancelled_because="台风", **common),
        Event(pk=5, line=lines[1], title="摄影采风", precision="month", **common | {"ends_on": date(2022, 7, 31)}),
    ]
    for event, state in zip(events, ("registering", "announced", "ongoing", "cancelled", "over"), strict=True):
        event.now_is = EventState(state)
    entries = [
        ContestEntry(pk=1, title="晨光里的鳌江", award="一等奖", category="摄影", name="示例作者", video_url="https://video.example.com/1"),
        ContestEntry(pk=2, title="港城新貌", category="短视频"),
    ]
    entries[0].author_is_public = True
    return {
        "events": events,
        "entries": entries,
        "month": month,
        "weeks": sheet_of(month, events),
        "empty_month": Month(2022, 8),
        "empty_weeks": sheet_of(Month(2022, 8), []),
    }


def _noticed():
    """Return notices and documents that are in no table."""
    days = {"first_published_at": datetime(2022, 7, 20, 9, 31, tzinfo=UTC)}
    notices = [Page(pk=1, title="关于征集社区需求的通知（示例）", pinned=True, **days), Page(pk=2, title="摄影与短视频大赛获奖名单公示（示例）", **days)]
    files = [
        Attachment(title="需求征集表", kind="docx", size=48_000, document="documents/0/1"),
        Attachment(title="名单", kind="pdf", size=2_400_000, document="documents/0/2"),
    ]
    return {"notices": notices, "attachments": files}


def _activity(line, number):
    """Return an activity that is in no table."""
    activity = Activity(
        pk=number,
        line=line,
        title=(
            "百名共富新专员领证进社区",
            "镜头里的新城：摄影与短视频大赛收官",
            "“请你来协商”主题发言",
            "社区矫正对象帮教",
            "壹日读书会办到第二十三期",
            "访企拓岗交流会",
        )[number - 1],
        summary="专员们领取证书，分赴各社区，与居民一起列出要办的事。" if number % 2 else "",
        happened_from=None if number == 4 else date(2022, 7, 9),
        happened_to=date(2022, 7, 20),
        precision="to_date" if number == 4 else "day",
        kind="summary" if number == 4 else "occasion",
        place="文化礼堂二楼",
        first_published_at=datetime(2022, 7, 20, 9, 31, tzinfo=UTC),
    )
    figures = [Figure(indicator=Indicator(name="活动场次", unit="场"), amount=600, qualifier="over")] if number != 3 else []
    activity._prefetched_objects_cache = {"photos": [], "figures": figures}
    return activity


def _proposal(line, outcomes):
    """Return a proposal that is in no table, with so many outcomes; without any it is a speech of nobody named."""
    proposal = Proposal(
        pk=outcomes + 1,
        line=line,
        kind="proposal" if outcomes else "speech",
        title="《关于建设儿童友好型城市的建议》" if outcomes else "“打造现代共富社区”大会发言",
        summary="这份建议关心的是孩子。" if outcomes else "",
        addressee="市政协全体会议" if outcomes else "",
        submitted_on=date(2022, 7, 9),
        precision="day" if outcomes else "year",
        first_published_at=datetime(2022, 7, 20, 9, 31, tzinfo=UTC),
    )
    said = [("reported", "浙江新闻客户端", "province"), ("printed", "《联谊报》", ""), ("affirmed", "", "city")]
    proposal.shown_authors = ["市新联会", "张三（示例）"] if outcomes else []
    proposal._prefetched_objects_cache = {"outcomes": [ProposalOutcome(kind=kind, by_whom=whom, level=level) for kind, whom, level in said[:outcomes]]}
    return proposal


def _total(name, quantity):
    return Given(indicator=Indicator(name=name), is_reported=True, typeset=quantity.typeset, evidence_url="#")


def _pairing(items):
    """Return a pairing that is in no table."""
    pairing = Pairing(
        pk=1,
        unit=Unit(name="龙港市新的社会阶层人士联谊会", short_name="市新联会", slug="xin-lian-hui"),
        community=COMMUNITY,
        started_on=date(2022, 5, 19),
        initiative="“同心共富”结对",
        first_published_at=datetime(2022, 7, 20, 9, 31, tzinfo=UTC),
    )
    pairing._prefetched_objects_cache = {"items": items}
    return pairing


def _progress(line):
    """Return what a line has achieved, made up; the third has nothing to add, the fifth no target."""
    said = [Quantity(100, "人"), Quantity(82, "人", "over")] if line.number != 4 else [Quantity(1600, "场", "over"), Quantity(1_000_000, "元", "nearly")]
    rows = [
        Given(
            indicator=Indicator(name=name),
            to_date=Given(typeset=quantity.typeset, evidence_url="#"),
            this_year=Given(typeset=quantity.typeset, evidence_url="#", is_reported=line.number == 1),
            reach=None if line.number == 5 else Given(bar=(83, 100, 0, 37, 0, 6)[line.number - 1], sentence="2022年目标120人（示例），完成83%"),
        )
        for name, quantity in zip(("派驻专员", "培训妇女"), said, strict=True)
    ]
    return Given(line=line, headlines=[] if line.number == 3 else rows)
