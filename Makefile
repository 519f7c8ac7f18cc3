# make           set up, then run everything: tables, figures, notebooks, PDFs
# make test      set up, then run the tests and check the notebooks' outputs
# make check     what CI asks of every change: format, lint, types, tests
# make format    put the code into the house format
# make bench     speed and memory in one table, each figure with the bar that it should reach; how well copies of articles
#                are found; how long `make` takes beside notebooks that only import
#                (make bench BENCH="--news FILE.jsonl --large" measures general news and 100,000 articles)
# make fuzz      every layer with texts that a fuzzer makes up: see tests/fuzz/fuzz.py
# make learn     after a change of the labelled examples: fit their weights anew
# make forms     after many new words in the lexicon, or with another HanTa: write what the tagger answers for them
# make lock      after a change of dependencies: write uv.lock and requirements.txt anew
#                (make lock UPGRADE=--upgrade takes the newest versions of everything)
#
# Needs python3 (3.11 or newer, with venv) and make; another interpreter: make PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
PIP := -m pip --quiet --disable-pip-version-check
UV := uv==0.13.9

.PHONY: report test check lint types format bench fuzz learn forms lock
.DELETE_ON_ERROR:

report: .venv/.installed
	$(BIN)/python -m analysis report

test: .venv/.installed
	$(BIN)/python -m pytest

check: lint types test

lint: .venv/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/.installed
	$(BIN)/mypy

format: .venv/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.installed
	$(BIN)/python tests/benchmarks/bench.py $(BENCH)
	$(BIN)/python tests/benchmarks/bench_duplicates.py
	$(BIN)/python tests/benchmarks/bench_report.py

# Needs atheris, which is no dependency: make fuzz FUZZ_PYTHON=../fuzz/bin/python SECONDS=600
FUZZ_PYTHON ?= python3
SECONDS ?= 120
fuzz:
	for target in decoding cleaning dates matcher splitter coder; do \
	  PYTHONPATH=. $(FUZZ_PYTHON) tests/fuzz/fuzz.py $$target -max_total_time=$(SECONDS) -len_control=0 -max_len=600 \
	    -artifact_prefix=build/fuzz- || exit 1; done

learn: .venv/.installed
	$(BIN)/python -m analysis.positions.learning

forms: .venv/.installed
	$(BIN)/python -m analysis.tagger
	$(BIN)/python -m analysis.language

# A changed lock gets a new environment, so that nothing the lock has dropped lingers in it.
.venv/.locked: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	@echo "Setting up .venv from requirements.txt (once, two minutes or so)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python $(PIP) install --require-hashes -r requirements.txt
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml $(wildcard jupyter-config/*.json)
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv --clear .venv-lock && .venv-lock/bin/python $(PIP) install $(UV); }
	.venv-lock/bin/uv lock $(UPGRADE)
	@echo '# Written from pyproject.toml by `make lock`; do not edit.' > requirements.txt
	.venv-lock/bin/uv export --quiet --locked --all-groups --no-emit-project --no-header >> requirements.txt
