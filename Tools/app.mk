# What the Makefile of an app includes: its templates, its environments, and the tools for both. It sets
#
#   PRODUCT  the folder of this package, from the app's
#   APP      the executable target with the app's command; empty where every verb is an executable
#
# and, where it keeps the files of its environments elsewhere than in parameters/,
#
#   PARAMETERS  that folder
#
# Everything sets itself up: the Python tools go to VENV, the local cloud's state to .local.

ENV ?= dev
PARAMETERS ?= parameters
PYTHON ?= python3
# A checkout belongs to SwiftPM, so that the app has tools of its own; a folder beside it shares its tools.
VENV ?= $(if $(findstring .build/checkouts/,$(PRODUCT)),,$(PRODUCT)/).venv
TOOLS := $(VENV)/.installed
PIP := -m pip install --quiet --disable-pip-version-check --require-hashes -r
CLOUD := PYTHONPATH=$(PRODUCT)/Tools $(VENV)/bin/python -m localcloud

# Someone's own AWS CLI comes first: it knows their profiles and single sign-on. The pinned one stands in.
export PATH := $(PATH):$(if $(filter /%,$(VENV)),,$(CURDIR)/)$(VENV)/bin

.DEFAULT_GOAL := help

##@ Templates

.PHONY: synth
synth: ## compile the stacks to Stacks/Templates
	swift run $(APP) synth

.PHONY: check
check: ## fail when the committed templates are stale
	swift run $(APP) synth --check

##@ Deployment

.PHONY: plan
plan: tools-for-$(ENV) ## say what a deployment would change of what is deployed in ENV
	@swift run -q $(APP) plan --env $(ENV) $(ARGS)

.PHONY: deploy
deploy: tools-for-$(ENV) ## deploy ENV, which is a file in parameters/
	@swift run $(APP) deploy --env $(ENV) $(ARGS)

.PHONY: events
events: tools-for-$(ENV) ## tell what the last deployment of ENV did, and why it failed
	@swift run -q $(APP) events --env $(ENV) $(ARGS)

.PHONY: outputs
outputs: tools-for-$(ENV) ## show the outputs of ENV
	@swift run -q $(APP) outputs --env $(ENV) $(ARGS)

.PHONY: destroy
destroy: tools-for-$(ENV) ## delete ENV, after asking
	@swift run $(APP) destroy --env $(ENV) $(ARGS)

# An environment of its own needs nothing but the tools; local needs its cloud.
.PHONY: tools-for-local
tools-for-local: local-up

tools-for-%: $(TOOLS) ;

##@ Local cloud

.PHONY: local-up
local-up: $(TOOLS) ## start the local cloud, an emulator on this machine
	@$(CLOUD) up --environment $(PARAMETERS)/local.json >&2

.PHONY: local-down
local-down: $(TOOLS) ## stop the local cloud
	@$(CLOUD) down --environment $(PARAMETERS)/local.json

##@ Tools

.PHONY: setup
setup: $(TOOLS) ## install the pinned Python tools

.PHONY: help
help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(filter %/app.mk,$(MAKEFILE_LIST)) $(filter-out %/app.mk,$(MAKEFILE_LIST))
	@printf '\nENV chooses the environment (make deploy ENV=local), ARGS adds options (ARGS="--dry-run").\n'

# From the locks alone: nothing that is not in them with its hash is installed.
$(TOOLS): $(PRODUCT)/Tools/requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is missing; install Python 3.10 or newer (Debian: apt-get install python3 python3-venv; macOS: brew install python)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo "error: $$($(PYTHON) --version) is too old; install Python 3.10 or newer and name it: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "error: Python cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "installing the Python tools into $(VENV)"
	@$(VENV)/bin/python $(PIP) $(PRODUCT)/Tools/requirements.lock
	@# What pip installs as aws names its interpreter by a path, which a space in it breaks.
	@printf '%s\n' '#!/bin/sh' 'exec "$${0%/*}/python" -m awscli "$$@"' > $(VENV)/bin/aws
	@chmod +x $(VENV)/bin/aws
	@touch $@
