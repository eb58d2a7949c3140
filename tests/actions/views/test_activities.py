"""The list of activities and the page of one."""

import pytest
from django.urls import reverse

from actions.enums import Work
from actions.models import ActivityHost, ActivityPerson, Coverage
from members.enums import Basis
from members.models import Unit, UnitKind
from publishing import services as publishing
from publishing.models import State
from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user

pytestmark = pytest.mark.django_db

LIST = "/activities/"


def titles(response):
    return [activity.title for activity in response.context["page"]]


@pytest.fixture
def several(db):
    """Four published activities that differ in every filter, and a draft."""
    books = make_programme("壹日读书会", make_line(5))
    make_activity("五月读书", programme=books, days="2022-05-10", work=Work.READING, published=True)
    make_activity("读书会至今", programme=books, days="..2023-07-20", summary=True, published=True)
    make_activity("社区走访", line=make_line(1), days="2022-05-12", community=make_community(), work=Work.VISIT, place="文化礼堂", published=True)
    make_activity("跨年培训", line=make_line(6), days="2021-12-30..2022-01-02", work=Work.TRAINING, body="食品包装怎样提升质量", published=True)
    make_activity("没有发布的走访", line=make_line(1), days="2022-05-12", community=make_community())


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    sessions = make_indicator()
    for at in range(count):
        make_activity(f"第{at}次", days=f"2022-05-{at % 28 + 1:02d}", figures={sessions: "1场"}, community=make_community(), published=True)

    with django_assert_num_queries(9):
        response = client.get(LIST)

    assert len(response.context["page"]) == min(count, 20)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["读书会至今", "社区走访", "五月读书", "跨年培训"]),
        ({"action": "line-5"}, ["读书会至今", "五月读书"]),
        ({"programme": "p-1"}, ["读书会至今", "五月读书"]),
        ({"community": "c-1"}, ["社区走访"]),
        ({"year": "2022"}, ["社区走访", "五月读书", "跨年培训"]),
        ({"month": "5"}, ["社区走访", "五月读书"]),
        ({"year": "2022", "month": "1"}, ["跨年培训"]),
        ({"kind": "summary"}, ["读书会至今"]),
        ({"work": "training"}, ["跨年培训"]),
        ({"words": "包装 质量"}, ["跨年培训"]),
        ({"words": "读书会"}, ["读书会至今", "五月读书"]),
        ({"words": "礼堂"}, ["社区走访"]),
        ({"words": "方城浦"}, ["社区走访"]),
        ({"action": "line-5", "year": "2022", "kind": "occasion"}, ["五月读书"]),
        ({"action": "line-1", "year": "2023"}, []),
        ({"words": "%"}, []),
    ],
)
def test_filters_combine(client, several, query, found):
    response = client.get(LIST, query)

    assert titles(response) == found


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"action": "no-such"}, "没有这项行动"),
        ({"action": "a\x00b"}, "没有这项行动"),
        ({"programme": "x" * 100_000}, "没有这个项目"),
        ({"community": "方城浦"}, "没有这个社区"),
        ({"year": "1999"}, "这一年没有活动"),
        ({"year": "２０２２"}, "这一年没有活动"),
        ({"year": "abc"}, "这一年没有活动"),
        ({"month": "13"}, "月份是1到12"),
        ({"kind": "x"}, "没有这个类别"),
        ({"work": str(10**18)}, "没有这种工作类型"),
        ({"words": "读" * 61}, "词语最多60个字"),
        ({"words": "a\x00b"}, "不允许是用空字符串"),
    ],
)
def test_a_filter_that_means_nothing_is_left_out_with_a_word_about_it(client, several, query, message):
    response = client.get(LIST, query)

    assert response.status_code == 200
    assert message in response.content.decode()
    assert len(titles(response)) == 4


def test_filters_stay_in_the_links_to_other_pages(client):
    for at in range(25):
        make_activity(f"第{at}次读书", published=True)

    page = client.get(LIST, {"action": "line-1", "words": "读书", "page": "2", "utm": "x"}).content.decode()

    assert "?words=%E8%AF%BB%E4%B9%A6&amp;action=line-1&amp;page=1" in page
    assert "utm" not in page[: page.index("<footer")]


@pytest.mark.parametrize("page", ["0", "-1", "abc", "２", "1e3", "2", "", "9" * 5000, "1\x00"])
def test_a_page_that_is_not_there_is_not_found(client, several, page):
    assert client.get(LIST, {"page": page}).status_code == 404


def test_an_empty_list_says_what_will_be_here(client):
    response = client.get(LIST)

    assert response.status_code == 200
    assert "发布的活动会列在这里" in response.content.decode()


