"""A small world with one row of every kind in every state, for tests that ask who may see what."""

from datetime import date
from itertools import count
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from actions import articles
from actions.enums import PersonRole
from actions.models import ActivityPerson, ActivityPhoto, Indicator, Target
from events import services as events
from members.enums import MemberField
from members.models import Community, Lock
from publishing import services
from publishing.models import Job, OutsideLink, Trace
from tests import access
from tests.actions.factories import make_activity, make_proposal
from tests.desk import indicator, make_lines, make_programme, make_user, picture
from tests.events.factories import make_entry, make_event
from tests.members.factories import REPORT, make_community, make_full_member, make_member, make_pairing, make_posting, make_unit
from tests.portal.factories import make_page


def states_of(thing, make, by):
    """Return a record of a kind in each state: public, draft, one's own draft, waiting, revised, withdrawn. `make(word, published)` makes one."""
    rows = {
        thing: make("公开", True),
        f"{thing}_draft": make("草稿", False),
        f"{thing}_own": make("自己的草稿", False),
        f"{thing}_waiting": make("待审", False),
    }
    services.submit(rows[f"{thing}_waiting"], by=by)
    rows[f"{thing}_copy"] = services.revise(make("修订", True), reason="有误", by=by)
    rows[f"{thing}_withdrawn"] = make("撤回", True)
    services.withdraw(rows[f"{thing}_withdrawn"], reason="有误", by=by)
    field = "aims" if thing == "pairing" else "title"
    setattr(rows[f"{thing}_copy"], field, "修订稿新题")
    rows[f"{thing}_copy"].save()
    for row in rows.values():
        row.refresh_from_db()
    return rows


SAMPLES = {"a_width": 480, "no_width": 481, "a_token": "another-persons"}  # of addresses that name no row


