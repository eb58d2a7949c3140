"""The list of proposals and the page of one."""

import pytest
from django.urls import reverse

from actions.enums import OutcomeKind, OutcomeLevel, Precision, ProposalKind
from actions.models import Proposal
from members.enums import Basis, MemberField
from members.models import Disclosure, Member, Unit, UnitKind
from publishing import services as publishing
from publishing.models import State
from tests.actions.factories import make_activity, make_line, make_proposal, make_user

pytestmark = pytest.mark.django_db

LIST = "/proposals/"


def make_unit(name="龙港市新的社会阶层人士联谊会", short_name="市新联会"):
    return Unit.objects.get_or_create(name=name, defaults={"slug": "xin-lian-hui", "kind": UnitKind.ASSOCIATION, "short_name": short_name})[0]


def make_member(name, *, shown=True):
    member = Member.objects.create(name=name)
    if shown:
        Disclosure.objects.create(member=member, field=MemberField.NAME, basis=Basis.SOURCE, published_in="浙江统战", published_on="2022-07-20")
    return member


def titles(response):
    return [proposal.title for proposal in response.context["page"]]


@pytest.fixture
def several(db):
    """Three published proposals that differ in every filter, a draft, and a working copy."""
    make_proposal("五月的建议", outcomes=[OutcomeKind.REPORTED, OutcomeKind.PRINTED])
    make_proposal("六月的发言", day="2022-06-01", kind=ProposalKind.SPEECH, outcomes=[OutcomeKind.AFFIRMED], line=make_line(1))
    make_proposal("七月的建议", day="2022-07-01")
    make_proposal("没有发布的建议", day="2022-08-01", outcomes=[OutcomeKind.REPORTED], published=False)
    copy = publishing.revise(Proposal.objects.get(title="七月的建议"), reason="题目有误", by=make_user())
    Proposal.objects.filter(pk=copy.pk).update(title="修订稿里的题目")


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    for at in range(count):
        make_proposal(f"第{at}条", day=f"2022-05-{at % 28 + 1:02d}", outcomes=[OutcomeKind.PRINTED], authors=[make_unit(), make_member(f"作者{at}")])

    with django_assert_num_queries(6):
        response = client.get(LIST)

    assert len(response.context["page"]) == min(count, 20)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["七月的建议", "六月的发言", "五月的建议"]),
        ({"action": "line-1"}, ["六月的发言"]),
        ({"action": "line-3", "kind": "speech"}, []),
        ({"kind": "proposal"}, ["七月的建议", "五月的建议"]),
        ({"kind": "speech"}, ["六月的发言"]),
        ({"kind": "consultation"}, []),
        ({"outcome": "reported"}, ["五月的建议"]),
        ({"outcome": "printed"}, ["五月的建议"]),
        ({"outcome": "affirmed", "kind": "speech"}, ["六月的发言"]),
        ({"outcome": "affirmed", "kind": "proposal"}, []),
    ],
)
def test_filters_combine_and_drafts_and_copies_are_nowhere(client, several, query, found):
    response = client.get(LIST, query)

    page = response.content.decode()
    assert titles(response) == found
    assert "没有发布的建议" not in page
    assert "修订稿里的题目" not in page


@pytest.mark.parametrize(
    ("query", "message"), [({"action": "no-such"}, "没有这项行动"), ({"kind": "x"}, "没有这种形式"), ({"outcome": "获奖"}, "没有这种结果")]
)
def test_a_filter_that_means_nothing_is_left_out_with_a_word_about_it(client, several, query, message):
    response = client.get(LIST, query)

    assert message in response.content.decode()
    assert len(titles(response)) == 3


def test_the_list_says_how_many_proposals_and_outcomes_are_recorded(client, several):
    assert "已录入3条，它们的结果已录入3条。" in client.get(LIST).content.decode()
    assert "形式：大会发言。找到1条，它们的结果已录入1条。" in client.get(LIST, {"kind": "speech"}).content.decode()


def test_filters_stay_in_the_links_to_other_pages(client):
    for at in range(25):
        make_proposal(f"第{at}条", outcomes=[OutcomeKind.PRINTED])

    page = client.get(LIST, {"outcome": "printed", "page": "2"}).content.decode()

    assert "?outcome=printed&amp;page=1" in page
    assert client.get(LIST, {"page": "3"}).status_code == 404


def test_an_empty_list_says_what_will_be_here(client):
    response = client.get(LIST)

    assert response.status_code == 200
    assert "发布的建言会列在这里" in response.content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_takes_the_same_queries_for_any_number_of_rows(client, count, django_assert_num_queries):
    people = [make_member(f"作者{at}") for at in range(count)]
    proposal = make_proposal(outcomes=[OutcomeKind.PRINTED] * count, authors=people)

    with django_assert_num_queries(6):
        client.get(proposal.get_absolute_url())


