// Package process runs programs, for smelter/process.
//
// In come commands, a text for the first one to read, and how long they may take; out goes
// an Ended: what became of them, and what they wrote. How a failure is told, and which
// ones there are for a script, is left to smelter/process.
//
// Commands that are to be ended together are a process group of their own: those with a
// timeout, and those in the background. The others stay in the group of the script, so the
// keys of the terminal reach them as they reach the script.
package process

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/smelter-lang/smelter/runtime/str"
)

// A Command is a program with its arguments, before it runs.
type Command struct {
	program string
	args    []string
	dir     string
	names   []string // of variables that it has beside those of the script
	values  []string
}

// NewCommand makes a Command. A program with a slash in its name is found from dir.
func NewCommand(program str.String, args []str.String, dir str.String, names, values []str.String) *Command {
	return &Command{program.Go(), str.GoAll(args), dir.Go(), str.GoAll(names), str.GoAll(values)}
}

// Line returns a command as one would write it for a shell.
func (c *Command) Line() string {
	words := make([]string, 0, 1+len(c.args))
	for _, word := range append([]string{c.program}, c.args...) {
		words = append(words, quoted(word))
	}
	return strings.Join(words, " ")
}

// lineOf returns the line of a pipeline.
func lineOf(commands []*Command) string {
	lines := make([]string, len(commands))
	for i, c := range commands {
		lines[i] = c.Line()
	}
	return strings.Join(lines, " | ")
}

// plain has the characters that mean themselves to every shell.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=+@%^"

// quoted returns a word that a shell reads as the word it is given.
func quoted(word string) string {
	if word != "" && strings.Trim(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// Quoted is quoted for scripts.
func Quoted(word str.String) str.String { return str.From(quoted(word.Go())) }

// errNotFound says that there is no such program, in no folder of PATH.
var errNotFound = errors.New("there is no such program")

// prepare makes what package exec starts. The error says why it cannot be started.
func (c *Command) prepare() (*exec.Cmd, error) {
	for _, word := range append([]string{c.program, c.dir}, c.args...) {
		if strings.Contains(word, "\x00") {
			return nil, errors.New("a NUL character cannot be handed to a program")
		}
	}
	env := os.Environ()
	path := os.Getenv("PATH")
	for i, name := range c.names {
		if name == "" || strings.ContainsAny(name, "=\x00") || strings.Contains(c.values[i], "\x00") {
			return nil, errors.New("the environment cannot have the variable " + quoted(name) + " with the value given")
		}
		env = append(env, name+"="+c.values[i])
		if name == "PATH" {
			path = c.values[i]
		}
	}
	info, err := os.Stat(c.dir)
	if err == nil && !info.IsDir() {
		err = errors.New("it is not a folder")
	}
	if err != nil {
		return nil, errors.New("cannot be in the folder " + quoted(c.dir) + ": " + reason(err))
	}
	file, err := c.find(path)
	if err != nil {
		return nil, err
	}
	return &exec.Cmd{Path: file, Args: append([]string{c.program}, c.args...), Env: env, Dir: c.dir}, nil
}

// reason is an error of the system without the path, which is told already.
func reason(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		if errors.Is(err, fs.ErrNotExist) && at.Op == "fork/exec" { // the file was there
			return "the interpreter that it names in its first line is not there"
		}
		return at.Err.Error()
	}
	return err.Error()
}

// find returns the file of a command's program.
func (c *Command) find(path string) (string, error) {
	if !strings.ContainsAny(c.program, slashes) {
		return lookIn(path, c.program)
	}
	from := c.program
	if !filepath.IsAbs(from) {
		from = filepath.Join(c.dir, from)
	}
	file, err := exec.LookPath(from)
	switch {
	case errors.Is(err, exec.ErrDot): // it was asked for
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, exec.ErrNotFound):
		return "", errNotFound
	case err != nil:
		var of *exec.Error
		if errors.As(err, &of) {
			err = of.Err
		}
		return "", errors.New(reason(err))
	}
	return filepath.Abs(file) // what is relative would be so to dir
}

var slashes = "/" + string(filepath.Separator)

// lookIn finds a program in the folders of PATH. An empty folder is none: it would make
// what is run depend on where one is.
func lookIn(path, program string) (string, error) {
	if program == "" {
		return "", errNotFound
	}
	err := errNotFound
	for _, dir := range filepath.SplitList(path) {
		if !filepath.IsAbs(dir) {
			continue
		}
		file, e := exec.LookPath(filepath.Join(dir, program))
		if e == nil {
			return file, nil
		}
		if errors.Is(e, fs.ErrPermission) {
			if info, e := os.Stat(filepath.Join(dir, program)); e == nil && info.Mode().IsRegular() {
				err = errors.New(quoted(filepath.Join(dir, program)) + " may not be run: permission denied")
			}
		}
	}
	return "", err
}

// Which returns the file that a name means as a program.
func Which(program str.String) (str.String, bool) {
	c := &Command{program: program.Go(), dir: "."}
	file, err := c.find(os.Getenv("PATH"))
	return str.From(file), err == nil
}
