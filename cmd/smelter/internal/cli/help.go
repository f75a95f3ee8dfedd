package cli

import (
	"fmt"
	"io"
	"os"
)

// help prints what there is.
func help(w io.Writer) {
	fmt.Fprint(w, `Smelter runs scripts in Coalton, a strict, statically typed Lisp. The first run compiles a
script to native code, which later runs start at once.

usage: smelter FILE [ARG...]
       smelter COMMAND [OPTION...] [ARG...]

commands:
`)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-11s %s\n", c.name, c.short)
	}
	fmt.Fprint(w, `  help        this text, or "help COMMAND"

environment:
  SMELTER_PATH       folders in which packages are searched, after that of the script
  SMELTER_GO         the go command to compile with
  SMELTER_CACHE_DIR  where compiled scripts are kept
  SMELTER_TRACE      "full" shows errors with everything that led to them
  NO_COLOR, CLICOLOR_FORCE

exit status: that of the script; or 1 if it does not compile, 2 for a wrong command line,
3 if something is missing (see "smelter doctor")
`)
}

// helpOn prints the help of a command.
func helpOn(args []string) error {
	if len(args) == 0 {
		help(os.Stdout)
		return nil
	}
	c, ok := find(args[0])
	if !ok {
		return usage{unknown(args[0])}
	}
	c.help(os.Stdout)
	return nil
}

func (c command) help(w io.Writer) {
	var o options
	flags := c.flagSet(&o)
	fmt.Fprintf(w, "%s: %s\n\nusage: smelter %s [OPTION...] %s\n", c.name, c.short, c.name, c.args)
	if c.long != "" {
		fmt.Fprintf(w, "\n%s\n", c.long)
	}
	fmt.Fprintf(w, "\noptions:\n%s", flags.FlagUsages())
}
