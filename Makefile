# `make run` judges a shipped build; `make test` is everything that must hold. Both work in a fresh
# clone, and again.
SWIFT ?= swift
SOURCES := Package.swift Sources Tests $(wildcard Benchmarks/Sources Examples/Sources)
EXAMPLES := $(patsubst %/Package.swift,%,$(wildcard Examples/Package.swift Examples/*/Package.swift))
CASES := $(wildcard Fixtures/cases/*.yaml Fixtures/cases/plugins/*.yaml)
PREFIX ?= /usr/local
BUILD ?= Fixtures/builds/four-2080ti.yaml

.DEFAULT_GOAL := help
.PHONY: help setup build archives release library install run test tests lint format docs docc bench load memo reach wheel tarball deb fuzz fuzz-short fuzz-program fuzz-decoders fuzz-corpus checked mutate sanitize sanitize-short sanitize-address sanitize-threads reality clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what the build needs and is not there (liblua 5.4, libyaml, simdjson, SQLite, zlib)
	@bash .ci/setup

build: setup ## build for debugging
	$(SWIFT) build

# Libraries that have an archive go into program and library: the linker finds it here first.
ARCHIVES = $(CURDIR)/.build/archives
archives:
	@bash .ci/archives $(ARCHIVES)

RELEASE = PKG_CONFIG_PATH=$(ARCHIVES):$$PKG_CONFIG_PATH $(SWIFT) build -c release --static-swift-stdlib
release: setup archives ## build for use: .build/release/rigrules
	$(RELEASE) --product rigrules

library: setup archives ## build the C library for use: .build/release/libRigC.so
	RIGRULES_STATIC=1 $(RELEASE) --product RigC

# Where bash, zsh and fish look for completions below PREFIX/share.
COMPLETIONS = bash-completion/completions zsh/site-functions fish/vendor_completions.d

install: release ## put program, rules, plugins, documents, manual page and completions below PREFIX (/usr/local)
	rm -rf $(DESTDIR)$(PREFIX)/share/rigrules
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/rigrules
	install -s .build/release/rigrules $(DESTDIR)$(PREFIX)/bin/rigrules
	cp -R $(wildcard Rules Plugins) $(DESTDIR)$(PREFIX)/share/rigrules/
	install -d $(DESTDIR)$(PREFIX)/share/doc/rigrules
	cp -R README.md docs $(DESTDIR)$(PREFIX)/share/doc/rigrules/
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,$(COMPLETIONS))
	.build/release/rigrules --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/$(word 1,$(COMPLETIONS))/rigrules
	.build/release/rigrules --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/$(word 2,$(COMPLETIONS))/_rigrules
	.build/release/rigrules --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/$(word 3,$(COMPLETIONS))/rigrules.fish
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	.build/release/rigrules manual > $(DESTDIR)$(PREFIX)/share/man/man1/rigrules.1
	install -d $(DESTDIR)$(PREFIX)/share/rigrules/Catalog
	cp -R Sources/RigCatalog/Facts Sources/RigCatalog/Data NOTICE $(DESTDIR)$(PREFIX)/share/rigrules/Catalog/
	.build/release/rigrules parts build --folder $(DESTDIR)$(PREFIX)/share/rigrules/Catalog

# The verdict on the build is an answer, whatever it is: only a failure to give one fails here.
run: release ## judge a build (BUILD=file.yaml)
	@.build/release/rigrules check $(BUILD) || [ $$? -eq 1 ]

test: setup lint ## format check, build without warnings, all tests, the binary end to end
	$(MAKE) tests
	@SWIFT=$(SWIFT) bash .ci/docc $(REFERENCE) or-skip
	$(MAKE) fuzz-short
	$(MAKE) memo

tests:
	$(SWIFT) build --build-tests
	@log=$$(mktemp) && { $(SWIFT) test --skip-build --disable-xctest; echo $$? > "$$log.status"; } 2>&1 | tee "$$log"; \
	status=$$(cat "$$log.status"); \
	[ "$$status" = 0 ] || { echo "What failed, once more:"; grep -A3 -E 'recorded an issue|^✘ Test ' "$$log" | grep -vE '^◇|^✔' | cut -c1-400; }; \
	rm -f "$$log" "$$log.status"; exit $$status
	@for example in $(EXAMPLES); do echo "$$example"; $(SWIFT) run --package-path $$example || exit 1; done

PYTHON ?= python3
TRIED = PYTHONPATH=Sources/python:Tests/Python PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m unittest
wheel: release library ## a wheel with program, library, rules and catalogue, tried in a fresh environment
	$(PYTHON) Sources/python/pack.py wheel
	$(TRIED) test_packages.Wheel

tarball: release library ## a folder that runs wherever it is unpacked, tried in a bare root
	$(PYTHON) Sources/python/pack.py tarball
	$(TRIED) test_packages.Tarball

deb: release library ## a package of Debian
	$(PYTHON) Sources/python/pack.py deb

# The checkout's package over the release build; what needs a package of Python that is missing is skipped.
reach: release library ## the C library, the Python package and the packed program, beside the program itself
	$(TRIED) discover -s Tests/Python

lint: ## check the format, and the words of comments and documents
	@.ci/check-words
	@.ci/check-chinese
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

REFERENCE = .build/docc
docc: setup ## write the reference of the libraries to .build/docc; a broken link is an error
	@SWIFT=$(SWIFT) bash .ci/docc $(REFERENCE)

RIGBENCH = Benchmarks/.build/release/rigbench

$(RIGBENCH): release
	$(SWIFT) build -c release --package-path Benchmarks

bench: $(RIGBENCH) ## print the benchmarks
	$(RIGBENCH)

load: release ## the server under load (SECONDS=60); needs wrk
	SECONDS_=$(SECONDS_) $(PYTHON) Benchmarks/load/run.py

# Two hundred and twenty thousand builds, each outcome told again held against each rule run on each build.
MEMO_RUNS = pools:100000 unique:100000 mixed-cards:20000
memo: $(RIGBENCH) ## remembered outcomes are those of running every rule
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && for run in $(MEMO_RUNS); do \
	  kind=$${run%:*} && count=$${run#*:} && $(RIGBENCH) generate $$count $$kind 7 > "$$folder/in.jsonl" && \
	  for memo in "" --no-memo; do \
	    .build/release/rigrules batch "$$folder/in.jsonl" --rules Rules -o "$$folder/out$$memo" $$memo; \
	    [ $$? -le 1 ] || exit 1; \
	  done; \
	  cmp "$$folder/out" "$$folder/out--no-memo" || exit 1; \
	  echo "$$kind: $$count builds, the same with and without"; \
	done

# The debug build checks every bound; `make checked` gives a release build that does too.
SECONDS_ = $(or $(SECONDS),60)
SEED ?= 1
FUZZED = .build-checked/release/rigrules
checked: setup ## a release build that checks the bounds of every table
	$(SWIFT) build -c release --product rigrules -Xswiftc -DRIG_CHECKED --scratch-path .build-checked

fuzz: checked ## random rules and builds in every way (SECONDS=60 SEED=1); keeps what it finds
	$(SWIFT) build --product rigfuzz
	.build/debug/rigfuzz --program $(FUZZED) --seed $(SEED) --seconds $(SECONDS_) --keep-going

fuzz-short:
	.build/debug/rigfuzz --program .build/debug/rigrules --seed 20261126 --iterations 12

# libFuzzer comes with the toolchain on Linux. `_GLIBCXX_ASSERTIONS` checks the indices of C++. Swift
# code shows libFuzzer what it reaches only where it is told so by name.
FUZZ_BUILD = -c release --sanitize=fuzzer --sanitize=address \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp \
  -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined -Xcxx -D_GLIBCXX_ASSERTIONS \
  --scratch-path .build-fuzz
DECODERS = lines yaml json
fuzz-program: setup
	RIGRULES_FUZZ=1 $(SWIFT) build --product DecoderFuzzer $(FUZZ_BUILD)

fuzz-decoders: fuzz-program ## random texts for the decoders (SECONDS=60 each, SEED=1, DECODERS=lines)
	@for decoder in $(DECODERS); do bash .ci/fuzz-decoder $$decoder $(SECONDS_) $(SEED) || exit 1; done

fuzz-corpus: fuzz-program ## the least texts that reach as much become Fixtures/fuzz-corpus
	@for decoder in $(DECODERS); do bash .ci/fuzz-decoder $$decoder minimise || exit 1; done

mutate: setup ## change rules one small thing at a time: what their examples do not notice
	$(SWIFT) run rigrules mutate --rules Rules $(addprefix --cases ,$(CASES)) $(addprefix --plugins ,$(wildcard Plugins))

# Undefined behaviour in the C code traps; the runtime that would describe it is not there on Linux.
ADDRESS = --sanitize=address -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined \
  --scratch-path .build-asan
# The lock of the standard library is not seen by ThreadSanitizer (see RigSystem/Guarded.swift).
THREADS = --sanitize=thread -Xswiftc -DRIG_THREADS --scratch-path .build-tsan

# What runs C and C++ and unsafe memory: bridge, batch with memo, plugins, decoders, kept cases.
IN_MEMORY = LuaRuntimeTests|RigBatchTests|FuzzTests|HostilePluginTests|PluginCallTests
# What runs on several threads: batch with memo, reloads while builds are judged, one engine for many.
ON_THREADS = RigBatchTests|ReloadTests|DeterminismTests|PluginCallTests|CommandLineTests.FuzzTests
SANITIZER_SEEDS = 1 2 3

# What fits into every run of CI: the bridge, both decoders, the memo, kept cases; reloads and determinism.
sanitize-short: ## the part of `make sanitize` that each change must pass
	$(MAKE) sanitize SANITIZER_SEEDS=1 \
	  IN_MEMORY='LuaRuntimeTests|DecoderAgreementTests|MemoTests|CommandLineTests.FuzzTests|DecoderFuzzTests' \
	  ON_THREADS='DeterminismTests|RandomReloadTests|CommandLineTests.FuzzTests'

sanitize: sanitize-address sanitize-threads ## decoders, bridge, batch, plugins and reloads under Address- and ThreadSanitizer

sanitize-address: export LSAN_OPTIONS = suppressions=$(CURDIR)/.ci/leaks.supp:print_suppressions=0
sanitize-address sanitize-threads: export RIGRULES_SANITIZE = 1
sanitize-address: setup
	$(SWIFT) build --build-tests $(ADDRESS)
	$(SWIFT) test --skip-build --disable-xctest $(ADDRESS) --filter '$(IN_MEMORY)'
	@for seed in $(SANITIZER_SEEDS); do .build-asan/debug/rigfuzz --program .build-asan/debug/rigrules \
	  --seed $$seed --iterations 2 || exit 1; done

sanitize-threads: export TSAN_OPTIONS = suppressions=$(CURDIR)/.ci/threads.supp
sanitize-threads: setup
	$(SWIFT) build --build-tests $(THREADS)
	$(SWIFT) test --skip-build --disable-xctest $(THREADS) --filter '$(ON_THREADS)'
	@for seed in $(SANITIZER_SEEDS); do .build-tsan/debug/rigfuzz --program .build-tsan/debug/rigrules \
	  --seed $$seed --iterations 2 || exit 1; done

# Needs the public data set of parts beside this checkout; the sample of errors is for a person to
# read. REALITY=folder keeps it, with the builds.
REALITY ?= .build/reality
reality: setup ## judge 3,000 plausible builds of real parts: counts per rule
	$(SWIFT) build --build-tests
	RIGRULES_REALITY=$(abspath $(REALITY)) \
	  $(SWIFT) test --skip-build --disable-xctest --filter RealityTests

clean: ## remove what was built
	rm -rf .build .build-asan .build-tsan .build-checked .build-fuzz