def test_an_activity_reads_as_an_article_with_its_figures(client):
    sessions, people = make_indicator(), make_indicator("培训人数", "人")
    activity = make_activity(
        "技术培训", figures={sessions: "3场", people: "100多人"}, source="浙江统战", contributor="统战部", editor="王晶琦", body="第一段。\n\n第二段<b>。"
    )
    unit = Unit.objects.create(name="市新联会", slug="xin-lian-hui", kind=UnitKind.ASSOCIATION)
    ActivityHost.objects.create(activity=activity, unit=unit)
    Coverage.objects.create(activity=activity, outlet="浙江新闻客户端", title="同心共富", url="https://example.com/a")
    ActivityPerson.objects.create(activity=activity, name="杨柳妹", basis=Basis.SOURCE, published_in="浙江统战", published_on="2022-07-20")
    ActivityPerson.objects.create(activity=activity, name="无依据者")
    publishing.publish(activity, by=make_user())

    page = client.get(activity.get_absolute_url()).content.decode()

    assert '<meta name="ArticleTitle" content="技术培训">' in page
    assert '<meta name="ContentSource" content="浙江统战">' in page
    assert '<meta name="PubDate"' in page
    assert "<p>第一段。</p>" in page
    assert "第二段&lt;b&gt;。" in page
    assert "（供稿：统战部）" in page
    assert "责任编辑：王晶琦" in page
    assert "市新联会" in page
    assert '浙江新闻客户端：<a href="/leave/?to=https%3A%2F%2Fexample.com%2Fa" rel="nofollow">同心共富</a>' in page
    assert 'href="https://example.com' not in page
    assert reverse("actions:evidence-line", args=[people.code, "line-1"]) in page
    assert "杨柳妹" in page
    assert "无依据者" not in page


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_of_an_activity_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    activity = make_activity(figures={make_indicator(f"指标{at}"): "1场" for at in range(count)})
    for at in range(count):
        unit = Unit.objects.create(name=f"单位{at}", slug=f"u-{at}", kind=UnitKind.ENTERPRISE)
        ActivityHost.objects.create(activity=activity, unit=unit)
        ActivityPerson.objects.create(activity=activity, name=f"人{at}", basis=Basis.SOURCE, published_in="浙江统战", published_on="2022-07-20")
    publishing.publish(activity, by=make_user())

    with django_assert_num_queries(10):
        client.get(activity.get_absolute_url())


def test_the_page_of_an_activity_leads_to_the_one_before_and_the_one_after(client):
    older, here, newer = (make_activity(title, days=day, published=True) for title, day in (("旧", "2022-05-01"), ("中", "2022-05-02"), ("新", "2022-05-02")))

    response = client.get(here.get_absolute_url())

    assert (response.context["older"], response.context["newer"]) == (older, newer)


def test_a_withdrawn_activity_is_gone_and_its_words_with_it(client):
    activity = make_activity("撤回的走访", published=True)
    assert activity.title in client.get(activity.get_absolute_url()).content.decode()

    publishing.withdraw(activity, reason="日期有误", by=make_user())
    response = client.get(activity.get_absolute_url())

    assert response.status_code == 410
    assert "这条记录已撤回" in response.content.decode()
    assert activity.title not in response.content.decode()
    assert client.get(LIST).context["page"].paginator.count == 0


def test_an_activity_that_was_withdrawn_and_is_edited_again_stays_gone(client):
    activity = make_activity(published=True)
    publishing.withdraw(activity, reason="日期有误", by=make_user())
    activity.refresh_from_db()
    publishing.submit(activity, by=make_user())

    assert client.get(activity.get_absolute_url()).status_code == 410


def test_an_activity_that_moved_leads_to_the_other_until_that_is_gone_too(client):
    old, new = make_activity("旧记录", published=True), make_activity("新记录", published=True)
    publishing.withdraw(old, reason="重复", by=make_user(), moved_to=new)

    moved = client.get(old.get_absolute_url())
    publishing.withdraw(new, reason="有误", by=make_user())

    assert (moved.status_code, moved["Location"]) == (301, new.get_absolute_url())
    assert client.get(old.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("state", [State.DRAFT, State.THIRD, State.RETURNED])
def test_what_never_was_public_is_unknown(client, state):
    activity = make_activity()
    type(activity).objects.filter(pk=activity.pk).update(state=state)

    assert client.get(activity.get_absolute_url()).status_code == 404


def test_a_working_copy_is_unknown_and_changes_nothing_until_it_replaces(client):
    activity = make_activity("原来的标题", published=True)
    copy = publishing.revise(activity, reason="标题有误", by=make_user())
    type(copy).objects.filter(pk=copy.pk).update(title="修订的标题")

    page = client.get(activity.get_absolute_url()).content.decode()

    assert client.get(reverse("actions:activity-detail", args=[copy.pk])).status_code == 404
    assert "原来的标题" in page
    assert "修订的标题" not in page


@pytest.mark.parametrize(
    "path", ["/activities/0/", f"/activities/{10**18}/", f"/activities/{10**30}/", f"/activities/{'9' * 5000}/", "/activities/٣/", "/activities/%00/"]
)
def test_an_unknown_number_is_not_found(client, path):
    assert client.get(path).status_code == 404
