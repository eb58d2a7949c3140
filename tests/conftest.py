"""What every test shares: real parts are used where they are, deselected with a line where they are not, and demanded by REQUIRE."""

import os
import shutil

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations as SQLite
from hypothesis import HealthCheck, settings

from publishing import guards

REQUIRED = {name for name in os.environ.get("REQUIRE", "").split(",") if name}

settings.register_profile("short", max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("soak", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

PARTS = {
    "postgres": (lambda: connection.vendor == "postgresql", "没有设 DATABASE_URL，不测 PostgreSQL"),
    "redis": (lambda: bool(os.environ.get("REDIS_URL")), "没有设 REDIS_URL，不测 Redis 和 Celery"),
    "browser": (lambda: shutil.which("chromium") is not None, "没有 Chromium，不测浏览器"),
    "soak": (lambda: os.environ.get("HYPOTHESIS_PROFILE") == "soak", "没有设 HYPOTHESIS_PROFILE=soak，长测不跑（make soak）"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item):
    """Mark what knows no database: it says the same beside every one, and need not be asked twice."""
    if not item.get_closest_marker("django_db") and not {"db", "transactional_db"} & set(item.fixturenames):
        item.add_marker("pure")


def pytest_collection_modifyitems(config, items):
    """Deselect, never skip, what needs a part that is not on this machine."""
    for marker, (present, line) in PARTS.items():
        mine = [item for item in items if item.get_closest_marker(marker)]
        if not mine or present():
            continue
        if marker in REQUIRED and marker not in config.option.markexpr:
            raise pytest.UsageError(f"REQUIRE={marker}，但{line}")
        config.hook.pytest_deselected(items=mine)
        items[:] = [item for item in items if item not in set(mine)]
        config.get_terminal_writer().line(f"{line}（{len(mine)} 项）") if not hasattr(config, "workerinput") else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Give browsers a database in a file: one in memory has a single connection, and requests and jobs at the same time would share its transaction."""
    if connection.vendor == "sqlite" and any(item.get_closest_marker("browser") for item in request.session.items):
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path_factory):
    """Keep what a test writes (pictures, the trail's log) out of the developer's own `var`."""
    settings.DATA_DIR = tmp_path_factory.mktemp("var")
    settings.MEDIA_ROOT = str(settings.DATA_DIR / "media")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one is slow on purpose


@pytest.fixture(autouse=True, scope="session")
def emptying_passes_the_guards():
    """Let the flush after a test with real transactions empty the trail: SQLite does it by DELETE, which the guards refuse."""
    with pytest.MonkeyPatch.context() as patch:
        flush = SQLite.sql_flush
        patch.setattr(SQLite, "sql_flush", lambda *args, **kwargs: [*guards.lifting("sqlite"), *flush(*args, **kwargs), *guards.laying("sqlite")])
        yield


def pytest_sessionfinish(session):
    """A demanded run with a skipped test has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRED and reporter and reporter.stats.get("skipped"):
        reporter.write_line("有测试被跳过，不算通过。")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
