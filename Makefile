# Set-up, build, run and test of Calcinose. `make run` and `make test` need nothing but Swift 6.2 or later.
#
#   SCENARIO=FILE  what `make run` runs (default Scenarios/dermatomyositis.json)
#   FILTER=REGEX   which benchmarks `make benchmark-package` runs (default all)
#   PREFIX=DIR     where `make install` puts the program (default /usr/local)
#   PORTABLE=1     build for any processor of the family instead of this machine's

PREFIX ?= /usr/local
SCENARIO ?= Scenarios/dermatomyositis.json
SWIFT ?= swift
FILTER ?= .*

ifeq ($(PORTABLE),1)
MACHINE :=
else ifeq ($(shell uname -m),x86_64)
# A fused multiply-add is one instruction only where the processor is known to have it, else a slow call.
MACHINE := -Xcc -march=native $(if $(shell grep -qw fma /proc/cpuinfo 2>/dev/null && echo yes),-Xswiftc -DFUSED)
else
MACHINE := -Xswiftc -DFUSED
endif

# One configuration for everything, so that build products are shared.
RELEASE := -c release $(MACHINE)
PROGRAM := .build/release/calcinose
CODE := Sources Tests Benchmarks/KernelBenchmarks Package.swift Benchmarks/Package.swift
export RELEASE

.PHONY: help setup build run test test-all test-races benchmark benchmark-package docs format lint validate schema install clean

help:
	@echo 'make build              the program, .build/release/calcinose'
	@echo 'make run                the main scenario (or SCENARIO=FILE) into out/'
	@echo 'make test               the test suite;  make test-all adds slow searches and test-races'
	@echo 'make test-races         the suites in which threads share work, under the thread sanitizer'
	@echo 'make validate schema    check every scenario with the program, with the published schema'
	@echo 'make docs               the documentation, .build/docs'
	@echo 'make benchmark          time the diffusion kernel;  make benchmark-package runs Benchmarks/'
	@echo 'make format lint        lay the code out, check its layout'
	@echo 'make install PREFIX=    copy the program to PREFIX/bin'

# GSL, libpng, zlib and pkg-config, through the system's package manager where they are missing.
setup:
	@.ci/setup

build: setup
	$(SWIFT) build $(RELEASE) --product calcinose

run: build
	$(PROGRAM) run $(SCENARIO) --force

# Tests reach `package` declarations and need no testable import, which would compile everything once more.
test: setup
	$(SWIFT) test $(RELEASE) --disable-testable-imports

test-all: setup
	CALCINOSE_TEST_ALL=1 $(SWIFT) test $(RELEASE) --disable-testable-imports
	@$(MAKE) --no-print-directory test-races

# Tests in which several workers share the work: the team itself, every solver of transport, oxygen, cells, whole runs. A
# race that they meet is reported with both places, and fails. The sanitizer overlooks accesses of more than sixteen bytes:
# the build is for short vectors, and CVectors.h tells of its own.
RACES := ParallelismTests|bitsDoNotDependOnTheNumber|[tT]heSameBits|TheSameBytes|longStepsAreLeftToMultigrid
RACES := $(RACES)|SameBitsTests|ExchangeTests|CellsTests.MineralTests|OxygenBalanceTests

test-races: setup
	$(SWIFT) test -c release --disable-testable-imports --sanitize=thread -Xcc -DCALCINOSE_THREAD_SANITIZER \
	  --scratch-path .build/thread-sanitizer --filter '$(RACES)'

benchmark: build
	$(PROGRAM) benchmark diffusion

benchmark-package: setup
	@.ci/benchmarks --filter '$(FILTER)'

docs: setup
	@.ci/docs

format:
	$(SWIFT) format -i -r $(CODE)

lint:
	$(SWIFT) format lint --strict -r $(CODE)

validate: build
	$(PROGRAM) validate Scenarios/*.json

schema: build
	@.ci/schema

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/calcinose

clean:
	rm -rf .build Benchmarks/.build
