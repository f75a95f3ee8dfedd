package cli

import (
	"github.com/spf13/pflag"
)

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
