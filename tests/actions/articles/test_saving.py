"""What is confirmed of an article becomes drafts; what is wrong is said, and nothing is made twice."""

import random
from datetime import date

import pytest
from django.urls import reverse

from actions.articles import tidy_text
from actions.models import Activity, Article
from benchmarks import hostile

from .pasted import BOX, desk_of, row, sent, start

pytestmark = pytest.mark.django_db


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


def test_what_was_sent_with_a_save_stands_there_again_whether_it_was_saved_or_not(client, article):
    key, other = start("3场"), start("23场")
    wrong = sent(client, article, **{f"d{key}-title": "入户课", f"d{key}-community": "没有的社区", "a-source": "龙港统战", "a-contributor": "张三"})

    client.post(desk_of(article), wrong)

    answer = client.get(desk_of(article))
    desk, head = answer.context["desk"], answer.context["head"]
    assert [desk.cards[0].form[name].value() for name in ("title", "community")] == ["入户课", "没有的社区"]
    assert [head[name].value() for name in ("source", "contributor")] == ["龙港统战", "张三"]

    client.post(desk_of(article), sent(client, article, **{f"d{key}-community": "", f"d{other}-title": "读书会办了多少", row("23场", "on"): None}))

    (left,) = client.get(desk_of(article)).context["desk"].cards
    assert (Activity.objects.count(), left.title) == (1, "读书会办了多少")


def test_a_programme_that_is_not_there_may_be_added_with_its_draft(client, article):
    key = start("3场")
    client.post(desk_of(article), sent(client, article, **{f"d{key}-programme": "入户课堂", f"d{key}-is_new": "on", f"d{key}-kind": "summary"}))

    made = Activity.objects.get(programme__name="入户课堂")
    assert (made.kind, made.programme.line.number) == ("summary", 1)


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


@pytest.mark.parametrize("figure", ["1:2", "a:b:c", "5:4:1", "0:99999:0", "1:2:3:4"])
def test_a_form_that_somebody_made_up_saves_nothing(client, article, figure):
    answer = client.post(desk_of(article), {"figure": [figure], "_save": "1"})

    assert answer.status_code == 200
    assert not Activity.objects.exists()


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
