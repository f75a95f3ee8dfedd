// Package cli is smelter's command line: one file per command.
//
// In come arguments; out goes an exit status: 0; 1 if the script is wrong or ended by an
// error; 2 for wrong usage; 3 if the world is broken, say without a Go toolchain. Running
// a script replaces the process, so its status is its own.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/runtime/spelling"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/gobuild"
)

// A command is one of smelter's.
type command struct {
	name  string
	args  string // operands, for people
	short string // one line
	long  string // what else there is to know; may be empty
	runs  bool   // a script: what comes behind it are its arguments
	flags func(*pflag.FlagSet, *options)
	run   func(*options, []string) error
}

// options are the flags of all commands.
type options struct {
	out       string
	os, arch  string
	dump      string
	warm      bool
	formatted bool   // fmt --check
	verbose   bool   // test
	filter    string // test
	reportOptions
}

func commands() []command {
	return []command{
		runCommand, evalCommand, buildCommand, checkCommand, testCommand, fmtCommand, docCommand, lspCommand, emitCommand, explainCommand,
		cacheCommand, doctorCommand, completionCommand(), versionCommand,
	}
}

// A status is an error that ends smelter with an exit status; what there was to say has
// been said.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// usage is the error of a command line that is wrong.
type usage struct{ text string }

func (u usage) Error() string { return u.text }

// Main runs a command line and returns the exit status.
func Main(argv []string) (code int) {
	debug.SetGCPercent(400) // smelter lives for a moment
	defer func() {
		if r := recover(); r != nil {
			code = reportBug(r)
		}
	}()
	err := dispatch(argv[1:])
	var s status
	var u usage
	switch {
	case err == nil:
		return 0
	case errors.As(err, &s):
		return int(s)
	case errors.As(err, &u):
		fmt.Fprintf(os.Stderr, "smelter: %s\n", u.text)
		return 2
	}
	fmt.Fprintf(os.Stderr, "smelter: %v\n", err)
	if errors.Is(err, gobuild.ErrGo) {
		fmt.Fprintln(os.Stderr, "This is a mistake of Smelter's. Please report it, with the script.")
	}
	return 3
}

// reportBug says that Smelter is wrong, where, and what to do.
func reportBug(r any) int {
	b, ok := r.(*diag.Bug)
	if !ok || os.Getenv("SMELTER_TRACE") == "full" {
		panic(r)
	}
	fmt.Fprintf(os.Stderr, "smelter: mistake in Smelter itself: %s\nPlease report it, with the script.\n", b.Msg)
	return 3
}

// dispatch finds the command. A first argument that names none is a script to run.
func dispatch(args []string) error {
	if len(args) == 0 {
		help(os.Stderr)
		return status(2)
	}
	switch args[0] {
	case "--help", "-h":
		return helpOn(nil)
	case "help":
		return helpOn(args[1:])
	case "-e":
		return evalCommand.start(args[1:])
	case "--version":
		return versionCommand.run(nil, nil)
	}
	if c, ok := find(args[0]); ok {
		return c.start(args[1:])
	}
	if _, err := os.Stat(args[0]); err != nil && !looksLikePath(args[0]) {
		return usage{unknown(args[0])}
	}
	return runCommand.start(args)
}

func find(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

// looksLikePath reports whether an argument must mean a script: "-" is standard input, and
// the names of commands and options are without a dot and a slash.
func looksLikePath(arg string) bool {
	return arg == "-" || !strings.HasPrefix(arg, "-") && strings.ContainsAny(arg, `./\`)
}

// unknown says that an argument is neither a command nor a script.
func unknown(arg string) string {
	if strings.HasPrefix(arg, "-") {
		return "unknown option " + arg
	}
	text := fmt.Sprintf("there is no command and no file %q", arg)
	names := func(yield func(string) bool) {
		for _, c := range commands() {
			if !yield(c.name) {
				return
			}
		}
	}
	if near, ok := spelling.Closest(arg, names); ok {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return text
}

// flagSet returns the flags of a command, which set o.
func (c command) flagSet(o *options) *pflag.FlagSet {
	f := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	f.SetInterspersed(!c.runs)
	f.SetOutput(io.Discard)
	o.reportOptions = defaultReport()
	f.Var(&o.color, "color", "colour in diagnostics: auto, always or never")
	if c.flags != nil {
		c.flags(f, o)
	}
	return f
}

// start parses the flags before the first operand and runs the command.
func (c command) start(args []string) error {
	var o options
	f := c.flagSet(&o)
	switch err := f.Parse(args); {
	case errors.Is(err, pflag.ErrHelp):
		c.help(os.Stdout)
		return nil
	case err != nil:
		return usage{fmt.Sprintf("%v (see \"smelter help %s\")", err, c.name)}
	}
	return c.run(&o, f.Args())
}
