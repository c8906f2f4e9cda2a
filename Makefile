# Every command of the project. Needs make and Python 3.11 or newer (with venv); `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
# Compiled once: a machine that forbids it would compile a hundred packages again at every start.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run test soak bench setup dev fix migrate openapi docs domain

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## set everything up and serve the app with a demo workspace on http://127.0.0.1:8000
	@$(PYTHON) scripts/bootstrap.py run
	@exec $(BIN)/tradesense serve

test: ## every check there is
	@$(PYTHON) scripts/bootstrap.py dev
	@$(BIN)/python scripts/check.py

soak: ## the same checks with large counts
	@$(PYTHON) scripts/bootstrap.py dev
	@TRADESENSE_TEST_SCALE=soak $(BIN)/python scripts/check.py

bench: ## the benchmarks, each beside its baseline
	@$(PYTHON) scripts/bootstrap.py dev
	@$(BIN)/python -m bench

setup: ## install what developing needs
	@$(PYTHON) scripts/bootstrap.py dev

dev: setup ## serve with reload, web app from Vite
	@$(BIN)/python scripts/dev.py

domain: setup ## the tests of the pure core only
	@$(BIN)/python -m pytest tests/domain -q -n 2

fix: setup ## format and fix what can be fixed by itself
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web run --silent fix

migrate: setup ## new migration: make migrate why="add uploads"
	@$(BIN)/python scripts/new_migration.py "$(why)"

openapi: setup ## write docs/openapi.json and the typed client from the code
	@$(BIN)/tradesense openapi > docs/openapi.json
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web run --silent client

docs: setup ## write the generated pages (error catalogue, metrics, formats)
	@$(BIN)/python scripts/write_docs.py
