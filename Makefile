# On Linux smelter decides what to run before the Go runtime starts (cmd/smelter/internal/fast).
ENTRY := $(if $(filter linux-amd64 linux-arm64,$(shell go env GOOS)-$(shell go env GOARCH)),-E=github.com/smelter-lang/smelter/cmd/smelter/internal/fast.Entry)
LDFLAGS := -s -w $(ENTRY)

build: ## bin/smelter
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/smelter ./cmd/smelter
build-fast: ## bin/smelter, not stripped
	go build -o bin/smelter ./cmd/smelter
test: ## all tests
	go test ./...
test-performance: build ## programs beside hand-written Go
	go run ./bench/programs -smelter bin/smelter
bench: test-performance
conformance: build ## counts per area; skipped where the sets are absent
	@if [ -d ../shared/conformance ]; then python3 ../shared/conformance/run.py --smelter bin/smelter; else echo "conformance: skipped, there is no ../shared/conformance"; fi
generate: ## files made from others, such as docs/errors.md
	go generate ./...
golden: ## rewrite the expected results of golden tests
	SMELTER_UPDATE=1 go test ./...
fuzz: ## the reader and the parser, for a minute each
	go test -run '^$$' -fuzz FuzzRead -fuzztime 60s ./transpile/reader
	go test -run '^$$' -fuzz FuzzParse -fuzztime 60s ./transpile/syntax
lint: ## formatting and vet
	@test -z "$$(gofmt -l .)" && go vet ./...
install: ## smelter in Go's bin folder
	CGO_ENABLED=0 go install -trimpath -ldflags '$(LDFLAGS)' ./cmd/smelter
help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

.PHONY: build build-fast test test-performance bench conformance generate golden fuzz lint install help
