"""What the settings promise: no start on an unsafe secret, and the same headers on every page."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAFE = secrets.token_urlsafe(60)
PAGES = {
    "a public page": ("/", 200),
    "the sign-in of the workbench": ("/admin/login/", 200),
    "an error page": ("/no/such/page/", 404),
    "open data": ("/data/", 200),
}


def started(tmp_path, *words, **environment):
    """Return what came of starting manage.py in a process of its own, with these settings and no other."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=kept | {"VAR_DIR": str(tmp_path)} | environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.slow
@pytest.mark.parametrize("secret", [None, "", "short", "a" * 60, "only-for-development-never-for-a-real-portal"])
def test_with_debug_off_it_refuses_to_start_on_an_unsafe_secret(tmp_path, secret):
    result = started(tmp_path, "check", DEBUG="0", **({} if secret is None else {"SECRET_KEY": secret}))

    assert result.returncode != 0
    assert "SECRET_KEY 必须另设" in result.stderr


@pytest.mark.slow
def test_it_starts_with_nothing_set_and_with_a_safe_secret(tmp_path):
    assert started(tmp_path, "check").returncode == 0
    assert started(tmp_path, "check", DEBUG="0", SECRET_KEY=SAFE).returncode == 0


@pytest.mark.slow
def test_every_command_on_a_machine_uses_the_secret_that_make_run_kept(tmp_path):
    (tmp_path / "secret_key").write_text(SAFE, encoding="ascii")

    result = started(tmp_path, "shell", "--no-imports", "-c", "from django.conf import settings as s; print(s.SECRET_KEY, s.TRAIL_KEY)")

    assert result.stdout.split() == [SAFE, SAFE], result.stderr


@pytest.mark.slow
def test_django_finds_nothing_to_say_about_a_portal_on_the_open_net(tmp_path):
    result = started(
        tmp_path, "check", "--deploy", "--fail-level", "INFO", DEBUG="0", SECRET_KEY=SAFE, SITE_URL="https://example.org", ALLOWED_HOSTS="example.org"
    )

    assert (result.returncode, "no issues" in result.stdout) == (0, True), result.stderr


@pytest.mark.slow
def test_cookies_are_for_https_alone_exactly_where_the_site_is(tmp_path):
    show = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"

    open_net = started(tmp_path, "shell", "--no-imports", "-c", show, DEBUG="0", SECRET_KEY=SAFE, SITE_URL="https://example.org")
    at_home = started(tmp_path, "shell", "--no-imports", "-c", show)

    assert open_net.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "31536000"], open_net.stderr
    assert at_home.stdout.split() == ["sessionid", "csrftoken", "False", "0"], at_home.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_every_page_carries_the_headers(client, page):
    path, status = PAGES[page]

    response = client.get(path)

    assert response.status_code == status
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert (policy["base-uri"], policy["form-action"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert "unsafe" not in response["Content-Security-Policy"] and "*" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_the_workbench_is_kept_in_no_cache(client):
    assert client.get("/admin/login/")["Cache-Control"] == "private, no-store"
