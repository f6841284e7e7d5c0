# Set-up, checks and the one real report. `make` alone lists what there is.
# Every command first makes the virtual environment .venv what it needs to be; see .ci/setup.

RUN := .venv/bin/python
DATASET := data/key-cities/2023-24.yaml
SAMPLES := out/samples
BUILD := $(RUN) -m reportgen build $(DATASET) -o out

.DEFAULT_GOAL := help
.PHONY: help report test oldest fuzz lint format bench samples docs dist audit lock clean run dev

help: ## Lists these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-15s %s\n", $$1, $$2 }'

report: run ## Compiles the Key Cities report to Word, PDF and HTML under out/ (no PDF where Pango is missing)
	@if advice=$$(.ci/setup pango); then $(BUILD) --to docx --to pdf --to html; \
	else [ -n "$$advice" ] && $(BUILD) --to docx --to html && echo "$$advice"; fi

test: dev ## Runs the tests (those that lay out PDFs are skipped where Pango is missing)
	@.ci/setup pango || true
	@PYTHONDONTWRITEBYTECODE= PATH="$$PWD/.venv/bin:$$PATH" $(RUN) -m pytest -n auto --maxprocesses 4 --dist worksteal

oldest: ## Runs the tests with the oldest versions of all dependencies that are allowed
	@.ci/oldest

CASES := 10000
fuzz: dev ## Gives damaged files to every reader, 10000 to each, or as many as CASES=... says (hours)
	@nice $(RUN) -m tests.fuzz $(CASES) $(TARGETS)

lint: dev ## Checks style, types and the layers between modules
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports

format: dev ## Puts the code into its standard form
	@.venv/bin/ruff check --fix-only
	@.venv/bin/ruff format

bench: ## Measures the speed of the wheel against other programs, as ratios (a quarter of an hour)
	@.ci/setup bench
	@.ci/setup wheel
	@.ci/setup pango || true
	@REPORTGEN_BENCH_SCRIPTS=$(CURDIR)/build/bench/bin $(RUN) -m tests.bench --write

samples: dev ## Writes 200 made-up datasets under out/samples, or under the folder of SAMPLES=...
	@$(RUN) -m tests.samples $(SAMPLES)

docs: dev ## Writes the generated pages of docs/ and modules of reportgen/startup anew
	@$(RUN) docs/generate.py

dist: ## Makes wheel, sdist and the list of what they bring along (SBOM) under dist/
	@.ci/dist

audit: ## Asks whether security faults are known of what reportgen brings along (needs the network)
	@.ci/setup dist
	@.venv/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict --progress-spinner off

lock: ## Renews constraints.txt with the newest versions that pyproject.toml allows
	@.ci/setup lock

clean: ## Removes what these commands made: out/, caches and .venv
	@rm -rf out dist build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

run dev:
	@.ci/setup $@
