# Everything a fresh checkout needs: python3 (3.11 or later) and make. uv is used when present, never required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools

.DEFAULT_GOAL := help
.PHONY: help run test check format docs torture clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(READY) ## set up, and open the explorer on the shipped corpus
	@$(BIN)/cpec-tui

test: $(TOOLS) ## set up, and run the tests on all processors
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: $(TOOLS) ## all that must hold before a change is shared: format, lint, types, contracts, docs, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/screenshots.py --check
	@$(MAKE) --no-print-directory test

format: $(TOOLS) ## format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(TOOLS) ## make the generated pages, schemas and pictures anew
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/screenshots.py

torture: $(TOOLS) ## a long campaign of kills and damage against all that is written
	$(BIN)/python -m tests.torture

clean: ## remove everything that was made here
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "cpec-tui needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "Install one (python.org, apt install python3.11, brew install python) and say: make PYTHON=python3.11"; exit 1; }
	@if command -v uv >/dev/null 2>&1; then uv venv --quiet --python $(PYTHON) $(VENV); \
	else $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "The venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)."; exit 1; }; \
	  $(PYTHON) -m venv $(VENV); fi

$(READY): pyproject.toml | $(VENV)
	@echo "setting up (once) ..."
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --editable .; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .; fi
	@touch $@

$(TOOLS): pyproject.toml $(READY)
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --group dev; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev; fi
	@touch $@
