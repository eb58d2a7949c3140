"""`manage.py total`."""

import json

import pytest
from django.core.management import CommandError, call_command

from actions.management.commands.total import Command


def total_of(capsys, *words):
    call_command("total", *words)
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["100多场", "22场"], {"amount": 122, "floor": 122, "unit": "场", "qualifier": "over", "complete": True, "spoken": "120多场"}),
        (["12以上", "3家"], {"amount": 15, "floor": 15, "unit": "家", "qualifier": "over", "complete": True, "spoken": "15家以上"}),
        (["100名", "5位", "--unit", "人"], {"amount": 105, "floor": 105, "unit": "人", "qualifier": "exact", "complete": True, "spoken": "105人"}),
        (["第十九届"], {"amount": None, "floor": None, "unit": "届", "qualifier": "ordinal", "complete": False, "spoken": "第十九届"}),
        (["--unit", "场"], {"amount": None, "floor": None, "unit": "场", "qualifier": None, "complete": True, "spoken": "未报"}),
        ([], {"amount": None, "floor": None, "unit": "", "qualifier": None, "complete": True, "spoken": "未报"}),
    ],
)
def test_total_prints_a_sum_as_json(capsys, words, expected):
    printed = total_of(capsys, *words, "--json")

    assert json.loads(printed) == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["100多场", "22场"], "2个数合计：120多场，至少122场。"),
        (["第十九届"], "1个数合计：第十九届。"),
        (["--unit", "场"], "未报。"),
    ],
)
def test_total_says_a_sum_as_a_sentence(capsys, words, sentence):
    assert total_of(capsys, *words) == sentence


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["100人", "22人次"], "单位不同.*“人”.*“人次”"),
        (["100人", "--unit", "人次"], "单位不同.*“人次”.*“人”"),
        (["100-200"], "范围"),
        ([""], "没有写数"),
    ],
)
def test_total_refuses_with_a_reason(words, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("total", *words)


def test_total_takes_a_leading_hyphen_for_a_minus_sign_and_not_for_an_option(capsys):
    with pytest.raises(SystemExit) as end:
        Command().run_from_argv(["manage.py", "total", "-5场", "--json"])

    assert end.value.code == 1
    assert "是负数" in capsys.readouterr().err