def make_world():
    """Return the world: rows by name, a user of each role, and plain words for arguments that are no rows."""
    world = SimpleNamespace(
        period="2022",
        nothing="no-such-thing",
        app="actions",
        table="targets",
        a_chapter="leader",
        wanting="postings",
        a_member="member",
        a_unit="unit",
        **SAMPLES,
    )
    world.users = {role: make_user(*([role] if role != "anonymous" else ()), username=f"a-{role}") for role in access.ROLES[1:]}
    by = world.users["publisher"]
    world.lines = make_lines()
    world.line, world.indicator, world.user, world.activity_type = world.lines[0], indicator("活动场次"), make_user("editor"), None
    world.indicator_unused = Indicator.objects.create(code="unused", name="没用过的指标", unit="场")
    world.article = articles.keep_article(text="2022年7月9日，举办读书会3场。", by=world.user)
    world.article_own = articles.keep_article(text="2022年7月9日，举办读书会3场。", by=world.users["editor"])
    world.programme, world.programme_unused = make_programme(world.line), make_programme(world.line, "没用过的项目", "unused")
    world.target = Target.objects.create(line=world.line, indicator=world.indicator, year=2022, amount=9)
    world.community, world.community_unused = make_community(), Community.objects.create(name="没用过的社区", slug="unused")
    world.unit, world.unit_unused = make_unit(), make_unit("没用过的单位")
    world.member, world.member_unknown = make_full_member("杨柳妹", shown=(MemberField.NAME,)), make_member("隐名会员")
    world.disclosure, world.posting = world.member.disclosures.get(), make_posting(world.member, community=world.community)
    secret = {"公开": "甲", "修订": "乙", "撤回": "丙", "草稿": "丁", "自己的草稿": "戊", "待审": "己"}

    def activity(word, published):
        days = {"figures": {world.indicator: "3场"}, "community": world.community, "programme": world.programme}
        made = make_activity(f"{word}的活动{secret[word]}", line=world.line, created_by=world.users["editor"] if "自己" in word else world.user, **days)
        ActivityPhoto.objects.create(activity=made, picture=picture(), caption=f"{word}的照片", consent=True)
        return services.publish(made, by=by) if published else made

    vars(world).update(states_of("activity", activity, by))
    world.activity_moved = activity("公开", True)
    services.withdraw(world.activity_moved, reason="重复", by=by, moved_to=world.activity)
    world.photo = world.activity.photos.get()
    world.photo_of_draft, world.photo_of_copy = world.activity_draft.photos.get(), world.activity_copy.photos.get()
    world.photo_of_withdrawn = world.activity_withdrawn.photos.get()
    for name, more in {"photo_unconsented": {}, "photo_of_minors": {"consent": True, "shows_minors": True}}.items():
        setattr(world, name, ActivityPhoto.objects.create(activity=world.activity, picture=picture(), caption=f"不公开的{name}", **more))
    world.person = ActivityPerson.objects.create(activity=world.activity, name="有据之人", role=PersonRole.PARTICIPANT, **REPORT)
    ActivityPerson.objects.create(activity=world.activity, name="无据之人", role=PersonRole.PARTICIPANT)

    def proposal(word, published):
        return make_proposal(
            f"{word}的建言{secret[word]}", line=world.lines[2], published=published, created_by=world.users["editor"] if "自己" in word else None
        )

    vars(world).update(states_of("proposal", proposal, by))
    world.author = world.proposal.authors.create(member=world.member, **REPORT)

    days = count(1)

    def pairing(word, published):
        return make_pairing(
            unit=make_unit(), community=world.community, published=published, started_on=date(2022, 5, next(days)), aims=f"{word}的结对{secret[word]}"
        )

    vars(world).update(states_of("pairing", pairing, by))

    def event(word, published):
        return make_event(
            f"{word}的预告{secret[word]}", line=world.line, slug=f"event-{secret[word].encode().hex()}", days="2030-12-05", kind="contest", published=published
        )

    vars(world).update(states_of("event", event, by))
    world.event_over = make_event("已经结束的预告", line=world.line, slug="over", days="2022-05-05", published=True)
    world.event_cancelled = make_event("取消的预告", line=world.line, slug="cancelled", days="2030-12-06", published=True)
    events.cancel(world.event_cancelled, reason="下雨", by=by)
    shown = {"picture": picture(), "consent": True}

    def entry(word, published):
        return make_entry(world.event, f"{word}的作品{secret[word]}", published=published, picture=picture(), consent=True, name="有据作者", **REPORT)

    vars(world).update(states_of("entry", entry, by))
    world.entry_unconsented = make_entry(world.event, "没同意的作品", published=True, picture=picture())
    world.entry_of_draft = make_entry(world.event_draft, "草稿预告的作品", published=True, **shown)

    def page(word, published):
        own = {"created_by": world.users["editor"]} if "自己" in word else {}
        return make_page(f"{word}的通知{secret[word]}", published=published, by=by, documents=[f"{word}的附件"], **own)

    vars(world).update(states_of("page", page, by))
    world.document, world.document_of_draft = world.page.attachments.get().document, world.page_draft.attachments.get().document
    world.document_of_withdrawn = world.page_withdrawn.attachments.get().document
    world.page_about, world.page_contact = make_page("机构职能", column="about", by=by), make_page("找到我们", column="contact", by=by)

    world.link = OutsideLink.objects.create(url="https://news.example.com/a", host="news.example.com")
    world.link_off = OutsideLink.objects.create(url="https://off.example.com/", host="off.example.com", switched_off_at=timezone.now(), reason="坏了")
    world.lock = Lock.objects.create(username=world.user.username, ip_address="10.0.0.1", failures_since_start=5, attempt_time=timezone.now())
    world.trace = Trace.objects.order_by("pk").first()
    world.job = Job.objects.create(task="x", label="别人的任务", by=world.user)
    world.job_own = {role: Job.objects.create(task="x", label="自己的任务", by=user) for role, user in world.users.items()}
    world.activity_type = ContentType.objects.get_for_model(type(world.activity)).pk
    return world
