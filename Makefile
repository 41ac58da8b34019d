# Handrail: `make help` says what there is. Needs Python 3.11 or newer and make (3.81 will do), and
# brings the rest itself, into .venv. README.md has the same commands for systems without make.

# Silences the banner that Material prints about MkDocs 2.0, which this project does not use.
export NO_MKDOCS_2_WARNING = 1
# Everything is installed as requirements.lock says: a newer pip is no news.
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# To be set by hand where needed:
#   make site PYTHON=/path/to/python3    (after a `make clean`, for it to change anything)
#   make serve SERVE_FLAGS='--dev-addr localhost:8001'
#   make test PYTEST_FLAGS=-x TESTS=tests/test_reader.py
#   make prove LABS=labs/django/lab.yml
#   make lock LOCK_FLAGS=--upgrade                  (without it, what is locked stays as it is)
PYTHON      =
SERVE_FLAGS =
# Two workers on two cores nearly halve the time of tests that compute. Tests of one module stay
# together, so that what a module prepares is prepared once. Those of the labs need what `make lab`
# installs: `make test TESTS=tests` runs them too.
PYTEST_FLAGS = -n auto --dist loadscope
TESTS        = tests --ignore=tests/labs
LABS         = $(sort $(wildcard labs/*/lab.yml))
LOCK_FLAGS   =

VENV := .venv
BIN  := $(VENV)/bin
# One version writes the lock, so that it does not change its look from machine to machine.
UV   := uv==0.13.9

# Two files stand for what is installed. LOCKED: all that requirements.lock names, in an environment
# made anew, so that nothing is left in it that is no longer locked. INSTALLED: Handrail itself,
# whose commands and plugin pyproject.toml declares; its code is used in place.
LOCKED    := $(VENV)/.locked
INSTALLED := $(VENV)/.installed

# Shell: sets $$python to the first Python that is new enough and can make environments; stops with
# what to do when there is none. A candidate is run, as one that is on PATH need not work.
define find_python
	python=; too_old=; no_venv=; \
	for candidate in $(if $(PYTHON),'$(PYTHON)',python3.13 python3.12 python3.11 python3); do \
		"$$candidate" -c '' >/dev/null 2>&1 || continue; \
		"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { too_old="$$candidate"; continue; }; \
		"$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1 || { no_venv="$$candidate"; continue; }; \
		python="$$candidate"; break; \
	done; \
	if [ -z "$$python" ]; then \
		if [ -n "$$no_venv" ]; then \
			echo "$$no_venv cannot make virtual environments: its module venv is missing." >&2; \
			echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; \
			echo "Or name another Python: make PYTHON=/path/to/python3" >&2; \
		elif [ -n "$$too_old" ]; then \
			echo "$$too_old is `"$$too_old" -c 'import platform; print(platform.python_version())'`, Handrail needs Python 3.11 or newer." >&2; \
			echo "Install one, or name one that is not on PATH: make PYTHON=/path/to/python3" >&2; \
		else \
			echo "No Python: $(if $(PYTHON),$(PYTHON) cannot be run,none of python3.13 python3.12 python3.11 python3 can be run)." >&2; \
			echo "Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; \
		fi; \
		exit 1; \
	fi
endef

.PHONY: help install site serve test check lab prove lock clean

# First, so that `make` alone runs it.
help:
	@echo 'make site     build the site into site/, with all offline checks; a fault stops it'
	@echo 'make serve    show the site while you write; it follows every change'
	@echo 'make test     run everything: linters, tests, browser tests'
	@echo 'make check    run the linters only'
	@echo 'make lab      install what the labs need of Debian, where guides are proven; asks for root'
	@echo 'make prove    follow the guides that have a lab, in a browser, up to a sign-in'
	@echo 'make install  only install what is needed, into .venv; the others do it themselves'
	@echo 'make lock     bring requirements.lock in line with pyproject.toml'
	@echo 'make clean    remove all that the others have made'

install: $(INSTALLED)

$(LOCKED): requirements.lock
	@$(find_python); \
	echo "Making $(VENV) with `"$$python" --version` ..."; \
	"$$python" -m venv --clear $(VENV)
	@echo 'Installing what requirements.lock names ...'
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(INSTALLED): pyproject.toml $(LOCKED)
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

site: $(INSTALLED)
	$(BIN)/mkdocs build --strict

serve: $(INSTALLED)
	$(BIN)/mkdocs serve $(SERVE_FLAGS)

check: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The browser is installed here and not by the tests, of which several run at a time.
test: check
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest $(PYTEST_FLAGS) $(TESTS)

# What runs there is started by whoever proves a guide, and not by the system.
lab: $(INSTALLED)
	labs/install-packages

# One after the other: what one has started it stops before the next begins.
prove: $(INSTALLED)
	@for lab in $(LABS); do \
		echo "handrail prove --lab $$lab"; \
		$(BIN)/handrail prove --lab "$$lab" || exit; \
	done

# One lock for every system and every Python from 3.11 on: `--python-version 3.11` means 3.11.0, and
# `--universal` writes markers where systems differ. No address of an index gets into it: which one
# is asked is the setting of whoever installs. Written aside first: a failure leaves the old lock,
# and one that has not changed installs nothing again.
lock:
	@$(find_python); \
	work=`mktemp -d` && trap 'rm -rf "$$work"' EXIT && \
	"$$python" -m venv "$$work/venv" && \
	"$$work/venv/bin/python" -m pip install --quiet '$(UV)' && \
	{ [ ! -f requirements.lock ] || cp requirements.lock "$$work/requirements.lock"; } && \
	"$$work/venv/bin/uv" pip compile --quiet --no-config --universal --generate-hashes \
		--python-version 3.11 --python "$$python" --group dev \
		--custom-compile-command 'make lock' $(LOCK_FLAGS) \
		--output-file "$$work/requirements.lock" pyproject.toml && \
	if grep -nE '://|^ *-' "$$work/requirements.lock" | grep -v -- '--hash=sha256:'; then \
		echo 'The lines above hold an address or an option, which is true on one machine only.' >&2; \
		exit 1; \
	fi && \
	{ cmp -s "$$work/requirements.lock" requirements.lock || cp "$$work/requirements.lock" requirements.lock; }

clean:
	rm -rf $(VENV) site dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# `make -j clean site` has to clean first: with `clean` among the goals they run one by one.
ifneq (,$(filter clean,$(MAKECMDGOALS)))
.NOTPARALLEL:
endif