def test_a_proposal_reads_as_an_article_with_what_came_of_it(client):
    proposal = make_proposal(
        "《关于建设儿童友好型城市的建议》",
        day="2022-07-20",
        precision=Precision.YEAR,
        text="第一段。\n\n第二段。",
        addressee="市政协全体会议",
        source="浙江统战",
        authors=[make_unit()],
    )
    proposal.outcomes.create(kind=OutcomeKind.PRINTED, by_whom="《联谊报》", source="浙江统战", happened_on="2022-06-01", precision=Precision.MONTH)
    proposal.outcomes.create(kind=OutcomeKind.AWARDED, by_whom="温州市“我为党代会献一计”", level=OutcomeLevel.CITY, note="被评为金点子")
    proposal.outcomes.create(kind=OutcomeKind.REPORTED, by_whom="浙江新闻客户端", happened_on="2022-07-02", url="https://zj.example/a?b=1")

    response = client.get(proposal.get_absolute_url())

    page = response.content.decode()
    assert f'<meta name="ArticleTitle" content="{proposal.title}">' in page
    assert "<p>第一段。</p><p>第二段。</p>" in page
    assert "<dt>日期</dt><dd>2022年</dd>" in page
    assert "<dt>呈送</dt><dd>市政协全体会议</dd>" in page
    assert '<dt>提出人</dt><dd><a href="/units/xin-lian-hui/">市新联会</a></dd>' in page
    assert [outcome.by_whom for outcome in response.context["proposal"].outcomes.all()] == ["浙江新闻客户端", "《联谊报》", "温州市“我为党代会献一计”"]
    said = ["2022年7月2日", "2022年6月<", "日期没有写明", "市级", "被评为金点子", "来源：浙江统战"]
    assert [words for words in said if words not in page] == []
    assert f'<a href="{reverse("publishing:leave")}?to=https%3A%2F%2Fzj.example%2Fa%3Fb%3D1" rel="nofollow">看原文</a>' in page


def test_a_proposal_without_outcomes_says_what_will_be_there(client):
    page = client.get(make_proposal().get_absolute_url()).content.decode()

    assert "结果会列在这里" in page
    assert "提出人" not in page
    assert "呈送" not in page


def test_a_member_is_named_only_while_a_basis_stands(client):
    shown, unshown = make_member("有依据者"), make_member("无依据者", shown=False)
    proposal = make_proposal(authors=[shown, unshown])
    before = [client.get(url).content.decode() for url in (proposal.get_absolute_url(), LIST)]

    Disclosure.objects.update(withdrawn_at="2022-08-01T00:00Z")
    after = [client.get(url).content.decode() for url in (proposal.get_absolute_url(), LIST)]

    assert all("有依据者" in page for page in before)
    assert [page for page in [*before, *after] if "无依据者" in page] == []
    assert [page for page in after if "有依据者" in page] == []


def test_previous_and_next_are_the_neighbours_in_the_list(client, several):
    middle = Proposal.objects.get(title="六月的发言")

    response = client.get(middle.get_absolute_url())

    assert (response.context["newer"].title, response.context["older"].title) == ("七月的建议", "五月的建议")


def test_a_withdrawn_proposal_is_gone_and_a_moved_one_leads_there(client):
    gone, old, new = make_proposal("撤回的"), make_proposal("旧的"), make_proposal("新的")
    publishing.withdraw(gone, reason="重复", by=make_user())
    publishing.withdraw(old, reason="重复", by=make_user(), moved_to=new)

    moved = client.get(old.get_absolute_url())

    assert client.get(gone.get_absolute_url()).status_code == 410
    assert (moved.status_code, moved["Location"]) == (301, new.get_absolute_url())


def test_an_activity_that_became_a_proposal_leads_there(client):
    activity, proposal = make_activity("大会发言", line=make_line(3), published=True), make_proposal()

    publishing.withdraw(activity, reason="改记为建言", by=make_user(), moved_to=proposal)

    moved = client.get(activity.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (301, proposal.get_absolute_url())


@pytest.mark.parametrize("state", [State.DRAFT, State.THIRD, State.RETURNED])
def test_what_never_was_public_is_unknown(client, state):
    proposal = make_proposal(published=False)
    Proposal.objects.filter(pk=proposal.pk).update(state=state)

    assert client.get(proposal.get_absolute_url()).status_code == 404


def test_a_working_copy_is_unknown(client, several):
    copy = Proposal.objects.get(title="修订稿里的题目")

    assert client.get(reverse("actions:proposal-detail", args=[copy.pk])).status_code == 404


@pytest.mark.parametrize("path", ["/proposals/0/", f"/proposals/{10**30}/", "/proposals/٣/", "/proposals/%00/"])
def test_an_unknown_number_is_not_found(client, path):
    assert client.get(path).status_code == 404
