"""No pattern of the readers may repeat without end: that is what makes hostile text slow."""

import ast
import importlib
import re
import re._constants as codes
import re._parser as parser
from pathlib import Path

import pytest

import actions.reading

FOLDER = Path(actions.reading.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


def endless(parsed):
    """Say whether a parsed pattern repeats anything without end."""
    for operation, argument in parsed:
        if operation in REPEATS and argument[1] is codes.MAXREPEAT:
            return True
        parts = argument if isinstance(argument, tuple | list) else [argument]
        nested = [part for part in parts if isinstance(part, parser.SubPattern)]
        nested += [branch for part in parts if isinstance(part, list) for branch in part if isinstance(branch, parser.SubPattern)]
        if any(endless(part) for part in nested):
            return True
    return False


def written_out(tree):
    """Yield the first argument of each call of a function of `re`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.func.attr != "escape":
            yield node.func.attr, node.args[0]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("a+", True), ("a{1,9}", False), ("(?:a|b*)c", True), ("(?=x{2,})", True), ("a{3}?", False), ("(?:a++)", True), ("(?P<n>(?:b{0,2}){1,4})", False)],
)
def test_the_check_tells_a_repeat_without_end(pattern, expected):
    assert endless(parser.parse(pattern)) is expected


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_repeats_without_end(name):
    module = importlib.import_module(f"actions.reading.{name}")
    mine = {key: value for key, value in vars(module).items() if isinstance(value, re.Pattern)}
    arguments = list(written_out(ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))))
    composed = [ast.unparse(argument) for function, argument in arguments if function != "compile" and not isinstance(argument, ast.Constant)]

    assert composed == [], "compile it at the top of the module"
    assert [key for key, pattern in mine.items() if endless(parser.parse(pattern.pattern, pattern.flags))] == []
    assert [argument.value for _, argument in arguments if isinstance(argument, ast.Constant) and endless(parser.parse(argument.value))] == []


def test_the_readers_have_patterns_to_check():
    counted = [value for name in MODULES for value in vars(importlib.import_module(f"actions.reading.{name}")).values() if isinstance(value, re.Pattern)]

    assert len(counted) > 40
