# On Linux smelter decides what to run before the Go runtime starts (cmd/smelter/internal/fast).
ENTRY := $(if $(filter linux-amd64 linux-arm64,$(shell go env GOOS)-$(shell go env GOARCH)),-E=github.com/smelter-lang/smelter/cmd/smelter/internal/fast.Entry)
LDFLAGS := -s -w $(ENTRY)

build: ## bin/smelter
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/smelter ./cmd/smelter
build-fast: ## bin/smelter as quickly as possible: not stripped, without the entry point
	go build -o bin/smelter ./cmd/smelter
test: ## all tests
	go test ./...
test-entry: ## the tests of the command once more, with smelter's entry point
	SMELTER_SLOW_TESTS=1 go test $(if $(ENTRY),-ldflags '$(ENTRY)') -run 'TestScript|TestFirstRuns' ./cmd/smelter
test-performance: build ## starting and running programs; ratios are appended to bench/history.tsv
	go run ./bench/launch -smelter bin/smelter -record bench/history.tsv
	go run ./bench/programs -smelter bin/smelter
bench: build ## all measurements: starting, running and checking programs
	go run ./bench/launch -smelter bin/smelter
	go run ./bench/programs -smelter bin/smelter
	go run ./bench/compile -smelter bin/smelter
conformance: build ## counts per area; skipped where the sets are absent
	@if [ -d ../shared/conformance ]; then python3 ../shared/conformance/run.py --smelter bin/smelter; else echo "conformance: skipped, there is no ../shared/conformance"; fi
generate: ## files made from others, such as docs/errors.md
	go generate ./...
golden: ## rewrite the expected results of golden tests
	SMELTER_UPDATE=1 go test ./...
FUZZ := go test -count=1 -timeout 0 -v -run
fuzz: ## a million changed texts and some thousand programs, the same ones each time
	SMELTER_FUZZ=1000000 $(FUZZ) '^TestGarbled$$' ./transpile/reader
	SMELTER_FUZZ=1000000 $(FUZZ) '^TestGarbled$$' ./transpile/format
	SMELTER_FUZZ=100000 $(FUZZ) '^TestMutants$$' ./transpile/syntax
	SMELTER_FUZZ=100000 $(FUZZ) '^TestMutants$$' ./transpile
	SMELTER_FUZZ=2000 $(FUZZ) '^TestGenerated$$' ./cmd/smelter
	SMELTER_FUZZ=10000 $(FUZZ) '^TestChangedPrograms$$' ./cmd/smelter
fuzz-new: ## texts that Go's fuzzing comes up with, for a minute each
	go test -run '^$$' -fuzz FuzzRead -fuzztime 60s ./transpile/reader
	go test -run '^$$' -fuzz FuzzParse -fuzztime 60s ./transpile/syntax
	go test -run '^$$' -fuzz FuzzCheck -fuzztime 60s ./transpile
lint: ## formatting and vet
	@test -z "$$(gofmt -l .)" && go vet ./...
install: ## smelter in Go's bin folder
	CGO_ENABLED=0 go install -trimpath -ldflags '$(LDFLAGS)' ./cmd/smelter
help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

.PHONY: build build-fast test test-entry test-performance bench conformance generate golden fuzz fuzz-new lint install help
