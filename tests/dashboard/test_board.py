"""The dashboard: who may see it, numbers that are the door's, filters that act on everything, one number of queries for any number of rows."""

import csv
import html
import re
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from actions import progress
from actions.enums import OutcomeKind, OutcomeLevel, Work
from actions.involvement import count_anew
from actions.models import Activity, Indicator, Proposal, Target
from actions.periods import ALL, Period
from events.models import Event
from members.enums import MemberField
from members.models import Community, Posting
from members.roles import ROLES, give_roles
from publishing.models import Job, Trace, Verb
from publishing.services import publish
from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme, make_user
from tests.members.factories import make_member, make_unit

pytestmark = pytest.mark.django_db
BOARD = "/dashboard/"
TODAY = date(2022, 8, 1)


@pytest.fixture
def leader(client):
    """Sign a leader in."""
    user = make_user("lingdao")
    give_roles(user, "leader")
    client.force_login(user)
    return client


@pytest.fixture
def ledger():
    """Six lines, two communities, two years: a target that is late, one that is met, one without a year."""
    lines = [make_line(number) for number in range(1, 7)]
    times = make_indicator(lines=lines, adds_over_lines=True, is_headline=True)
    people = make_indicator("培训人数", "人", lines=lines[:1])
    club, here, there = make_programme(line=lines[0]), make_community(), make_community("下涝社区")
    make_activity("五月", programme=club, community=here, days="2022-05-10", figures={times: "3场", people: "82人"}, published=True, source="浙江统战")
    make_activity("上半年", programme=club, days="2022-01-01..2022-06-30", summary=True, figures={times: "12场"}, published=True, source="浙江统战")
    make_activity("七月", line=lines[0], community=there, days="2022-07-20", figures={times: "100多场"}, published=True)
    make_activity("去年", line=lines[1], community=here, days="2021-07-20", figures={times: "7场"}, published=True)
    for line, year, amount in ((lines[0], 2022, 500), (lines[1], 2021, 7), (lines[0], None, 1000)):
        Target.objects.create(line=line, indicator=times, year=year, amount=amount, is_example=True)
    count_anew(today=TODAY)
    return times


def page_of(client, query=""):
    response = client.get(BOARD + query)
    assert response.status_code == 200
    return response


