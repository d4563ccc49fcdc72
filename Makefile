# On a machine with Python 3.11 or newer, make and git: `make demo` and `make test`, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := .bench
# What the installation depends on; a change here installs anew.
SPECS := pyproject.toml $(wildcard plugins/*/pyproject.toml) constraints.txt
REGIONS := $(wildcard plugins/*)

.PHONY: demo test bench types lint contract docs site wheels check clean

demo: $(VENV)/installed
	$(BIN)/asn-dev demo --region binjai --out .demo

test: $(VENV)/dev
	$(BIN)/python -m pytest -n auto --dist worksteal

types: $(VENV)/dev
	$(BIN)/mypy

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

contract: $(VENV)/dev
	$(BIN)/lint-imports

# Write the generated pages anew: docs/rules.md, docs/records.md, docs/commands.md.
docs: $(VENV)/installed
	$(BIN)/python docs/generate.py

# The documentation as a site for an office network, in .site/index.html; a warning is an error.
site: $(VENV)/docs
	$(BIN)/python -m sphinx -W --keep-going -q docs .site

# Wheels of all five distributions, in dist/; nothing is fetched.
wheels: $(VENV)/dev
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation --wheel-dir dist . $(REGIONS)

check: test types lint contract

# Against OpenFisca-Core (AGPL) and CP-SAT, which run in an environment of their own and never in ours.
bench: $(VENV)/dev $(BENCH)/venv/installed $(BENCH)/mentor-match/installed $(BENCH)/matching/installed
	$(BIN)/python tests/bench/run.py --openfisca-python $(BENCH)/venv/bin/python
	$(BIN)/python tests/bench/reading.py
	$(BIN)/python tests/bench/study.py
	$(BIN)/python tests/bench/evaluation.py
	$(BIN)/python tests/bench/worlds.py
	$(BIN)/python tests/bench/pairing.py --mentor-match $(BENCH)/mentor-match/bin/python --matching $(BENCH)/matching/bin/python
	$(BIN)/python tests/bench/planning.py --cpsat-python $(BENCH)/venv/bin/python

$(BENCH)/venv/installed:
	$(PYTHON) -m venv $(BENCH)/venv
	$(BENCH)/venv/bin/python -m pip install --quiet --disable-pip-version-check "openfisca-core>=44" "polars>=2.1" "pyarrow>=20" "ortools>=9.15" "scipy>=1.15"
	touch $@

# Both install a top-level package named matching, so each has an environment of its own.
$(BENCH)/mentor-match/installed: PACKAGE := mentor-match==7.0.1
$(BENCH)/matching/installed: PACKAGE := matching==1.4.3
$(BENCH)/mentor-match/installed $(BENCH)/matching/installed:
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check "$(PACKAGE)"
	touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(SPECS) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . $(REGIONS:%=-e %)
	touch $@

$(VENV)/dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

$(VENV)/docs: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[docs]"
	touch $@

clean:
	rm -rf $(VENV) $(BENCH) .demo .site dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis jupyter_execute
