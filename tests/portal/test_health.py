import os

import pytest
from django.core.cache import cache
from django.urls import reverse

from longgang.portal import health

pytestmark = pytest.mark.django_db
URL = "/healthz"


@pytest.fixture(autouse=True)
def no_broker(settings):
    settings.REDIS_URL = ""


def test_a_portal_that_works_says_so(client):
    response = client.get(URL)

    assert reverse("portal:healthz") == URL
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": {"database": "ok", "cache": "ok", "disk": "ok"}})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("part", ["database", "cache", "disk"])
def test_a_part_that_fails_is_named_and_why_is_not_told(client, monkeypatch, part):
    def fails():
        raise OSError("password=secret")

    working = health.checks()
    monkeypatch.setattr(health, "checks", lambda: working | {part: fails})

    response = client.get(URL)

    assert response.status_code == 503
    assert response.json() == {"status": "down", "checks": {"database": "ok", "cache": "ok", "disk": "ok"} | {part: "down"}}


def test_a_cache_that_forgets_is_down(client, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key: None)

    assert client.get(URL).json()["checks"]["cache"] == "down"


def test_a_full_disk_is_down(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)

    assert client.get(URL).json()["checks"]["disk"] == "down"


def test_a_folder_that_cannot_be_written_to_is_down(client, monkeypatch):
    def refuse(dir):
        raise PermissionError(dir)

    monkeypatch.setattr(health.tempfile, "TemporaryFile", refuse)

    assert client.get(URL).json()["checks"]["disk"] == "down"


def test_a_broker_that_is_away_is_down(client, settings, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:6390/0"  # nobody listens there
    connection = health.current_app.connection_for_write
    monkeypatch.setattr(health.current_app, "connection_for_write", lambda: connection(settings.REDIS_URL))

    assert client.get(URL).json()["checks"]["broker"] == "down"


@pytest.mark.redis
def test_a_broker_that_answers_is_well(client, settings):
    settings.REDIS_URL = os.environ["REDIS_URL"]

    assert client.get(URL).json()["checks"]["broker"] == "ok"
