// Package fast runs the cached program of a script without any further ado.
//
// In comes a command line that plainly runs a script; if the index of the cache has its
// program, the process becomes that program. In every other case, and in any doubt,
// nothing happens, and the command line (package cli) finds out what to do.
//
// The decision is written twice. Decide is in ordinary Go. On Linux there is also Entry,
// a symbol to link smelter with as its ELF entry point (-ldflags -E, see the Makefile):
// it decides before the Go runtime has started, whose start would take longer than all
// the rest. A test compares the two.
package fast

import (
	"os"
	"strings"

	"github.com/smelter-lang/smelter/cache"
)

// tried is set if Entry has decided already.
var tried bool

// Run turns the process into the cached program of a command line, or returns.
func Run(args []string) {
	if tried {
		return
	}
	if bin, argv, ok := Decide(args); ok {
		_ = cache.Exec(bin, argv) // cli will say what is wrong
	}
}

// Decide returns the program that a command line runs, and its arguments.
func Decide(args []string) (bin string, argv []string, ok bool) {
	argv, ok = plain(args)
	if !ok {
		return "", nil, false
	}
	dir, err := cache.DefaultDir()
	if err != nil {
		return "", nil, false
	}
	build, err := BuildID()
	if err != nil {
		return "", nil, false
	}
	store := cache.At(dir)
	bin, err = store.Recall(build, os.Getenv("SMELTER_PATH"), argv[0])
	return bin, argv, err == nil
}

// plain returns the script and its arguments of a command line that runs one: after
// "run", or first if it cannot be the name of a command.
func plain(args []string) ([]string, bool) {
	if len(args) < 2 {
		return nil, false
	}
	argv := args[1:]
	isRun := argv[0] == "run"
	if isRun {
		argv = argv[1:]
	}
	if len(argv) == 0 || argv[0] == "" || argv[0][0] == '-' {
		return nil, false
	}
	return argv, isRun || strings.ContainsAny(argv[0], "./")
}
