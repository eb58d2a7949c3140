"""The desk of an article: what is proposed beside which words, and how what was chosen is kept."""

import json
from datetime import date

import pytest
from django.urls import reverse

from actions.articles import keep_article
from actions.models import Activity
from tests.actions.factories import make_activity
from tests.desk import PASSWORD, indicator

from .pasted import TEXT, desk_of, queries_of, row, sent, start

pytestmark = pytest.mark.django_db


def test_a_title_that_is_proposed_names_nobody(client, lines, editor):
    article = keep_article(text="2022年7月20日 星期三\n一是城乡共富助力行动。\n如应吟吟，为82名居民提供培训。", by=editor)

    form = client.get(desk_of(article)).context["desk"].cards[0].form

    assert (form["people"].value(), "应吟吟" in form["title"].value(), form["title"].value()[0] != "如") == ("应吟吟", False, True)


def test_the_desk_shows_each_number_beside_its_words(client, article):
    answer = client.get(desk_of(article))

    said = [
        (row.found.number, row.form["said"].value(), row.form["indicator"].value(), card.line.number, row.is_on)
        for card in answer.context["desk"].cards
        for row in card.rows
    ]
    assert said == [(1, "3场", "活动场次", 1, True), (2, "82人", "培训人数", 1, True), (3, "23场", "活动场次", 5, True)]
    page = answer.content.decode()
    assert f'id="t{start("3场")}"' in page
    assert f'href="#f{start("3场")}"' in page


def test_choices_are_kept_as_one_goes_and_stand_there_again(client, article):
    keep = reverse("admin:actions_article_choices", args=[article.pk])
    fields = {row("3场", "on"): "", f"d{start('3场')}-title": "入户课", "password": "x", "f1-said\n": "x"}

    answer = client.post(keep, {"serial": "2", "fields": json.dumps(fields)})
    late = client.post(keep, {"serial": "1", "fields": json.dumps({row("3场", "on"): "on"})})

    assert (answer.json(), late.json()) == ({"kept": True, "serial": 2}, {"kept": False, "serial": 2})
    desk = client.get(desk_of(article)).context["desk"]
    assert (desk.rows[0].is_on, desk.cards[0].form["title"].value()) == (False, "入户课")
    article.refresh_from_db()
    assert len(article.choices["fields"]) == 2


@pytest.mark.parametrize(
    "data", [{}, {"serial": "x", "fields": "{}"}, {"serial": "1", "fields": "[]"}, {"serial": "1", "fields": "{"}, {"serial": "-1", "fields": "{}"}]
)
def test_a_message_that_cannot_be_read_changes_nothing(client, article, data):
    answer = client.post(reverse("admin:actions_article_choices", args=[article.pk]), data)

    article.refresh_from_db()
    assert (answer.status_code, article.serial) == (400, 0)


@pytest.mark.parametrize(("which", "left"), [("off:all", []), ("off:l5", ["3场", "82名"]), ("off:d", ["23场"])])
def test_all_of_a_kind_is_taken_or_left_without_javascript(client, article, which, left):
    which = which.replace("d", f"d{start('3场')}") if which == "off:d" else which

    client.post(desk_of(article), sent(client, article, _save=None, _all=which, **{f"d{start('3场')}-title": "入户课"}))

    desk = client.get(desk_of(article)).context["desk"]
    assert [one.found.words for one in desk.accepted] == left
    assert desk.cards[0].form["title"].value() == "入户课"
    assert not Activity.objects.exists()


def test_all_of_a_kind_leaves_what_lacks_its_line_or_indicator(client, article):
    key = start("3场")
    lacking = {f"d{key}-line": "", row("23场", "indicator"): ""}

    client.post(desk_of(article), sent(client, article, _save=None, _all="off:all", **lacking))
    client.post(desk_of(article), sent(client, article, _save=None, _all="on:all"))

    answer = client.get(desk_of(article))
    desk = answer.context["desk"]
    assert ([one.found.words for one in desk.accepted], len(desk.unready)) == ([], 3)
    assert "data-lacks-line>没有看出是哪项行动" in answer.content.decode()

    client.post(desk_of(article), sent(client, article, _save=None, _all="on:all", **{f"d{key}-line": "1"}))

    answer = client.get(desk_of(article))
    desk = answer.context["desk"]
    assert ([one.found.words for one in desk.accepted], [one.found.words for one in desk.unready]) == (["3场", "82名"], ["23场"])
    assert "data-lacks-line>" not in answer.content.decode()


def test_drafts_of_one_name_are_told_apart_by_their_days(client, article):
    key, other = start("3场"), start("23场")
    client.post(desk_of(article), sent(client, article, _save=None, **{f"d{key}-title": "一样的名称", f"d{other}-title": "一样的名称"}))

    page = client.get(desk_of(article)).content.decode()

    assert [page.count(f"一样的名称（{days}）</option>") for days in ("2022年7月9日", "截至2022年7月20日")] == [3, 3]


def test_a_number_that_was_left_aside_can_be_taken_up(client, article):
    skipped = client.get(desk_of(article)).context["others"][0]

    client.post(desk_of(article), sent(client, article, _save=None, _take=f"{skipped.start}-{skipped.end}"))

    desk = client.get(desk_of(article)).context["desk"]
    assert skipped.start in [one.found.start for one in desk.rows]