def text_of(markup):
    return html.unescape(re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", markup)))


def links_of(page):
    """Return each number on a page that leads to its evidence: what it says, and where."""
    found = re.findall(r'<a [^>]*href="(/figures/[^"]+)"[^>]*>(.*?)</a>', page.content.decode(), re.S)
    return [(html.unescape(url), text_of(words)) for url, words in found if "<svg" not in words and "<rect" not in words]


# ---- Who


@pytest.mark.parametrize("role", [*(role.code for role in ROLES), None])
def test_leaders_and_staff_who_may_see_activities_see_it_and_nobody_else(client, role):
    user = make_user("somebody")
    give_roles(user, *([role] if role else []))
    client.force_login(user)
    allowed = role in {"editor", "first", "second", "publisher", "leader"}

    for path in (BOARD, f"{BOARD}trend.csv", f"{BOARD}attention/stale/"):
        response = client.get(path)
        assert response.status_code == (200 if allowed else 403), path
        assert response["Cache-Control"] == "private, no-store"


def test_who_has_not_signed_in_is_asked_to(client):
    response = client.get(BOARD + "?year=2022")

    assert response.status_code == 302
    assert response.url == reverse("admin:login") + "?next=/dashboard/%3Fyear%3D2022"


@pytest.mark.parametrize(("role", "may"), [("editor", True), ("publisher", True), ("leader", False), ("first", False)])
def test_only_who_may_edit_has_the_counts_done_anew(client, ledger, monkeypatch, role, may):
    monkeypatch.setattr("publishing.jobs.start", lambda pk: None)
    user = make_user("somebody")
    give_roles(user, role)
    client.force_login(user)

    assert ("现在点数" in page_of(client).content.decode()) is may
    response = client.post(f"{BOARD}count/", {"year": "2022", "action": "line-1"})

    assert response.status_code == (302 if may else 403)
    assert Job.objects.exists() is may
    if may:
        assert response.url == f"{BOARD}?year=2022&action=line-1"
    assert client.get(f"{BOARD}count/").status_code == 405


def test_the_desk_leads_to_it(leader):
    assert f'href="{BOARD}"' in leader.get(reverse("admin:index")).content.decode()


# ---- Numbers


def test_the_numbers_are_those_of_open_data(leader, ledger):
    page = page_of(leader, "?year=2022&action=line-1")

    public = {(total.indicator.pk, total.line and total.line.number, total.period.code): total.amount for total in progress.public_totals()}
    blocks = {both.indicator: both for both in page.context["blocks"]}
    assert {indicator.name for indicator in blocks} == {"活动场次", "培训人数"}
    for indicator, both in blocks.items():
        assert both.within.amount == public[indicator.pk, 1, "2022"]
        assert both.upto.amount == public[indicator.pk, 1, ""]
    over_all = {both.indicator: both for both in page_of(leader).context["blocks"]}
    assert over_all[ledger].within.amount == public[ledger.pk, None, "2022"] == 112
    assert over_all[ledger].upto.amount == public[ledger.pk, None, ""] == 119


@pytest.mark.parametrize("query", ["", "?year=all", "?year=2021", "?year=2022&action=line-1", "?year=2022&community=c-1", "?action=line-1&community=c-2"])
def test_every_number_opens_its_evidence_filtered_alike_which_says_the_same(leader, ledger, query):
    page = page_of(leader, query)
    asked = page.context["asked"]

    links = links_of(page)

    assert links
    for url, words in dict.fromkeys(links):
        evidence = leader.get(url)
        assert evidence.status_code == 200, url
        said = str(evidence.context["evidence"].sum)
        assert words in (said, said.removesuffix("场")) or words == f"{evidence.context['line']}的{evidence.context['indicator']}", (url, words, said)
        assert evidence.context["community"] == asked.community or (evidence.context["community"] and asked.community is None)
        assert asked.line is None or evidence.context["line"] == asked.line
        period = evidence.context["period"]
        assert asked.year is None or period.is_all or period.year == asked.year


def test_the_parts_of_every_table_add_up(leader, ledger):
    page = page_of(leader, "?year=2022")

    for name in ("trend_sheet", "programmes_sheet", "communities_sheet"):
        sheet = page.context[name]
        parts = [int(row[4].text or 0) for row in sheet.rows]
        assert sum(parts) == int(sheet.foot[4].text) == progress.total_of(ledger, period=Period("2022")).amount, name


def test_what_is_late_is_named_first_and_marked_with_its_evidence(leader, ledger):
    page = page_of(leader).content.decode()

    assert "第1行动的活动场次落后：时间过去55%，完成22%，还差388场。另有一项不限年份的目标，还没有达成。" in text_of(page)
    assert page.count("data-late") == 1
    late = re.search(r"data-late>.*?</div>", page, re.S).group()
    assert f'href="{progress.evidence_url(ledger, period=Period("2022"), scope=progress.Scope(make_line(1)))}"' in late
    assert "落后" in text_of(late)
    assert "按有把握的112场算" in text_of(late)


def test_a_past_year_that_is_over_says_so(leader, ledger):
    page = page_of(leader, "?year=2021")

    assert page.context["asked"].elapsed.percent == 100
    assert "一项目标已达成。" in text_of(page.content.decode())
    assert [row.standing.name for line in page.context["lines"] for row in line.rows if row.reach and row.elapsed] == ["MET"]


def test_within_a_community_nothing_is_held_against_the_citys_targets(leader, ledger):
    page = page_of(leader, "?community=c-1")

    assert "目标按全市定，不分到社区" in page.content.decode()
    assert [row for line in page.context["lines"] for row in line.rows if row.reach] == []
    assert [both.within.amount for both in page.context["blocks"] if both.indicator == ledger] == [3]
    assert [(str(row.sum), row.words) for row in page.context["lines"][0].rows] == [("3场", ""), ("82人", "")]
    assert [line.rows for line in page.context["lines"][1:]] == [[]] * 5


def test_within_a_community_the_others_are_not_said_to_have_nothing(leader, ledger):
    make_proposal()

    page = page_of(leader, "?community=c-1")

    assert [place.community.name for place in (*page.context["places"], *page.context["missed"])] == ["方城浦社区"]
    assert page.context["proposals"]["kinds"] == page.context["proposals"]["outcomes"] == []
    text = text_of(page.content.decode())
    assert "方城浦社区已录入1条。" in text
    assert "建言不分社区，按社区看时不列。" in text
    assert "还没有记录的：" not in text


def test_the_city_is_drawn_in_cells_those_that_the_register_lacks_too(leader, ledger, settings):
    settings.COMMUNITY_COUNT = 12
    make_community("象岗社区")
    known = Community.objects.count()

    page = page_of(leader)
    context, drawn = page.context, page.content.decode()

    assert 0 < context["reached"] < known < 12
    assert (context["reached"], context["unreached"], context["unlisted"]) == (len(context["places"]), len(context["missed"]), 12 - known)
    assert drawn.count('<li class="cells__cell') == 12
    assert drawn.count("cells__cell--reached") == context["reached"]
    assert drawn.count("cells__cell--blank") == 12 - known
    assert f"全市12个社区，{context['reached']}个有记录" in drawn
    for count in (0, known):
        settings.COMMUNITY_COUNT = count
        drawn = page_of(leader).content.decode()
        assert drawn.count('<li class="cells__cell') == known
        assert "全市" not in text_of(drawn).partition("按社区")[2].partition("建言")[0]
    assert "cells__cell" not in page_of(leader, "?community=c-1").content.decode()


def test_where_no_month_has_a_number_of_its_own_it_says_so(leader):
    times = make_indicator(adds_over_lines=True)
    make_activity("上半年", programme=make_programme(), days="2022-01-01..2022-06-30", summary=True, figures={times: "12场"}, published=True)

    page = page_of(leader)

    assert "都是累计数，没有分月。2022年计12场。" in text_of(page.content.decode())
    assert page.context["chart"] is None


# ---- Filters


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?year=1066", "这一年没有数字"),
        ("?year=二〇二二", "这一年没有数字"),
        ("?action=nowhere", "没有这项行动"),
        ("?community=%00", "没有这个社区"),
        ("?community='", "没有这个社区"),
        ("?indicator=pei-xun-nowhere", "这里没有这个可以相加的指标"),
    ],
)
def test_a_filter_that_means_nothing_is_left_out_with_a_word(leader, ledger, query, words):
    page = page_of(leader, query)

    assert words in page.content.decode()
    assert page.context["asked"].filters == {}
    assert page.context["asked"].year == 2022
    assert page.context["asked"].indicator == ledger


