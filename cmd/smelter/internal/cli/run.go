package cli

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/cmd/smelter/internal/fast"
	"github.com/smelter-lang/smelter/transpile/gobuild"
)

var runCommand = command{
	name: "run", args: "FILE|- [ARG...]", runs: true, short: "check, compile if needed, and run a script",
	long: `The process becomes the script: exit status, signals, standard input and terminal are its
own, and everything after FILE is its arguments. "-" reads the script from standard input.

The compiled program is kept in the cache. It is compiled anew when the script, a file it
imports or smelter has changed. "smelter FILE" is short for "smelter run FILE", so a script
may begin with one of

  #!/usr/bin/env smelter
  #!/usr/bin/env -S smelter run`,
	flags: diagnosticFlags,
	run: func(o *options, args []string) error {
		if len(args) == 0 {
			return usage{"run needs a script"}
		}
		p, err := open(o, args[0])
		if err != nil {
			return err
		}
		store, err := openStore()
		if err != nil {
			return err
		}
		return p.exec(store, args)
	},
}

// exec becomes the program, which it compiles first if the cache has none. A program that
// disappears between looking and starting, when the cache is being cleared, is made again.
func (p *program) exec(store *cache.Store, args []string) error {
	for try := 0; ; try++ {
		bin, err := p.binary(store)
		if err != nil {
			return err
		}
		if err = cache.Exec(bin, args); try > 0 || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
}

// binary returns the program in the cache.
func (p *program) binary(store *cache.Store) (string, error) {
	build, err := fast.BuildID()
	if err != nil {
		return "", err
	}
	text := p.text
	if p.shown {
		text = "eval " + text // another program than the script alone
	}
	key := cache.KeyOf(build, text)
	hit, _ := store.Lookup(key, p.place)
	if hit == nil || p.o.werror { // what is in the cache may have had warnings
		if err := p.check(); err != nil {
			return "", err
		}
	}
	if hit == nil {
		done := startProgress("compiling " + filepath.Base(p.path)) // or waiting for who does
		hit, err = store.Put(key, p.place, func(out string) (cache.Origin, error) {
			tool, err := p.compile(store, gobuild.Host(), out)
			return p.origin(tool), err
		})
		done()
		if err != nil {
			return "", err
		}
	}
	store.Remember(build, p.place, hit)
	return hit.Binary, nil
}
