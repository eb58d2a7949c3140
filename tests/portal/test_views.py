"""The home page, and the pages about the portal itself."""

import re

import pytest
from django.urls import reverse

from actions.models import IndicatorOnLine
from tests.actions.factories import make_activity, make_indicator, make_line, make_programme

pytestmark = pytest.mark.django_db

ABOUT = ["portal:data", "portal:about", "portal:privacy", "portal:accessibility"]
COLUMNS = [*ABOUT, "portal:contact", "portal:notice-list", "portal:site-map", "actions:line-list", "actions:activity-list", "actions:proposal-list"]


def six_lines_with(count):
    """Return the main indicator of six lines that have so many published activities in all; the third has no indicator."""
    lines = [make_line(number) for number in range(1, 7)]
    sessions = make_indicator(lines=[line for line in lines if line.number != 3], adds_over_lines=True, is_headline=True)
    IndicatorOnLine.objects.update(is_headline=True)
    for at in range(count):
        line = lines[at % 6]
        figures = {} if line.number == 3 else {sessions: "2场"}
        make_activity(f"第{at + 1}次走访", line=line, days=f"2022-{at % 12 + 1:02d}-{at % 28 + 1:02d}", figures=figures, published=True)
    return sessions


@pytest.mark.parametrize(("count", "cards"), [(0, 0), (3, 3), (300, 6)])
def test_home_stands_with_any_number_of_records(client, count, cards):
    six_lines_with(count)

    page = client.get("/").content.decode()

    assert page.count('<article class="ledger-row ') == 6
    assert page.count('<article class="activity-card ') == cards
    assert ("发布的活动会出现在这里" in page) == (count == 0)
    assert len(page.encode()) < 60_000


def test_home_stands_on_a_portal_that_holds_nothing(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "六项行动的进展会列在这里" in response.content.decode()


@pytest.mark.parametrize("count", [6, 50])
def test_home_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    six_lines_with(count)

    with django_assert_num_queries(20):
        client.get("/")


def test_home_says_the_day_the_year_and_the_totals_with_their_evidence(client):
    sessions = six_lines_with(12)

    page = client.get("/").content.decode()

    text = re.sub(r"\s", "", re.sub(r"<[^>]+>", "", page))
    assert "截至2022年12月12日" in text
    assert "“本年”是2022年" in text
    assert "20场" in text
    assert reverse("actions:evidence", args=[sessions.code]) in page
    assert reverse("actions:evidence-line", args=[sessions.code, "line-1"]) in page


def test_a_line_without_figures_stands_on_its_records_on_home(client):
    six_lines_with(9)

    page = client.get("/").content.decode()

    assert f'<a href="{reverse("actions:activity-list")}?action=line-3">已录入2条</a>' in page


def test_a_draft_is_nowhere_on_home(client):
    six_lines_with(1)
    hidden = make_activity("没有发布的走访", days="2022-12-30")

    page = client.get("/").content.decode()

    assert hidden.title not in page
    assert "截至2022年1月1日" in page


@pytest.mark.parametrize("name", [name for name in ABOUT if name != "portal:about"])
def test_a_page_about_the_portal_asks_the_database_nothing(client, name, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse(name))

    assert response.status_code == 200


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_names_itself_and_where_it_is(client, name):
    page = client.get(reverse(name)).content.decode()

    assert all(
        f'<meta name="{meta}" content="' in page for meta in ("SiteName", "SiteDomain", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
    )
    assert "当前位置：" in page


@pytest.mark.parametrize("name", ["portal:home", *COLUMNS])
def test_a_public_page_holds_nothing_of_its_visitor(client, admin_client, name):
    url = reverse(name)

    page = client.get(url, HTTP_HOST="localhost", HTTP_COOKIE="sessionid=0123456789abcdef0123456789abcdef")
    signed_in = admin_client.get(url)

    assert page.content == signed_in.content
    assert b"csrf" not in page.content
    assert b"localhost" not in page.content
    assert "Cookie" not in page.headers.get("Vary", "")
    assert not page.cookies


def test_the_page_of_a_record_holds_nothing_of_its_visitor(client, admin_client):
    sessions = make_indicator(adds_over_lines=True)
    programme = make_programme()
    activity = make_activity(programme=programme, figures={sessions: "2场"}, published=True)
    evidence = reverse("actions:evidence-line-period", args=[sessions.code, activity.line.slug, "2022"])

    for url in (activity.get_absolute_url(), programme.get_absolute_url(), activity.line.get_absolute_url(), evidence):
        page = client.get(url, HTTP_HOST="localhost")

        assert page.content == admin_client.get(url).content
        assert b"csrf" not in page.content
        assert b"localhost" not in page.content
        assert "Cookie" not in page.headers.get("Vary", "")


@pytest.mark.parametrize("count", [1, 30])
def test_the_site_map_names_every_line_and_programme_in_three_queries(client, count, django_assert_num_queries):
    for at in range(count):
        make_programme(f"项目{at}", make_line(at % 6 + 1))

    with django_assert_num_queries(3):
        page = client.get(reverse("portal:site-map")).content.decode()

    assert all(f">项目{at}</a>" in page for at in range(count))


def test_the_old_address_of_the_emblem_leads_to_it(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.ico")
