"""Open data: the columns of the public contract, published rows only, nobody named, nothing a spreadsheet runs."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from actions.models import Activity, ActivityPerson, Figure
from longgang.portal import columns
from longgang.portal.opendata import FIGURE_COLUMNS, csv_lines, safe_cell
from publishing.services import withdraw
from tests.facts import facts_of
from tests.facts.entering import enter_facts

FILES = ["figures-csv", "figures-json", "totals-json", "activities-json"]
TOTAL_NAMES = ["amount", "complete", "count", "evidence_url", "floor", "indicator", "indicator_code", "period", "qualifier", "spoken", "unit"]


def body(client, name):
    return client.get(reverse(f"portal:{name}")).getvalue().decode()


def table(client):
    return list(csv.DictReader(StringIO(body(client, "figures-csv").removeprefix("\ufeff"))))


@pytest.mark.django_db
def test_the_addresses_are_those_of_the_contract():
    assert [reverse(f"portal:{name}") for name in FILES] == ["/data/figures.csv", "/data/figures.json", "/data/totals.json", "/data/activities.json"]


@pytest.mark.django_db
def test_figures_csv_has_a_mark_of_utf8_and_the_columns_of_the_contract(client):
    response = client.get(reverse("portal:figures-csv"))

    text = response.getvalue().decode()

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert text == "\ufeff" + ",".join(FIGURE_COLUMNS) + "\r\n"


@pytest.mark.django_db
def test_the_page_explains_exactly_the_columns_that_are_sent(client):
    enter_facts(facts_of("second"))
    total = json.loads(body(client, "totals-json"))["totals"][0]
    activity = json.loads(body(client, "activities-json"))["activities"][0]

    explained = [[name for name, _ in part] for part in (columns.FIGURES, columns.TOTALS, columns.ACTIVITIES)]

    assert explained == [list(FIGURE_COLUMNS), list(total), list(activity)]


@pytest.mark.django_db
def test_a_row_says_the_figure_with_its_days_its_covering_and_a_whole_address(client, settings):
    settings.SITE_URL = "https://portal.example"
    enter_facts(facts_of("second"))
    summary = Activity.objects.get(title="邻里课堂上半年情况")

    row = next(row for row in table(client) if row["activity"] == "邻里课堂三月课" and row["indicator"] == "活动场次")

    figure = Figure.objects.get(activity__title="邻里课堂三月课", indicator__name="活动场次")
    assert row == {
        "activity_id": str(figure.activity_id),
        "activity": "邻里课堂三月课",
        "kind": "occasion",
        "action": "新·城乡共富助力行动",
        "action_number": "1",
        "programme": "邻里课堂",
        "indicator": "活动场次",
        "indicator_code": figure.indicator.code,
        "amount": "1",
        "floor": "1",
        "unit": "场",
        "qualifier": "exact",
        "spoken": "1场",
        "happened_from": "2023-03-05",
        "happened_to": "2023-03-05",
        "precision": "day",
        "cell": "2023-03",
        "covered_by": str(summary.pk),
        "community": "海塘社区",
        "url": f"https://portal.example/activities/{figure.activity_id}/",
    }


@pytest.mark.django_db
def test_a_rank_has_no_amount_and_an_unknown_start_is_empty(client):
    enter_facts(facts_of("second"))

    rows = {row["indicator"]: row for row in table(client)}

    assert [rows["圆桌届次"][name] for name in ("amount", "floor", "qualifier", "spoken")] == ["", "", "ordinal", "第三届"]
    assert [rows["短片"][name] for name in ("amount", "floor", "qualifier", "happened_from", "precision", "cell")] == [
        "100",
        "100",
        "tens_of",
        "",
        "to_date",
        "all",
    ]


@pytest.mark.django_db
def test_figures_json_says_the_same_as_the_table(client):
    enter_facts(facts_of("second"))

    rows = json.loads(body(client, "figures-json"))["figures"]

    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows] == table(client)
    assert len(rows) == 20
    assert {type(row["amount"]) for row in rows} == {int, type(None)}


@pytest.mark.django_db
def test_totals_json_has_a_row_for_each_line_indicator_and_period_and_for_all_lines_where_it_adds(client, settings):
    settings.SITE_URL = "https://portal.example"
    enter_facts(facts_of("second"))

    said = json.loads(body(client, "totals-json"))
    rows = {(row["action_number"], row["indicator"], row["period"]): row for row in said["totals"]}

    assert set(TOTAL_NAMES) < set(said["totals"][0])
    assert date.fromisoformat(said["generated_on"])
    assert len(rows) == len(said["totals"])
    assert rows[None, "活动场次", "all"] | {"evidence_url": ""} == rows[None, "活动场次", "all"] | {
        "action": None, "amount": 116, "floor": 106, "unit": "场", "qualifier": "about", "spoken": "约116场", "complete": True, "count": 3, "evidence_url": "",
    }  # fmt: skip
    assert rows[1, "活动场次", "2023"]["spoken"] == "16场以上"
    assert (1, "活动场次", "2022") not in rows
    assert [rows[3, "圆桌届次", "all"][name] for name in ("amount", "floor", "spoken", "complete")] == [None, None, "第三届", False]
    assert all(row["evidence_url"].startswith("https://portal.example/figures/") for row in said["totals"])


@pytest.mark.parametrize("name", FILES)
@pytest.mark.django_db
def test_only_what_is_published_is_sent(client, name):
    enter_facts(facts_of("second"))
    activity = Activity.objects.get(title="滨海新城影像征集")
    before = body(client, name)

    withdraw(activity, reason="重复录入", by=activity.created_by)

    assert ("征集照片" in before, "征集照片" in body(client, name)) == (True, False)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.django_db
def test_nobody_is_named(client, longgang, name):
    names = [person.shown_name for person in ActivityPerson.objects.shown()]

    sent = body(client, name)

    assert len(names) == 5
    assert [named for named in names if named in sent] == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.django_db
def test_the_host_that_was_asked_is_nowhere(client, name):
    enter_facts(facts_of("second"))

    sent = client.get(reverse(f"portal:{name}"), headers={"host": "localhost"}).getvalue().decode()

    assert "127.0.0.1:8000" in sent
    assert "localhost" not in sent


@pytest.mark.parametrize("count", [4, 20])
@pytest.mark.parametrize(("name", "queries"), [("figures-csv", 1), ("figures-json", 1), ("totals-json", 3), ("activities-json", 3)])
@pytest.mark.django_db
def test_a_file_takes_the_same_queries_for_any_number_of_rows(client, django_assert_num_queries, name, queries, count):
    enter_facts(facts_of("second")[:count])

    with django_assert_num_queries(queries):
        sent = body(client, name)

    assert len(sent) > 300


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠a", " =1+1", "\u3000=1", "\t=1", "\r=1"])
def test_a_cell_that_begins_like_a_formula_is_written_as_text(text):
    line = list(csv_lines(["a"], [{"a": text}]))[1]

    assert safe_cell(text) == f"'{text}"
    assert next(csv.reader(StringIO(line, newline=""))) == [f"'{text}"]


@pytest.mark.parametrize("value", ["1-2", "“新联同心 共富同行”", "a=b", "", None, 5, -5, date(2022, 7, 9)])
def test_any_other_cell_is_written_as_it_is(value):
    assert safe_cell(value) == value


@pytest.mark.parametrize("name", FILES)
@pytest.mark.django_db
def test_open_data_is_read_only(client, name):
    assert client.post(reverse(f"portal:{name}")).status_code == 405