def test_the_indicator_of_the_charts_stands_in_the_address(leader, ledger):
    people = Indicator.objects.get(name="培训人数")

    page = page_of(leader, f"?action=line-1&indicator={people.code}")

    assert page.context["trend"].whole.indicator == people
    assert page.context["trend"].whole.amount == 82
    assert {row.url for row in page.context["programmes"]} == {
        progress.evidence_url(people, period=Period("2022"), scope=progress.Scope(make_line(1), make_programme()))
    }


# ---- Lists of the desk


def test_what_wants_a_look_leads_to_its_list_of_as_many(leader, ledger):
    make_activity("到九月", programme=make_programme(), days="2022-05-01..2022-07-10", summary=True, figures={ledger: "9场"}, published=True)
    make_activity("旧的累计", programme=make_programme("讲座"), days="..2021-05-01", summary=True, figures={ledger: "30场"}, published=True)
    make_activity("草稿", source="")
    count_anew(today=TODAY)

    for query in ("", "?action=line-1", "?community=c-1", "?year=2021"):
        wanting = page_of(leader, query).context["wanting"]
        for one in wanting:
            listed = leader.get(one.url)
            assert listed.status_code == 200
            assert listed.context["page"].paginator.count == one.count, (query, one.words)
    everything = {one.words: one.count for one in page_of(leader).context["wanting"]}
    assert everything == {"活动没有照片": 3, "记录没有写来源": 4, "累计数半年没有更新": 1, "日期重叠没有答复": 1}


