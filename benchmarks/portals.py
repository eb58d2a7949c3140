"""Portals to measure on: each a database with synthetic records and a process of its own that is told what to do, a line at a time.

SERVER names a PostgreSQL where databases may be made (BENCH_SERVER, by default the one on this machine). A database that is there is used again;
`python -m benchmarks.portals drop` removes all of them.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ.get("BENCH_SERVER", "postgres://postgres@127.0.0.1:5432/postgres")
FILES = Path(tempfile.gettempdir()) / "longgang-bench"
PREFIX = "longgang_bench_"
OWN = {"publishing": "publishing", "members": "members", "actions": "actions", "events": "events", "portal": "longgang/portal"}  # where migrations stand


def database(name):
    """Return the address of a database on the server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


def on_server(sql):
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


class Portal:
    """A portal of so many activities on PostgreSQL or SQLite, and the process that works on it."""

    def __init__(self, activities, vendor="postgresql"):
        self.activities, self.vendor = activities, vendor
        self.name = f"{PREFIX}{activities}"
        self.folder = FILES / f"{vendor}-{activities}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file = self.folder / "portal.sqlite3"
        url = database(self.name) if vendor == "postgresql" else f"sqlite:///{self.file}"
        secret = "measured-and-thrown-away-again-by-the-benchmarks-0123456789"  # noqa: S105
        self.environment = os.environ | {
            "DATABASE_URL": url, "VAR_DIR": str(self.folder), "STATIC_ROOT": str(FILES / "static"), "DEBUG": "0", "SECRET_KEY": secret, "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings", "LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.process = None

    def manage(self, *words):
        done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(words)} failed on {self.vendor} with {self.activities:,} activities\n{done.stderr}")
        return done.stdout

    def prepare(self):
        """Make and fill the database, or use again what an earlier run has left: of the same size, brought to today's schema. Return the portal."""
        if not self._is_of_use():
            self._begin_anew()
            print(f"filling {self.vendor} with {self.activities:,} activities", flush=True)
            began = monotonic()
            self.manage("fill_synthetic", "--activities", str(self.activities), "--yes")
            print(f"filled in {monotonic() - began:.0f} s", flush=True)
        if not (FILES / "static").exists():
            self.manage("collectstatic", "--noinput", "-v0")
        return self

    def _is_of_use(self):
        """Say whether the database is there, of the schema of this checkout, and holds as many activities as asked for."""
        if not self._is_migrated():
            return False  # to fill anew is quicker than to bring millions of records to another schema
        count = self.ask("count")["answer"]
        self.close()
        return count == self.activities

    def _is_migrated(self):
        if self.vendor == "postgresql" and not on_server(f"select 1 from pg_database where datname = '{self.name}'"):
            return False
        if self.vendor == "sqlite" and not self.file.exists():
            return False
        return self._migrations() == {(app, path.stem) for app, folder in OWN.items() for path in (ROOT / folder / "migrations").glob("[0-9]*.py")}

    def _migrations(self):
        """Return what migrations of the portal's own apps the database has had, none where it has had nothing."""
        sql = f"select app, name from django_migrations where app in ({', '.join(map(repr, OWN))})"
        try:
            with closing(psycopg2.connect(database(self.name)) if self.vendor == "postgresql" else sqlite3.connect(self.file)) as connection:
                cursor = connection.cursor()
                cursor.execute(sql)
                return set(cursor.fetchall())
        except (psycopg2.Error, sqlite3.Error):
            return set()

    def _begin_anew(self):
        """Make the database as a copy of an empty one: a schema is built once, whatever is then filled."""
        self.close()
        empty = Portal(0, self.vendor)
        if not empty._is_migrated():
            empty._make()
            empty.manage("migrate", "-v0")
        self._make(like=empty)

    def _make(self, like=None):
        if self.vendor == "postgresql":
            on_server(f'drop database if exists "{self.name}" with (force)')
            on_server(f'create database "{self.name}"' + (f' template "{like.name}"' if like else ""))
            return
        for path in self.folder.glob("portal.sqlite3*"):
            path.unlink()
        if like:
            shutil.copy(like.file, self.file)

    def ask(self, work, *asked):
        """Let the portal's process do something; return what it answers: seconds, cpu, answer."""
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.worker"], cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        self.process.stdin.write(json.dumps([work, *asked]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{work} failed on {self.vendor} with {self.activities:,} activities")
        return json.loads(line)

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


def drop():
    """Remove every database that benchmarks have made, and their files."""
    for (name,) in on_server(f"select datname from pg_database where datname like '{PREFIX.replace('_', '#_')}%' escape '#'"):
        on_server(f'drop database "{name}" with (force)')
    for path in sorted(FILES.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def table(heads, rows):
    """Print rows under their heads, numbers to the right."""
    cells = [heads, *[[cell if isinstance(cell, str) else f"{cell:,.2f}" for cell in row] for row in rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(cell.ljust(width) if place == 0 else cell.rjust(width) for place, (cell, width) in enumerate(zip(row, widths, strict=True))))


if __name__ == "__main__" and sys.argv[1:] == ["drop"]:
    drop()
