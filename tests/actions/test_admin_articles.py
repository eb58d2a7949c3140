"""The 录入助手 at the desk: pasted, gone through, saved; whose it is, what is wrong and what was there already."""

import io
import json
import random
from datetime import date
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.articles import keep_article, tidy_text
from actions.models import Activity, Article
from benchmarks import hostile
from publishing.models import State
from tests.actions.factories import make_activity
from tests.desk import PASSWORD, indicator, make_community, make_lines, make_member, make_programme, make_unit, make_user
from tests.publishing.docx import docx, para

pytestmark = pytest.mark.django_db
BOX = "admin:actions_article_changelist"
TEXT = """发布时间：2022-07-20　来源：浙江统战
一是城乡共富助力行动。
7月9日，专员应吟吟在方城浦社区举办活动3场，82名居民参加培训。
五是文化教育惠民行动。
壹日读书会已办活动23场。"""


@pytest.fixture
def lines():
    made = make_lines()
    make_community()
    make_member()
    make_unit()
    make_programme(made[4])
    return made


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def article(lines, editor):
    return keep_article(text=TEXT, source="浙江统战", by=editor)


def desk_of(article):
    return reverse("admin:actions_article_change", args=[article.pk])


def sent(client, article, **changes):
    """Return what the desk's form would send if nothing were touched, but for the changes; None leaves a field out."""
    desk = client.get(desk_of(article)).context["desk"]
    data = {name: value for name, value in desk.values().items() if value}
    data["figure"] = [f"{row.found.start}:{row.found.end}:{card.key}" for card in desk.cards for row in card.rows]
    data |= {"a-published_on": "2022-07-20", "a-source": "浙江统战", "_save": "1"}
    return {name: value for name, value in (data | changes).items() if value is not None}


def start(words):
    return TEXT.index(words)


def row(words, name):
    return f"f{start(words)}-{name}"


# ---- the box


def test_a_pasted_text_is_kept_and_leads_to_its_desk(client, lines, editor):
    answer = client.post(reverse(BOX), {"text": TEXT.replace("\n", "\r\n")})

    article = Article.objects.get()
    assert (answer.status_code, answer.url) == (302, desk_of(article))
    assert (article.text, article.came_as, article.source, article.created_by) == (TEXT, "text", "浙江统战", editor)


