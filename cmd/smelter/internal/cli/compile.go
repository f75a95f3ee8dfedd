package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/gobuild"
)

// compile compiles a checked program to out and returns the version of Go that did it.
func (p *program) compile(store *cache.Store, target gobuild.Target, out string) (string, error) {
	src, err := p.session.Go(p.module, emit.Options{Lines: true})
	if err != nil {
		return "", err
	}
	chain, err := gobuild.Find(store)
	if err != nil {
		return "", err
	}
	b, err := gobuild.New(chain, target, runtime.Packages, runtime.Common(), store)
	if err != nil {
		return "", err
	}
	if err := b.Prepare(runtime.Packages, src.Imports, preparing); err != nil {
		return "", err
	}
	return chain.Version, b.Build(src.Source, src.Imports, out)
}

// preparing tells people on a terminal why it takes so long, this once.
func preparing() (done func()) {
	return startProgress("preparing the Go toolchain, this once")
}

// compileTo compiles a checked program to a file that appears when it is complete.
func (p *program) compileTo(target gobuild.Target, out string) error {
	store, err := openStore()
	if err != nil {
		return err
	}
	dir := filepath.Dir(out)
	if out == os.DevNull {
		dir = ""
	}
	tmp, err := os.MkdirTemp(dir, ".smelter-")
	if err != nil {
		return fmt.Errorf("writing the executable: %w", err)
	}
	defer os.RemoveAll(tmp)
	defer startProgress("compiling " + filepath.Base(p.path))()
	made := filepath.Join(tmp, filepath.Base(out))
	if _, err := p.compile(store, target, made); err != nil || out == os.DevNull {
		return err
	}
	if err := os.Rename(made, out); err != nil {
		return fmt.Errorf("writing the executable: %w", err)
	}
	return nil
}