@pytest.mark.parametrize("which", ["1-99999999", "5-5", "x-y", "", "-1-3", "9"])
def test_nonsense_is_not_taken_up(client, article, which):
    client.post(desk_of(article), sent(client, article, _save=None, _take=which))

    article.refresh_from_db()
    assert article.choices["taken"] == []


@pytest.mark.parametrize(("before", "is_on", "said"), [("30场", False, "这次少了"), ("20场", True, "上一次")])
def test_a_summary_is_held_against_the_last_of_its_programme(client, article, lines, before, is_on, said):
    programme = lines[4].programmes.get()
    make_activity("六月底", programme=programme, summary=True, days="..2022-06-30", figures={indicator("活动场次"): before}, published=True)

    found = client.get(desk_of(article)).context["desk"].rows[2]

    assert found.is_on == is_on
    assert f"截至2022年6月30日说{before}" in " ".join(found.found.doubts + found.found.notes)
    assert said in " ".join(found.found.doubts + found.found.notes)


def test_the_day_of_the_article_is_asked_where_it_does_not_say_and_read_anew_with_it(client, lines, editor):
    article = keep_article(text="一是城乡共富助力行动。\n举办活动3场。", by=editor)
    before = client.get(desk_of(article))
    data = {"a-published_on": "2022年7月20日", "a-source": "某报", "_reread": "1", "figure": []}

    client.post(desk_of(article), data)

    after = client.get(desk_of(article))
    assert "没有写明报道的日期" in before.content.decode()
    assert "没有写明报道的日期" not in after.content.decode()
    assert after.context["desk"].cards[0].form["happened_to"].value() == date(2022, 7, 20)


def test_a_record_that_says_the_same_is_shown_and_not_entered_again_unasked(client, article, lines):
    known = make_activity("七月的课", line=lines[0], days="2022-07-09", figures={indicator("活动场次"): "3场"})

    answer = client.get(desk_of(article))

    found = answer.context["desk"].rows[0]
    assert (found.is_on, found.found.already) == (False, [known])
    assert reverse("admin:actions_activity_change", args=[known.pk]) in answer.content.decode()


def test_a_number_said_twice_is_not_ticked_twice(client, lines, editor):
    article = keep_article(text="2022年7月20日 星期三\n一是城乡共富助力行动。\n培训人数82名。\n共有82名居民参加培训。", by=editor)

    rows = client.get(desk_of(article)).context["desk"].rows

    assert [(one.is_on, bool(one.found.doubts)) for one in rows] == [(True, False), (False, True)]


def test_a_community_that_the_register_lacks_is_a_place(client, lines, editor):
    article = keep_article(text=TEXT.replace("方城浦社区", "红枫社区"), by=editor)

    form = client.get(desk_of(article)).context["desk"].cards[0].form

    assert (form["community"].value(), form["place"].value()) == ("", "红枫社区")


def test_a_long_article_is_gone_through_page_by_page(client, lines, editor):
    text = "2022年7月20日 星期三\n一是城乡共富助力行动。\n" + "".join(f"{month}月{day}日，举办活动{day}场。\n" for month in range(1, 7) for day in range(2, 18))
    article = keep_article(text=text, by=editor)

    first, last = (client.get(desk_of(article), {"p": page}) for page in ("1", "99"))

    assert (len(first.context["desk"].cards), list(first.context["pages"])) == (40, [1, 2, 3])
    assert last.context["number"] == 3
    assert "1月2日" not in "".join(piece.words for line in last.context["paragraphs"] for piece in line)


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "9" * 30])
def test_a_page_that_is_none_is_the_nearest(client, article, page):
    assert client.get(desk_of(article), {"p": page}).status_code == 200


def test_hostile_text_is_shown_as_text(client, lines, editor):
    article = keep_article(text="<script>alert(1)</script>举办活动3场。\u202e\x00" + "【" * 500, by=editor)

    page = client.get(desk_of(article)).content.decode()

    assert "<script>alert(1)" not in page


def test_the_desk_costs_the_same_for_3_numbers_and_for_30(client, article, editor):
    few = queries_of(client, desk_of(article))
    text = TEXT + "".join(f"\n2022年{month}月{day}日，举办活动{day}场。" for month in range(1, 4) for day in range(2, 12))
    more = keep_article(text=text, by=editor)

    assert queries_of(client, desk_of(more)) == few


def test_what_was_typed_into_the_desk_stands_there_after_signing_in_again(client, article, editor):
    data = sent(client, article, **{f"d{start('3场')}-title": "入户课", row("82名", "on"): None})
    client.cookies.pop("sessionid")

    door = client.post(desk_of(article), data)
    client.post(reverse("admin:login"), {"username": editor.username, "password": PASSWORD, "next": desk_of(article), "carried": door.context["carried"]})
    page = client.get(desk_of(article))

    desk = page.context["desk"]
    assert (desk.cards[0].form["title"].value(), [one.is_on for one in desk.rows]) == ("入户课", [True, False, True])
    assert "登录过期" in page.content.decode()
    assert not Activity.objects.exists()


def test_choices_nested_without_end_are_refused(client, article):
    answer = client.post(reverse("admin:actions_article_choices", args=[article.pk]), {"serial": "9", "fields": "[" * 100_000})

    assert (answer.status_code, answer.json()["kept"]) == (400, False)
