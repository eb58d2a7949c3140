"""Which figures make one draft, and what it is called."""

from datetime import date

import pytest

from actions.reading import read_report

JUNE = date(2023, 6, 30)


def groups(text):
    return [(group.title, [proposal.words for proposal in group.proposals]) for group in read_report(text, published=JUNE).groups]


def test_figures_of_one_sentence_are_one_draft_and_another_sentence_begins_another():
    assert groups("走访企业30家，解决难题12个。慰问老人46户。") == [("走访企业30家", ["30家", "12个"]), ("慰问老人46户", ["46户"])]


def test_a_sentence_that_points_back_goes_on_with_the_draft():
    assert groups("走访企业30家。其中，小微企业19家。") == [("走访企业30家", ["30家", "19家"])]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("√ 更换灯具58盏", "更换灯具58盏"),
        ("3. 更换灯具58盏", "更换灯具58盏"),
        ("成立爱心助学基金，已筹款20万元", "成立爱心助学基金，已筹款20万元"),
        ("“银发课堂”每周开课，已授课24次", "“银发课堂”每周开课"),
        ("“强村帮扶”行动开展以来，结对41个村", "“强村帮扶”"),
        ("| 项目 | 完成（处） |\n| 修桥 | 5 |", "修桥"),
        ("58盏", "58盏"),
    ],
)
def test_a_draft_is_called_by_what_is_named_before_its_first_figure(text, title):
    assert [found for found, _ in groups(text)] == [title]
