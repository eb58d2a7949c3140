"""The reports of `benchmarks/`: read as well as was promised."""

import pytest

from benchmarks import extraction
from benchmarks.gold import MARKED, read_gold

REPORTS = sorted((extraction.HERE / "reports").rglob("*.report"))


@pytest.mark.parametrize("folder", extraction.FOLDERS)
def test_figures_are_found_and_traps_are_not(folder):
    score = extraction.pooled(folder)

    assert score.recall >= 0.95 and score.precision >= 0.95, score.notes
    assert score.taken <= 0.03 * score.traps
    assert {name for name in extraction.ATTRIBUTES if score.share(name) < 0.9} == set()


def test_there_are_reports_and_traps_enough():
    reports = [read_gold(path) for path in REPORTS]

    assert len(reports) >= 35
    assert sum(path.parent.name.startswith("aside") for path in REPORTS) >= 12
    assert sum(len(report.traps) for report in reports) >= 150


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_gold_of_a_report_stands_in_its_text(path):
    report = read_gold(path)

    assert MARKED.search(report.text) is None
    assert report.figures
    assert [report.text[figure.start : figure.end] for figure in report.figures] == [figure.words for figure in report.figures]
