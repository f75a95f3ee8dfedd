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
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/gobuild"
)

// A command is one of smelter's.
type command struct {
	name, args, short string
	flags             func(*pflag.FlagSet, *options)
	run               func(*options, []string) error
}

// options are the flags of all commands.
type options struct {
	out  string
	dump string
	reportOptions
}

func commands() []command {
	return []command{runCommand, buildCommand, checkCommand, emitCommand, explainCommand, doctorCommand, versionCommand}
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
	defer func() {
		if r := recover(); r != nil {
			code = reportBug(r)
		}
	}()
	err := dispatch(filepath.Base(argv[0]), argv[1:])
	var s status
	var u usage
	switch {
	case err == nil:
		return 0
	case errors.As(err, &s):
		return int(s)
	case errors.As(err, &u):
		fmt.Fprintf(os.Stderr, "smelter: %s\nSee \"smelter help\".\n", u.text)
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
func dispatch(name string, args []string) error {
	if len(args) == 0 {
		help(os.Stderr)
		return status(2)
	}
	switch args[0] {
	case "help", "--help", "-h":
		help(os.Stdout)
		return nil
	case "--version":
		return versionCommand.run(nil, nil)
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.start(args[1:])
		}
	}
	if strings.HasPrefix(args[0], "-") && args[0] != "-" {
		return usage{"unknown option " + args[0]}
	}
	return runCommand.start(args)
}

// start parses the flags before the first operand and runs the command.
func (c command) start(args []string) error {
	var o options
	f := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	f.SetInterspersed(c.name != "run")
	f.SetOutput(io.Discard)
	o.reportOptions = defaultReport()
	f.Var(&o.color, "color", "colour in diagnostics: auto, always or never")
	if c.flags != nil {
		c.flags(f, &o)
	}
	if err := f.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			fmt.Printf("usage: smelter %s %s\n\n%s\n\n%s", c.name, c.args, c.short, f.FlagUsages())
			return nil
		}
		return usage{err.Error()}
	}
	return c.run(&o, f.Args())
}

func help(w io.Writer) {
	fmt.Fprint(w, "Smelter runs scripts in Coalton.\n\nusage: smelter FILE [ARG...]\n       smelter COMMAND [OPTION...]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-8s %-20s %s\n", c.name, c.args, c.short)
	}
	fmt.Fprint(w, "  help                          this text\n\n\"smelter COMMAND --help\" tells more of a command.\n")
}
