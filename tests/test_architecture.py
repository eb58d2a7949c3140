"""The arrows of the house: `longgang -> events -> actions -> members -> publishing`, never back (design 1)."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["publishing", "members", "actions", "events", "longgang"]
FLOORS_IN_APP = {
    "numerals": 0, "pace": 0, "saying": 0, "phrases": 0, "quantities": 0, "readings": 0, "periods": 0, "standing": 0, "reading": 0, "enums": 1, "days": 1,
    "models": 2, "services": 3, "settlement": 3, "progress": 3, "sums": 3, "summing": 3, "leading": 3, "lookup": 3, "span": 3, "rebuilding": 3,
    "developing": 0, "storing": 0, "sized": 1, "uploads": 3,
    "drafts": 3, "tallying": 3, "answers": 3, "rules": 3, "closing": 3, "numbering": 3,
    "calendars": 4, "missing": 4, "attention": 4, "newest": 3, "evidence": 4, "preview": 4, "checking": 3, "assistant": 3,
    "sketch": 4, "answering": 4, "copying": 4,
    "marking": 0, "bylines": 0, "articles": 4, "excerpts": 4, "proposing": 4, "article_fields": 4, "article_forms": 4, "article_desk": 4, "paste_form": 4,
    "forms": 4, "photo_forms": 4, "filters": 4, "ledger": 4, "involvement": 5, "views": 5, "admin": 5, "tasks": 5, "management": 5, "urls": 6,
}  # fmt: skip
PURE = ["numerals", "pace", "saying", "phrases", "quantities", "readings", "periods", "standing", "marking", "bylines"]


def sources(app):
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def imported(path):
    """Return the dotted names a module imports, relative ones made absolute."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            yield from (".".join([*base, *(node.module or "").split("."), alias.name]).replace("..", ".") for alias in node.names)


def strings(path):
    return [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@pytest.mark.parametrize("app", FLOORS)
def test_no_app_imports_or_names_a_higher_one(app):
    higher = FLOORS[FLOORS.index(app) + 1 :]
    dotted = re.compile(rf"^(?:{'|'.join(higher)})\.\w[\w.]*$") if higher else None

    found = [f"{path.relative_to(ROOT)}: {name}" for path in sources(app) for name in imported(path) if name.split(".")[0] in higher]
    if dotted:
        found += [f"{path.relative_to(ROOT)}: {text!r}" for path in sources(app) for text in strings(path) if dotted.match(text)]

    assert found == []


@pytest.mark.parametrize("app", [app for app in FLOORS if app != "longgang"])
def test_inside_an_app_imports_point_down(app):
    found = []
    for path in sources(app):
        mine = path.relative_to(ROOT / app).parts[0].removesuffix(".py")
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == app and len(parts) > 1 and mine in FLOORS_IN_APP and FLOORS_IN_APP.get(parts[1], -1) > FLOORS_IN_APP[mine]:
                found.append(f"{path.relative_to(ROOT)}: {name}")

    assert found == []


PURE_MODULES = [*(ROOT / "actions" / f"{name}.py" for name in PURE), *sorted((ROOT / "actions" / "reading").glob("*.py"))]


@pytest.mark.parametrize("path", PURE_MODULES, ids=lambda path: path.stem)
def test_the_arithmetic_and_the_readers_know_nothing_of_django(path):
    names = list(imported(path))

    assert names
    assert [found for found in names if found.split(".")[0] == "django"] == []


@pytest.mark.parametrize("app", [app for app in FLOORS if app != "longgang"])
def test_no_template_includes_one_of_a_higher_app(app):
    """`templates/<app>/` may use `templates/components/` and its own."""
    higher = [*FLOORS[FLOORS.index(app) + 1 :], "portal"]
    pattern = re.compile(rf"""{{%\s*(?:include|extends)\s+["'](?:{"|".join(higher)})/""")

    found = [str(path) for path in (ROOT / "templates" / app).rglob("*.html") if pattern.search(path.read_text(encoding="utf-8"))]

    assert found == []


def test_only_the_one_door_adds_up():
    """No `Sum`, `Count` or `annotate` in views, admin, forms, templates tags or commands (figures 3)."""
    pattern = re.compile(r"\b(?:Sum|Count|Max)\(|\.aggregate\(")
    asking = [
        path for app in FLOORS for path in sources(app) if path.stem in {"views", "admin", "forms"} or {"views", "admin", "templatetags"} & set(path.parts)
    ]

    found = [str(path) for path in asking if pattern.search(path.read_text(encoding="utf-8"))]

    assert found == []
