package cli

import (
	"os"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/transpile/emit"
)

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
