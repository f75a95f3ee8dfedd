//go:build !unix

package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
)

// Exec runs a program and ends the process with its status; it returns only if the
// program cannot be started.
func Exec(bin string, args []string) error {
	cmd := &exec.Cmd{Path: bin, Args: args, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return fmt.Errorf("starting %s: %w", bin, err)
	}
	os.Exit(cmd.ProcessState.ExitCode())
	return nil
}

// owned is true where folders of users are private anyway.
func owned(fs.FileInfo) bool { return true }

func notDir(error) bool { return false }

// lock does nothing where there are no file locks: work may be done twice.
func lock(*os.File) error { return nil }