def test_each_count_of_records_leads_to_as_many(leader, ledger):
    member, quiet, unit = make_member("杨柳妹", shown=[MemberField.NAME]), make_member("无名氏"), make_unit()
    for number, activity in enumerate(Activity.objects.published().order_by("pk")):
        activity.people.create(member=member)
        activity.people.create(member=quiet)
        for role in ("host", "assistant")[: 1 + number % 2]:
            activity.hosts.create(unit=unit, role=role)
    make_proposal()
    make_event()
    count_anew(today=TODAY)

    for query in ("", "?year=all", "?year=2022&action=line-1", "?community=c-1"):
        page = page_of(leader, query)
        context = page.context
        assert leader.get(context["asked"].records()).context["page"].paginator.count == context["kept"].records
        for place in context["places"]:
            assert leader.get(place.url).context["page"].paginator.count == place.records
        for row in (*context["members"], *context["units"]):
            if row.label == "一位会员（姓名不公开）":
                assert (row.url, row.label_url) == ("", "")
            else:
                assert leader.get(row.url).context["page"].paginator.count == row.count
        for url, count in (
            (context["proposals"]["url"], sum(count for _, count in context["proposals"]["kinds"])),
            (context["events_url"], len(context["events"])),
        ):
            assert not url or leader.get(url).context["page"].paginator.count == count
    assert leader.get(f"{BOARD}part/member/{quiet.pk}/").status_code == 404
    assert leader.get(f"{BOARD}part/nobody/{unit.pk}/").status_code == 404


def test_a_list_that_is_none_is_not_found(leader, ledger):
    assert leader.get(f"{BOARD}attention/nothing/").status_code == 404
    assert leader.get(f"{BOARD}attention/stale/?page=2").status_code == 404
    assert leader.get(f"{BOARD}nothing.csv").status_code == 404


def test_postings_say_how_long_nothing_was_heard_of_them(leader, ledger):
    named, quiet = make_member("杨柳妹", shown=[MemberField.NAME]), make_member("无名氏")
    Posting.objects.create(member=named, community=make_community("下涝社区"), started_on="2022-01-01")
    Posting.objects.create(member=quiet, community=make_community(), started_on="2022-01-01")
    Posting.objects.create(member=quiet, community=make_community("下涝社区"), started_on="2020-01-01", ended_on="2021-01-01")

    page = page_of(leader)

    assert [(row.name, row.last_on, row.is_silent) for row in page.context["postings"]] == [("", date(2022, 5, 10), True), ("杨柳妹", date(2022, 7, 20), False)]
    text = text_of(page.content.decode())
    assert "在派驻2位，1位超过60天没有活动记录。" in text
    assert "无名氏" not in text
    assert "一位专员（姓名不公开）" in text
    assert leader.get(f"{BOARD}attention/postings/").context["page"].paginator.count == 1


def test_a_name_that_is_withdrawn_is_gone_by_the_next_request(leader, ledger):
    member = make_member("杨柳妹", shown=[MemberField.NAME])
    for activity in Activity.objects.published():
        activity.people.create(member=member)
        activity.hosts.create(unit=make_unit("市新联会"), role="host")
    count_anew(today=TODAY)
    assert "杨柳妹" in page_of(leader).content.decode()

    member.disclosures.update(withdrawn_at=timezone.now())

    page = page_of(leader)
    assert "杨柳妹" not in page.content.decode()
    assert "一位会员（姓名不公开）" in page.content.decode()
    assert "市新联会" in page.content.decode()
    assert "杨柳妹" not in leader.get(f"{BOARD}members.csv").getvalue().decode()


def make_proposal(title="建议一则", *, on="2022-05-01", outcomes=(), published=True, line=None):
    proposal = Proposal.objects.create(line=line or make_line(3), title=title, submitted_on=on)
    for kind, level in outcomes:
        proposal.outcomes.create(kind=kind, level=level)
    return publish(proposal, by=make_user()) if published else proposal


def test_proposals_and_outcomes_are_counted_by_kind_and_level(leader, ledger):
    make_proposal(outcomes=[(OutcomeKind.ADOPTED, OutcomeLevel.CITY), (OutcomeKind.INSTRUCTED, OutcomeLevel.CITY), (OutcomeKind.ADOPTED, "")])
    make_proposal("去年的", on="2021-05-01", outcomes=[(OutcomeKind.PRINTED, OutcomeLevel.NATION)])
    make_proposal("没发布的", published=False, outcomes=[(OutcomeKind.ADOPTED, OutcomeLevel.PROVINCE)])

    proposals = page_of(leader).context["proposals"]

    assert [proposal.title for proposal in proposals["newest"]] == ["建议一则"]
    assert (proposals["outcomes"], proposals["levels"]) == ([("采用", 2), ("批示", 1)], [("市级", 2)])
    assert "已录入建言2件" in text_of(page_of(leader, "?year=all").content.decode())
    assert page_of(leader, "?action=line-1").context["proposals"]["kinds"] == []


