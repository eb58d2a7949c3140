"""Fixtures: a portal with the demo's records in it."""

from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from PIL import Image

from longgang.portal.demo import records


@pytest.fixture
def small_pictures(monkeypatch):
    """Draw the demo's pictures small, since drawing takes longer than all the rest."""

    def small(ink, *, seed):
        kept = BytesIO()
        Image.new("RGB", (48, 30), "#F3EFE6").save(kept, "PNG")
        return kept.getvalue()

    monkeypatch.setattr(records, "overprint", small)


@pytest.fixture
def own_folder(settings, tmp_path):
    """Keep files of a test out of the portal's own folder."""
    settings.MEDIA_ROOT, settings.DATA_DIR = tmp_path / "media", tmp_path
    return tmp_path


@pytest.fixture
def longgang(db, small_pictures, own_folder):
    """Load the demo data; return what the command said."""
    said = StringIO()
    call_command("load_longgang", stdout=said)
    return said.getvalue()
