"""Each benchmark runs on portals of a few records and prints what it should; how fast is no matter here."""

import os
import socket
from urllib.parse import quote

import pytest
from django.db import connection

from benchmarks import pages, photos, portals, publishing, totals


@pytest.fixture(scope="module")
def small_portals(tmp_path_factory):
    """Keep portals on the server of the tests under names of their own, and files of the tests; all go in the end."""
    folder = tmp_path_factory.mktemp("portals")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portals, "FILES", folder)
        patch.setattr(totals, "FILES", folder)
        patch.setattr(portals, "PREFIX", f"longgang_bench_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_")
        if connection.vendor == "postgresql":
            asked = connection.settings_dict
            who = f"{quote(asked['USER'])}:{quote(asked['PASSWORD'])}" if asked["PASSWORD"] else quote(asked["USER"])
            patch.setattr(portals, "SERVER", f"postgres://{who}@{asked['HOST']}:{asked['PORT'] or 5432}/postgres")
        yield
        if connection.vendor == "postgresql":
            portals.drop()


@pytest.mark.slow
def test_pages_are_measured_on_both_sizes_and_beside_a_bare_view(small_portals, monkeypatch, capsys):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(pages, "PORT", free.getsockname()[1])

    found = pages.main(["--sizes", "20", "30", "--requests", "2", "--seconds", "0.2", "--vendors", "sqlite"])

    assert {key: len(times) for key, times in found.items()} == {("sqlite", size, page): 2 for size in (20, 30) for page in pages.PAGES}
    said = capsys.readouterr().out
    assert all(f"{page} on sqlite" in said for page in pages.PAGES)
    assert "bare/page" in said


@pytest.mark.slow
@pytest.mark.postgres
def test_totals_are_the_same_by_all_three_ways(small_portals, capsys):
    found = totals.main(["--sizes", "60", "700", "--rounds", "1"])

    assert set(found) == {(size, way, work) for size in (60, 700) for way in ("door", "plain", "duckdb") for work in totals.WORKS}
    assert all(found.values())
    assert "all answers equal" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.postgres
def test_publishing_is_measured_with_totals_and_without(small_portals, capsys):
    found = publishing.main(["--sizes", "60", "700", "--rounds", "2"])

    assert {key: len(times) for key, times in found.items()} == {(size, way): 2 for size in (60, 700) for way in publishing.WAYS}
    assert "whole/off" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.postgres
def test_an_answer_that_differs_stops_the_comparison(small_portals, monkeypatch):
    monkeypatch.setattr(totals.Plain, "in_year", lambda self, own="": f"f.cell in ({self.cells})")

    with pytest.raises(SystemExit, match="differ"):
        totals.main(["--sizes", "700", "--rounds", "1"])


@pytest.mark.slow
def test_photos_are_made_in_both_ways_into_the_same_sizes(capsys):
    found = photos.main(["--photos", "2", "--megapixels", "4"])

    assert {way: [sorted(one["bytes"]) for one in took] for way, took in found.items()} == {way: [["1600", "480", "960"]] * 2 for way in photos.WAYS}
    assert all(abs(mine["near"][width] - theirs["near"][width]) < 1 for mine, theirs in zip(*found.values(), strict=True) for width in ("480", "960", "1600"))
    assert "portal/thumbnails" in capsys.readouterr().out
