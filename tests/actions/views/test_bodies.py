"""Photos in the text of an activity: those of the record itself, and only while they may be shown."""

import pytest

from actions.models import ActivityPhoto
from publishing import services
from tests import desk
from tests.actions.factories import make_activity, make_user

pytestmark = pytest.mark.django_db


def make_photo(activity, caption, **fields):
    photo = ActivityPhoto(activity=activity, caption=caption, **{"consent": True} | fields)
    photo.picture.save("", desk.picture(), save=True)
    return photo


def figure(photo):
    return f'<figure><img src="/photos/{photo.picture.key}/" alt="旧的说明"></figure>'


@pytest.fixture
def activity(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_activity("读书会")


def body_of(client, activity):
    page = client.get(activity.get_absolute_url()).content.decode()
    return page.partition("data-article-body>")[2].partition("</article>")[0].partition('class="section--near"')


def test_a_photo_stands_in_the_text_with_its_caption_of_today_and_not_again_below(client, activity):
    within, below = make_photo(activity, "会场"), make_photo(activity, "合影")
    activity.body = f"<p>开场。</p>{figure(within)}<p>散场。</p>"
    activity.save()
    services.publish(activity, by=make_user())

    text, _, gallery = body_of(client, activity)

    assert "△ 会场" in text and within.get_absolute_url() in text
    assert text.index("开场。") < text.index("△ 会场") < text.index("散场。")
    assert "合影" not in text
    assert "△ 合影" in gallery and below.get_absolute_url() in gallery
    assert "会场" not in gallery


def test_a_photo_that_may_not_be_shown_or_belongs_to_another_leaves_the_text(client, activity):
    agreed, refused, others = make_photo(activity, "会场"), make_photo(activity, "特写", consent=False), make_photo(make_activity("别的"), "别处")
    activity.body = f"<p>开场。</p>{figure(agreed)}{figure(refused)}{figure(others)}"
    activity.save()
    services.publish(activity, by=make_user())

    text = "".join(body_of(client, activity))

    assert "△ 会场" in text
    assert "特写" not in text and "别处" not in text and "旧的说明" not in text


def test_a_revision_keeps_the_photo_in_the_text(client, activity):
    make_photo(activity, "会场")
    activity.body = figure(activity.photos.get())
    activity.save()
    services.publish(activity, by=make_user())

    copy = services.revise(activity, reason="改一句", by=make_user())
    copy.body += "<p>补一句。</p>"
    copy.save()
    record = services.replace(copy, by=make_user())

    text, _, _ = body_of(client, record)
    assert "△ 会场" in text and "补一句。" in text
    assert record.photos.get().get_absolute_url() in text


def test_a_record_that_is_only_read_in_the_admin_shows_its_photo_too(client, activity):
    make_photo(activity, "会场")
    activity.body = f"<p>开场。</p>{figure(activity.photos.get())}"
    activity.save()
    services.publish(activity, by=make_user())
    client.force_login(desk.make_user("editor"))

    page = client.get(desk.change_url(activity)).content.decode()

    assert '<div class="rich-read"><p>开场。</p><figure' in page.replace("\n", "")
