package cli

import (
	"github.com/smelter-lang/smelter/cache"
)

var runCommand = command{
	name: "run", args: "FILE|- [ARG...]", short: "check, compile if needed, and run a script",
	flags: diagnosticFlags,
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
