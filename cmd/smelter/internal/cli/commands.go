package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/gobuild"
	"github.com/smelter-lang/smelter/transpile/source"
)

// version is set by the linker in releases.
var version = "0.1.0-dev"

var zeroSpan source.Span

var runCommand = command{
	name: "run", args: "FILE|- [ARG...]", short: "check, compile if needed, and run a script",
	run: func(o *options, args []string) error {
		if len(args) == 0 {
			return usage{"run needs a script"}
		}
		p, err := open(o, args[0])
		if err != nil {
			return err
		}
		dir, err := cache.DefaultDir()
		if err != nil {
			return err
		}
		id, err := identity()
		if err != nil {
			return err
		}
		store := &cache.Store{Dir: dir}
		key := cache.KeyOf(id, p.text)
		bin, ok := store.Lookup(key, p.dir)
		if !ok {
			if err := p.check(); err != nil {
				return err
			}
			bin, err = store.Put(key, p.dir, func(out string) ([]cache.Dep, error) {
				return p.deps(), p.build(out)
			})
			if err != nil {
				return err
			}
		}
		return cache.Exec(bin, append([]string{args[0]}, args[1:]...))
	},
}

var buildCommand = command{
	name: "build", args: "FILE [-o OUT]", short: "make a standalone executable",
	flags: func(f *pflag.FlagSet, o *options) {
		f.StringVarP(&o.out, "output", "o", "", "where to write it (default: FILE without extension)")
	},
	run: func(o *options, args []string) error {
		if len(args) != 1 {
			return usage{"build needs one script"}
		}
		p, err := open(o, args[0])
		if err != nil {
			return err
		}
		if err := p.check(); err != nil {
			return err
		}
		out := o.out
		if out == "" {
			out = strings.TrimSuffix(filepath.Base(args[0]), filepath.Ext(args[0]))
		}
		return p.build(out)
	},
}

var checkCommand = command{
	name: "check", args: "FILE...", short: "print diagnostics only",
	flags: func(f *pflag.FlagSet, o *options) {
		f.BoolVar(&o.json, "json", false, "one JSON object a line, on standard output")
		f.BoolVar(&o.werror, "werror", false, "warnings are errors")
	},
	run: func(o *options, args []string) error {
		if len(args) == 0 {
			return usage{"check needs a script"}
		}
		var failed error
		for _, a := range args {
			p, err := open(o, a)
			if err != nil {
				return err
			}
			if err := p.check(); err != nil {
				failed = err
			}
		}
		return failed
	},
}

var emitCommand = command{
	name: "emit", args: "FILE", short: "print the Go source of a script",
	flags: func(f *pflag.FlagSet, o *options) {
		f.StringVar(&o.dump, "dump", "go", "what to print: go or types")
	},
	run: func(o *options, args []string) error {
		if len(args) != 1 {
			return usage{"emit needs one script"}
		}
		p, err := open(o, args[0])
		if err != nil {
			return err
		}
		if err := p.check(); err != nil {
			return err
		}
		switch o.dump {
		case "types":
			return p.session.DumpTypes(os.Stdout, p.module)
		case "go":
			src, err := p.session.Go(p.module, emit.Options{Format: true})
			if err != nil {
				return err
			}
			_, err = os.Stdout.Write(src.Source)
			return err
		}
		return usage{"there is no phase " + o.dump}
	},
}

var doctorCommand = command{
	name: "doctor", short: "tell what smelter needs and has",
	run: func(o *options, args []string) error {
		dir, err := cache.DefaultDir()
		if err != nil {
			return err
		}
		fmt.Printf("smelter %s, %s/%s\ncache: %s\n", version, runtime.GOOS, runtime.GOARCH, dir)
		t, err := gobuild.Find(filepath.Join(dir, "v1", "tc"))
		if err != nil {
			return err
		}
		fmt.Printf("Go: %s (%s)\n", t.Go, t.Version)
		return nil
	},
}

var versionCommand = command{
	name: "version", short: "print the version",
	run: func(*options, []string) error {
		_, err := fmt.Println("smelter " + version)
		return err
	},
}
