"""The look's own house rules, read from the style sheets (style.md, CSS)."""

import re
from pathlib import Path

import pytest

from longgang.staticfiles import IMPORT

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static" / "css"
SHEETS = sorted(path for path in CSS.rglob("*.css") if "admin" not in str(path.relative_to(CSS)))  # the skin of the admin hangs on Django's own ids
BARE = {"picture"}  # a component that brings no look of its own
COMPONENTS = ROOT / "templates" / "components"
CLASSES_ONLY = {"band", "figures", "filters", "foot", "form", "masthead", "skip_link", "table"}  # blocks that pages write out themselves


def bare(path):
    """Return a sheet without comments and strings."""
    return re.sub(r'/\*.*?\*/|"[^"]*"', "", path.read_text(encoding="utf-8"), flags=re.S)


def selectors(path):
    """Return what stands before each brace, at-rules left out."""
    return [part.strip() for part in re.findall(r"([^{}]+)\{", bare(path)) if not part.strip().startswith("@")]


def test_there_are_style_sheets_to_look_at():
    assert len(SHEETS) > 20


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(CSS)))
def test_a_sheet_is_safe_for_chromium_86(path):
    text = bare(path)

    assert (
        re.findall(r"@layer|@container|@scope|:has\(|:is\(|:where\(|(?<![\w-])inset(?:-\w+)*:|aspect-ratio|color-mix\(|margin-inline:|padding-inline:", text)
        == []
    )


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(CSS)))
def test_a_sheet_nests_nothing_but_media(path):
    depth, deepest = 0, 0
    for mark in re.findall(r"@media|[{}]", re.sub(r"@media[^{]*\{", "@media", bare(path))):
        depth += {"{": 1, "}": -1}.get(mark, 1)
        deepest = max(deepest, depth)

    assert depth == 0
    assert deepest <= (2 if "@media" in bare(path) else 1)
    assert "&" not in bare(path)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(CSS)))
def test_a_sheet_has_no_ids_and_forces_nothing(path):
    assert [selector for selector in selectors(path) if "#" in selector] == []
    assert "!important" not in bare(path)


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name != "tokens.css"], ids=lambda path: str(path.relative_to(CSS)))
def test_raw_colours_stand_in_the_tokens_alone(path):
    values = re.sub(r"[^{}]+\{", "{", bare(path))

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(|:\s*(?:white|black|red|grey|gray)\b", values) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(CSS)))
def test_every_token_a_sheet_uses_is_defined(path):
    defined = set(re.findall(r"(--[\w-]+):", bare(CSS / "tokens.css")))

    assert set(re.findall(r"var\((--[\w-]+)", bare(path))) - defined == set()


#: Sheets that only some pages bring, since the others weigh too much with them.
BESIDE = {
    "article.css": ["activity_detail.html", "event_detail.html", "member_detail.html", "page.html", "pairing_detail.html", "proposal_detail.html"],
    "dashboard.css": ["board.html", "listed.html"],
}


def test_the_map_imports_every_sheet_once_but_those_of_some_pages_and_holds_nothing_else():
    text = (CSS / "site.css").read_text(encoding="utf-8")
    pages = {path: path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")}
    beside = {name: sorted(path.name for path, said in pages.items() if f"css/pages/{name}" in said) for name in BESIDE}

    imported = IMPORT.findall(text)
    assert sorted(imported) == sorted(str(path.relative_to(CSS)) for path in SHEETS if path.name != "site.css" and path.name not in BESIDE)
    assert beside == BESIDE
    assert re.sub(r"/\*.*?\*/", "", IMPORT.sub("", text), flags=re.S).strip() == ""
    assert (imported[0], imported[-1]) == ("tokens.css", "print.css")


def test_every_component_has_its_sheet_and_every_sheet_its_component():
    templates = {path.stem for path in COMPONENTS.glob("*.html")}
    sheets = {path.stem for path in (CSS / "components").glob("*.css")}

    assert templates - sheets == BARE
    assert sheets - templates == CLASSES_ONLY


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_every_component_says_what_it_takes_and_stands_in_the_gallery(path):
    text = path.read_text(encoding="utf-8")
    gallery = "".join(
        found.read_text(encoding="utf-8")
        for found in [*COMPONENTS.glob("*.html"), ROOT / "templates/portal/gallery.html", ROOT / "templates/base.html"]
        if found != path
    )

    assert text.startswith("{% comment %}")
    assert f"components/{path.name}" in gallery or path.stem == "overprint"


def test_no_template_carries_a_style_or_a_script():
    pages = list((ROOT / "templates").rglob("*.html"))

    assert pages
    found = [
        f"{path.name}: {hit}" for path in pages for hit in re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_colour_can_be_read_on_every_ground():
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    root = dict(re.findall(r"--(color-[\w-]+): (#\w{6})", text[: text.index("@media")]))
    inks = re.findall(r"--line-color: (#\w{6})", text)
    grounds = [root["color-paper"], root["color-card"], root["color-wash"]]

    assert len(inks) == 6
    poor = [
        (ink, ground) for ink in [*inks, root["color-text"], root["color-text-soft"], root["color-seal"]] for ground in grounds if contrast(ink, ground) < 4.5
    ]
    assert poor == []
    assert contrast(root["color-on-shade-soft"], root["color-shade"]) >= 4.5
    assert all(contrast(root["color-on-ink"], ink) >= 4.5 for ink in inks)
    assert contrast(root["color-field"], root["color-card"]) >= 3
