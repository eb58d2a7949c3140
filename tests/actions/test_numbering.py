"""What a record is called by its number, and which titles may name the same thing."""

import pytest

from actions.missing import alike
from actions.numbering import renumbered


@pytest.mark.parametrize(
    ("title", "old", "new", "said"),
    [
        ("壹日读书会第23期", 23, 24, "壹日读书会第24期"),
        ("壹日读书会第 23 期：一本书", 23, 24, "壹日读书会第 24 期：一本书"),
        ("第二十三期读书会", 23, 24, "第二十四期读书会"),
        ("2023年读书会第3期", 3, 4, "2023年读书会第4期"),
        ("读书会第123期", 23, 24, "读书会第123期"),
        ("春天读书", 23, 24, "春天读书"),
        ("春天读书", None, 1, "春天读书"),
    ],
)
def test_a_title_takes_the_next_number_where_it_names_the_last(title, old, new, said):
    assert renumbered(title, old, new, "期") == said


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("暑期青少年维权夏令营开营", "暑期青少年维权夏令营 开营！", True),
        ("方城浦社区义诊", "方城浦社区义诊活动", True),
        ("义诊", "方城浦社区义诊", False),
        ("食品包装培训班", "青年读书会", False),
        ("", "", False),
        ("“”", "“”", False),
    ],
)
def test_titles_are_alike_but_for_marks_and_a_few_letters(one, other, same):
    assert alike(one, other) is alike(other, one) is same
