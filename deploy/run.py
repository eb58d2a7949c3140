"""Start the portal on this machine: database, demo data, static files, server. What `make run` calls."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
GUNICORN = ["--threads", "8", "--log-level", "warning", "--limit-request-line", "0"]  # however long an address is, the portal answers in Chinese


def keep_secret():
    """Make this machine's own secret, once, out of git, where the settings look for it."""
    kept = VAR / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(60), encoding="ascii")


def manage(*words):
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *words], check=True, cwd=ROOT)  # noqa: S603


def main():
    VAR.mkdir(parents=True, exist_ok=True)
    keep_secret()
    port = os.environ.get("PORT", "8000")
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    manage("migrate", "--verbosity=0")
    manage("load_longgang", "--if-empty")
    manage("collectstatic", "--noinput", "--verbosity=0")
    sys.stdout.write(f"\n门户已启动：http://127.0.0.1:{port}/   工作台：http://127.0.0.1:{port}/admin/   按 Ctrl+C 停止\n\n")
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "longgang.wsgi", "--bind", f"127.0.0.1:{port}", *GUNICORN])  # noqa: S606


if __name__ == "__main__":
    main()