def test_what_is_pasted_from_a_page_keeps_its_paragraphs_and_loses_its_scripts(client, lines, editor):
    client.post(reverse(BOX), {"text": "一 二", "html": "<p>办了<b>3场</b></p><script>alert(1)</script><p>来了80人</p>"})

    article = Article.objects.get()
    assert (article.came_as, [line for line in article.text.split("\n") if line]) == ("web", ["办了3场", "来了80人"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_plain_text_file_is_read_in_the_encodings_that_reports_come_in(client, lines, editor, encoding):
    client.post(reverse(BOX), {"file": SimpleUploadedFile("总结.txt", TEXT.encode(encoding))})

    article = Article.objects.get()
    assert (article.text, article.name) == (TEXT, "总结.txt")


def test_a_word_file_is_read(client, lines, editor):
    client.post(reverse(BOX), {"file": SimpleUploadedFile("总结.docx", docx(para("7月9日，举办活动3场。")))})

    assert Article.objects.values_list("text", "came_as", "name").get() == ("7月9日，举办活动3场。", "word", "总结.docx")


def empty_zip():
    made = io.BytesIO()
    ZipFile(made, "w").close()
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "text"),
        ({"text": "  \r\n"}, "text"),
        ({"text": "一" * 400_001}, "text"),
        ({"text": "有", "published_on": "去年"}, "published_on"),
        ({"file": ("a.txt", b"")}, "file"),
        ({"file": ("a.txt", b"\xff\x00\x81")}, "file"),
        ({"file": ("a.txt", b" \n")}, "file"),
        ({"file": ("a.doc", b"\xd0\xcf\x11\xe0")}, "file"),
        ({"file": ("a.docx", b"not a zip")}, "file"),
        ({"file": ("a.docx", empty_zip())}, "file"),
        ({"file": ("a.exe", b"MZ")}, "file"),
        ({"text": "有", "file": ("a.txt", b"a")}, "file"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_kept(client, lines, editor, data, field):
    data = {name: SimpleUploadedFile(*value) if name == "file" else value for name, value in data.items()}

    answer = client.post(reverse(BOX), data)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not Article.objects.exists()


def test_one_sees_ones_own_articles_and_another_s_is_not_there(client, article):
    other = keep_article(text="别人的文章", by=make_user("editor"))

    listed = client.get(reverse(BOX)).content.decode()

    assert ("别人的文章" in listed, article.name in listed) == (False, True)
    assert client.get(desk_of(other)).status_code == 404
    client.force_login(make_user("publisher"))
    assert client.get(desk_of(other)).status_code == 200


def test_the_workbench_tells_of_ones_own_articles_that_are_not_finished(client, article):
    keep_article(text="别人的文章", by=make_user("editor"))

    assert "有1篇没有录完" in client.get(reverse("admin:index")).content.decode()
    client.post(desk_of(article), sent(client, article))
    assert "没有录完" not in client.get(reverse("admin:index")).content.decode()


# ---- the desk


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


def test_saving_untouched_makes_a_draft_of_each_proposal(client, article, editor):
    answer = client.post(desk_of(article), sent(client, article))

    assert answer.url == reverse("admin:actions_article_entered", args=[article.pk])
    occasion, summary = Activity.objects.order_by("pk")
    assert (occasion.line.number, occasion.community.name, occasion.source, occasion.created_by, occasion.state) == (
        1,
        "方城浦社区",
        "浙江统战",
        editor,
        "draft",
    )
    assert [person.member.name for person in occasion.people.all()] == ["应吟吟"]
    assert (summary.kind, summary.programme.name, summary.happened_from, summary.happened_to) == ("summary", "壹日读书会", None, date(2022, 7, 20))
    assert [excerpt.words for excerpt in article.excerpts.order_by("start")] == ["3场", "82名", "23场"]


def test_saving_twice_makes_nothing_twice(client, article):
    data = sent(client, article)

    client.post(desk_of(article), data)
    client.post(desk_of(article), data)

    assert Activity.objects.count() == 2


def test_what_is_not_ticked_is_not_saved_and_stays_on_the_desk(client, article):
    client.post(desk_of(article), sent(client, article, **{row("82名", "on"): None, row("23场", "on"): None}))

    assert [activity.figures.count() for activity in Activity.objects.all()] == [1]
    left = client.get(desk_of(article)).context["desk"]
    assert [one.found.words for one in left.rows] == ["82名", "23场"]


def test_what_is_changed_is_what_is_saved(client, article):
    key = start("3场")
    client.post(
        desk_of(article),
        sent(
            client,
            article,
            **{
                row("3场", "said"): "近百",
                row("3场", "indicator"): "受益人次",
                f"d{key}-title": "入户课",
                f"d{key}-people": "应吟吟、王某",
                f"d{key}-community": "",
            },
        ),
    )

    made = Activity.objects.get(title="入户课")
    assert [(figure.indicator.name, figure.quantity.spoken) for figure in made.figures.order_by("position")] == [("受益人次", "近百人次"), ("培训人数", "82人")]
    assert ([str(person) for person in made.people.order_by("position")], made.community) == (["应吟吟", "王某"], None)


@pytest.mark.parametrize(
    ("words", "changes", "error"),
    [
        ("3场", {"f-said": "好些"}, "f-said"),
        ("3场", {"f-said": "3人"}, "f-said"),
        ("3场", {"f-said": ""}, "f-said"),
        ("3场", {"f-indicator": ""}, "f-indicator"),
        ("3场", {"f-indicator": "没有的"}, "f-indicator"),
        ("82名", {"f-indicator": "活动场次", "f-said": "8场"}, "f-indicator"),
        ("3场", {"d-title": ""}, "d-title"),
        ("3场", {"d-happened_from": "2022-07-10", "d-happened_to": "2022-07-09"}, "d-happened_to"),
        ("3场", {"d-happened_from": "", "d-happened_to": "不知道"}, "d-happened_from"),
        ("3场", {"d-kind": "summary"}, "d-programme"),
        ("3场", {"d-programme": "壹日读书会"}, "d-programme"),
        ("3场", {"d-programme": "没有的项目"}, "d-programme"),
        ("3场", {"d-community": "没有的社区"}, "d-community"),
        ("3场", {"d-units": "没有的单位"}, "d-units"),
        ("3场", {"d-line": "9"}, "d-line"),
        ("3场", {"d-line": "2"}, "f82-indicator"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_nothing_is_saved_and_nothing_typed_is_lost(client, article, words, changes, error):
    def named(name):
        sort, field = name.split("-")
        return f"{'d' + str(start('3场')) if sort == 'd' else 'f' + str(start('82名' if sort == 'f82' else words))}-{field}"

    data = sent(client, article, **{named(name): value for name, value in changes.items()})

    answer = client.post(desk_of(article), data)

    desk = answer.context["desk"]
    errors = {form.add_prefix(name) for card in desk.cards for form in (card.form, *(row.form for row in card.rows)) if form._errors for name in form._errors}
    assert named(error) in errors
    assert answer.status_code == 200
    assert "没有保存" in answer.content.decode()
    assert all(desk.values()[name] == (value if isinstance(value, str) else value[0]) for name, value in data.items() if name in desk.values())
    assert not Activity.objects.exists()


def test_a_programme_that_is_not_there_may_be_added_with_its_draft(client, article):
    key = start("3场")
    client.post(desk_of(article), sent(client, article, **{f"d{key}-programme": "入户课堂", f"d{key}-is_new": "on", f"d{key}-kind": "summary"}))

    made = Activity.objects.get(programme__name="入户课堂")
    assert (made.kind, made.programme.line.number) == ("summary", 1)


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


def test_a_number_is_put_into_another_draft_or_one_of_its_own(client, article):
    key, other = start("3场"), start("23场")
    client.post(desk_of(article), sent(client, article, _save=None, _keep=str(start("82名")), **{row("82名", "to"): "own", f"d{key}-title": "入户课"}))

    alone = client.get(desk_of(article)).context["desk"]
    assert [[one.found.words for one in card.rows] for card in alone.cards] == [["3场"], ["82名"], ["23场"]]
    assert (alone.cards[1].form["title"].value(), alone.cards[1].line.number) == ("入户课", 1)

    client.post(desk_of(article), sent(client, article, **{row("82名", "to"): str(key), row("3场", "on"): None, row("23场", "to"): str(other)}))

    assert [[figure.quantity.spoken for figure in made.figures.all()] for made in Activity.objects.order_by("pk")] == [["82人"], ["23场"]]


@pytest.mark.parametrize("to", ["", "x", "999999", "9" * 30, "-1"])
def test_a_draft_that_is_not_there_takes_no_number(client, article, to):
    client.post(desk_of(article), sent(client, article, **{row("82名", "to"): to}))

    assert [made.figures.count() for made in Activity.objects.order_by("pk")] == [2, 1]


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


@pytest.mark.parametrize("figure", ["1:2", "a:b:c", "5:4:1", "0:99999:0", "1:2:3:4"])
def test_a_form_that_somebody_made_up_saves_nothing(client, article, figure):
    answer = client.post(desk_of(article), {"figure": [figure], "_save": "1"})

    assert answer.status_code == 200
    assert not Activity.objects.exists()


# ---- afterwards


@pytest.fixture
def entered(client, article):
    client.post(desk_of(article), sent(client, article))
    return reverse("admin:actions_article_entered", args=[article.pk])


def test_an_editor_hands_all_in_and_may_not_publish(client, entered):
    assert client.post(entered, {"_publish": "1"}).status_code == 403

    client.post(entered, {"_submit": "1"})

    assert set(Activity.objects.values_list("state", flat=True)) == {State.THIRD}


def test_a_publisher_publishes_all_and_is_told_which_could_not(client, entered):
    one, other = Activity.objects.order_by("pk")
    one.figures.filter(indicator__name="培训人数").update(indicator=indicator("届次"))  # a rank that is not written as one
    client.force_login(make_user("publisher"))

    answer = client.post(entered, {"_publish": "1"}, follow=True)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == ("draft", "published")
    assert f"“{one}”没有发布" in answer.content.decode()


def test_the_activity_form_shows_the_words_it_was_drawn_from(client, entered, article):
    activity = Activity.objects.order_by("pk").first()
    address = reverse("admin:actions_activity_change", args=[activity.pk])

    mine = client.get(address).content.decode()
    client.force_login(make_user("editor"))
    another_s = client.get(address).content.decode()

    assert '<mark class="excerpt__words ink-bamboo">3场</mark>' in mine
    assert (desk_of(article) in mine, desk_of(article) in another_s, "82名" in another_s) == (True, False, True)


def test_an_article_is_deleted_only_while_nothing_hangs_on_it(client, article, entered):
    delete = reverse("admin:actions_article_delete", args=[article.pk])

    client.post(delete)
    assert Article.objects.exists()
    Activity.objects.all().delete()
    client.post(delete)

    assert not Article.objects.exists()


# ---- what it costs


def queries_of(client, url):
    client.get(url)  # the first request of a session writes it down
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_box_costs_the_same_for_1_article_and_for_20(client, article, editor):
    one = queries_of(client, reverse(BOX))
    for number in range(19):
        keep_article(text=f"第{number}篇", by=editor)

    assert queries_of(client, reverse(BOX)) == one


def test_the_desk_costs_the_same_for_3_numbers_and_for_30(client, article, editor):
    few = queries_of(client, desk_of(article))
    text = TEXT + "".join(f"\n2022年{month}月{day}日，举办活动{day}场。" for month in range(1, 4) for day in range(2, 12))
    more = keep_article(text=text, by=editor)

    assert queries_of(client, desk_of(more)) == few


def test_what_was_made_costs_the_same_for_2_records_and_for_12(client, article, editor, entered):
    few = queries_of(client, entered)
    text = TEXT + "".join(f"\n2022年3月{day}日，举办活动{day}场。" for day in range(2, 12))
    more = keep_article(text=text, by=editor)
    client.post(desk_of(more), sent(client, more))

    assert queries_of(client, reverse("admin:actions_article_entered", args=[more.pk])) == few


# ---- a session that ended


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


def test_a_text_pasted_too_late_stands_in_the_box_after_signing_in_again(client, lines, editor):
    client.get(reverse(BOX))
    client.cookies.pop("sessionid")

    door = client.post(reverse(BOX), {"text": TEXT})
    client.post(reverse("admin:login"), {"username": editor.username, "password": PASSWORD, "next": reverse(BOX), "carried": door.context["carried"]})

    assert client.get(reverse(BOX)).context["form"]["text"].value() == TEXT


# ---- what means harm


@pytest.mark.parametrize("name", hostile.GENERATORS)
def test_hostile_text_is_taken_in_shown_and_saved_without_a_fault(client, lines, editor, name):
    text = tidy_text(hostile.GENERATORS[name](random.Random(6), 600)[:600])

    kept = client.post(reverse(BOX), {"text": text})
    article = Article.objects.first()

    if article is None:
        assert kept.status_code == 200
        assert "text" in kept.context["form"].errors
        return
    data = sent(client, article) | {f"f{row.key}-on": "on" for row in client.get(desk_of(article)).context["desk"].rows}
    assert client.post(desk_of(article), data).status_code in (200, 302)
    assert client.get(desk_of(article)).status_code == 200


def test_choices_nested_without_end_are_refused(client, article):
    answer = client.post(reverse("admin:actions_article_choices", args=[article.pk]), {"serial": "9", "fields": "[" * 100_000})

    assert (answer.status_code, answer.json()["kept"]) == (400, False)
