# Two commands do everything: `make demo` and `make test`. Each can be repeated.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
       --no-emit-index-url --no-annotate --no-header --quiet

.PHONY: demo test check setup browser docs fix lock clean
.DEFAULT_GOAL := demo

setup: .venv/ready           ## the environment that runs koemap

.venv/ready: requirements.lock pyproject.toml
	@echo "Setting up koemap (about two minutes the first time) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "koemap needs Python 3.11 or newer; set PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@echo "Setting up the tests …"
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

browser:                     ## Debian packages the tests need, installed when missing
	@sh tests/packages.sh

demo: .venv/ready            ## the sample meeting: collect, analyze, approve, publish, serve
	@$(BIN)/koemap demo

check: .venv/ready-dev       ## style, types, import contracts, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --quiet tests/test_docs.py

test: check browser          ## everything that proves koemap works
	$(BIN)/pytest

docs: .venv/ready             ## pages that are generated from the code
	$(BIN)/python docs/data_model.py

fix: .venv/ready-dev         ## mend what a machine can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:                        ## new versions, locked with hashes (needs uv)
	$(LOCK) --group build --upgrade --output-file requirements.lock
	$(LOCK) --group dev --upgrade --constraints requirements.lock --output-file requirements-dev.lock

clean:                       ## forget the environment and the demo's data
	rm -rf .venv koemap-data