def make_event(title="读书会", *, on=None, line=None, community=None, published=True):
    on = on or timezone.localdate()
    event = Event.objects.create(
        title=title, slug=f"e-{Event.objects.count()}", line=line or make_line(), kind=Work.READING, starts_on=on, ends_on=on, community=community
    )
    return publish(event, by=make_user()) if published else event


def test_coming_events_are_narrowed_by_line_and_community_and_by_a_year_that_was_chosen(leader, ledger):
    make_event(community=make_community())
    make_event("别的行动", line=make_line(2))
    make_event("过去的", on=date(2022, 1, 1))
    make_event("草稿", published=False)

    def titles(query):
        return [event.title for event in page_of(leader, query).context["events"]]

    assert titles("") == ["读书会", "别的行动"]
    assert titles("?action=line-2") == ["别的行动"]
    assert titles("?community=c-1") == ["读书会"]
    assert titles("?year=2022") == []


# ---- CSV


@pytest.mark.parametrize("table", ["targets", "months", "totals", "trend", "programmes", "communities", "records", "members", "units"])
def test_each_table_is_a_csv_that_says_the_same_and_leaves_a_trace(leader, ledger, table):
    sheet = page_of(leader, "?year=2022&action=line-1").context[f"{table}_sheet"]
    assert sheet.url.startswith(f"{BOARD}{table}.csv?")

    response = leader.get(sheet.url)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    raw = response.getvalue().decode()
    assert raw.startswith("\ufeff")
    head, *rows = csv.reader(StringIO(raw.removeprefix("\ufeff")))
    assert head == list(sheet.columns)
    assert sorted(rows) == sorted(sheet.all_rows)
    assert Trace.objects.filter(verb=Verb.EXPORTED, fields=sorted(["dashboard", table])).count() == 1


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_is_text(leader):
    times = make_indicator(adds_over_lines=True)
    make_activity(programme=make_programme("=1+1"), figures={times: "3场"}, published=True)

    assert "'=1+1,3场" in leader.get(f"{BOARD}programmes.csv").getvalue().decode()


# ---- Any number of rows


def test_it_stands_on_a_portal_that_holds_nothing(leader):
    page = page_of(leader)

    text = text_of(page.content.decode())
    assert "没有设累计目标，说不出快慢" in text
    assert "六项行动会列在这里" in text
    assert page.context["asked"].period is ALL
    for table in ("targets", "trend", "programmes", "communities", "records", "members"):
        assert leader.get(f"{BOARD}{table}.csv").status_code == 200


@pytest.mark.parametrize("rows", [1, 50, 200])
def test_it_takes_the_same_queries_for_any_number_of_rows(leader, django_assert_num_queries, rows):
    lines = [make_line(number) for number in range(1, 7)]
    times = make_indicator(lines=lines, adds_over_lines=True)
    Target.objects.create(line=lines[0], indicator=times, year=2022, amount=500)
    for number in range(rows):
        place = make_community(f"第{number % 60}社区")
        member = make_member(f"会员{number}", shown=[MemberField.NAME])
        activity = make_activity(
            f"第{number}次",
            programme=make_programme(f"第{number % 40}项目", line=lines[number % 6]),
            community=place,
            days=f"202{number % 3}-0{1 + number % 9}-10",
            figures={times: f"{number + 1}场"},
        )
        activity.people.create(member=member)
        activity.hosts.create(unit=make_unit(f"第{number % 20}单位"), role="host")
        publish(activity, by=make_user())
        Posting.objects.create(member=member, community=place, started_on="2022-01-01")
        if number < 20:
            make_proposal(f"建议{number}", outcomes=[(OutcomeKind.ADOPTED, OutcomeLevel.CITY)])
            make_event(f"预告{number}")
    count_anew(today=TODAY)
    page_of(leader)

    with django_assert_num_queries(QUERIES):
        page = page_of(leader, "?year=2020")

    assert page.context["kept"].records == (rows + 2) // 3
    assert Community.objects.count() == min(rows, 60)


QUERIES = 47
