package cli

import (
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/transpile"
)

var emitCommand = command{
	name: "emit", args: "FILE", short: "print the Go source of a script, or what another phase makes of it",
	flags: func(f *pflag.FlagSet, o *options) {
		f.StringVar(&o.dump, "dump", "go", "the phase whose result is printed: "+phaseNames())
	},
	run: func(o *options, args []string) error {
		if len(args) != 1 {
			return usage{"emit needs one script"}
		}
		phases := transpile.Phases()
		i := slices.IndexFunc(phases, func(p transpile.Phase) bool { return p.Name == o.dump })
		if i < 0 {
			return usage{"there is no phase " + o.dump + "; phases are " + phaseNames()}
		}
		p, err := open(o, args[0])
		if err != nil {
			return err
		}
		err = p.check()
		var wrong status
		if err != nil && !(errors.As(err, &wrong) && phases[i].Front) {
			return err
		}
		return errors.Join(phases[i].Dump(p.session, p.module, os.Stdout), err)
	},
}

func phaseNames() string {
	var names []string
	for _, p := range transpile.Phases() {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}
