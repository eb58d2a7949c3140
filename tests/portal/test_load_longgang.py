"""The demo: every fact of the article, twice loaded as once, and nobody named beyond what was published."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.utils import timezone

from actions.models import ActionLine, Activity, ActivityPerson, ActivityPhoto, Correction, Figure, OverlapAnswer, Proposal, Tally, Target
from actions.progress import headline_sums
from events.models import ContestEntry, Event
from longgang.portal.demo.accounts import ACCOUNTS
from longgang.portal.demo.drawings import INKS, SIZE, overprint
from longgang.portal.demo.records import Ledger
from members.models import Disclosure, Member, Pairing, Posting
from members.roles import roles_of
from publishing.models import Trace
from tests.facts import facts_of, failures

NAMES = ("杨柳妹", "应吟吟", "杨李敏", "王德伍", "吕勇兵")
DEMO = Path(__file__).resolve().parents[2] / "longgang" / "portal" / "demo"


def everything():
    """Return every row of every table of the portal's own apps, by model."""
    models = [model for app in ("publishing", "members", "actions", "events", "portal") for model in apps.get_app_config(app).get_models()]
    return {model: sorted(map(repr, model._base_manager.values_list())) for model in models}


def test_the_portal_holds_every_fact_of_the_article(client, longgang):
    facts = facts_of("longgang")

    found = failures(client, facts)

    assert len(facts) == 27
    assert found == []


def test_nothing_is_loaded_that_no_fact_states(longgang):
    stated = sorted((fact["action"], fact["spoken"]) for fact in facts_of("longgang"))

    loaded = sorted((str(figure.activity.line.number), figure.quantity.spoken) for figure in Figure.objects.select_related("activity__line", "indicator"))

    assert loaded == stated


def test_home_heads_with_the_three_sums(longgang):
    assert [sum.spoken for sum in headline_sums()] == ["1700多场", "6.5万多人次", "近百万元"]


def test_a_second_run_changes_nothing(longgang):
    before = everything()
    said = StringIO()

    call_command("load_longgang", stdout=said)

    assert everything() == before
    assert said.getvalue() == "演示数据：新录入活动0条、结对0对、建言0条、预告0条、页面0条。\n"


def test_where_there_are_activities_nothing_is_loaded_if_empty_is_asked_for(longgang):
    Activity.objects.filter(title="反校园霸凌讲座").delete()
    said = StringIO()

    call_command("load_longgang", "--if-empty", stdout=said)

    assert said.getvalue() == ""
    assert Activity.objects.count() == 26


def test_a_load_that_breaks_off_leaves_nothing(db, small_pictures, own_folder, monkeypatch):
    whole = Ledger.enter

    def breaking(ledger, row, report):
        if row["line"] == 3:
            raise RuntimeError("power cut")
        return whole(ledger, row, report)

    monkeypatch.setattr(Ledger, "enter", breaking)

    with pytest.raises(RuntimeError, match="power cut"):
        call_command("load_longgang", stdout=StringIO())

    assert [kind.objects.count() for kind in (Activity, ActionLine, Tally, Trace, get_user_model())] == [0, 0, 0, 0, 0]
    assert not (own_folder / "accounts.txt").exists()


def test_every_record_is_published_by_the_last_reviewer_and_none_needs_an_answer(longgang):
    activities = Activity.objects.select_related("changed_by", "created_by")

    assert {(activity.state, activity.created_by.username, activity.changed_by.username) for activity in activities} == {("published", "caibian", "zhongshen")}
    assert OverlapAnswer.objects.count() == Correction.objects.count() == 0
    assert Activity.objects.filter(line__number=3).count() == 2
    assert Figure.objects.filter(activity__line__number=3).count() == 0


def test_people_are_members_of_whom_only_the_name_is_public_on_the_report_and_no_consent_is_invented(longgang):
    said = {"category", "profession", "post", "introduction", "unit_id", "joined_on"}
    named = Disclosure.objects.select_related("member", "recorded_by").order_by("pk")

    assert sorted(Member.objects.values_list("name", "status")) == sorted((name, "unstated") for name in NAMES)
    assert {value for member in Member.objects.values(*said) for value in member.values()} == {"", None}
    assert [(row.member.name, row.field) for row in named] == [(name, "name") for name in NAMES]
    assert {(row.basis, row.published_in, str(row.published_on), row.consent_on, row.consent_version, row.withdrawn_at) for row in named} == {
        ("source", "浙江统战", "2022-07-20", None, "", None)
    }
    assert sorted(person.shown_name for person in ActivityPerson.objects.shown()) == sorted(NAMES)
    assert set(ActivityPerson.objects.values_list("name", "basis")) == {("", "")}


def test_no_text_of_the_demo_names_a_person_outside_the_people_of_its_record():
    """A name in a title or a text would outlive a withdrawn basis."""
    told = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DEMO.glob("*.toml")))
    people = [line for line in told.splitlines() if line.startswith(("people = ", "member = "))]

    mentions = {name: told.count(name) for name in NAMES}

    assert mentions == {name: sum(line.count(name) for line in people) for name in NAMES}
    assert mentions == dict.fromkeys(NAMES, 2) | {"杨柳妹": 3}  # as a person, in a record, and posted


