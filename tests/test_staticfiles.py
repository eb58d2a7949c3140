"""How style sheets are shipped."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from longgang.staticfiles import IMPORT


@pytest.fixture
def shipped(settings, tmp_path):
    """Collect the static files as production does, twice as at an upgrade; return the folder."""
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "longgang.staticfiles.SheetStorage"}}
    for _again in (False, True):
        call_command("collectstatic", "--noinput", verbosity=0)
    return tmp_path


@pytest.mark.slow
def test_a_page_loads_its_style_sheet_as_one_file(shipped, settings):
    parts = IMPORT.findall((settings.BASE_DIR / "static/css/site.css").read_text(encoding="utf-8"))

    sheet = shipped / Path(staticfiles_storage.url("css/site.css")).relative_to("/static")

    text = sheet.read_text(encoding="utf-8")
    assert len(parts) > 30
    assert "@import" not in text
    places = [text.index((settings.BASE_DIR / "static/css" / part).read_text(encoding="utf-8").strip()) for part in parts]
    assert places == sorted(places)
    assert sheet.with_name(f"{sheet.name}.br").exists()
