"""What was made of an article: handed in, published, traced back to its words."""

import pytest
from django.urls import reverse

from actions.articles import keep_article
from actions.models import Activity, Article
from publishing.models import State
from tests.desk import indicator, make_user

from .pasted import TEXT, desk_of, queries_of, sent

pytestmark = pytest.mark.django_db


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


def test_more_than_are_done_at_a_time_are_said_to_be_left(client, entered, monkeypatch):
    monkeypatch.setattr("actions.admin.entered.MOST", 1)

    first = client.post(entered, {"_submit": "1"}, follow=True).content.decode()
    second = client.post(entered, {"_submit": "1"}, follow=True).content.decode()

    assert ("已提交1条。" in first, "还有1条，再按一次接着提交" in first) == (True, True)
    assert ("已提交1条。" in second, "还有" in second) == (True, False)


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


def test_what_was_made_costs_the_same_for_2_records_and_for_12(client, article, editor, entered):
    few = queries_of(client, entered)
    text = TEXT + "".join(f"\n2022年3月{day}日，举办活动{day}场。" for day in range(2, 12))
    more = keep_article(text=text, by=editor)
    client.post(desk_of(more), sent(client, more))

    assert queries_of(client, reverse("admin:actions_article_entered", args=[more.pk])) == few
