"""The pages of lines and programmes."""

import re

import pytest
from django.urls import reverse

from actions.models import ActivityHost, ActivityPerson, IndicatorOnLine, Target
from members.enums import Basis
from members.models import Unit, UnitKind
from publishing import services as publishing
from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme, make_proposal, make_user
from tests.members.factories import make_pairing

pytestmark = pytest.mark.django_db


def line_with(count, *, number=1, programme=None):
    """Return a line with so many published activities, each with a figure of the line's main indicator."""
    line = make_line(number)
    sessions = make_indicator(lines=[line], adds_over_lines=True)
    IndicatorOnLine.objects.filter(line=line).update(is_headline=True)
    for at in range(count):
        days = f"2022-{at % 12 + 1:02d}-{at // 12 + 1:02d}"
        make_activity(f"第{at + 1}次走访", line=line, programme=programme, days=days, figures={sessions: "2场"}, published=True)
    return line


def publish_with_people(line, *people):
    activity = make_activity("入户帮扶", line=line)
    for name, basis in people:
        facts = {"published_in": "浙江统战", "published_on": "2022-07-20"} if basis else {}
        ActivityPerson.objects.create(activity=activity, name=name, basis=basis, **facts)
    return publishing.publish(activity, by=make_user())


@pytest.mark.parametrize("count", [0, 3, 50])
def test_the_page_of_a_line_stands_with_any_number_of_records(client, count):
    line = line_with(count)

    response = client.get(line.get_absolute_url())

    page = response.content.decode()
    assert response.status_code == 200
    assert line.full_name in page
    assert page.count('class="activity-row ') == min(count, 10)
    assert (f"看全部{count}条" in page) == (count > 10)


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_of_a_line_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    line = line_with(count)

    with django_assert_num_queries(22):
        client.get(line.get_absolute_url())


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_of_lines_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    for number in range(1, 4):
        line_with(count, number=number)

    with django_assert_num_queries(11):
        client.get(reverse("actions:line-list"))


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_of_a_programme_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    programme = make_programme()
    line_with(count, programme=programme)

    with django_assert_num_queries(11):
        response = client.get(programme.get_absolute_url())

    assert f"{2 * count}" in response.content.decode()


def test_every_number_of_a_line_links_to_its_evidence_and_stands_beside_its_target(client):
    line = line_with(3)
    sessions = line.indicators.get()
    Target.objects.create(line=line, indicator=sessions, year=2022, amount=12, is_example=True)

    page = client.get(line.get_absolute_url()).content.decode()

    assert reverse("actions:evidence-line", args=[sessions.code, line.slug]) in page
    assert reverse("actions:evidence-line-period", args=[sessions.code, line.slug, "2022"]) in page
    assert "2022年目标12场（示例），完成50%" in page


def test_a_line_without_figures_stands_on_its_records(client):
    line = make_line(3)
    make_activity("协商主题发言", line=line, published=True)

    page = client.get(line.get_absolute_url()).content.decode()

    assert "已录入1条" in page
    assert f"{reverse('actions:activity-list')}?action={line.slug}" in page
    assert "未报" not in page


def test_only_names_with_a_basis_are_shown_and_a_withdrawn_one_is_gone(client):
    line = make_line()
    publish_with_people(line, ("应吟吟", Basis.SOURCE), ("无依据者", ""), ("撤回者", Basis.SOURCE))
    assert "撤回者" in client.get(line.get_absolute_url()).content.decode()

    ActivityPerson.objects.filter(name="撤回者").update(withdrawn_at="2022-08-01T00:00Z")
    page = client.get(line.get_absolute_url()).content.decode()

    assert "应吟吟" in page
    assert "无依据者" not in page
    assert "撤回者" not in page


def test_units_that_held_published_activities_are_named(client):
    activity = make_activity()
    unit = Unit.objects.create(name="龙港市慈善总会", slug="ci-shan", kind=UnitKind.ASSOCIATION)
    ActivityHost.objects.create(activity=activity, unit=unit)
    url = activity.line.get_absolute_url()
    before = client.get(url).content.decode()

    publishing.publish(activity, by=make_user())

    assert unit.name not in before
    assert unit.name in client.get(url).content.decode()


