"""The guide is walked, step by step, in a real browser: what it names is there, and its pictures show what is there now.

`make guide` (GUIDE=write) takes the pictures anew; without it they are held against the screen, and a stale one fails.
"""

import io
import json
import os
import re

import pytest
from PIL import Image
from playwright.sync_api import Error

from longgang.guide import reading
from longgang.settings import BASE_DIR
from tests.browser.desk import choose, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WRITES = os.environ.get("GUIDE") == "write"
STATIC = BASE_DIR / "static"
MARGIN, SHARPNESS, QUALITY = 6, 1.5, 72
TALLEST, SETTLES = 900, 1200
STALE = "手册的图旧了，请运行 make guide"
LABELS = "h1, h2, h3, label, legend, button, summary, th, a.button, .quiet, .boxes__label, .start b"


def do(page, verb, *given):
    """Do one thing that a step asks for before its picture."""
    match verb:
        case "write":
            page.locator(f'[name="{given[0]}"]').fill(given[1])
        case "tick":
            page.locator("main label").filter(has_text=given[0]).first.click()
        case "look-up":
            choose(page, *given)
        case "click":
            page.locator("main").get_by_role("button", name=given[0], exact=True).first.click()
            page.wait_for_load_state("networkidle")
        case _:
            raise AssertionError(f"no such verb: {verb}")


def press(page, words):
    """Follow the button or link of these words, the one in the page itself before one in the head."""
    found = page.locator("main").get_by_role("button", name=words, exact=True).or_(page.locator("main").get_by_role("link", name=words, exact=True))
    if not found.count():
        found = page.locator("main a, main button").filter(has_text=words)
    with page.expect_navigation():
        found.last.click()


def on_screen(page):
    """Return the words that are on the screen, without spaces."""
    written = page.locator("input:visible, textarea:visible").evaluate_all("fields => fields.map((field) => `${field.placeholder} ${field.value}`).join(' ')")
    return re.sub(r"\s", "", page.locator("body").inner_text() + written)


def box_of(page, show):
    """Return the part of the page that all that is to be shown takes up, with a margin."""
    boxes = [box for one in page.locator(show).all() if one.is_visible() and (box := one.bounding_box())]
    assert boxes, f"“{show}” is not there"
    left, top = min(box["x"] for box in boxes) - MARGIN, min(box["y"] for box in boxes) - MARGIN
    right, bottom = (max(box[at] + box[size] for box in boxes) + MARGIN for at, size in (("x", "width"), ("y", "height")))
    left, top = max(left, 0), max(top, 0)
    return {"x": left, "y": top, "width": right - left, "height": min(bottom - top, TALLEST)}


def labels_in(page, show):
    """Return what is said on the part to be shown by labels, headings and buttons: each once, without numbers, which change."""
    said = page.locator(show).evaluate_all(
        "(parts, labels) => parts.flatMap((part) => [...part.querySelectorAll(labels)].filter((one) => one.checkVisibility()).map((one) => one.innerText))",
        LABELS,
    )
    tidy = (re.sub(r"\s+", " ", words).strip() for words in said)
    return list(dict.fromkeys(words for words in tidy if words and not re.search(r"\d", words)))


def take(page, step):
    """Keep the picture of a step, and return what is on it."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0)")
    shown = {"labels": labels_in(page, step.show)}
    if WRITES:
        clip = box_of(page, step.show)
        image = Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True, animations="disabled")))
        kept = STATIC / step.file
        kept.parent.mkdir(parents=True, exist_ok=True)
        image.convert("RGB").save(kept, "WEBP", quality=QUALITY, method=6)
        shown |= {"width": round(clip["width"]), "height": round(clip["height"])}
    else:
        box_of(page, step.show)
    return shown


def walk(sheet, chapter):
    """Go through a chapter; return what is wrong, and what is on its pictures."""
    page, wrong, pictures = sheet.page, [], {}
    for task in chapter.tasks:
        for step in task.steps:
            place = f"{chapter.name}“{task.title}”：{step.say[:24]}…"
            try:
                if step.at:
                    sheet.open(step.at, settled=True)
                for one in step.do:
                    do(page, *one)
                if step.do:
                    page.wait_for_timeout(SETTLES)  # what is read back comes a moment after the typing
                there = on_screen(page)
                wrong += [f"{place} 屏幕上没有“{word}”" for word in step.words if re.sub(r"\s", "", word) not in there]
                if step.picture:
                    pictures[step.picture] = take(page, step)
                if step.press:
                    press(page, step.press)
            except (Error, AssertionError) as fault:
                wrong.append(f"{place} 走不下去：{str(fault).splitlines()[0]}")
                break
        page.goto("about:blank")
    return wrong, pictures


def test_every_step_can_be_walked_and_every_picture_shows_what_is_there(open_sheet, staff):
    wrong, pictures = [], {}

    for chapter in reading.chapters().values():
        sheet = open_sheet(1180, 900, device_scale_factor=SHARPNESS, reduced_motion="reduce")
        sign_in(sheet, chapter.user)
        said, shown = walk(sheet, chapter)
        wrong, pictures = wrong + said, pictures | shown
        sheet.page.close()
    if WRITES and not wrong:
        for old in (STATIC / reading.FOLDER).glob("*.webp"):
            if old.stem not in pictures:
                old.unlink()
        text = json.dumps(dict(sorted(pictures.items())), ensure_ascii=False, indent=1)
        reading.SHOWN.write_text(text + "\n", encoding="utf-8")

    assert wrong == [], "\n".join(wrong)
    if not WRITES:
        stale = [name for name, shown in pictures.items() if reading.shown().get(name, {}).get("labels") != shown["labels"]]
        assert stale == [], f"{STALE}：{stale}"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_guide_is_quiet_narrow_and_accessible(open_sheet, staff, width, height):
    sheet = open_sheet(width, height)
    sign_in(sheet, "zhongshen")
    found = []

    for code in reading.chapters():
        sheet.open(f"/admin/guide/{code}/", settled=True)
        found += [f"{code}: {problem}" for problem in sheet.problems()]

    assert found == [], "\n".join(found)
