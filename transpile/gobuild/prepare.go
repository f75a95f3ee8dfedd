package gobuild

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/cache"
)

// This file makes the archives that programs are linked with. They are copied out of Go's
// own cache, which throws away what was not used for some days.

// Module is the module of the runtime packages.
const Module = "github.com/smelter-lang/smelter"

// ErrTarget means that the toolchain cannot compile for a target.
var ErrTarget = errors.New("the Go toolchain does not know this target")

// A Builder builds programs with one toolchain for one target.
type Builder struct {
	Toolchain *Toolchain
	Target    Target
	store     *cache.Store
	dir       string // of the archives
}

// New returns a builder for programs over these runtime sources.
func New(t *Toolchain, target Target, runtime fs.FS, store *cache.Store) (*Builder, error) {
	id, err := identity(t, target, runtime)
	return &Builder{t, target, store, store.Path("tc", id)}, err
}

// Ready reports whether the archives are there.
func (b *Builder) Ready() bool {
	_, err := os.Stat(b.config())
	return err == nil
}

// config names the file that tells compile and link where archives are: beside it, for
// tools that are started in the folder of the archives.
func (b *Builder) config() string { return filepath.Join(b.dir, "importcfg") }

// Prepare makes the archives. busy is called when that really begins, and what it
// returns at the end.
func (b *Builder) Prepare(runtime fs.FS, busy func() (done func())) error {
	if b.Ready() {
		return nil
	}
	defer b.store.Lock("tc-" + filepath.Base(b.dir))()
	if b.Ready() {
		return nil
	}
	defer busy()()
	err := b.prepare(runtime)
	if err != nil && strings.Contains(err.Error(), "unsupported GOOS/GOARCH pair") {
		return ErrTarget
	}
	if err != nil {
		return fmt.Errorf("preparing the Go toolchain for %s: %w", b.Target, err)
	}
	return nil
}

// identity names the archives: by toolchain, target and sources.
func identity(t *Toolchain, target Target, runtime fs.FS) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, "3", t.Identity, target, settings())
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
	work, err := b.store.Temp()
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	src, done := filepath.Join(work, "src"), filepath.Join(work, "done")
	pkgs, err := unpack(runtime, src)
	if err != nil {
		return err
	}
	list, err := run(b.Toolchain.Go, src, b.Target, places(work), append([]string{"list", "-export", "-deps",
		"-trimpath", "-gcflags=all=-dwarf=false", "-f", "{{.ImportPath}}\t{{.Export}}"}, pkgs...)...)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(done, 0o700); err != nil {
		return err
	}
	var cfg strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(list), "\n") {
		path, archive, _ := strings.Cut(line, "\t")
		if archive == "" {
			continue // unsafe
		}
		name := fmt.Sprintf("%d.a", i)
		if err := copyFile(archive, filepath.Join(done, name)); err != nil {
			return err
		}
		fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, name)
	}
	if err := os.WriteFile(filepath.Join(done, "importcfg"), []byte(cfg.String()), 0o600); err != nil {
		return err
	}
	return b.appear(done)
}

// appear moves complete archives to their place.
func (b *Builder) appear(done string) error {
	if err := os.MkdirAll(filepath.Dir(b.dir), 0o700); err != nil {
		return err
	}
	err := os.Rename(done, b.dir)
	if err != nil && b.Ready() {
		return nil // somebody was faster
	}
	if err != nil && os.RemoveAll(b.dir) == nil { // what is there is not complete
		err = os.Rename(done, b.dir)
	}
	return err
}

// places returns settings for the folders that the go command writes to. Go's own cache
// is used if there is one, since it may have most of the archives.
func places(work string) []string {
	env := []string{"GOTMPDIR=" + work, "GOPATH=" + filepath.Join(work, "gopath")}
	dir := os.Getenv("GOCACHE")
	if dir == "" {
		if user, err := os.UserCacheDir(); err == nil {
			dir = filepath.Join(user, "go-build")
		}
	}
	if !writable(dir) {
		env = append(env, "GOCACHE="+filepath.Join(work, "gocache"))
	}
	return env
}

// writable reports whether files can be made in a folder.
func writable(dir string) bool {
	if !filepath.IsAbs(dir) || os.MkdirAll(dir, 0o777) != nil {
		return false
	}
	f, err := os.CreateTemp(dir, ".smelter-")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
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
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			seen[Module+"/runtime/"+filepath.ToSlash(filepath.Dir(path))] = true
		}
		return os.WriteFile(to, data, 0o600)
	})
	if err != nil {
		return nil, err
	}
	pkgs := []string{"runtime"} // which every program is linked with
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
