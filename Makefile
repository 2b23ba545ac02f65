# GNU make 3.81 (macOS) or newer. Paths are relative, so the folder may stand anywhere.

PORT ?= 8501
VENV_PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run setup test check format bench pictures clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: setup ## Serve the dashboard on http://127.0.0.1:8501 (another port: make run PORT=8600)
	@exec $(VENV_PYTHON) -m streamlit run dashboard.py --server.port "$(PORT)"

setup: ## Make .venv with what the dashboard needs, and nothing else
	@sh scripts/setup.sh

test: check ## Run every check and every test, in a real browser too
	@$(VENV_PYTHON) -m scripts.find_browser --install
	$(VENV_PYTHON) -m pytest -n 2 -m "not browser"
	$(VENV_PYTHON) -m pytest -m browser

check: .venv-for-tests ## Lint, format and type checks only
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy

format: .venv-for-tests ## Put imports and layout in order
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

bench: .venv-for-tests ## Measure what a click costs, beside an empty page and a naive one
	@$(VENV_PYTHON) -m scripts.find_browser --install
	$(VENV_PYTHON) -m benchmarks.run

pictures: .venv-for-tests ## Take the README's pictures from the running dashboard
	@$(VENV_PYTHON) -m scripts.find_browser --install
	$(VENV_PYTHON) -m scripts.pictures

clean: ## Remove .venv and the tools' caches; saved rows in var/ stay
	rm -rf .venv .venv.installing .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: .venv-for-tests
.venv-for-tests:
	@sh scripts/setup.sh tests
