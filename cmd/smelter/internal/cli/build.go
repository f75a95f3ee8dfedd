package cli

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/transpile/gobuild"
)

var buildCommand = command{
	name: "build", args: "FILE|-", short: "make a standalone executable",
	long: `The executable needs neither smelter nor Go. With --os and --arch it is made for another
system, by the names that Go has for them: linux, darwin, windows; amd64, arm64.`,
	flags: func(f *pflag.FlagSet, o *options) {
		diagnosticFlags(f, o)
		f.StringVarP(&o.out, "output", "o", "", "`FILE` or folder to write it to (default: FILE without extension)")
		f.StringVar(&o.os, "os", "", "`SYSTEM` to compile for (default: this one)")
		f.StringVar(&o.arch, "arch", "", "`PROCESSOR` to compile for (default: this one)")
	},
	run: func(o *options, args []string) error {
		if len(args) != 1 {
			return usage{"build needs one script"}
		}
		p, err := open(o, args[0])
		if err != nil {
			return err
		}
		host := gobuild.Host()
		target := gobuild.Target{OS: cmp.Or(o.os, host.OS), Arch: cmp.Or(o.arch, host.Arch)}
		out, err := outputOf(args[0], o.out, target)
		if err != nil {
			return err
		}
		if err := p.check(); err != nil {
			return err
		}
		err = p.compileTo(target, out)
		if errors.Is(err, gobuild.ErrTarget) {
			return usage{"Go does not compile for " + target.String()}
		}
		return err
	},
}

// outputOf decides where an executable goes.
func outputOf(script, out string, target gobuild.Target) (string, error) {
	name := strings.TrimSuffix(filepath.Base(script), filepath.Ext(script))
	if target.OS == "windows" {
		name += ".exe"
	}
	switch {
	case out == "" && script == "-":
		return "", usage{"a script from standard input has no name; say where to write it with -o"}
	case out == "":
		out = name
	case isDir(out) || strings.HasSuffix(out, string(filepath.Separator)):
		out = filepath.Join(out, name)
	}
	if sameFile(script, out) {
		return "", usage{out + " is the script itself; say where to write the executable with -o"}
	}
	if info, err := os.Stat(out); err == nil && out != os.DevNull && !info.Mode().IsRegular() {
		return "", usage{out + " is not a file; say where to write the executable with -o"}
	}
	return out, nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
