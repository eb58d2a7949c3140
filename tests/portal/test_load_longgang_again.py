"""The demo loaded over that of an earlier version: what has a home of its own since moves there, and old addresses lead to it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from actions.models import ActionLine, Activity, Correction, Proposal
from longgang.portal.demo.accounts import open_accounts
from longgang.portal.demo.entering import Entering
from longgang.portal.demo.records import enter_reference
from members.enums import Basis
from members.models import Community, Disclosure, Member
from publishing.models import Trace
from publishing.services import revise, withdraw

pytestmark = pytest.mark.django_db

SPEECHES = ("“把握历史机遇建设县级共同富裕样板区”", "“结合共同富裕五大目标，设置相应平台，锚定共富时代特色，打造现代共富社区”")
#: The title of an activity -> that of the proposal it became.
ADVICE = {title: title for title in ("《我为共富献一策》", "《全面“扩中提低”打造龙港共同富裕县域样板》", "《关于在共富时代建设儿童友好型城市的建议》")} | {
    f"{title}大会发言": title for title in SPEECHES
}
LECTURE, PAIRED = "反校园霸凌讲座", "市新联会与方城浦社区结对"


@pytest.fixture
def earlier(small_pictures, own_folder):
    """Enter what an earlier demo held of the things that moved since: five activities for the advice, a name, and a pairing that was only an activity."""
    users, _ = open_accounts()
    enter_reference(by=users["xitong"])
    hands = Entering(editor=users["caibian"], publisher=users["zhongshen"])
    lines = {line.number: line for line in ActionLine.objects.all()}
    year = {"happened_from": date(2022, 1, 1), "happened_to": date(2022, 7, 20), "precision": "year"}
    for title in ADVICE:
        hands.show(Activity.objects.create(line=lines[3], title=title, **year))
    lecture = Activity.objects.create(line=lines[4], title=LECTURE, **year)
    lecture.people.create(name="王德伍", role="lecturer", basis=Basis.SOURCE, published_in="浙江统战", published_on=date(2022, 7, 20))
    hands.show(lecture)
    hands.show(
        Activity.objects.create(line=lines[1], title=PAIRED, community=Community.objects.get(), happened_from=date(2022, 5, 19), happened_to=date(2022, 5, 19))
    )
    return hands


def load():
    said = StringIO()
    call_command("load_longgang", stdout=said)
    return said.getvalue().splitlines()[0]


def test_old_addresses_of_the_advice_lead_to_the_proposals_for_good(client, earlier):
    old = {title: Activity.objects.get(title=title) for title in ADVICE}
    assert {client.get(activity.get_absolute_url()).status_code for activity in old.values()} == {200}

    said = load()

    assert said == "演示数据：新录入活动25条、结对1对、建言5条、预告7条、页面4条。以前录入的活动，补记结对和会员2条，改记为建言5条。"
    for was, now in ADVICE.items():
        answer = client.get(old[was].get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, Proposal.objects.published().get(title=now).get_absolute_url())
    assert Activity.objects.published().filter(line__number=3).count() == 2
    assert Correction.objects.count() == 0


def test_the_name_becomes_a_member_and_the_record_finds_its_pairing(client, earlier):
    lecture, paired = (Activity.objects.get(title=title) for title in (LECTURE, PAIRED))

    load()

    lecture.refresh_from_db()
    paired.refresh_from_db()
    assert (lecture.state, paired.state, Activity.objects.exclude(revises=None).count()) == ("published", "published", 0)
    assert [(person.member.name, person.name) for person in lecture.people.all()] == [("王德伍", "")]
    assert "王德伍" in client.get(lecture.get_absolute_url()).content.decode()
    assert paired.pairing.community.name == "方城浦社区"


def test_a_third_load_changes_nothing(earlier):
    load()
    before = Trace.objects.count()

    said = load()

    assert said == "演示数据：新录入活动0条、结对0对、建言0条、预告0条、页面0条。"
    assert Trace.objects.count() == before


def test_a_name_that_was_taken_back_stays_taken_back(client, earlier):
    lecture = Activity.objects.get(title=LECTURE)
    lecture.people.update(withdrawn_at=timezone.now())

    load()

    assert "王德伍" not in client.get(lecture.get_absolute_url()).content.decode()
    assert not Disclosure.objects.filter(member=Member.objects.get(name="王德伍")).exists()


def test_what_staff_work_on_or_took_back_is_left_alone(earlier):
    lecture, advice = Activity.objects.get(title=LECTURE), Activity.objects.get(title="《我为共富献一策》")
    Activity.objects.filter(title=PAIRED).update(community=None)
    copy = revise(lecture, reason="核对", by=earlier.editor)
    withdraw(advice, reason="待核实", by=earlier.publisher)

    load()

    lecture.refresh_from_db()
    advice.refresh_from_db()
    assert (lecture.working_copy, lecture.people.get().name) == (copy, "王德伍")
    assert Activity.objects.get(title=PAIRED).pairing is None
    assert (advice.state, advice.new_home, advice.reason) == ("withdrawn", None, "待核实")
