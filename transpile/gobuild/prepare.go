package gobuild

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/cache"
)

// This file makes the archives that programs are linked with: those of common packages at
// once, those of others with what they import when a program first needs them. They are
// copied out of Go's own cache, which throws away what was not used for some days.
//
// The folder of a toolchain has an archive for each package, and files that say which one
// belongs to which import path: importcfg for the common ones, and one for each further
// package that a program has imported. These appear when all their archives are there.

// Module is the module of the runtime packages.
const Module = "github.com/smelter-lang/smelter"

// ErrTarget means that the toolchain cannot compile for a target.
var ErrTarget = errors.New("the Go toolchain does not know this target")

// A Builder builds programs with one toolchain for one target.
type Builder struct {
	Toolchain *Toolchain
	Target    Target
	store     *cache.Store
	dir       string   // of the archives
	common    []string // import paths
}

// New returns a builder for programs over these runtime sources. Common names the packages
// of the runtime that most programs use.
func New(t *Toolchain, target Target, runtime fs.FS, common []string, store *cache.Store) (*Builder, error) {
	id, err := identity(t, target, runtime)
	b := &Builder{Toolchain: t, Target: target, store: store, dir: store.Path("tc", id)}
	b.common = []string{"runtime"} // Go's own, which every program is linked with
	for _, name := range common {
		b.common = append(b.common, Module+"/runtime/"+name)
	}
	return b, err
}

// Ready reports whether the common archives are there.
func (b *Builder) Ready() bool { return b.has(commonConfig) }

// Prepare makes the archives of common packages, and of what a program imports. busy is
// called when that really begins, and what it returns at the end.
func (b *Builder) Prepare(runtime fs.FS, imports []string, busy func() (done func())) error {
	if b.complete(imports) {
		return nil
	}
	defer b.store.Lock("tc-" + filepath.Base(b.dir))()
	if b.complete(imports) {
		return nil
	}
	defer busy()()
	err := b.prepare(runtime, imports)
	if err != nil && strings.Contains(err.Error(), "unsupported GOOS/GOARCH pair") {
		return ErrTarget
	}
	if err != nil {
		return fmt.Errorf("preparing the Go toolchain for %s: %w", b.Target, err)
	}
	return nil
}

// complete reports whether a program that imports these packages can be built.
func (b *Builder) complete(imports []string) bool {
	_, missing, err := b.archives(imports)
	return b.Ready() && err == nil && len(missing) == 0
}

// identity names the archives: by toolchain, target and sources.
func identity(t *Toolchain, target Target, runtime fs.FS) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, "4", t.Identity, target, settings())
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

// prepare makes what is missing.
func (b *Builder) prepare(runtime fs.FS, imports []string) error {
	work, err := b.store.Temp()
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := unpack(runtime, work); err != nil {
		return err
	}
	if !b.Ready() {
		if err := b.export(work, commonConfig, b.common); err != nil {
			return err
		}
	}
	_, missing, err := b.archives(imports)
	for _, path := range missing {
		if err == nil {
			err = b.export(work, configOf(path), []string{path})
		}
	}
	return err
}

// export compiles packages and what they import, keeps the archives that are not there yet,
// and writes the file that lists them all.
func (b *Builder) export(work, config string, paths []string) error {
	list, err := run(b.Toolchain.Go, work, b.Target, places(work), append([]string{"list", "-export", "-deps",
		"-trimpath", "-gcflags=all=-dwarf=false", "-f", "{{.ImportPath}}\t{{.Export}}"}, paths...)...)
	if err != nil {
		return err
	}
	var cfg strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
		path, archive, _ := strings.Cut(line, "\t")
		if archive == "" {
			continue // unsafe
		}
		name := nameOf(path) + ".a"
		if !b.has(name) {
			data, err := os.ReadFile(archive)
			if err == nil {
				err = cache.WriteFile(filepath.Join(b.dir, name), data)
			}
			if err != nil {
				return err
			}
		}
		fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, name)
	}
	return cache.WriteFile(filepath.Join(b.dir, config), []byte(cfg.String()))
}

// commonConfig lists the archives of common packages: a line "packagefile PATH=FILE" for
// each. Compile and link are started in their folder.
const commonConfig = "importcfg"

// configOf names the file that lists the archives of a package and what it imports.
func configOf(path string) string { return commonConfig + "-" + nameOf(path) }

// nameOf makes a file name of an import path. Escaping keeps two paths apart.
func nameOf(path string) string { return url.QueryEscape(path) }

func (b *Builder) has(file string) bool {
	_, err := os.Stat(filepath.Join(b.dir, file))
	return err == nil
}

// archives returns the lines that list the archives for a program that imports these
// packages, and the packages for which there are none yet.
func (b *Builder) archives(imports []string) (lines, missing []string, err error) {
	if lines, err = b.lines(commonConfig); err != nil {
		return nil, nil, err
	}
	for _, path := range imports {
		if path == "unsafe" || slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "packagefile "+path+"=") }) {
			continue
		}
		more, err := b.lines(configOf(path))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, path)
		case err != nil:
			return nil, nil, err
		}
		lines = append(lines, more...)
	}
	slices.Sort(lines)
	return slices.Compact(lines), missing, nil
}

func (b *Builder) lines(config string) ([]string, error) {
	data, err := os.ReadFile(filepath.Join(b.dir, config))
	if err != nil {
		return nil, fmt.Errorf("looking which packages are compiled: %w", err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n"), nil
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

// unpack writes the runtime's sources as a module.
func unpack(runtime fs.FS, dir string) error {
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
		return os.WriteFile(to, data, 0o600)
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+Module+"\n\ngo 1.24\n"), 0o600)
}
