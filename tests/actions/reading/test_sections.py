"""How reports are laid out."""

from datetime import date

import pytest

from actions.reading import read_report
from actions.reading.plain import plain
from actions.reading.sections import read_layout


def published(text):
    return read_layout(plain(text).text).published


@pytest.mark.parametrize(
    "head",
    [
        "2021年09月02日 星期四\n【市县热线】某地共富\n2022-07-20 17:31:46   来源:浙江统战\n",
        "标题\n发布时间：2022-07-20　浏览次数：12\n",
        "标题\n2022年7月20日\n",
        "标题\n（2022年7月20日）\n",
        "标题\n日期：2022/7/20 来源：本站\n",
        "标题\n某新闻网　2022-07-20　08:32:11\n",
        "某某讯（2022年7月20日）今年以来，工作有进展。\n",
        "某某日报7月20日讯（记者 某某）2022年的夏天，格外热。\n",
    ],
)
def test_the_day_of_the_article_is_read_where_its_head_says_it(head):
    assert published(head + "正文说，2019年8月1日开始，做了很多事。\n又一段。\n") == date(2022, 7, 20)


def test_the_day_of_the_article_is_read_where_its_foot_says_it():
    assert published("某区新联会2023年工作总结\n正文一段，举办讲座。\n正文二段。\n某区新联会\n2024年1月12日\n") == date(2024, 1, 12)


@pytest.mark.parametrize(
    "text", ["2021年09月02日 星期四\n标题\n正文。\n", "标题\n7月20日，某地举办活动。\n", "标题\n2019年8月1日，国务院批准设市，新的一页翻开。\n", ""]
)
def test_no_day_is_guessed(text):
    assert published(text) is None


def test_what_a_section_of_plans_says_is_planned():
    reading = read_report("一、工作成效\n举办讲座12场。\n二、下一步工作计划\n举办讲座20场，培训300人。\n三、经验\n培训400人。\n")

    assert [proposal.words for proposal in reading.proposals] == ["12场", "400人"]


def test_figures_of_captions_are_told_as_such():
    reading = read_report("办了两届论坛。\n△ 市新联会主持第二届论坛\n")

    assert [proposal.words for proposal in reading.proposals] == ["两届"]
    assert [(skipped.words, skipped.why) for skipped in reading.skipped] == [("二", "照片说明")]


@pytest.mark.parametrize("mark", ["\t", "|", "｜"])
def test_a_number_alone_in_a_cell_counts_in_the_unit_of_its_column(mark):
    rows = ["序号 项目 场次 受益人次 投入（万元） 占比", "1 送戏下乡 128 5.2万 96 12%", "2 送书下乡 近60 8,600 32.5 8%"]

    reading = read_report("\n".join(row.replace(" ", mark) for row in rows))

    assert [str(proposal.quantity) for proposal in reading.proposals] == ["128场", "5.2万人次", "96万元", "近60场", "8600人次", "32.5万元"]
