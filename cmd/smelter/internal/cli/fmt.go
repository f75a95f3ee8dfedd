package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	files "github.com/smelter-lang/smelter/runtime/fs"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/format"
	"github.com/smelter-lang/smelter/transpile/source"
)

var fmtCommand = command{
	name: "fmt", args: "FILE|DIR|-...", short: "lay out scripts",
	long: `Lines are indented as their place in the forms asks, and blanks and closing parentheses put
where they belong; where lines break is left as it is. Files are rewritten, and those that have
changed are named. Of a folder these are all files *.coal in it and below. "-" is standard input,
whose layout is written to standard output.`,
	flags: func(f *pflag.FlagSet, o *options) {
		f.BoolVar(&o.formatted, "check", false, "change nothing: name the files that would change, and end with status 1 if there are any")
	},
	run: func(o *options, args []string) error {
		if len(args) == 0 {
			return usage{"fmt needs a script or a folder"}
		}
		var failed error
		for _, arg := range args {
			paths, err := scriptsIn(arg, func(path string) bool { return strings.HasSuffix(path, ".coal") })
			if err != nil {
				return err
			}
			for _, path := range paths {
				var wrong status
				if err := o.format(path); errors.As(err, &wrong) {
					failed = err // the others are formatted too
				} else if err != nil {
					return err
				}
			}
		}
		return failed
	},
}

// scriptsIn returns the scripts that an operand stands for: itself, or those in a folder and
// below that are wanted.
func scriptsIn(arg string, wanted func(path string) bool) ([]string, error) {
	if !isDir(arg) {
		return []string{arg}, nil
	}
	var paths []string
	err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
		hidden := len(d.Name()) > 1 && d.Name()[0] == '.' && path != arg
		switch {
		case err != nil:
			return fmt.Errorf("looking for scripts: %w", err)
		case d.IsDir() && hidden:
			return fs.SkipDir
		case !d.IsDir() && !hidden && wanted(path):
			paths = append(paths, path)
		}
		return nil
	})
	return paths, err
}

// format lays out one script.
func (o *options) format(path string) error {
	text, err := readScript(path)
	if err != nil {
		return err
	}
	name := path
	if path == "-" {
		name = stdin
	}
	var set source.Set
	var errs diag.List
	out, ok := format.File(set.Add(name, text), &errs)
	switch {
	case !ok:
		return o.report(&set, &errs)
	case path == "-" && !o.formatted:
		_, err := io.WriteString(os.Stdout, out)
		return err
	case out == text:
		return nil
	}
	fmt.Println(name)
	if o.formatted {
		return status(1)
	}
	err = files.ReplaceWith(path, func(w io.Writer) error {
		_, err := io.WriteString(w, out)
		return err
	})
	if err != nil {
		return fmt.Errorf("writing a script: %w", err)
	}
	return nil
}

func readScript(path string) (string, error) {
	var data []byte
	var err error
	if path == "-" {
		data, err = io.ReadAll(os.Stdin)
	} else {
		data, err = os.ReadFile(path)
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "", usage{"there is no file " + path}
	case err != nil:
		return "", fmt.Errorf("reading a script: %w", err)
	}
	return string(data), nil
}