def test_the_pairing_the_ceremony_and_the_posting_are_as_the_report_has_them(longgang):
    pairing = Pairing.objects.select_related("unit", "community").get()
    posting = Posting.objects.select_related("member").get()

    assert (str(pairing.unit), str(pairing.community), str(pairing.started_on), pairing.ended_on, pairing.state) == (
        "市新联会", "方城浦社区", "2022-05-19", None, "published",
    )  # fmt: skip
    assert sorted(pairing.items.values_list("list", "item", "state", "who", "due_on")) == [
        ("need", "帮扶有困难的居民", "done", "", None),
        ("need", "挖掘抗倭文化", "next", "", None),
        ("project", "扶持特色文旅项目", "next", "", None),
        ("project", "美术特色游客中心", "next", "", None),
    ]
    assert sorted(pairing.activities.values_list("title", flat=True)) == ["市新联会与方城浦社区结对", "方城浦社区公益服务：结对以来"]
    assert (posting.member.name, posting.community, str(posting.started_on), posting.ended_on, posting.certificate_number) == (
        "杨柳妹", None, "2022-07-09", None, "",
    )  # fmt: skip


def test_proposals_say_no_more_than_the_report(longgang):
    told = [
        (
            proposal.kind,
            proposal.spoken_day,
            [str(author) for author in proposal.authors.all()],
            [(row.kind, row.by_whom, row.level, row.happened_on) for row in proposal.outcomes.all()],
        )
        for proposal in Proposal.objects.published().newest_first()
    ]

    assert told == [
        ("proposal", "2022年", ["市新联会"], [("reported", "浙江新闻客户端", "", None)]),
        ("proposal", "2022年", [], [("printed", "《联谊报》", "", None)]),
        ("proposal", "2022年", [], [("awarded", "温州市“我为党代会献一计”", "city", None)]),
        ("speech", "2022年", [], [("affirmed", "", "", None)]),
        ("speech", "2022年", [], [("affirmed", "", "", None)]),
    ]


def test_what_is_over_leads_to_its_activity_and_no_entry_is_invented(longgang):
    over = Event.objects.published().filter(is_example=False).select_related("became", "line").order_by("line__number")

    assert [(event.line.number, event.kind, str(event.ends_on), event.precision) for event in over] == [
        (2, "contest", "2022-07-20", "year"), (5, "forum", "2022-07-20", "year"), (6, "exchange", "2022-07-20", "year"),
    ]  # fmt: skip
    assert [event.became.title == event.title for event in over] == [True, True, True]
    assert ContestEntry.objects.count() == 0


def test_what_comes_is_an_example_dated_from_the_day_of_loading_and_stays_there(db, small_pictures, own_folder, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 24))
    call_command("load_longgang", stdout=StringIO())
    coming = Event.objects.filter(is_example=True).order_by("starts_on")
    days = [(event.line.number, str(event.starts_on)) for event in coming]

    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2027, 3, 1))
    call_command("load_longgang", stdout=StringIO())

    assert days == [(5, "2026-12-05"), (6, "2026-12-09"), (1, "2026-12-13"), (2, "2026-12-26")]
    assert [(event.line.number, str(event.starts_on)) for event in coming.all()] == days
    assert {event.state for event in coming} == {"published"}


def test_targets_are_examples_of_the_year_for_two_lines_and_altogether_for_three(longgang):
    targets = Target.objects.select_related("line")

    assert {(target.line.number, target.year) for target in targets} == {(1, 2022), (2, 2022), (4, None), (5, None), (6, None)}
    assert all(target.is_example for target in targets)


def test_each_line_has_two_drawn_pictures_that_show_nobody(longgang):
    photos = ActivityPhoto.objects.select_related("activity__line")

    assert sorted(photo.activity.line.number for photo in photos) == sorted([1, 2, 3, 4, 5, 6] * 2)
    assert all(photo.consent and not photo.shows_minors and photo.caption.endswith("（示意图）") for photo in photos)


@pytest.mark.parametrize("ink", INKS)
def test_a_drawing_is_the_same_for_the_same_seed_and_another_for_another(ink):
    from io import BytesIO

    from PIL import Image

    drawn = overprint(ink, seed="1")

    assert Image.open(BytesIO(drawn)).size == SIZE
    assert overprint(ink, seed="1") == drawn != overprint(ink, seed="2")


def test_each_role_gets_an_account_whose_password_is_told_once(longgang, own_folder, rf):
    told = re.findall(r"^(\w+) +(\S{12})  (\S+)$", longgang, re.MULTILINE)
    kept = own_folder / "accounts.txt"

    assert {name: role for name, _, role in told} == {name: role.name for name, role in ACCOUNTS.items()}
    assert kept.read_text(encoding="utf-8").splitlines() == [line for line in longgang.splitlines() if re.match(r"\w+ +\S{12}  ", line)]
    assert kept.stat().st_mode & 0o777 == 0o600
    for name, password, _ in told:
        user = authenticate(rf.post("/"), username=name, password=password)
        assert (roles_of(user), user.is_superuser) == ({ACCOUNTS[name].code}, False)
