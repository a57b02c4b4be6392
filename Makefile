# Two commands do everything on a fresh machine: `make chat` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat test lint lock clean

chat: $(VENV)/installed ## set up, bring the index up to date, open the window
	@$(BIN)/policy-assistant serve --build

test: $(VENV)/installed-dev lint ## set up, lint, types, import rules, all tests
	$(BIN)/python -m pytest -m "slow or browser or not slow"

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: $(VENV)/installed-dev ## write down the versions that are installed now
	$(PIP) freeze --exclude-editable | sed 's/+cpu//' | grep -v ' @ ' > constraints.txt

clean:
	rm -rf $(VENV) index/store

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing (some minutes the first time) …"
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/installed
