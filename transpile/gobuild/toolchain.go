// Package gobuild drives the Go toolchain: from the source of a program to a binary.
//
// In come Go source and the packages it imports; out goes an executable. The runtime
// packages and what they need of the standard library are compiled once per toolchain and
// target, and kept as archives in the cache; after that a build starts the compiler and
// the linker, and nothing else. Whether a build is needed at all is the caller's business.
package gobuild

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/smelter-lang/smelter/cache"
)

// Oldest is the oldest Go that will do.
const Oldest = "go1.24"

// A Toolchain is a Go installation.
type Toolchain struct {
	Go       string // the go command
	Version  string // for people
	Tools    string // folder of compile and link
	Identity string // of both tools, in full
	Compiler stamp  // what compile was when it was asked
}

// A stamp tells whether a tool is still the one that was asked.
type stamp struct{ Size, Time int64 }

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime().UnixNano()}
}

// A Target is what programs are compiled for.
type Target struct{ OS, Arch string }

// Host is the target that smelter itself runs on.
func Host() Target { return Target{runtime.GOOS, runtime.GOARCH} }

func (t Target) String() string { return t.OS + "/" + t.Arch }

// Find returns the toolchain: that of SMELTER_GO, or else of PATH, of GOROOT or of the
// usual places. What a go command says of itself is remembered in the store.
func Find(store *cache.Store) (*Toolchain, error) {
	path, err := Locate()
	if err != nil {
		return nil, err
	}
	key := cache.SumOf(fmt.Appendf(nil, "3 %s %v", path, stampOf(path)))
	memo := store.Path("tc", "go-"+key[:16]+".json")
	t := &Toolchain{}
	if data, err := os.ReadFile(memo); err == nil && json.Unmarshal(data, t) == nil && t.usable() {
		return t, nil
	}
	if t, err = ask(path); err != nil {
		return nil, err
	}
	if data, err := json.Marshal(t); err == nil {
		_ = cache.WriteFile(memo, data) // only a memory
	}
	return t, nil
}

// usable reports whether the compiler is still what was asked.
func (t *Toolchain) usable() bool {
	s := stampOf(t.tool("compile"))
	return s != stamp{} && s == t.Compiler
}

func (t *Toolchain) tool(name string) string { return filepath.Join(t.Tools, name+exe()) }

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// ask starts the tools to learn about them.
func ask(path string) (*Toolchain, error) {
	out, err := run(path, "", Host(), nil, "env", "GOTOOLDIR", "GOVERSION")
	if err != nil {
		return nil, fmt.Errorf("asking %s about itself: %w", path, err)
	}
	tools, goVersion, _ := strings.Cut(strings.TrimSpace(out), "\n")
	if tools == "" || release(goVersion) == "" {
		return nil, fmt.Errorf("%s does not say its version and where its tools are; is it a go command?", path)
	}
	t := &Toolchain{Go: path, Tools: strings.TrimSpace(tools), Version: strings.TrimSpace(goVersion)}
	if v := release(t.Version); version.Compare(v, Oldest) < 0 {
		return nil, fmt.Errorf("%s is %s, and Smelter needs %s or later.\n%s", path, v, Oldest, Advice)
	}
	for _, name := range []string{"compile", "link"} {
		says, err := run(t.tool(name), "", Host(), nil, "-V=full")
		if err != nil {
			return nil, fmt.Errorf("asking Go's %s about itself: %w", name, err)
		}
		if release(says) != release(t.Version) {
			return nil, fmt.Errorf("two Go installations are mixed up: %s is %s, but %s is %q; "+
				"install Go anew, or set SMELTER_GO to a go command of one piece",
				path, t.Version, t.tool(name), strings.TrimSpace(says))
		}
		t.Identity += says
	}
	t.Compiler = stampOf(t.tool("compile"))
	return t, nil
}

// release finds the version in what a tool says: go1.26.1 in "compile version go1.26.1".
func release(text string) string {
	for _, w := range strings.Fields(text) {
		if strings.HasPrefix(w, "go1") {
			return w
		}
	}
	return ""
}

// settings returns what of the environment changes the code that compile makes.
func settings() string {
	var out []string
	for _, name := range []string{"GOAMD64", "GOARM64", "GO386", "GOARM", "GORISCV64", "GOPPC64", "GOEXPERIMENT"} {
		if v := os.Getenv(name); v != "" {
			out = append(out, name+"="+v)
		}
	}
	return strings.Join(out, " ")
}

// environ is that of the toolchain's processes: what could change the result is fixed.
func environ(t Target, more []string) []string {
	env := append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOENV=off", "GOROOT=",
		"GOTOOLCHAIN=local", "GO111MODULE=on", "GOGC=off", "GOOS="+t.OS, "GOARCH="+t.Arch)
	return append(env, more...)
}

// run starts a command of the toolchain and returns what it prints.
func run(path, dir string, t Target, more []string, args ...string) (string, error) {
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Env = dir, environ(t, more)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(out), fmt.Errorf("%w\n%s", err, exit.Stderr)
	}
	return string(out), err
}
