# One command each: `make run`, `make test`, `make check`, `make evaluate`. Each sets itself up on a fresh machine.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test check evaluate benchmark ingest lock clean

run: $(VENV)/.app
	$(BIN)/python ui.py $(ARGS)

ingest: $(VENV)/.app
	$(BIN)/python -m ingest $(ARGS)

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

evaluate: $(VENV)/.dev
	$(BIN)/python -m benchmarks.evaluate $(ARGS)

benchmark: $(VENV)/.dev
	$(BIN)/python -m benchmarks.embedding_backends
	$(BIN)/python -m benchmarks.lexical_engines

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Passerelle demande Python 3.11 ou plus récent / needs Python 3.11 or newer: make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --progress-bar off -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.app
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --progress-bar off -r requirements-dev.lock
	@touch $@

# Exact versions of what pyproject.toml asks for, taken from a new environment.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --disable-pip-version-check --quiet .
	build/lock/bin/python -m pip freeze --exclude passerelle | sed 's/+cpu$$//' > requirements.lock
	build/lock/bin/python -m pip install --disable-pip-version-check --quiet '.[dev]'
	build/lock/bin/python -m pip freeze --exclude passerelle | sed 's/+cpu$$//' | grep -vxFf requirements.lock > requirements-dev.lock
	rm -rf build

clean:
	rm -rf $(VENV) build var
