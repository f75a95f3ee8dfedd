package gobuild

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrGo means that the Go compiler refused what Smelter wrote: a mistake of Smelter's.
var ErrGo = errors.New("the Go compiler refuses the code that Smelter wrote")

// Build makes an executable of a program's source. What the source imports has been
// prepared. The same source gives the same bytes, wherever it is built.
func (b *Builder) Build(source []byte, imports []string, out string) error {
	work, err := b.store.Temp()
	if err != nil {
		return err
	}
	if out, err = filepath.Abs(out); err == nil {
		err = b.build(source, imports, work, out)
	}
	if errors.Is(err, ErrGo) {
		return err // with the source, for a report
	}
	if e := os.RemoveAll(work); err == nil {
		err = e
	}
	return err
}

func (b *Builder) build(source []byte, imports []string, work, out string) error {
	main, archive, config := filepath.Join(work, "main.go"), filepath.Join(work, "main.a"), filepath.Join(work, "importcfg")
	archives, missing, err := b.archives(imports)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		return fmt.Errorf("compiling: %w: no archive of %s", fs.ErrNotExist, strings.Join(missing, ", "))
	}
	if err := os.WriteFile(main, source, 0o600); err != nil {
		return fmt.Errorf("compiling: %w", err)
	}
	if err := os.WriteFile(config, []byte(strings.Join(archives, "\n")), 0o600); err != nil {
		return fmt.Errorf("compiling: %w", err)
	}
	text, err := b.tool("compile", "-p=main", "-complete", "-pack", "-dwarf=false", "-c=2", "-trimpath="+work,
		"-importcfg="+config, "-o="+archive, main)
	if refused(err) {
		return fmt.Errorf("%w (it is kept as %s):\n%s", ErrGo, main, text)
	}
	if err != nil {
		return fmt.Errorf("compiling: %w\n%s", err, text)
	}
	if text, err := b.tool("link", "-s", "-w", "-buildid=", "-importcfg="+config, "-o="+out, archive); err != nil {
		return fmt.Errorf("linking: %w\n%s", err, text)
	}
	return nil
}

// refused reports whether the compiler found a mistake in the source: it ends with 2 then,
// and with 1 if it cannot read or write a file.
func refused(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.ExitCode() == 2
}

func (b *Builder) tool(name string, args ...string) (string, error) {
	cmd := exec.Command(b.Toolchain.tool(name), args...)
	// Without a home the tools leave no counters in it.
	cmd.Dir, cmd.Env = b.dir, environ(b.Target, []string{"HOME=", "XDG_CONFIG_HOME="})
	text, err := cmd.CombinedOutput()
	return string(text), err
}
