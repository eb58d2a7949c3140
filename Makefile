# 龙港六大行动进展门户: make run 起站, make test 测试, make check 检查, make fmt 整理, make soak 长测, make bench 测速, make guide 重拍操作手册的图
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export DJANGO_SETTINGS_MODULE := longgang.settings

.PHONY: run test check fmt soak bench guide

$(VENV)/.runtime: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The portal with its demo data, on SQLite, at 127.0.0.1:$(PORT); Ctrl+C stops it.
run: $(VENV)/.runtime
	@PORT=$(PORT) $(PY) deploy/run.py

# Everything that can run on this machine; what needs a part that is not here is deselected, with a line that says so.
test: $(VENV)/.dev
	$(PY) -m pytest $(TEST)

# Format, lint, types, templates, missing migrations, architecture, and Django's own checks for production.
check: $(VENV)/.dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/djlint --quiet --lint templates
	$(VENV)/bin/mypy
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest -q tests/test_architecture.py
	DEBUG=0 SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))") SITE_URL=https://example.org ALLOWED_HOSTS=example.org $(PY) manage.py check --deploy --fail-level WARNING

fmt: $(VENV)/.dev
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

# The property tests and races, long.
soak: $(VENV)/.dev
	HYPOTHESIS_PROFILE=soak $(PY) -m pytest -m "not browser" tests/actions $(TEST)

# Take the guide's pictures anew (操作手册), by walking each of its steps in a browser; a few minutes.
guide: $(VENV)/.dev
	GUIDE=write $(PY) -m pytest -q tests/browser/test_guide.py

# Ratios on portals of up to two million synthetic activities, in databases made on this machine's PostgreSQL and removed again (docs/benchmarks.md).
bench: $(VENV)/.dev
	$(PY) -m benchmarks
