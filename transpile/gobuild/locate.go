package gobuild

import (
	"cmp"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// This file finds the go command.

// Advice says how to get Go.
const Advice = `Install it from https://go.dev/dl, or as the package golang of your system, and have "go"
in PATH; or set SMELTER_GO to a go command.`

// ErrNoGo means that there is no Go toolchain.
var ErrNoGo = errors.New("Smelter compiles scripts with the Go toolchain (" + Oldest + " or later), and finds none.\n" + Advice)

// Locate returns the path of the go command.
func Locate() (string, error) {
	if p := os.Getenv("SMELTER_GO"); p != "" {
		return named(p)
	}
	if p, err := exec.LookPath("go"); err == nil {
		return filepath.Abs(p)
	}
	for _, root := range usualPlaces() {
		if p := filepath.Join(root, "bin", "go"+exe()); isCommand(p) {
			return p, nil
		}
	}
	return "", ErrNoGo
}

// named finds the command that SMELTER_GO names: a command, or the root of a Go
// installation.
func named(p string) (string, error) {
	if info, err := os.Stat(p); err == nil && info.IsDir() {
		p = filepath.Join(p, "bin", "go"+exe())
	}
	found, err := exec.LookPath(p)
	if err != nil {
		return "", fmt.Errorf("SMELTER_GO should name a go command: %w", err)
	}
	return filepath.Abs(found)
}

// usualPlaces returns where Go is often installed, in the order to look.
func usualPlaces() []string {
	places := []string{"/usr/local/go", "/usr/lib/go", "/usr/lib/golang", "/opt/homebrew/opt/go", "/snap/go/current"}
	if runtime.GOOS == "windows" {
		places = []string{`C:\Program Files\Go`}
	}
	if root := os.Getenv("GOROOT"); root != "" {
		places = append([]string{root}, places...)
	}
	numbered, _ := filepath.Glob("/usr/lib/go-1*") // Debian's packages
	if home, err := os.UserHomeDir(); err == nil {
		sdk, _ := filepath.Glob(filepath.Join(home, "sdk", "go1*")) // golang.org/dl
		numbered = append(numbered, sdk...)
	}
	slices.SortFunc(numbered, func(a, b string) int {
		return cmp.Or(version.Compare(numberOf(b), numberOf(a)), strings.Compare(a, b))
	})
	return append(places, numbered...)
}

// numberOf returns the version in a folder's name: go1.24 for go-1.24.
func numberOf(dir string) string { return strings.Replace(filepath.Base(dir), "-", "", 1) }

func isCommand(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && (runtime.GOOS == "windows" || info.Mode()&0o111 != 0)
}
