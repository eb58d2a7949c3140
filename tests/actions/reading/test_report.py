"""Whole reports: what each figure belongs to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading import Entry, IndicatorEntry, Names, read_report
from actions.reading.figures import MOST_FIGURES
from actions.reading.report import LONGEST
from benchmarks.hostile import GENERATORS, NUMERALS, WORDS, hostile_texts

JUNE = date(2023, 6, 30)
NAMES = Names(
    lines=(Entry("新·城乡共富助力行动", ("城乡共富助力行动",), 1), Entry("新·文化教育惠民行动", ("文化教育惠民行动",), 5)),
    programmes=(
        Entry("夜读会", (), 5),
        Entry("城市阅读论坛", (), 5),
        Entry("阅读论坛、夜读会", (), 5),
        Entry("红枫社区公益服务", (), 1),
        Entry("画展、美育下乡、文艺惠民等活动", (), 5),
    ),
    indicators=(
        IndicatorEntry("活动场次", "场", (1, 5)),
        IndicatorEntry("受益人次", "人次", (1, 5)),
        IndicatorEntry("参与人次", "人次", (5,)),
        IndicatorEntry("培训人数", "人", (1,)),
        IndicatorEntry("帮扶人数", "人", (1,)),
        IndicatorEntry("论坛届数", "届", (5,)),
        IndicatorEntry("承办届次", "届", (5,), additive=False),
    ),
    communities=(Entry("红枫社区"),),
    units=(Entry("临江县新联会", ("县新联会",)),),
    members=(Entry("周晓岚"),),
)


def one(text, published=JUNE):
    (proposal,) = read_report(text, NAMES, published).proposals
    return proposal


def days(proposal):
    return str(proposal.happened_from or ""), str(proposal.happened_to or "")


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("夜读会已举办12期。", "summary", "", "2023-06-30"),
        ("举办讲座12场。", "occasion", "2023-01-01", "2023-06-30"),
        ("6月2日，举办讲座2场。", "occasion", "2023-06-02", "2023-06-02"),
        ("6月2日，夜读会来了80人。", "occasion", "2023-06-02", "2023-06-02"),
        ("上半年，夜读会办了6期。", "summary", "2023-01-01", "2023-06-30"),
        ("2019年至今，夜读会办了60期。", "summary", "2019-01-01", "2023-06-30"),
        ("截至5月底，夜读会办了11期。", "summary", "", "2023-05-31"),
        ("截至5月底，举办讲座11场。", "occasion", "2023-01-01", "2023-05-31"),
        ("5月19日，县新联会结对红枫社区，之后开展公益服务2场。", "summary", "2023-05-19", "2023-06-30"),
        ("5月19日签约，之后开展讲座2场。", "occasion", "2023-05-19", "2023-06-30"),
        ("2021年、2022年，夜读会办了30期。", "summary", "2021-01-01", "2022-12-31"),
        ("6月2日和6月4日，夜读会来了90人。", "occasion", "2023-06-02", "2023-06-04"),
        ("2020年成立的小分队走访30户。", "occasion", "2023-01-01", "2023-06-30"),
        ("5月10日至6月20日，夜读会办了3期。", "summary", "2023-05-10", "2023-06-20"),
        ("6月2日，夜读会开讲，至今已举办12期。", "summary", "2023-06-02", "2023-06-30"),
        ("6月2日，记者从县新联会获悉，夜读会办了12期。", "summary", "", "2023-06-02"),
        ("6月2日，夜读会开讲，已累计服务900人次。", "summary", "", "2023-06-02"),
        ("6月2日，记者从县新联会获悉，举办讲座12场。", "occasion", "2023-01-01", "2023-06-02"),
        ("新华社某地6月2日电，举办讲座12场。", "occasion", "2023-01-01", "2023-06-30"),
    ],
)
def test_a_figure_is_of_an_occasion_or_a_summary_on_its_days(text, kind, first, last):
    proposal = one(text)

    assert (proposal.kind, *days(proposal)) == (kind, first, last)


@pytest.mark.parametrize(("text", "found"), [("到2030年底建成书屋50家。", []), ("到2022年底建成书屋50家。", ["50家"]), ("7月5日开讲，来了80人。", ["80人"])])
def test_a_figure_of_days_to_come_is_planned(text, found):
    reading = read_report(text, NAMES, JUNE)

    assert [proposal.words for proposal in reading.proposals] == found
    assert [skipped.why for skipped in reading.skipped if skipped.doubtful] == ([] if found else ["是计划或目标"])


def test_where_the_day_of_the_article_is_not_known_it_is_asked():
    reading = read_report("举办讲座12场。", NAMES)

    assert (reading.published_on, reading.proposals[0].happened_to) == (None, None)
    assert "没有写明报道的日期" in reading.messages[0]


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("举办12期“夜读会”。", "夜读会"),
        ("画展、美育下乡、公益培训、文艺惠民等活动办了100场次。", "画展、美育下乡、文艺惠民等活动"),
        ("县新联会与红枫社区结对，接着开展2场公益服务。", "红枫社区公益服务"),
        ("举办讲座12场。", None),
    ],
)
def test_a_figure_belongs_to_the_programme_that_its_sentence_names(text, programme):
    assert one(text).programme == programme


def test_a_number_over_several_programmes_belongs_to_the_one_that_is_over_them():
    text = "承办两届城市阅读论坛和23期夜读会，线上线下参与群众数万人次。"

    found = [(proposal.words, proposal.programme, proposal.indicator) for proposal in read_report(text, NAMES, JUNE).proposals]

    assert found == [("两届", "城市阅读论坛", "论坛届数"), ("23期", "夜读会", None), ("数万人次", "阅读论坛、夜读会", "参与人次")]


def test_a_sentence_that_points_back_is_of_the_programme_before():
    text = "夜读会是县新联会的品牌。该活动已举办12期。另有讲座3场。"

    assert [proposal.programme for proposal in read_report(text, NAMES, JUNE).proposals] == ["夜读会", None]


def test_the_line_is_that_of_the_section_or_of_the_programme():
    text = "一是实施“新·城乡共富助力行动”。\n培训居民80人。夜读会办了3期。\n二是实施“新·文化教育惠民行动”。\n受益5000人次。\n三是实施其他工作。\n培训90人。"

    assert [proposal.action_number for proposal in read_report(text, NAMES, JUNE).proposals] == [1, 5, 5, None]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("城乡共富助力行动帮扶困难群众10名。", "帮扶人数"),
        ("城乡共富助力行动为82名妇女提供技术培训。", "培训人数"),
        ("城乡共富助力行动开展服务2场。", "活动场次"),
        ("文化教育惠民行动惠及群众5000人次。", "受益人次"),
        ("文化教育惠民行动承办第三届城市阅读论坛。", "承办届次"),
        ("城乡共富助力行动发放米油200袋。", None),
        ("城乡共富助力行动来了30人。", None),
    ],
)
def test_the_indicator_is_the_one_that_the_words_around_speak_of(text, indicator):
    assert one(text).indicator == indicator


def test_communities_people_and_units_are_those_of_the_sentence():
    proposal = one("县新联会会员周晓岚在红枫社区教82名妇女做手工。")

    assert (proposal.community, proposal.people, proposal.units) == ("红枫社区", ("周晓岚",), ("临江县新联会",))


def test_a_place_shared_by_several_is_no_place_of_one():
    assert one("在红枫社区、青云社区等18个社区开展。").community is None


def test_what_happened_together_is_one_activity():
    text = "大赛收到视频64个，照片580幅。另外，拍摄小视频，关注4万人次。\n夜读会办了12期，参与300人次。"

    reading = read_report(text, NAMES, JUNE)

    assert [[proposal.words for proposal in group.proposals] for group in reading.groups] == [["64个", "580幅"], ["4万人次"], ["12期", "300人次"]]
    assert [proposal.group for proposal in reading.proposals] == [1, 1, 2, 3, 3]
    assert reading.groups[2].title == "夜读会情况"


def test_a_figure_said_twice_says_which_it_repeats():
    reading = read_report("夜读会办了120期\n夜读会至今已办120期，办了3期专场。", NAMES, JUNE)

    assert [proposal.repeats for proposal in reading.proposals] == [None, 0, None]


def test_more_figures_than_a_report_has_are_cut_off_with_a_word():
    reading = read_report("3场" * (MOST_FIGURES + 10), NAMES, JUNE)

    assert len(reading.proposals) == MOST_FIGURES
    assert reading.messages == [f"数字太多，只读了前{MOST_FIGURES}个。"]


def test_a_text_that_is_too_long_is_not_cut_in_silence():
    reading = read_report("义诊3场。" + " " * LONGEST, NAMES, JUNE)

    assert [proposal.words for proposal in reading.proposals] == ["3场"]
    assert reading.messages == [f"文章太长：只读了前{LONGEST}个字，后面5个字没有读，请分开粘贴。"]


@pytest.mark.parametrize(("follows", "kind", "first"), [("其中", "summary", "2022-01-01"), ("另有", "occasion", "2023-01-01")])
def test_of_which_goes_on_with_what_was_told(follows, kind, first):
    _, proposal = read_report(f"2022年，夜读会来了900人次。{follows}红枫社区120人次。", NAMES, JUNE).proposals

    assert (proposal.kind, str(proposal.happened_from)) == (kind, first)


def test_a_programme_named_as_a_part_is_not_that_of_the_whole():
    whole, part = read_report("2022年，共投入35万元，其中夜读会4万元。", NAMES, JUNE).proposals

    assert (whole.programme, part.programme) == (None, "夜读会")


def test_a_programme_of_a_later_part_is_not_that_of_the_first():
    first, later = read_report("新增座椅30把；夜读会办了8期。", NAMES, JUNE).proposals

    assert (first.programme, later.programme) == (None, "夜读会")


def test_a_community_that_heads_a_part_is_that_of_its_figures():
    reading = read_report("★ 红枫社区\n● 义诊46人\n● 修灯12盏\n★ 街道\n● 走访30户", NAMES, JUNE)

    assert [proposal.community for proposal in reading.proposals] == ["红枫社区", "红枫社区", None]


def test_words_are_exactly_the_slice_of_the_text_given():
    text = "\ufeff举办１２\u200b０余 场次，\r\n捐款 ３ 万元。"

    found = [(proposal.words, text[proposal.start : proposal.end], str(proposal.quantity)) for proposal in read_report(text).proposals]

    assert found == [("１２\u200b０余 场次", "１２\u200b０余 场次", "120多场"), ("３ 万元", "３ 万元", "3万元")]


def check(text):
    """Assert what holds of any text."""
    reading = read_report(text, NAMES, JUNE)
    ends = 0
    for proposal in reading.proposals:
        assert text[proposal.start : proposal.end] == proposal.words
        assert ends <= proposal.start < proposal.end
        assert proposal.happened_from is None or proposal.happened_from <= proposal.happened_to
        assert proposal.kind == "summary" or proposal.happened_from is not None
        assert (proposal.kind == "occasion") or proposal.programme
        ends = proposal.end
    assert [text[skipped.start : skipped.end] for skipped in reading.skipped] == [skipped.words for skipped in reading.skipped]
    assert sorted(id(proposal) for group in reading.groups for proposal in group.proposals) == sorted(map(id, reading.proposals))


@given(st.text(alphabet=st.sampled_from(NUMERALS + WORDS), max_size=120))
def test_words_of_figures_in_any_order_give_proposals_that_hold(text):
    check(text)


@given(st.text(max_size=200))
def test_any_text_gives_proposals_that_hold(text):
    check(text)


@pytest.mark.parametrize(("kind", "text"), list(hostile_texts(len(GENERATORS), 4000)), ids=list(GENERATORS))
def test_hostile_text_gives_proposals_that_hold(kind, text):
    check(text)
