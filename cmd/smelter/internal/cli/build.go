package cli

import (
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
)

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
