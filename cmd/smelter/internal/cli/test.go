package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/runtime/test"
)

var testCommand = command{
	name: "test", args: "[FILE|DIR...]", short: "run the tests of scripts",
	long: `Tests are what a script defines with deftest (docs/batteries/test.md). They run after its
definitions and the expressions outside of functions, in order; main is not called. Of a folder
these are the scripts in it and below that are named test.coal, NAME_test.coal, NAME-test.coal
or NAME.test.coal; without an operand it is the current one.

The exit status is 0 if all hold.`,
	flags: func(f *pflag.FlagSet, o *options) {
		f.BoolVarP(&o.verbose, "verbose", "v", false, "name the tests that hold, too")
		f.StringVar(&o.filter, "filter", "", "run the tests whose names contain `TEXT`")
		diagnosticFlags(f, o)
	},
	run: func(o *options, args []string) error {
		if len(args) == 0 {
			args = []string{"."}
		}
		store, err := openStore()
		if err != nil {
			return err
		}
		var paths []string
		for _, arg := range args {
			found, err := scriptsIn(arg, isTest)
			if err != nil {
				return err
			}
			if len(found) == 0 {
				return usage{"there are no tests in " + arg + " (smelter help test)"}
			}
			paths = append(paths, found...)
		}
		return o.test(store, paths)
	},
}

// isTest reports whether a file in a folder has tests, by its name.
func isTest(path string) bool {
	name, isScript := strings.CutSuffix(filepath.Base(path), ".coal")
	return isScript && (name == "test" || strings.HasSuffix(name, "_test") || strings.HasSuffix(name, "-test") ||
		strings.HasSuffix(name, ".test"))
}

// test runs the tests of scripts, and says which ones have failed if there are several.
func (o *options) test(store *cache.Store, paths []string) error {
	var failed []string
	for _, path := range paths {
		if len(paths) > 1 {
			fmt.Println(path)
		}
		var wrong status
		switch err := o.testScript(store, path); {
		case errors.As(err, &wrong):
			failed = append(failed, path)
		case err != nil:
			return err
		}
	}
	if len(failed) == 0 {
		return nil
	}
	if len(paths) > 1 {
		fmt.Printf("failed: %s\n", strings.Join(failed, " "))
	}
	return status(1)
}

// testScript compiles a script and lets it run its tests.
func (o *options) testScript(store *cache.Store, path string) error {
	p, err := open(o, path)
	if err != nil {
		return err
	}
	bin, err := p.binary(store)
	if err != nil {
		return err
	}
	report := test.Failing
	if o.verbose {
		report = test.All
	}
	cmd := exec.Command(bin)
	cmd.Args = []string{path}
	cmd.Env = append(os.Environ(), test.Environment+"="+report+":"+o.filter)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) {
		return status(1)
	} else if err != nil {
		return fmt.Errorf("running the tests of %s: %w", path, err)
	}
	return nil
}
