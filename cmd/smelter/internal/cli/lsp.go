package cli

import (
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/cmd/smelter/internal/fast"
	"github.com/smelter-lang/smelter/cmd/smelter/internal/lsp"
	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
)

var lspCommand = command{
	name: "lsp", short: "be the language server of an editor",
	long: `The editor starts it and talks to it on standard input and output, by the Language Server
Protocol. docs/editors.md says how to set editors up.`,
	flags: func(f *pflag.FlagSet, o *options) {
		f.Bool("stdio", true, "talk on standard input and output; some editors say so, and there is no other way")
	},
	run: func(o *options, args []string) error {
		if len(args) > 0 {
			return usage{"lsp takes no arguments"}
		}
		debug.SetGCPercent(100) // unlike other commands it lives long
		var p program
		if err := p.findPath(); err != nil {
			return err
		}
		sources, err := librarySources()
		if err != nil {
			return err
		}
		code := lsp.Serve(os.Stdin, os.Stdout, lsp.Config{
			Version: version, Session: sessions(), Prelude: runtime.Prelude(),
			Path: filepath.SplitList(p.place.Search), Sources: sources, ReadFile: readFile,
		})
		if code != 0 {
			return status(code)
		}
		return nil
	},
}

// sessions returns what makes sessions over the library, whose image is read once.
func sessions() func(transpile.World) (*transpile.Session, error) {
	image := ""
	return func(w transpile.World) (s *transpile.Session, err error) {
		if image == "" {
			s, image, err = librarySession(w)
			return s, err
		}
		return transpile.NewSession(w, image)
	}
}

// librarySources returns the folder for sources of the library that editors open, which is
// kept as long as the image beside it; "" if there is no cache.
func librarySources() (string, error) {
	store, err := openStore()
	if err != nil {
		return "", nil
	}
	build, err := fast.BuildID()
	if err != nil {
		return "", err
	}
	return filepath.Abs(store.Path("lib", cache.SumOf([]byte(build))[:24]+"-sources"))
}
