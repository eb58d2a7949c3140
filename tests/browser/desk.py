"""What a member of staff does in the admin, with the hands of a browser."""

import re
from io import BytesIO

from PIL import Image

PASSWORD = "Ceshi-2022-ok"


def sign_in(sheet, username):
    """Sign in as one of the demo's accounts."""
    sheet.open("/admin/login/")
    sheet.page.get_by_label("用户名").fill(username)
    sheet.page.get_by_label("密码").fill(PASSWORD)
    sheet.page.get_by_label("密码").press("Enter")
    sheet.page.wait_for_url("**/admin/")


def choose(page, field, text):
    """Pick a row by its text from a field that looks rows up while one types."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(text)
    page.locator(".select2-results__option", has_text=re.compile(f"^{re.escape(text)}")).first.click()


def write(page, **fields):
    """Fill text and date fields by name, a body in its editor where there is one; `figures__0__said` is the field figures-0-said."""
    for name, value in fields.items():
        field = page.locator(f'[name="{name.replace("__", "-")}"]')
        editor = page.locator(f'.rich-edit:has(+ [name="{name}"]) [role="textbox"]')
        (editor if editor.count() else field).fill(value)


def tick(page, name, value):
    """Choose one of several by what it stands for, on its card or word, as a finger would."""
    page.locator(f'label:has([name="{name}"][value="{value}"])').click()


def state_figures(page, *stated):
    """Type figures as one says them into the rows of the form."""
    for row, (indicator, said) in enumerate(stated):
        choose(page, f"id_figures-{row}-indicator", indicator)
        write(page, **{f"figures__{row}__said": said})


def a_photo(colour):
    kept = BytesIO()
    Image.new("RGB", (640, 420), colour).save(kept, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def do(sheet, activity, act, *, reason=""):
    """Open a verb of a record, say why where it asks, and do it."""
    sheet.open(f"/admin/actions/activity/{activity.pk}/{act}/")
    if reason:
        sheet.page.locator('[name="reason"]').fill(reason)
    sheet.page.locator('main button[type="submit"], #content button[type="submit"]').last.click()
    sheet.page.wait_for_url("**/change/")
