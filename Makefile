# Everything runs in .venv, which is made when it is missing or the lock has changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What Pincite runs with, and what it is tested and checked with besides: a first answer needs no more than the one.
READY := $(VENV)/ready
INSTALLED := $(READY:ready=installed)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
Q ?= Who is expected to lead the Israeli delegation to Qatar?
CORPUS ?= $(or $(PINCITE_CORPUS),seeds)

.PHONY: help ask chat telegram test test-all check lint types fix coverage mutants fuzz installed bench cluster cluster-stop lock notice words names clean
.DEFAULT_GOAL := ask

help:   ## Lists the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target text; do \
		printf '  %-12s %s\n' "$$target" "$$text"; done

ask: $(INSTALLED)   ## Answers a question: make ask Q="…" CORPUS=…
	@printf '? %s\n' "$$Q" >&2
	@$(BIN)/pincite --corpus '$(CORPUS)' ask -- "$$Q" || test $$? -eq 1   # 1 is "no answer": said, and no failure
ask: export override Q := $(value Q)

chat: $(INSTALLED)   ## Opens the REPL
	@$(BIN)/pincite --corpus '$(CORPUS)'

telegram: $(INSTALLED)   ## Runs the Telegram bot; set TELEGRAM_BOT_TOKEN
	@$(BIN)/pincite --corpus '$(CORPUS)' telegram

# Modules are compiled once: where Python is told to keep none compiled, each of a hundred processes would do it anew.
test test-all: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/compiled   ## Runs the tests side by side, but for most of those marked slow
	$(BIN)/python -m pytest -n auto --dist worksteal --quick

test-all: $(VENV)/compiled   ## Runs all of them
	$(BIN)/python -m pytest -n auto --dist worksteal $(COVERAGE)

coverage: COVERAGE := --cov --cov-report=term:skip-covered
coverage: test-all   ## Runs all tests and measures branch coverage; fails below the floor in pyproject.toml

# Each of the processes that run tests would compile all of them the first time, which takes it seven seconds.
$(VENV)/compiled: $(READY)
	@find tests -name 'test_*.py' | xargs -n 100 -P 2 $(BIN)/python -m pytest --collect-only -qq >/dev/null
	@touch $@

check: lint types test-all   ## Lint, types, all tests

lint: $(READY)   ## Checks style and layout (ruff)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)   ## Checks types (mypy --strict)
	$(BIN)/mypy

fix: $(READY)   ## Corrects what ruff can correct
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

mutants: $(READY)   ## Changes operators one at a time; do the tests notice? make mutants N=30 SEED=1 IN="retrieval bot"
	$(BIN)/python -m tests.mutants --count $(N) --seed $(SEED) $(IN)
N ?= 30
SEED ?= 1
IN ?= retrieval bot

fuzz: $(READY)   ## Looks for minutes for inputs that break an entry point (make test: for seconds)
	PINCITE_FUZZ=fuzz $(BIN)/python -m pytest -n auto --dist worksteal tests/fuzz tests/storage/test_sums.py tests/cli/test_surroundings.py

# With and without pip a person has one of these commands; all of them build the same wheel.
installed: $(READY)   ## Installs the wheel (also with the lowest versions), the sdist and the checkout, and tries each
	@dist=$$(mktemp -d) && trap 'rm -rf "$$dist"' EXIT && $(BIN)/python -m hatchling build -d "$$dist/built" >/dev/null && \
	for what in "$$dist"/built/*.whl "$$dist"/built/*.tar.gz; do \
		$(BIN)/uv venv -q --clear "$$dist/venv" && $(BIN)/uv pip install -q --python "$$dist/venv" "$$what" && \
		(cd "$$dist" && venv/bin/python -I '$(CURDIR)/tests/installed.py') || exit 1; done && \
	$(BIN)/uv pip compile -q --resolution lowest-direct --python "$$dist/venv" -o "$$dist/lowest" pyproject.toml >/dev/null && \
	$(BIN)/uv pip install -q --python "$$dist/venv" -r "$$dist/lowest" && \
	(cd "$$dist" && venv/bin/python -I '$(CURDIR)/tests/installed.py') && \
	UV_TOOL_DIR="$$dist/tools" UV_TOOL_BIN_DIR="$$dist/bin" $(BIN)/uv tool install -q . 2>/dev/null && \
	(cd "$$dist" && tools/pincite/bin/python -I '$(CURDIR)/tests/installed.py')

bench: $(READY)   ## Measures what the README claims
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

cluster: $(READY)   ## Starts a real OpenSearch for the tests marked cluster: three nodes on loopback; prints their addresses
	@$(BIN)/python -m tests.opensearch start

cluster-stop:   ## Ends it
	@test ! -x $(BIN)/python || $(BIN)/python -m tests.opensearch stop

# Debian keeps the part of venv that installs pip in a package of its own; where it is missing it is installed first.
$(INSTALLED): requirements-run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Pincite needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@echo "Setting up, once. 1 of 3: an environment in $(VENV)" >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory debian-venv >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "2 of 3: the packages that Pincite needs, 170 MB" >&2
	@$(INSTALL) --require-hashes --no-deps -r requirements-run.lock
	@echo "3 of 3: Pincite itself" >&2
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY): requirements.lock $(INSTALLED)
	@echo "Setting up for tests and checks, once: more packages, which takes minutes" >&2
	@$(INSTALL) --require-hashes --no-deps -r requirements.lock
	@touch $@

.PHONY: debian-venv
debian-venv:
	@command -v apt-get >/dev/null || { echo "Python's venv module is missing; install it and run make again."; exit 1; }
	@as=; test "$$(id -u)" = 0 || as=sudo; \
	echo "Installing python3-venv…"; $$as apt-get update -qq && $$as apt-get install -y -qq python3-venv >/dev/null

PIN = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-annotate -q
lock:   ## Pins what pyproject.toml names; with UPGRADE=--upgrade the newest that fits
	$(PIN) --group dev --extra cluster --extra eval --extra mcp --extra parquet $(UPGRADE) -o requirements.lock
	$(PIN) --group build --constraint requirements.lock --upgrade -o requirements-run.lock

notice: $(READY)   ## Writes NOTICE: every package of requirements.lock with its licence
	$(BIN)/python -m tests.notice

words: $(READY)   ## Updates the Telegram bot's translation catalogs from its source
	$(BIN)/pybabel -q extract -k say -k count:1,2 -k Remark --no-location --sort-output --omit-header -o $(VENV)/words.pot bot/telegram_app retrieval
	@for file in bot/telegram_app/locales/*.po; do \
		$(BIN)/pybabel -q update --no-fuzzy-matching -w 0 -i $(VENV)/words.pot -o $$file -l $$(basename $$file .po); \
		sed -E -i.old '/^"(Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated-By)/d' $$file; \
		rm $$file.old; done

names: $(READY)   ## Writes what languages call months, weekdays, countries and each other, from CLDR
	$(BIN)/python -m tests.cldr

clean: cluster-stop   ## Deletes .venv and the caches; .pincite with the journal stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .coverage
