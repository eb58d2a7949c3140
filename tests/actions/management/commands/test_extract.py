"""`manage.py extract`."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.actions.factories import make_activity, make_community, make_indicator, make_line, make_programme

ARTICLE = """临江县举办夜读会
2023-06-30 09:10:00　来源:临江统战

一是实施“新·第1行动”。

6月2日，县新联会在红枫社区举办夜读会专场，80多名居民到场。夜读会至今已举办１２期。
"""
KEYS = {
    "amount", "unit", "qualifier", "words", "start", "end", "kind", "indicator", "programme", "action_number",
    "happened_from", "happened_to", "precision", "community", "people", "units", "group", "repeats",
}  # fmt: skip


@pytest.fixture
def lists(db):
    line = make_line()
    make_community("红枫社区")
    return make_programme("夜读会", line), make_indicator("读书会期数", "期", lines=[line])


def extracted(capsys, path, *options):
    call_command("extract", str(path), *options)
    return capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_extract_prints_one_object_for_each_figure(lists, capsys, tmp_path, encoding):
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode(encoding))

    people, issues = json.loads(extracted(capsys, path, "--json"))

    assert set(people) == set(issues) == KEYS
    assert (people["amount"], people["unit"], people["qualifier"], people["words"]) == (80, "人", "over", "80多名")
    assert (people["kind"], people["happened_from"], people["community"], people["action_number"]) == ("occasion", "2023-06-02", "红枫社区", 1)
    assert (issues["amount"], issues["unit"], issues["kind"], issues["programme"], issues["indicator"]) == (12, "期", "summary", "夜读会", "读书会期数")
    assert (issues["happened_from"], issues["happened_to"]) == (None, "2023-06-30")
    assert ARTICLE[issues["start"] : issues["end"]] == issues["words"] == "１２期"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_count_the_characters_of_the_decoded_text(db, capsys, tmp_path, mark):
    text = "2023年6月30日\r\n\r\n发放米面２０袋，\r\n服务 60 人次。"
    path = tmp_path / "article.txt"
    path.write_bytes((mark + text).encode())  # the mark of the encoding is no character of the text, a line break of two is two

    rows = json.loads(extracted(capsys, path, "--json"))

    assert [(row["words"], text[row["start"] : row["end"]]) for row in rows] == [("２０袋", "２０袋"), ("60 人次", "60 人次")]


def test_extract_says_in_words_what_it_read_and_what_is_there_already(lists, capsys, tmp_path):
    programme, indicator = lists
    make_activity("夜读会一到六月", programme=programme, days="..2023-06-30", summary=True, figures={indicator: "12期"})
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")

    said = extracted(capsys, path)

    assert "报道日期：2023-06-30" in said
    assert "１２期　12期　读书会期数　累计情况　起始不详至2023-06-30　行动1　夜读会" in said
    assert "“１２期”可能已经录入：《夜读会一到六月》" in said


def test_extract_says_what_it_did_not_take_for_a_figure(db, capsys, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("2023年6月2日\n计划培训500人，100-200人报名，增长15%。", encoding="utf-8")

    said = extracted(capsys, path)

    assert "请看一眼：\n  500人　是计划或目标\n  100　是一个范围，没有确定的数\n  200人　是一个范围，没有确定的数\n" in said
    assert "另有4处是日期、名称、比例、编号等，不是数字。" in said


def test_extract_asks_for_the_day_where_the_article_does_not_say_it(db, capsys, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("县新联会举办讲座12场。", encoding="utf-8")

    assert "没有写明报道的日期" in extracted(capsys, path)
    assert json.loads(extracted(capsys, path, "--json"))[0]["happened_to"] is None
    assert json.loads(extracted(capsys, path, "--json", "--on", "2023-06-30"))[0]["happened_to"] == "2023-06-30"


def test_extract_reads_standard_input(db, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("举办讲座12场。".encode("gb18030"))))

    assert json.loads(extracted(capsys, "-", "--json"))[0]["words"] == "12场"


@pytest.mark.parametrize(("content", "why"), [(None, "读不了"), (b"\xff\xff\xff\xff", "编码")])
def test_extract_says_why_a_file_cannot_be_read(db, tmp_path, content, why):
    path = tmp_path / "article.txt"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=why):
        call_command("extract", str(path))
