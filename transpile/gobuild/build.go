package gobuild

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Module is the module of the runtime packages.
const Module = "github.com/smelter-lang/smelter"

// A Builder builds programs with one toolchain from prepared archives.
type Builder struct {
	chain *Toolchain
	dir   string // of the archives
}

// Prepare returns a builder whose archives are under dir, making them first if there are
// none for this toolchain and these runtime sources. Progress goes to log.
func Prepare(t *Toolchain, runtime fs.FS, dir string, log io.Writer) (*Builder, error) {
	id, err := identity(t, runtime)
	if err != nil {
		return nil, err
	}
	b := &Builder{t, filepath.Join(dir, id)}
	if b.ready() {
		return b, nil
	}
	unlock, err := lock(b.dir + ".lock")
	if err != nil {
		return nil, err
	}
	defer unlock()
	if b.ready() {
		return b, nil
	}
	fmt.Fprintln(log, "smelter: preparing the Go toolchain, once (this takes some seconds)")
	if err := b.prepare(runtime); err != nil {
		return nil, fmt.Errorf("preparing the Go toolchain: %w", err)
	}
	return b, nil
}

func (b *Builder) ready() bool {
	_, err := os.Stat(filepath.Join(b.dir, "importcfg"))
	return err == nil
}

// identity names the archives: by toolchain and sources.
func identity(t *Toolchain, runtime fs.FS) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, "1", t.Version)
	err := fs.WalkDir(runtime, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(runtime, path)
		fmt.Fprintf(h, "%s %d\n", path, len(data))
		h.Write(data)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:12]), err
}

// prepare compiles the runtime packages and what they import, and copies the archives.
func (b *Builder) prepare(runtime fs.FS) error {
	parent := filepath.Dir(b.dir)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	work, err := os.MkdirTemp(parent, ".work-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	src := filepath.Join(work, "src")
	pkgs, err := unpack(runtime, src)
	if err != nil {
		return err
	}
	out, err := run(b.chain.Go, src, append([]string{"list", "-export", "-deps", "-trimpath", "-gcflags=all=-dwarf=false",
		"-f", "{{.ImportPath}}\t{{.Export}}"}, pkgs...)...)
	if err != nil {
		return err
	}
	done := filepath.Join(work, "done")
	if err := os.Mkdir(done, 0o700); err != nil {
		return err
	}
	var cfg strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(out), "\n") {
		path, archive, _ := strings.Cut(line, "\t")
		if archive == "" {
			continue // unsafe
		}
		name := fmt.Sprintf("%d.a", i)
		if err := copyFile(archive, filepath.Join(done, name)); err != nil {
			return err
		}
		fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, filepath.Join(b.dir, name))
	}
	if err := os.WriteFile(filepath.Join(done, "importcfg"), []byte(cfg.String()), 0o600); err != nil {
		return err
	}
	if err := os.Rename(done, b.dir); err != nil && !b.ready() {
		return err
	}
	return nil
}

// unpack writes the runtime's sources as a module and returns its packages.
func unpack(runtime fs.FS, dir string) ([]string, error) {
	seen := map[string]bool{}
	err := fs.WalkDir(runtime, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".s") {
			return err
		}
		data, err := fs.ReadFile(runtime, path)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, "runtime", filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		if strings.HasSuffix(path, ".go") {
			seen[Module+"/runtime/"+filepath.ToSlash(filepath.Dir(path))] = true
		}
		return os.WriteFile(to, data, 0o600)
	})
	if err != nil {
		return nil, err
	}
	var pkgs []string
	for p := range seen {
		pkgs = append(pkgs, p)
	}
	slices.Sort(pkgs)
	return pkgs, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+Module+"\n\ngo 1.24\n"), 0o600)
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

// ErrGo means that the Go compiler refused what Smelter wrote: a mistake of Smelter's.
var ErrGo = errors.New("the Go compiler refuses the code that Smelter wrote")

// Build makes an executable of a program's source.
func (b *Builder) Build(source []byte, out string) error {
	work, err := os.MkdirTemp(filepath.Dir(b.dir), ".build-")
	if err != nil {
		return err
	}
	main, archive := filepath.Join(work, "main.go"), filepath.Join(work, "main.a")
	if err := os.WriteFile(main, source, 0o600); err != nil {
		return err
	}
	cfg := filepath.Join(b.dir, "importcfg")
	if text, err := b.tool("compile", "-p=main", "-complete", "-pack", "-dwarf=false", "-c=2", "-trimpath="+work,
		"-importcfg="+cfg, "-o="+archive, main); err != nil {
		return fmt.Errorf("%w (it is kept as %s):\n%s", ErrGo, main, text)
	}
	if text, err := b.tool("link", "-s", "-w", "-buildid=", "-importcfg="+cfg, "-o="+out, archive); err != nil {
		return fmt.Errorf("linking: %w\n%s", err, text)
	}
	return os.RemoveAll(work)
}

func (b *Builder) tool(name string, args ...string) (string, error) {
	cmd := exec.Command(filepath.Join(b.chain.Tools, name+exe()), args...)
	cmd.Env = environ()
	text, err := cmd.CombinedOutput()
	return string(text), err
}
