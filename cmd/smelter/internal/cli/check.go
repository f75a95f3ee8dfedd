package cli

import (
	"errors"
	"os"

	"github.com/spf13/pflag"
)

var checkCommand = command{
	name: "check", args: "FILE...", short: "print diagnostics only",
	flags: func(f *pflag.FlagSet, o *options) {
		diagnosticFlags(f, o)
		f.IntVar(&o.maxErrors, "max-errors", maxErrors, "how many errors to show of a script; 0 is all")
	},
	run: func(o *options, args []string) error {
		if len(args) == 0 {
			return usage{"check needs a script"}
		}
		o.jsonOut = os.Stdout
		var failed error
		for _, a := range args {
			p, err := open(o, a)
			if err != nil {
				return err
			}
			var wrong status
			if err := p.check(); errors.As(err, &wrong) {
				failed = err // the other scripts are checked too
			} else if err != nil {
				return err
			}
		}
		return failed
	},
}
