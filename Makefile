# Two commands do everything: `make demo` and `make test`. Each can be repeated.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
       --no-emit-index-url --no-annotate --no-header --quiet

NEURAL := .venv-neural
# Python compiles what is imported, once: a few of the thousands of modules that are installed.
export PYTHONDONTWRITEBYTECODE :=
INSTALL = $(PIP) install --no-compile --no-deps
# Many tests wait for a process or a clock: two more at a time than there are cores. Who is done
# takes over tests of others.
WORKERS = $(shell $(BIN)/python -c "import os; print(2 + (os.cpu_count() or 1))")
# Any torch from 2.13 on will do; this one is named so that every machine tests the same.
TORCH ?= torch==2.13.0

.PHONY: demo live test test-koemap check setup neural test-neural browser docs fix lock clean
.DEFAULT_GOAL := demo

setup: .venv/ready           ## the environment that runs koemap

.venv/ready: requirements.lock pyproject.toml
	@echo "Setting up koemap (about two minutes the first time) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "koemap needs Python 3.11 or newer; set PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@echo "Setting up the tests …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# The second environment sees what the first one holds, so that only what is new is installed; torch
# has other files for each kind of computer, so it stands in no lock (ADR 0003).
$(NEURAL)/ready: .venv/ready requirements-neural.lock
	@echo "Setting up the optional embedders (torch is large) …"
	@test -x $(NEURAL)/bin/python || $(PYTHON) -m venv $(NEURAL)
	@$(BIN)/python -c 'import sysconfig; print("import site; site.addsitedir(%r)" % sysconfig.get_path("purelib"))' \
		> "$$($(NEURAL)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/koemap-first.pth"
	@$(NEURAL)/bin/python -m pip --disable-pip-version-check --quiet install --no-compile --no-deps --require-hashes -r requirements-neural.lock
	@$(NEURAL)/bin/python -m pip --disable-pip-version-check --quiet install --no-compile "$(TORCH)"
	@printf '#!%s\nfrom koemap.cli import main\n\nmain()\n' "$(CURDIR)/$(NEURAL)/bin/python" > $(NEURAL)/bin/koemap
	@chmod +x $(NEURAL)/bin/koemap
	@touch $@

neural: $(NEURAL)/ready      ## koemap with sentence-transformers and model2vec: .venv-neural/bin/koemap

test-neural: $(NEURAL)/ready .venv/ready-dev  ## the tests that need them
	$(NEURAL)/bin/python -m pytest tests/neural

browser:                     ## Debian packages the tests need, installed when missing
	@sh tests/packages.sh

demo: .venv/ready            ## the sample meeting: collect, analyze, approve, publish, serve
	@$(BIN)/koemap demo

live: .venv/ready            ## the sample meeting as it happened, ten times as fast: the desk
	@$(BIN)/koemap demo --live

check: .venv/ready-dev       ## style, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test:                        ## everything that proves koemap works
	@$(MAKE) --no-print-directory --jobs 2 browser check test-neural
	@$(MAKE) --no-print-directory test-koemap

test-koemap: .venv/ready-dev
	$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal

docs: .venv/ready             ## pages that are generated from the code
	$(BIN)/python docs/data_model.py

fix: .venv/ready-dev         ## mend what a machine can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:                        ## new versions, locked with hashes (needs uv)
	$(LOCK) --group build --upgrade --output-file requirements.lock
	$(LOCK) --group dev --upgrade --constraints requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group build --extra neural --upgrade --constraints requirements.lock --constraints requirements-dev.lock \
		--no-emit-package torch --output-file requirements-neural.lock

clean:                       ## forget the environment and the demo's data
	rm -rf .venv $(NEURAL) koemap-data
