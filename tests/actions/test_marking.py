"""A text with its numbers marked."""

from actions.bylines import contributor_in, source_in
from actions.marking import Mark, paragraphs, sentence_around

TEXT = "标题\n\n　　办了3场，来了80人。又办2场。\n结尾"


def shown(text, marks, *part):
    return [[(piece.words, piece.mark.label if piece.mark else None) for piece in line] for line in paragraphs(text, marks, *part)]


def mark(words, label):
    return Mark(TEXT.index(words), TEXT.index(words) + len(words), "found", label)


def test_lines_come_without_blank_ones_and_with_their_marks():
    assert shown(TEXT, [mark("80人", "2"), mark("3场", "1")]) == [
        [("标题", None)],
        [("办了", None), ("3场", "1"), ("，来了", None), ("80人", "2"), ("。又办2场。", None)],
        [("结尾", None)],
    ]


def test_a_mark_within_another_and_one_outside_the_part_are_left_out():
    inner = Mark(TEXT.index("80"), TEXT.index("80") + 2, "found", "x")

    assert shown(TEXT, [mark("80人", "2"), inner, mark("结尾", "9")], 0, TEXT.index("又办")) == [
        [("标题", None)],
        [("办了3场，来了", None), ("80人", "2"), ("。", None)],
    ]


def test_a_sentence_ends_at_its_mark_or_at_the_end_of_its_line():
    start = TEXT.index("80")

    assert TEXT[slice(*sentence_around(TEXT, start, start + 3))] == "　　办了3场，来了80人。"
    assert TEXT[slice(*sentence_around(TEXT, TEXT.index("结"), len(TEXT)))] == "结尾"
    assert sentence_around("长" * 300, 10, 12, most=5) == (5, 17)


def test_who_published_and_who_contributed_is_read_from_the_text():
    assert (source_in("2022-07-20　来源：浙江统战\n正文"), contributor_in("正文\n（供稿：市委宣传统战部）")) == ("浙江统战", "市委宣传统战部")
    assert (source_in("资金来源于企业"), contributor_in("没有")) == ("", "")
