# `make demo` and `make test` work on a fresh Debian 12 or newer with Python, its venv and make.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SYSTEM_PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TEMPLATES = $(shell find src/dareecha -type d -name templates)
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo "sudo ")

# Needed by tests only.
TEST_PACKAGES := chromium fonts-noto-core
# Per cent of the domain's lines and branches that the tests must reach.
DOMAIN_COVERAGE ?= 100
DOMAIN_TESTS := tests/domain tests/schemes
# One process for each core; a file's tests stay together, with what they have set up.
IN_PARALLEL ?= --numprocesses=auto --dist=loadfile

.PHONY: help setup demo test check pytest test-packages translations evaluate lock format

help:  ## Say what make can do here
	@sed -nE 's/^([a-z-]+):.*  ## (.*)/  make \1|\2/p' Makefile | column -t -s '|'

demo: setup  ## Set up, take in an invented pilot, show what it finds, serve it on port 8000
	@exec $(BIN)/dareecha demo $(ARGS)

test: setup test-packages check pytest  ## Set up, then run everything that CI runs

evaluate: setup  ## Measure linkage and findings on the pilot; with LISTS=folder TRUTH=folder on those too
	@exec $(BIN)/python -m dareecha.demo.evaluate --demo \
		$(if $(LISTS),--lists "$(LISTS)" --truth "$(TRUTH)") $(ARGS)

format: setup  ## Put code and templates into their written form
	@$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djlint --reformat --quiet $(TEMPLATES)

lock:  ## Resolve the dependencies anew (needs uv)
	@uv lock
	uv export --quiet --no-emit-project --all-groups --format requirements.txt -o requirements.txt

setup: $(INSTALLED) translations

translations: $(INSTALLED)
	@$(BIN)/python build_translations.py

# --- Checks ---------------------------------------------------------------------------------------

# A home and an address of their own: no check may touch this machine's data, or wait for a server.
check pytest: export DAREECHA_HOME := $(CURDIR)/.make/home
check: export DATABASE_URL := postgresql://checks@/none?host=/nonexistent
check: export DAREECHA_OWNER_URL := postgresql://owner@/none?host=/nonexistent
check: setup
	@say() { printf '\n== %s\n' "$$*"; }
	say Format; $(BIN)/ruff format --check .
	say Lint; $(BIN)/ruff check .
	say Import contracts; $(BIN)/lint-imports
	say Types; $(BIN)/mypy
	say Templates; $(BIN)/djlint --check --quiet $(TEMPLATES); $(BIN)/djlint --lint --quiet $(TEMPLATES)
	say Migrations
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	say Sentences that no native speaker has seen
	grep -c 'review: machine' src/dareecha/locale/*/LC_MESSAGES/*.po

# Only the domain's own tests are measured: measuring makes everything slower by half.
pytest: setup
	@printf '\n== Tests of the domain and the schemes\n'
	$(BIN)/pytest $(IN_PARALLEL) $(DOMAIN_TESTS) $(ARGS) --cov=dareecha.domain --cov-branch \
		--cov-fail-under=$(DOMAIN_COVERAGE) --cov-report=term-missing:skip-covered
	printf '\n== Tests of the service, its pages and its commands\n'
	$(BIN)/pytest $(IN_PARALLEL) $(addprefix --ignore=,$(DOMAIN_TESTS)) $(ARGS)

# Installed where we may; else named, and only CI insists.
test-packages:
	@missing=()
	for package in $(TEST_PACKAGES); do
		dpkg-query -W -f '$${Status}' "$$package" 2>/dev/null | grep -q ' installed$$' || missing+=("$$package")
	done
	if [ "$${#missing[@]}" = 0 ]; then exit 0; fi
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		echo "Installing what the browser tests need: $${missing[*]}"
		export DEBIAN_FRONTEND=noninteractive
		if apt-get update -qq && apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null
		then exit 0; fi
	fi
	echo "The browser tests lack: $${missing[*]}. Install: $(SUDO)apt-get install $${missing[*]}"
	if [ "$${CI:-}" = true ]; then exit 1; fi

# --- Set-up ---------------------------------------------------------------------------------------

$(INSTALLED): requirements.txt pyproject.toml build_translations.py
	@mkdir -p .make
	log=.make/setup.log
	failed() { tail -n 25 "$$log"; echo "Set-up failed; the whole log is in $$log."; exit 1; }
	if [ -e $(VENV) ] && [ ! -w $(VENV) ]; then
		echo "$(CURDIR)/$(VENV) belongs to another user. Run make as that user, or delete the folder."
		exit 1
	fi
	if ! $(SYSTEM_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
		echo "Python 3.11 or newer is needed. Install: $(SUDO)apt-get install python3 python3-venv"
		echo "Or name one: make SYSTEM_PYTHON=/path/to/python3 …"
		exit 1
	fi
	if command -v uv >/dev/null; then
		echo "Setting up $(VENV) with uv (some seconds)"
		[ -x $(BIN)/python ] || uv venv --quiet --python $(SYSTEM_PYTHON) $(VENV)
		install() { VIRTUAL_ENV=$(VENV) uv pip install --quiet "$$@" 2>&1; }
	else
		if ! $(SYSTEM_PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then
			echo "Python's venv is missing. Install: $(SUDO)apt-get install python3-venv"
			exit 1
		fi
		echo "Setting up $(VENV) with pip (about a minute)"
		$(BIN)/python -m pip --version >/dev/null 2>&1 || $(SYSTEM_PYTHON) -m venv --clear $(VENV)
		install() {
			$(BIN)/python -m pip install --disable-pip-version-check --no-input \
				--root-user-action=ignore --progress-bar=off "$$@" 2>&1
		}
	fi
	total=$$(grep -c '^[a-z].*==' requirements.txt)
	progress() {
		found=0
		while IFS= read -r line; do
			case $$line in
				"Collecting "* | "Processing "*) found=$$((found + 1))
					if [ $$((found % 15)) = 0 ]; then echo "  $$found of $$total packages"; fi ;;
				"Installing collected"*) if [ "$$found" -gt 1 ]; then echo "  installing"; fi ;;
			esac
		done
	}
	# The lock names every package, so nothing is left to resolve: a release of today cannot come in.
	install --require-hashes --no-deps -r requirements.txt | tee "$$log" | progress || failed
	install --no-build-isolation --no-deps -e . | tee -a "$$log" | progress || failed
	touch $@
	echo "Set up."
