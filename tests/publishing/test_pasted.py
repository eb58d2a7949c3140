"""What the editor asks for when something is pasted."""

import pytest
from django.urls import reverse

from publishing import views
from tests.desk import make_user

pytestmark = pytest.mark.django_db
PASTED = reverse("publishing:pasted")


def test_what_is_pasted_comes_back_tidy_and_is_kept_nowhere(client):
    client.force_login(make_user("editor"))

    answer = client.post(PASTED, {"html": "<section style='color:red'><span>一</span></section><script>alert(1)</script>"})

    assert answer.json() == {"html": "<p>一</p>"}
    assert "no-store" in answer["Cache-Control"]


def test_what_is_too_long_to_tidy_comes_back_empty(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_SENT", 10)
    client.force_login(make_user("editor"))

    assert client.post(PASTED, {"html": "<p>一二三四五六七</p>"}).json() == {"html": ""}
    assert client.post(PASTED, {}).json() == {"html": ""}
