// Package gobuild drives the Go toolchain: from the source of a program to a binary.
//
// In come Go source and the packages it imports; out goes an executable. The runtime
// packages and what they need of the standard library are compiled once per toolchain and
// kept as archives in the cache; after that a build starts the compiler and the linker,
// and nothing else.
package gobuild

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// A Toolchain is a Go installation.
type Toolchain struct {
	Go       string // the go command
	Version  string // of the compiler, in full
	Tools    string // folder of compile and link
	settings string // GOARCH and the like, part of the identity
}

// ErrNoGo means that there is no Go toolchain.
var ErrNoGo = errors.New(`Smelter compiles scripts with the Go toolchain, and there is none.
Install Go 1.24 or later (https://go.dev/dl, or the package golang of your system) and have
"go" in PATH, or set SMELTER_GO to the go command`)

// Find returns the toolchain: that of SMELTER_GO, of PATH or of GOROOT. What a go command
// says of itself is remembered under dir, by its path, size and time.
func Find(dir string) (*Toolchain, error) {
	path, err := locate()
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("looking at the go command: %w", err)
	}
	key := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %s %s", path, info.Size(), info.ModTime().UnixNano(),
		os.Getenv("GOAMD64"), os.Getenv("GOEXPERIMENT")))
	memo := filepath.Join(dir, "go-"+hex.EncodeToString(key[:8])+".json")
	t := &Toolchain{}
	if data, err := os.ReadFile(memo); err == nil && json.Unmarshal(data, t) == nil && t.usable() {
		return t, nil
	}
	if t, err = ask(path); err != nil {
		return nil, err
	}
	if data, err := json.Marshal(t); err == nil {
		_ = writeFile(memo, data) // only a memory
	}
	return t, nil
}

func (t *Toolchain) usable() bool {
	_, err := os.Stat(filepath.Join(t.Tools, "compile"+exe()))
	return err == nil
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// locate finds the go command.
func locate() (string, error) {
	if p := os.Getenv("SMELTER_GO"); p != "" {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			p = filepath.Join(p, "bin", "go"+exe())
		}
		if _, err := os.Stat(p); err != nil {
			return "", fmt.Errorf("SMELTER_GO names no go command: %w", err)
		}
		return p, nil
	}
	if p, err := exec.LookPath("go"); err == nil {
		return p, nil
	}
	for _, root := range []string{os.Getenv("GOROOT"), "/usr/local/go", "/usr/lib/go"} {
		p := filepath.Join(root, "bin", "go"+exe())
		if _, err := os.Stat(p); err == nil && root != "" {
			return p, nil
		}
	}
	return "", ErrNoGo
}

// ask starts the go command to learn about the toolchain.
func ask(path string) (*Toolchain, error) {
	out, err := run(path, "", "env", "GOTOOLDIR", "GOVERSION", "GOARCH", "GOAMD64", "GOEXPERIMENT")
	if err != nil {
		return nil, fmt.Errorf("asking %s about itself: %w", path, err)
	}
	lines := strings.Split(strings.TrimRight(out, "\n"), "\n")
	if len(lines) < 2 || lines[0] == "" {
		return nil, fmt.Errorf("%s does not say where its tools are", path)
	}
	t := &Toolchain{Go: path, Tools: lines[0], Version: strings.Join(lines[1:], " ")}
	if !t.usable() {
		return nil, fmt.Errorf("the tools of %s are not in %s", path, t.Tools)
	}
	return t, nil
}

// environ is that of the toolchain's processes: what could change the result is fixed.
func environ() []string {
	return append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOPROXY=off",
		"GOTOOLCHAIN=local", "GO111MODULE=on", "GOGC=off")
}

// run starts a command of the toolchain and returns what it prints.
func run(path, dir string, args ...string) (string, error) {
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Env = dir, environ()
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(out), fmt.Errorf("%w\n%s", err, exit.Stderr)
	}
	return string(out), err
}

// writeFile writes a file that others see only when it is complete.
func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".tmp-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
