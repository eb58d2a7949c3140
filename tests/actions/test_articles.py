"""Articles: kept as pasted, chosen from as one goes, entered once and whole."""

from datetime import date

import pytest

from actions.articles import LONGEST, Draft, Stated, TooLong, delete_article, enter_article, keep_article, keep_choices
from actions.models import Activity, Article, Excerpt, Programme
from actions.quantities import Quantity
from members.models import Member
from publishing.models import Trace, Verb
from publishing.services import Refused, publish, replace, revise
from tests.actions.factories import make_indicator, make_line, make_programme, make_user

pytestmark = pytest.mark.django_db
TEXT = "2022年7月9日，夜读会办了3场，来了80人。"
DAY = date(2022, 7, 20)


@pytest.fixture
def by():
    return make_user("caibian")


@pytest.fixture
def article(by):
    return keep_article(text=TEXT, by=by)


def draft(*, figures=None, line=None, title="夜读会", **fields):
    line = line or make_line()
    activity = Activity(line=line, title=title, happened_from=date(2022, 7, 9), happened_to=date(2022, 7, 9))
    sessions = make_indicator("活动场次", "场", lines=[line])
    stated = figures or (Stated(sessions, Quantity(3, "场"), TEXT.index("3场"), TEXT.index("3场") + 2),)
    return Draft(activity, stated, **fields)


def enter(article, *drafts, by, source="浙江统战", published_on=DAY, **more):
    return enter_article(article=article, drafts=drafts, source=source, published_on=published_on, by=by, **more)


def test_a_text_is_kept_with_one_character_for_a_line_end_and_without_what_nobody_sees(by):
    article = keep_article(text="\ufeff第一行\r\n第二行\r\0第三行", by=by)

    assert (article.text, article.name) == ("第一行\n第二行\n第三行", "第一行")
    assert Trace.objects.get(verb=Verb.CREATED).fields == ["text"]


def test_a_text_that_is_too_long_is_refused_and_never_cut(by):
    assert len(keep_article(text="一" * LONGEST, by=by).text) == LONGEST

    with pytest.raises(TooLong, match="400,001字"):
        keep_article(text="一" * (LONGEST + 1), by=by)

    assert Article.objects.count() == 1


def test_an_article_is_called_by_its_first_line_that_is_no_date(by):
    assert keep_article(text="2021年09月02日\n\n 港城六行动 \n正文", by=by).name == "港城六行动"


def test_choices_add_up_and_a_message_that_comes_late_is_dropped(article):
    assert keep_choices(article=article, fields={"f1-on": "on"}, serial=2)
    assert keep_choices(article=article, fields={"d1-title": "夜读"}, serial=3, taken=[(4, 5)])
    assert not keep_choices(article=article, fields={"f1-on": ""}, serial=3)

    article.refresh_from_db()
    assert (article.choices, article.serial) == ({"fields": {"f1-on": "on", "d1-title": "夜读"}, "taken": [[4, 5]]}, 3)


def test_a_whole_page_that_is_sent_is_later_than_the_message_that_came_while_it_was_on_its_way(article):
    opened = Article.objects.get(pk=article.pk)
    keep_choices(article=article, fields={"f1-on": ""}, serial=9)

    assert keep_choices(article=opened, fields={"d1-title": "夜读"}, taken=[(4, 5)])

    opened.refresh_from_db()
    assert (opened.serial, opened.choices) == (10, {"fields": {"f1-on": "", "d1-title": "夜读"}, "taken": [[4, 5]]})


def test_what_is_confirmed_becomes_drafts_tied_to_their_words(article, by):
    (made,) = enter(article, draft(people=(Member.objects.create(name="周晓岚"), "路人甲")), by=by, contributor="市新联会")

    article.refresh_from_db()
    assert (made.state, made.source, made.contributor, made.created_by) == ("draft", "浙江统战", "市新联会", by)
    assert [(figure.indicator.name, figure.quantity.spoken) for figure in made.figures.all()] == [("活动场次", "3场")]
    assert [excerpt.words for excerpt in made.excerpts.all()] == ["3场"]
    assert [(person.shown_name, person.basis) for person in made.people.order_by("position")] == [("周晓岚", ""), ("路人甲", "")]
    assert (article.published_on, article.source, article.entered_at is not None) == (DAY, "浙江统战", True)


def test_names_are_public_by_the_article_only_where_it_is_said_which_and_when(article, by):
    with pytest.raises(Refused, match="来源和日期"):
        enter(article, draft(people=("路人甲",)), by=by, source="", names_are_public=True)
    assert Activity.objects.count() == 0

    (made,) = enter(article, draft(people=("路人甲",)), by=by, names_are_public=True)

    assert made.people.values_list("basis", "published_in", "published_on").get() == ("source", "浙江统战", DAY)


def test_entering_twice_makes_nothing_twice_and_what_was_deleted_may_be_entered_again(article, by):
    (made,) = enter(article, draft(), by=by)

    assert enter(article, draft(), by=by) == []
    assert Activity.objects.count() == 1
    made.delete()
    assert len(enter(article, draft(), by=by)) == 1


def test_all_drafts_are_entered_or_none(article, by):
    other = make_line(2)
    misplaced = make_indicator("慈善筹款", "元", lines=[other])
    wrong = draft(figures=(Stated(misplaced, Quantity(3, "元"), 0, 4),), title="不成的")

    with pytest.raises(Refused, match="不是“第1行动”的指标"):
        enter(article, draft(), wrong, by=by)

    article.refresh_from_db()
    assert (Activity.objects.count(), Excerpt.objects.count(), article.entered_at) == (0, 0, None)


def test_a_new_programme_is_made_once_for_the_drafts_that_name_it(article, by):
    count = make_indicator("受益人次", "人次")
    second = Draft(draft(title="夜读会二").activity, (Stated(count, Quantity(80, "人次"), 20, 22),), new_programme="夜读会")

    made = enter(article, draft(new_programme="夜读会"), second, by=by)

    assert {activity.programme for activity in made} == {Programme.objects.get(name="夜读会")}


def test_excerpts_go_with_the_revision_and_do_not_stand_twice(article, by):
    make_programme("夜读会")
    (made,) = enter(article, draft(), by=by)
    copy = revise(publish(made, by=by), reason="核对", by=by)

    assert copy.excerpts.count() == article.excerpts.originals().count() == 1
    replace(copy, by=by)
    assert [excerpt.words for excerpt in made.excerpts.all()] == ["3场"]


def test_an_article_that_a_record_hangs_on_is_not_deleted(article, by):
    (made,) = enter(article, draft(), by=by)

    with pytest.raises(Refused, match="出处"):
        delete_article(article=article, by=by)
    made.delete()
    delete_article(article=article, by=by)

    assert not Article.objects.exists()
    assert Trace.objects.filter(verb=Verb.DELETED).count() == 1