def test_a_line_that_gives_advice_shows_it_with_what_came_of_it(client):
    line = make_line(3)
    for at in range(8):
        make_proposal(f"第{at}条建议", line=line, outcomes=["printed", "awarded"])
    make_proposal("没有发布的建议", line=line, outcomes=["printed"], published=False)

    response = client.get(line.get_absolute_url())
    listed = client.get(reverse("actions:line-list")).content.decode()

    page = response.content.decode()
    assert [(record.label, str(record.typeset)) for record in response.context["advice"]] == [("已录入建言", "8条"), ("已录入结果", "16条")]
    assert page.count('class="activity-row proposal-row ') == 6
    assert f'<a href="{reverse("actions:proposal-list")}?action=line-3">看全部8条</a>' in page
    assert "没有发布的建议" not in page
    assert ">已录入建言8条</a>" in listed


@pytest.mark.parametrize("count", [1, 6])
def test_advice_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    line = make_line(3)
    for at in range(count):
        make_proposal(f"第{at}条建议", line=line, outcomes=["printed"] * count)

    with django_assert_num_queries(20):
        client.get(line.get_absolute_url())


def test_a_pairing_stands_on_the_page_of_the_line_whose_public_activities_belong_to_it(client):
    shown, hidden = (make_pairing(community=make_community(name)) for name in ("方城浦社区", "别处社区"))
    drafted = make_pairing(community=make_community("草稿社区"), published=False)
    make_activity("公益服务", line=make_line(1), pairing=shown, community=shown.community, published=True)
    make_activity("没有发布的服务", line=make_line(1), pairing=hidden, community=hidden.community)
    make_activity("草稿结对的服务", line=make_line(1), pairing=drafted, community=drafted.community, published=True)

    response = client.get(make_line(1).get_absolute_url())

    page = response.content.decode()
    assert [exchange.pairing for exchange in response.context["exchanges"]] == [shown]
    assert f'<a href="{shown.get_absolute_url()}">三张清单和办到哪一步</a>' in page
    assert "别处社区" not in page
    assert drafted.get_absolute_url() not in page
    assert "谁帮谁" not in client.get(make_line(2).get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_pairings_take_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    for at in range(count):
        pairing = make_pairing(community=make_community(f"第{at}社区"), items=[("need", f"第{item}件", "done") for item in range(count)])
        make_activity("公益服务", line=make_line(1), pairing=pairing, community=pairing.community, published=True)

    with django_assert_num_queries(23):
        response = client.get(make_line(1).get_absolute_url())

    assert len(response.context["exchanges"]) == min(count, 2)


def test_drafts_are_nowhere_on_the_page_of_a_line(client):
    line = line_with(1)
    hidden = make_activity("还没有发布的走访", line=line, figures={line.indicators.get(): "700场"})

    page = client.get(line.get_absolute_url()).content.decode()

    assert hidden.title not in page
    assert "700" not in re.sub(r"<[^>]+>", "", page)


def test_a_year_of_summaries_has_a_sentence_and_no_chart(client):
    line = line_with(0)
    programme = make_programme(line=line)
    make_activity("至今", programme=programme, days="..2022-07-20", summary=True, figures={line.indicators.get(): "100多场"}, published=True)

    page = client.get(line.get_absolute_url()).content.decode()

    assert "都是累计数，没有分月" in page
    assert "bar-chart__plot" not in page


@pytest.mark.parametrize("name", ["line-detail", "programme-detail"])
@pytest.mark.parametrize("slug", ["no-such", "x" * 100_000, "2022"])
def test_an_unknown_slug_is_not_found(client, name, slug):
    response = client.get(reverse(f"actions:{name}", args=[slug]))

    assert response.status_code == 404
    assert "没有找到这一页" in response.content.decode()


@pytest.mark.parametrize("path", ["/actions/%00/", "/actions/城乡/", "/programmes/a%00b/", "/actions/../"])
def test_what_cannot_be_a_slug_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("days", "says"),
    [("2021-04-28", "2022年没有报数，也就没有分月"), ("2022-01-01..2022-07-20", "报的数都跨月，没有分月。2022年计")],
)
def test_a_year_without_months_says_truly_why(client, days, says):
    line = line_with(0)
    other = make_indicator("受益人次", "人次", lines=[line])
    make_activity("一次活动", line=line, days=days, figures={line.indicators.order_by("pk").first(): "100多场"}, published=True)
    make_activity("别的", line=line, days="2022-05-01", figures={other: "30人次"}, published=True)

    page = client.get(line.get_absolute_url()).content.decode()

    assert says in page
    assert "都是累计数" not in page
