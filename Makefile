# Inzage: every command does its own set-up in .venv; a second run starts at once.
# Shown by `make` alone: each line below that carries two number signs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo demo-halt cluster-demo serve images media handover test check tests format fuzz fuzz-sources atheris validation tamper crash register-postgres bench clean core dev
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE
export PYTHONNOUSERSITE := 1

PYTHON_HERE := .venv/bin/python
PYTEST := $(PYTHON_HERE) -m pytest
# All tests, those on PostgreSQL with them, on all cores (four at most: each process grows to 2 GB);
# those of one file together, because they share what is made.
WHOLE := -m "" -n auto --maxprocesses 4 --dist loadfile

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

demo: core ## an invented carrier, checked from mandate to documents; leaves demo/case
	@.venv/bin/inzage demo

demo-halt: core ## the same with a listed file on it: halted, sealed, handed over; leaves demo-halt/
	@.venv/bin/inzage demo --halt

cluster-demo: core ## the same check here and on two nodes of this machine, of which one is killed on the way
	@tools/setup.sh cluster
	@$(PYTHON_HERE) tools/cluster_demo.py

serve: ## the register of supervision in the browser, with invented data; leaves demo-register/, Ctrl-C ends it
	@tools/setup.sh evaluation
	@.venv/bin/inzage serve --demo --dir demo-register

night-demo: dev ## a laboratory's night in fast motion: 20 invented carriers, a pause, a morning; pictures in build/night-demo
	@rm -rf build/night-demo
	@.venv/bin/python -m tests.journeys.night build/night-demo

images: core ## the libraries for disks and images as well, for a real check
	@tools/setup.sh images

media: core ## the libraries for similar pictures as well (large; most checks do without)
	@tools/setup.sh media

handover: core ## the receiving side's validator of bundles as well (large; a check does without)
	@tools/setup.sh handover

test: check tests ## everything that must hold: check, then all tests

check: dev ## form, types, import contracts and house numbers
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PYTHON_HERE) tools/house.py

tests: dev
	@$(PYTEST) $(WHOLE)

format: dev ## put the code in the house's form
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

fuzz: dev ## 10,000 spoilt files for each reader, in the lock (an hour; carriers: fuzz-sources); then the generated tests
	@$(PYTHON_HERE) -m tests.fuzz
	@HYPOTHESIS_PROFILE=fuzz $(PYTEST) -m hypothesis

fuzz-sources: dev ## the other half of fuzz: 1,000 spoilt carriers of each kind, opened as in a check (half an hour)
	@nice -n 10 $(PYTHON_HERE) -m tests.fuzz.carriers

tamper: dev ## 10,000 random changes to case files, looked at by both verifiers
	@$(PYTHON_HERE) -m tests.tamper

atheris: ## coverage-guided fuzzing of our own parsers, a minute each (INZAGE_ATHERIS_SECONDS); finds in build/atheris
	@tools/setup.sh fuzz
	@nice -n 10 $(PYTHON_HERE) -m tests.atheris

validation: dev ## every test, and what each requirement came to: build/validation, for a laboratory's file (half an hour)
	@$(PYTHON_HERE) -m tools.validation

crash: dev ## 1,000 kills, and full disks, carriers pulled out, clocks set, double starts: resume, compare (20 minutes)
	@INZAGE_KILLS=$${INZAGE_KILLS:-1000} nice -n 10 $(PYTEST) -s -m crash

register-postgres: dev ## the register's core on PostgreSQL alone (Debian's, started for it, or INZAGE_DATABASE_URL)
	@$(PYTEST) -m postgres tests/register

bench: dev ## side by side with peers, which it installs itself: hours, root and 60 GB (INZAGE_ROUNDS=1: quicker)
	@$(PYTHON_HERE) benchmarks/everything.py

clean: ## remove what make made: .venv, demo, caches
	rm -rf .venv demo demo-halt demo-register dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache

core:
	@tools/setup.sh core

dev:
	@tools/setup.sh dev
