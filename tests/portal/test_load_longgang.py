"""The demo: every fact of the article, twice loaded as once, and nobody named beyond what was published."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from actions.models import ActionLine, Activity, ActivityPerson, ActivityPhoto, Correction, Figure, Indicator, OverlapAnswer, Programme, Tally, Target
from actions.progress import headline_sums
from longgang.portal.demo.accounts import ACCOUNTS
from longgang.portal.demo.drawings import INKS, SIZE, overprint
from longgang.portal.demo.records import Ledger
from members.models import Community, Member, Unit
from members.roles import roles_of
from publishing.models import Trace
from tests.facts import facts_of, failures

NAMES = ("杨柳妹", "应吟吟", "杨李敏", "王德伍", "吕勇兵")
DEMO = Path(__file__).resolve().parents[2] / "longgang" / "portal" / "demo"


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
    kinds = (ActionLine, Activity, ActivityPerson, ActivityPhoto, Community, Figure, Indicator, Programme, Tally, Target, Trace, Unit, get_user_model())
    before = {kind: sorted(kind.objects.values_list()) for kind in kinds}
    said = StringIO()

    call_command("load_longgang", stdout=said)

    assert {kind: sorted(kind.objects.values_list()) for kind in kinds} == before
    assert said.getvalue() == "演示数据：新录入活动0条。\n"


def test_where_there_are_activities_nothing_is_loaded_if_empty_is_asked_for(longgang):
    Activity.objects.filter(title="反校园霸凌讲座").delete()
    said = StringIO()

    call_command("load_longgang", "--if-empty", stdout=said)

    assert said.getvalue() == ""
    assert Activity.objects.count() == 31


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
    assert Activity.objects.filter(line__number=3).count() == 7
    assert Figure.objects.filter(activity__line__number=3).count() == 0


def test_people_stand_on_the_published_source_and_no_consent_is_invented(longgang):
    people = ActivityPerson.objects.all()

    assert sorted(person.name for person in people) == sorted(NAMES)
    assert {(person.basis, person.published_in, str(person.published_on), person.consent_on, person.consent_version) for person in people} == {
        ("source", "浙江统战", "2022-07-20", None, "")
    }
    assert Member.objects.count() == 0


def test_no_text_of_the_demo_names_a_person_outside_the_people_of_its_record():
    """A name in a title or a text would outlive a withdrawn basis."""
    told = (DEMO / "activities.toml").read_text(encoding="utf-8")
    people = [line for line in told.splitlines() if line.startswith("people = ")]

    mentions = {name: told.count(name) for name in NAMES}

    assert mentions == {name: sum(line.count(name) for line in people) for name in NAMES} == dict.fromkeys(NAMES, 1)


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


def test_each_role_gets_an_account_whose_password_is_told_once(longgang, own_folder):
    told = re.findall(r"^(\w+) +(\S{12})  (\S+)$", longgang, re.MULTILINE)
    kept = own_folder / "accounts.txt"

    assert {name: role for name, _, role in told} == {name: role.name for name, role in ACCOUNTS.items()}
    assert kept.read_text(encoding="utf-8").splitlines() == [line for line in longgang.splitlines() if re.match(r"\w+ +\S{12}  ", line)]
    assert kept.stat().st_mode & 0o777 == 0o600
    for name, password, _ in told:
        user = authenticate(username=name, password=password)
        assert (roles_of(user), user.is_superuser) == ({ACCOUNTS[name].code}, False)
