# Every task of the project; `make` alone lists them. Windows: see README, the same steps with plain pip.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
PORT ?= 8501
# A network that looks inside TLS has its certificate in the system's list, not in uv's own.
export UV_SYSTEM_CERTS ?= $(if $(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem),true,false)

help: ## List the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: $(VENV)/.run ## Start the app on http://localhost:8501 (PORT=... for another)
	@$(BIN)/streamlit run app.py --server.port $(PORT)

serve: $(VENV)/.run ## Start WORKERS processes (one a core) behind nginx on http://localhost:8501
	@WORKERS=$(WORKERS) PORT=$(PORT) $(BIN)/python -m deploy.serve

env: $(VENV)/.dev $(VENV)/storage ## Make .venv with all that running and testing need (again only when requirements change)

test: env browser ## Check style, types and layers, then run every test, those in a browser last
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal -m "not browser"
	$(BIN)/pytest -n 2 --dist loadfile -m browser --reruns 1

test-spark: env $(VENV)/spark ## Roll up usage and ask every metric on Apache Spark (needs Java 17), and compare each figure with Polars
	PYTHONPATH=$(CURDIR)/$(VENV)/spark $(BIN)/pytest -m spark

browser: env ## Find a Chromium for the browser tests, or install one
	@$(BIN)/python scripts/bootstrap_browser.py

format: env ## Rewrite the code in the project's format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

FUZZ ?= 100000
fuzz: env ## Read generated files, FUZZ of them (100,000)
	OCOD_FUZZ=$(FUZZ) $(BIN)/pytest -n 2 tests/ingest/test_fuzz.py

bench: env ## Measure the app's speed on this machine
	$(BIN)/python -m bench

soak: env ## Have a crowd use the app for ten minutes (QUICK=1: two), and measure what it met
	$(BIN)/python -m bench --only soak $(if $(QUICK),--quick)

pictures: env browser ## Take the README's pictures from the running app
	$(BIN)/python scripts/pictures.py

dictionary: env ## Write docs/dictionary.md from the schema
	$(BIN)/python scripts/make_dictionary.py

vendor: env ## Build the scripts that draw moving maps into ocod_dash/assets (needs Node and npm)
	$(BIN)/python scripts/vendor_maps.py

lock: $(UV) ## Pin the versions of pyproject.toml in requirements*.txt (UPGRADE=1 for the newest)
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --extra dev --constraints requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group storage --output-file requirements-storage.txt
	$(LOCK) --group spark --constraints requirements-dev.txt --output-file requirements-spark.txt

# Each version has the hashes of its files, which an installation checks.
# The file names neither the registry nor the machine that it was compiled on.
LOCK = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

$(UV):
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$${found:-}" ]; then echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python" >&2; exit 1; fi; \
	echo "Making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

# Running needs less than testing: a first `make run` leaves the test tools out.
$(VENV)/.run: $(UV) requirements.txt pyproject.toml
	@echo "Installing what the app needs"
	@$(INSTALL) --requirements requirements.txt
	@$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(UV) requirements-dev.txt $(VENV)/.run
	@echo "Installing what the tests need"
	@$(INSTALL) --requirements requirements-dev.txt
	@touch $@

$(VENV)/storage: requirements-storage.txt $(UV)
	@echo "Installing a server of object storage for the tests"
	@$(UV) venv --quiet --clear --python $(BIN)/python $@
	@VIRTUAL_ENV=$@ $(UV) pip install --quiet --requirements requirements-storage.txt

# 400 MB that only these tests need, so beside the environment: their run adds this folder to Python's path.
$(VENV)/spark: requirements-spark.txt $(UV)
	@echo "Installing Apache Spark for the tests"
	@rm -rf $@.part && VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --target $@.part --requirements requirements-spark.txt
	@rm -rf $@ && mv $@.part $@

INSTALL = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet

.PHONY: help run serve env test test-spark browser format bench soak pictures dictionary vendor lock
