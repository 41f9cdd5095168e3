# The two commands are `make run` and `make test`; `make` lists the others.

PORT ?= 8000
export PORT PYTHON

# The first Python that is new enough: the one that PYTHON names, else what machines usually have.
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
FIRST := $(firstword $(PYTHONS))

# $(call ready,LISTS): .venv has the packages that the lists name.
define ready
@for python in $(PYTHONS); do \
	if "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		exec "$$python" -I portal/bootstrap.py $(1); \
	fi; \
done; \
found=`$(FIRST) --version 2>&1` || found='nothing that runs'; \
echo "Portal needs Python 3.11 or newer, and $(FIRST) is $$found:" \
	"PYTHON=python3.12 make $@ chooses another." >&2; \
exit 1
endef

IN_VENV := .venv/bin/python -m
DJADE := .venv/bin/djade --target-version 5.2
TEMPLATES := find templates articles comments portal -name '*.html' -exec

.PHONY: help run test check format tools audit screenshots

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run: ## the site with its demo newsroom, on http://127.0.0.1:8000 (PORT=8001 make run: another port)
	$(call ready,requirements.txt)
	@PORTAL_LOCAL=1 exec .venv/bin/python manage.py serve "$$PORT"

test: tools ## every test (make test ARGS="-k admin": some of them)
	@$(IN_VENV) pytest $(ARGS)

check: tools ## what needs no test: style, templates, migrations, production settings
	@echo 'Python is tidy (ruff check)'
	@$(IN_VENV) ruff check --quiet
	@echo 'Python is formatted (ruff format)'
	@$(IN_VENV) ruff format --check --quiet
	@echo 'Templates are formatted (djade)'
	@$(TEMPLATES) $(DJADE) --check {} +
	@echo 'What is not translated yet is no failure (messages --check)'
	@PORTAL_LOCAL=1 .venv/bin/python manage.py messages --check
	@sh .ci/production

format: tools ## bring Python and templates into form
	@$(IN_VENV) ruff check --fix --quiet --exit-zero
	@$(IN_VENV) ruff format --quiet
	@$(TEMPLATES) $(DJADE) {} +

audit: ## what outside judges say of the whole site: Lighthouse, HTML, feeds, reading view (make audit ONLY=vnu: one)
	$(call ready,requirements.txt tests/requirements.txt tests/audit/requirements.txt)
	@$(IN_VENV) tests.audit $(ONLY)

screenshots: tools ## the pictures under docs/, taken anew
	@$(IN_VENV) tests.audit.screenshots

tools:
	$(call ready,requirements.txt tests/requirements.txt)
