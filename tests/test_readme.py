"""README says what there is: every setting, every command of make, every place it names."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("longgang", "events", "actions", "members", "publishing")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_settings_table_lists_exactly_the_settings_read():
    settings = (ROOT / "longgang" / "settings.py").read_text(encoding="utf-8")
    read = re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', settings)
    table = README.split("\n## 设置\n")[1].split("\n## ")[0]

    listed = re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)

    assert len(listed) == len(set(listed)) > 0
    assert sorted(listed) == sorted(set(read))


def test_nothing_but_the_settings_file_reads_the_environment():
    """The settings table is whole only if settings come from one place; tests and what starts the portal aside."""
    sources = [path for app in APPS for path in (ROOT / app).rglob("*.py")]

    reading = [str(path.relative_to(ROOT)) for path in sources if re.search(r"\bos\.(?:environ\[|environ\.get|getenv)", path.read_text(encoding="utf-8"))]

    assert reading == []


def test_every_command_of_make_that_is_named_exists():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    named = set(re.findall(r"\bmake (\w+)", README))

    assert {"run", "test"} <= named <= targets


def test_every_path_that_is_named_exists():
    named = {path for path in re.findall(r"`((?:[\w-]+/)+[\w.-]*)`|\]\(([\w./-]+)\)", README) for path in path if path}
    kept = {path for path in named if not path.startswith("var/")}

    assert len(kept) > 10
    assert sorted(path for path in kept if not (ROOT / path).exists()) == []


def test_every_management_command_that_is_named_exists():
    there = {path.stem for app in APPS for path in (ROOT / app).glob("**/management/commands/*.py")}

    named = set(re.findall(r"`manage\.py (\w+)", README))

    assert len(named) >= 4
    assert named <= there
