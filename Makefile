# `make run` judges a shipped build; `make test` is everything that must hold. Both work in a fresh
# clone, and again.
SWIFT ?= swift
SOURCES := Package.swift Sources Tests $(wildcard Benchmarks/Sources Examples/Sources)
EXAMPLES := $(patsubst %/Package.swift,%,$(wildcard Examples/Package.swift Examples/*/Package.swift))
CASES := $(wildcard Fixtures/cases/*.yaml)
PREFIX ?= /usr/local
BUILD ?= Fixtures/builds/four-2080ti.yaml

.DEFAULT_GOAL := help
.PHONY: help setup build release install run test tests lint format docs bench memo fuzz fuzz-short checked mutate sanitize clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what the build needs and is not there (liblua 5.4, simdjson, zlib)
	@bash .ci/setup

build: setup ## build for debugging
	$(SWIFT) build

release: setup ## build for use: .build/release/rigrules
	$(SWIFT) build -c release --static-swift-stdlib --product rigrules

install: release ## put the program, its rules and plugins below PREFIX (/usr/local)
	rm -rf $(DESTDIR)$(PREFIX)/share/rigrules
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/rigrules
	install .build/release/rigrules $(DESTDIR)$(PREFIX)/bin/rigrules
	cp -R $(wildcard Rules Plugins) $(DESTDIR)$(PREFIX)/share/rigrules/
	install -d $(DESTDIR)$(PREFIX)/share/rigrules/Catalog
	cp -R Sources/RigCatalog/Facts Sources/RigCatalog/Data NOTICE $(DESTDIR)$(PREFIX)/share/rigrules/Catalog/
	.build/release/rigrules parts build --folder $(DESTDIR)$(PREFIX)/share/rigrules/Catalog

# The verdict on the build is an answer, whatever it is: only a failure to give one fails here.
run: release ## judge a build (BUILD=file.yaml)
	@.build/release/rigrules check $(BUILD) || [ $$? -eq 1 ]

test: setup lint ## format check, build without warnings, all tests, the binary end to end
	$(MAKE) tests
	$(MAKE) fuzz-short
	$(MAKE) memo

tests:
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest
	@for example in $(EXAMPLES); do echo "$$example"; $(SWIFT) run --package-path $$example || exit 1; done

lint: ## check the format
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## bring sources into the format
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

# A user's own plugins are nobody else's, so they are named or left out.
DOCUMENTED = $(if $(wildcard Plugins),--plugins Plugins,--no-plugins)
docs: build ## write the pages, schemas and definitions that are made from rules and code
	.build/debug/rigrules docs --into docs --errors $(DOCUMENTED)
	.build/debug/rigrules schema builds --into docs/schema
	.build/debug/rigrules schema config --into docs/schema $(DOCUMENTED)
	.build/debug/rigrules schema lua --into .

RIGBENCH = Benchmarks/.build/release/rigbench

$(RIGBENCH): release
	$(SWIFT) build -c release --package-path Benchmarks

bench: $(RIGBENCH) ## print the benchmarks
	$(RIGBENCH)

# Two hundred thousand builds, each outcome told again held against each rule run on each build.
MEMO_RUNS = pools unique
memo: $(RIGBENCH) ## remembered outcomes are those of running every rule
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && for kind in $(MEMO_RUNS); do \
	  $(RIGBENCH) generate 100000 $$kind 7 > "$$folder/in.jsonl" && \
	  for memo in "" --no-memo; do \
	    .build/release/rigrules batch "$$folder/in.jsonl" --rules Rules -o "$$folder/out$$memo" $$memo; \
	    [ $$? -le 1 ] || exit 1; \
	  done; \
	  cmp "$$folder/out" "$$folder/out--no-memo" || exit 1; \
	  echo "$$kind: 100000 builds, the same with and without"; \
	done

# The debug build checks every bound; `make checked` gives a release build that does too.
SECONDS_ = $(or $(SECONDS),60)
SEED ?= 1
FUZZED = .build-checked/release/rigrules
checked: setup ## a release build that checks the bounds of every table
	$(SWIFT) build -c release --product rigrules -Xswiftc -DRIG_CHECKED --scratch-path .build-checked

fuzz: checked ## random rules and builds in every way (SECONDS=60 SEED=1); keeps what it finds
	$(SWIFT) build --product rigfuzz
	.build/debug/rigfuzz --program $(FUZZED) --seed $(SEED) --seconds $(SECONDS_)

fuzz-short:
	.build/debug/rigfuzz --program .build/debug/rigrules --seed 20261126 --iterations 12

mutate: setup ## change rules one small thing at a time: what their examples do not notice
	$(SWIFT) run rigmutate $(addprefix --cases ,$(CASES)) $(addprefix --plugins ,$(wildcard Plugins))

# Undefined behaviour in the C code traps; the runtime that would describe it is not there on Linux.
SANITIZE = --sanitize=address -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined \
  --scratch-path .build-asan

# What runs C and C++, unsafe memory and threads: the bridge, batch with memo, plugins, kept cases.
SANITIZED = LuaRuntimeTests|RigBatchTests|FuzzTests|HostilePluginTests|PluginCallTests|ResumeTests
sanitize: setup ## bridge, batch, memo, plugins and decoder under AddressSanitizer
	$(SWIFT) build --build-tests $(SANITIZE)
	$(SWIFT) test --skip-build --disable-xctest $(SANITIZE) --filter '$(SANITIZED)'

clean: ## remove what was built
	rm -rf .build .build-asan .build-checked
