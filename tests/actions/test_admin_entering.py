"""What the activity form is told while somebody types, and what is kept of it when the form is saved."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.missing import not_yet
from actions.models import Activity, Figure, OverlapAnswer
from actions.periods import ALL
from actions.progress import total_of
from publishing import services as publishing
from publishing.models import Trace, Verb
from tests.actions.factories import make_activity
from tests.desk import add_url, change_url, entry, filled_in, indicator, make_community, make_lines, make_member, make_programme, make_unit, make_user

pytestmark = pytest.mark.django_db
PREVIEW = "admin:actions_activity_preview"


@pytest.fixture
def lines():
    return make_lines()


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def books(lines):
    return make_programme(lines[4])


def figures(*stated):
    return [{"indicator": indicator(name).pk, "said": said} for name, said in stated]


def previewed(client, data, record=None):
    """Return what the panel says of a form that is being filled in."""
    answer = client.post(reverse(PREVIEW) + (f"?record={record.pk}" if record else ""), data)
    assert answer.status_code == 200
    return answer.json()


def legacy(books, said="1000场", days="..2021-07-20"):
    return make_activity("读书会到2021年", programme=books, days=days, summary=True, figures={indicator("活动场次"): said}, published=True)


def answers_in(panel):
    """Return the names of the fields by which the overlaps of a panel are answered."""
    return sorted({part.split('"')[0] for part in panel.split('name="')[1:] if part.startswith("overlap-")})


# ---- the totals


def test_an_unsaved_form_says_what_its_figures_will_do_and_writes_nothing(client, editor, lines, books):
    make_activity(programme=books, days="2022-06-01", figures={indicator("活动场次"): "3场"}, published=True)
    before = (Activity.objects.count(), Figure.objects.count(), Trace.objects.count())

    found = previewed(client, entry(lines[4], programme=books.pk, figures=figures(("活动场次", "2场"), ("受益人次", "近百"))))

    assert '活动场次 累计\n      <b class="nowrap">3场</b> → <b class="nowrap">5场</b>' in found["panel"]
    assert '受益人次 2022年6月\n      <b class="nowrap">未报</b> → <b class="nowrap">近百人次</b>' in found["panel"]
    assert found["said"].startswith("活动场次累计变为5场")
    assert (Activity.objects.count(), Figure.objects.count(), Trace.objects.count()) == before


def test_what_a_summary_holds_changes_nothing_and_the_panel_says_by_which(client, editor, lines, books):
    legacy(books, days="..2022-07-20")

    panel = previewed(client, entry(lines[4], programme=books.pk, figures=figures(("活动场次", "1场"))))["panel"]

    assert '<b class="nowrap">1000场</b>，不变' in panel
    assert "已含在“读书会到2021年”的累计数内" in panel


def test_a_summary_smaller_than_what_it_holds_is_warned_of(client, editor, lines, books):
    make_activity(programme=books, days="2022-06-01", figures={indicator("活动场次"): "30场"}, published=True)
    data = entry(lines[4], kind="summary", programme=books.pk, happened_from="", happened_to="2022-07-20", figures=figures(("活动场次", "23场")))

    assert "会比现在少" in previewed(client, data)["panel"]


def test_the_preview_agrees_with_what_publishing_then_does(client, editor, lines, books):
    legacy(books)
    data = entry(lines[4], programme=books.pk, happened_from="2022-01-01", happened_to="2022-01-01", figures=figures(("活动场次", "2场")))

    foreseen = previewed(client, data)["said"]
    client.post(add_url(), data)
    publishing.publish(Activity.objects.get(title=data["title"]), by=make_user("publisher"))

    assert foreseen.startswith(f"活动场次累计变为{total_of(indicator('活动场次'), line=lines[4], period=ALL).total}")


def test_a_saved_draft_is_previewed_as_it_is_typed_and_not_as_it_was_saved(client, editor, lines, books):
    client.post(add_url(), entry(lines[4], programme=books.pk, figures=figures(("活动场次", "1场"))))
    draft = Activity.objects.get()

    found = previewed(client, entry(lines[4], programme=books.pk, figures=figures(("活动场次", "7场"))), draft)

    assert found["said"].startswith("活动场次累计变为7场")
    assert draft.figures.get().amount == 1


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"line": ""},
        {"line": "9" * 30},
        {"programme": "x"},
        {"happened_from": "昨天"},
        {"happened_from": "2022-02-30", "happened_to": "\0"},
        {"happened_to": "2001-01-01"},
        {"kind": "party", "number": "十几"},
        {"figures-TOTAL_FORMS": "9" * 99},
        {"figures-0-indicator": "９", "figures-0-said": "很多"},
        {"figures-0-said": "一" * 9999},
        {"title": "名" * 9999, "number": "1"},
        {"overlap-1-1-x": "both", "overlap--": "x", "people-TOTAL_FORMS": "-1"},
    ],
)
def test_whatever_is_typed_ends_in_a_panel(client, editor, lines, books, changes):
    data = entry(lines[4], programme=books.pk, figures=figures(("活动场次", "1场"))) | changes

    assert set(previewed(client, data)) == {"panel", "said", "hint"}


@pytest.mark.parametrize("count", [1, 12])
def test_the_preview_costs_the_same_for_any_number_of_records_and_figures(client, editor, lines, books, count, django_assert_num_queries):
    legacy(books)
    for number in range(count):
        days = {"days": f"2022-06-{number + 1:02d}", "figures": {indicator("活动场次"): "1场", indicator("受益人次"): "9人次"}}
        make_activity(f"读书{number}", programme=books, published=True, **days)
    stated = [("活动场次", "1场"), ("受益人次", "近百"), ("慈善筹款", "1万元")]
    data = entry(lines[4], programme=books.pk, community=make_community().pk, number="5", figures=figures(*(stated if count > 1 else stated[:1])))
    previewed(client, data)

    with django_assert_num_queries(PREVIEW_QUERIES) as queries:
        previewed(client, data)

    assert not [query["sql"] for query in queries.captured_queries if query["sql"].split()[0] not in ("SELECT", "UPDATE")]


PREVIEW_QUERIES = 19


# ---- what is missing


def test_the_panel_says_what_is_missing_before_it_can_be_saved(client, editor, lines):
    data = entry(lines[0], title="", happened_from="", figures=figures(("活动场次", "60多个"), ("受益人次", "")))

    panel = previewed(client, data)["panel"]

    assert [words for words in ("还没有写名称", "还没有写哪一天", "“活动场次”的数读不懂", "“受益人次”没有写多少") if words not in panel] == []


def test_what_was_wrong_is_said_again_beside_a_form_that_was_refused(client, editor, lines, books):
    legacy(books, days="..2022-07-20")

    response = client.post(add_url(), entry(lines[4], title="", programme=books.pk, figures=figures(("活动场次", "1场"))))

    page = response.content.decode()
    assert response.status_code == 200
    assert "还没有写名称" in page
    assert "已含在“读书会到2021年”的累计数内" in page


# ---- days that can hardly be meant


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"happened_from": "2022-02-30"}, "没有2022年2月30日这一天，请核对"),
        ({"happened_from": "昨天"}, "“昨天”不是日期，写作2022-07-09或2022年7月9日"),
        ({"happened_from": "2022-06-12", "happened_to": "2022-06-10"}, "结束（2022-06-10）早于开始（2022-06-12），请核对"),
        ({"happened_from": "2022-06-12", "happened_to": "6月13日"}, "“6月13日”不是日期，写作2022-07-09或2022年7月9日"),
    ],
)
def test_the_panel_says_why_a_day_that_is_typed_cannot_be_read(client, editor, lines, days, said):
    found = previewed(client, entry(lines[0], **days))

    assert said in found["panel"]
    assert "还没有写哪一天" not in found["panel"]
    assert found["hint"] == "再改1处就能保存。"


@pytest.mark.parametrize(
    ("days", "to_come"),
    [
        ({"happened_from": "2999-01-01", "happened_to": "2999-01-02"}, "2999-01-01"),
        ({"happened_from": "2022-06-12", "happened_to": "2999-12-31"}, "2999-12-31"),
        ({"happened_from": "2999-05-01", "happened_to": "", "precision": "month"}, "2999-05-01"),
        ({"kind": "summary", "happened_from": "", "happened_to": "2999-12-31"}, "2999-12-31"),
    ],
)
def test_a_day_that_is_still_to_come_is_pointed_out_and_may_be_saved(client, editor, lines, days, to_come):
    found = previewed(client, entry(lines[0], **days))

    assert f"{to_come}还没有到，请核对日期；还没有办的事写成预告" in found["panel"]


@pytest.mark.parametrize(("precision", "first"), [("month", date(2022, 7, 1)), ("year", date(2022, 1, 1))])
def test_a_month_or_a_year_that_has_begun_is_not_to_come(precision, first):
    begun = Activity(happened_from=first, happened_to=date(2022, 12, 31), precision=precision)

    assert not_yet(begun, date(2022, 7, 20)) is None
    assert not_yet(begun, first - timedelta(days=1)) == first


# ---- double counting


def test_an_overlap_is_asked_on_the_form_and_its_answer_is_kept_with_the_saving(client, editor, lines, books):
    other = legacy(books, days="..2022-07-20")
    data = entry(lines[4], kind="summary", programme=books.pk, happened_from="2022-01-01", happened_to="2022-12-31", figures=figures(("活动场次", "30场")))

    open_panel = previewed(client, data)["panel"]
    [name] = answers_in(open_panel)
    chosen = previewed(client, data | {name: "both"})
    client.post(add_url(), data | {name: "both", "_continue": "1"})

    draft = Activity.objects.get(title=data["title"])
    kept = OverlapAnswer.objects.get()
    assert change_url(other) in open_panel
    assert "没有答复的，先按“已含”计" in open_panel
    assert '<b class="nowrap">1000场</b> → <b class="nowrap">1030场</b>' in chosen["panel"]
    assert (kept.first, kept.second, kept.counts_both, kept.answered_by) == (other, draft, True, editor)
    assert Trace.objects.filter(verb=Verb.ANSWERED).count() == 1
    assert total_of(indicator("活动场次"), line=lines[4]).amount == 1000  # nothing counts before it is published
    publishing.publish(draft, by=make_user("publisher"))
    assert total_of(indicator("活动场次"), line=lines[4]).amount == 1030


def test_an_answer_to_other_days_than_those_saved_is_not_kept(client, editor, lines, books):
    legacy(books, days="..2022-07-20")
    data = entry(lines[4], kind="summary", programme=books.pk, happened_from="2022-01-01", happened_to="2022-12-31", figures=figures(("活动场次", "30场")))
    [name] = answers_in(previewed(client, data)["panel"])

    client.post(add_url(), data | {name: "both", "happened_to": "2022-12-30"})

    assert Activity.objects.filter(title=data["title"]).exists()
    assert not OverlapAnswer.objects.exists()


def test_an_answer_already_kept_is_shown_and_not_kept_twice(client, editor, lines, books):
    legacy(books, days="..2022-07-20")
    data = entry(lines[4], kind="summary", programme=books.pk, happened_from="2022-01-01", happened_to="2022-12-31", figures=figures(("活动场次", "30场")))
    [name] = answers_in(previewed(client, data)["panel"])
    client.post(add_url(), data | {name: "included"})
    draft = Activity.objects.get(title=data["title"])

    page = client.get(change_url(draft))
    client.post(change_url(draft), filled_in(page) | {name: "included"})

    assert f'name="{name}" value="included" checked' in page.content.decode()
    assert Trace.objects.filter(verb=Verb.ANSWERED).count() == 1


def test_twins_of_the_same_day_place_or_number_are_named_with_links(client, editor, lines, books):
    place = make_community()
    same_place = make_activity("义诊", line=lines[4], days="2022-06-12", community=place)
    same_title = make_activity("暑期青少年维权夏令营 开营！", line=lines[3], days="2022-06-12")
    same_number = make_activity("老读书会", programme=books, days="2022-01-01", number=24)
    others = [
        make_activity("暑期青少年维权夏令营开营", line=lines[4], days="2022-06-13"),
        make_activity("别的事", line=lines[4], days="2022-06-12"),
    ]
    data = entry(lines[4], programme=books.pk, number="24", community=place.pk)

    panel = previewed(client, data)["panel"]

    assert [change_url(twin) in panel for twin in (same_place, same_title, same_number)] == [True, True, True]
    assert [change_url(other) in panel for other in others] == [False, False]


def test_an_occasion_of_no_programme_is_held_against_the_summaries_of_its_line(client, editor, lines, books):
    legacy(books, days="..2022-07-20")
    data = entry(lines[4], figures=figures(("活动场次", "1场")))

    assert "可能已含在" in previewed(client, data)["panel"]
    assert "可能已含在" not in previewed(client, data | {"stands_alone": "on"})["panel"]


# ---- the next number


def test_the_next_number_and_a_title_are_proposed_with_the_line_of_the_programme(client, editor, lines, books):
    make_activity(programme=books, number=23)
    plain = make_programme(lines[0], "义诊", "yi-zhen")
    plain.numbering = ""
    plain.save()
    url = reverse("admin:actions_activity_next-number")

    assert client.get(url, {"programme": books.pk}).json() == {"line": lines[4].pk, "number": 24, "title": "壹日读书会第24期"}
    assert client.get(url, {"programme": plain.pk}).json() == {"line": lines[0].pk}
    assert [client.get(url, {"programme": key}).json() for key in ("", "x", "9" * 30, "0")] == [{}] * 4


# ---- a new one from another


@pytest.mark.parametrize("published", [True, False])
def test_a_copy_begins_with_what_is_the_same_again_and_saves_nothing(client, editor, lines, books, published):
    made = make_activity(
        "壹日读书会第23期", programme=books, number=23, days="2022-05-01", figures={indicator("受益人次"): "近百"}, place="二楼", community=make_community()
    )
    made.hosts.create(unit=make_unit(), role="undertaker")
    made.people.create(name="张三", role="leader", basis="source", published_in="浙江统战", published_on="2022-07-20")
    if published:
        publishing.publish(made, by=make_user("publisher"))

    page = client.get(f"{add_url()}?copy={made.pk}")
    data = filled_in(page)
    count = Activity.objects.count()
    kept = client.post(f"{add_url()}?copy={made.pk}", data | {"happened_from": "2022-06-01", "figures-0-said": "80人次", "_continue": "1"})

    assert count == 1
    assert kept.status_code == 302
    new = Activity.objects.exclude(pk=made.pk).get()
    assert (new.title, new.number, new.place, new.community, new.programme) == ("壹日读书会第24期", 24, "二楼", made.community, books)
    assert [(row.unit, row.role) for row in new.hosts.all()] == [(made.hosts.get().unit, "undertaker")]
    assert [(row.name, row.role, row.basis) for row in new.people.all()] == [("张三", "leader", "")]
    assert [(row.indicator.name, row.amount) for row in new.figures.all()] == [("受益人次", 80)]
    assert not new.photos.exists()
    assert data.get("happened_from", "") == ""


def test_a_copy_is_offered_on_the_list_on_the_record_and_after_saving(client, editor, lines):
    public = make_activity("公开的", line=lines[0], published=True)
    link = f"{add_url()}?copy={public.pk}"

    shown = [client.get(url).content.decode() for url in (reverse("admin:actions_activity_changelist"), change_url(public))]
    saved = client.post(add_url(), entry(lines[0]) | {"_save": "1"}, follow=True).content.decode()

    assert [link in page for page in shown] == [True, True]
    assert f"{add_url()}?copy={Activity.objects.latest('pk').pk}" in saved
    client.force_login(make_user("leader"))
    assert link not in client.get(reverse("admin:actions_activity_changelist")).content.decode()


def test_a_copy_of_nothing_is_an_empty_form(client, editor, lines):
    assert [client.get(f"{add_url()}?copy={key}").status_code for key in ("", "x", "0", "9" * 30)] == [200] * 4


@pytest.mark.parametrize("address", [lambda made: f"{add_url()}?copy={made.pk}", change_url], ids=["copy", "saved"])
def test_the_form_costs_the_same_queries_for_any_number_of_rows(client, editor, lines, books, address):
    few, many = make_activity("少", programme=books), make_activity("多", programme=books)
    for made, count in ((few, 1), (many, 9)):
        for number in range(count):
            made.people.create(member=make_member(f"会员{made.pk}{number}"))
            made.hosts.create(unit=make_unit(f"单位{made.pk}{number}"))
    client.get(address(few))
    counts = []
    for made in (few, many):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address(made)).content.decode()
        counts.append(len(queries))

    assert page.count(f"单位{many.pk}") == page.count(f"会员{many.pk}") == 9
    assert counts[0] == counts[1]


# ---- without scripts


def test_without_scripts_what_is_looked_up_otherwise_stands_there_to_be_chosen(client, editor, lines, books):
    place, unit, member = make_community(), make_unit(), make_member()

    scripted, plain = client.get(add_url()).content.decode(), client.get(f"{add_url()}?_plain=1").content.decode()

    assert '<noscript><p class="message">' in scripted
    assert f'<option value="{place.pk}">' not in scripted
    shown = [plain.count(f'<option value="{row.pk}">{row}</option>') for row in (place, unit, member, books)]
    assert shown == [1, 2, 3, 1]  # a row that waits to be added among them
    assert "<noscript>" not in plain


def test_a_list_too_long_to_stand_there_is_looked_up_all_the_same(client, editor, lines, monkeypatch):
    monkeypatch.setattr("publishing.admin.kept.MOST_IN_PLAIN", 1)
    make_member("甲"), make_member("乙")

    assert ">甲</option>" not in client.get(f"{add_url()}?_plain=1").content.decode()


def test_the_plain_form_costs_the_same_for_any_number_of_rows(client, editor, lines, books, django_assert_max_num_queries):
    made = make_activity("多", programme=books)
    for number in range(9):
        made.hosts.create(unit=make_unit(f"单位{number}"))
    client.get(change_url(made))

    with django_assert_max_num_queries(PLAIN_QUERIES):
        client.get(f"{change_url(made)}?_plain=1")


PLAIN_QUERIES = 45
