from types import SimpleNamespace

import pytest

from publishing import minute
from publishing.minute import run_due


@pytest.fixture
def calls(monkeypatch):
    made = []
    monkeypatch.setattr(minute, "take_up_stale_jobs", lambda: made.append("jobs") or 0)
    monkeypatch.setattr(minute, "seal", lambda: made.append("seal") or 0)
    monkeypatch.setattr(minute.connections, "close_all", lambda: made.append("closed"))
    return made


def test_the_trail_is_sealed_even_where_jobs_cannot_be_taken_up(calls, monkeypatch):
    def fails():
        raise OSError

    monkeypatch.setattr(minute, "take_up_stale_jobs", fails)

    with pytest.raises(OSError):
        run_due()

    assert calls == ["seal"]


def test_the_clock_goes_on_after_a_fault_and_keeps_no_connection(calls, monkeypatch):
    class Pause:
        def wait(self, seconds):
            return calls.count("seal") == 2

    def fails():
        calls.append("seal")
        raise OSError

    monkeypatch.setattr(minute, "seal", fails)
    monkeypatch.setattr(minute, "threading", SimpleNamespace(Event=Pause))

    minute._tick()

    assert calls == ["jobs", "seal", "closed", "jobs", "seal", "closed"]
