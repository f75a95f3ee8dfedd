//go:build unix

package process

import (
	"bufio"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/runtime/str"
)

// forScript says that the test binary is to be a script.
const forScript = "PROCESS_TEST_SCRIPT"

func TestMain(m *testing.M) {
	if os.Getenv(forScript) != "" {
		p, _ := Background([]*Command{shell("echo $$; exec sleep 60")}, str.String{}, shown, false)
		Wait(p, math.Inf(1))
	}
	os.Exit(m.Run())
}

func shell(script string) *Command {
	return &Command{program: "sh", args: []string{"-c", script}, dir: "."}
}

func TestQuoted(t *testing.T) {
	for _, word := range []string{"", "a", "-x=1", "a b", "it's", "$HOME", "é", "a\nb", "*", `\`, "~"} {
		out, err := exec.Command("sh", "-c", "printf %s "+quoted(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q: a shell makes %q of %s (%v)", word, out, quoted(word), err)
		}
	}
	if got := (&Command{program: "git", args: []string{"commit", "-m", "it's"}}).Line(); got != `git commit -m 'it'\''s'` {
		t.Error(got)
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	for name, mode := range map[string]os.FileMode{"a/tool": 0o755, "b/tool": 0o755, "b/text": 0o644, "c/text": 0o755} {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777)
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"), mode); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, test := range []struct{ program, dir, path, want string }{
		{"tool", ".", in("a") + ":" + in("b"), in("a/tool")},
		{"tool", ".", in("none") + ":" + in("b"), in("b/tool")},
		{"text", ".", in("b") + ":" + in("c"), in("c/text")},
		{"text", ".", in("b"), quoted(in("b/text")) + " may not be run: permission denied"},
		{"tool", in("a"), "", "there is no such program"},
		{"tool", in("a"), ".", "there is no such program"},
		{"", ".", in("a"), "there is no such program"},
		{"./tool", in("a"), "", in("a/tool")},
		{in("b/tool"), in("a"), "", in("b/tool")},
		{"./none", in("a"), "", "there is no such program"},
		{"./text", in("b"), "", "permission denied"},
		{"../a", in("b"), "", "is a directory"},
	} {
		got, err := (&Command{program: test.program, dir: test.dir}).find(test.path)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s from %s in %s: %s, want %s", test.program, test.dir, test.path, got, test.want)
		}
	}
}

func TestLastLines(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"\n \n":                  "",
		"a":                      "\n  a",
		"a\r\nb\n":               "\n  a\n  b",
		"a\n\nb":                 "\n  a\n  b",
		"1\n2\n3\n4\n5\n6\n7\n":  "\n  3\n  4\n  5\n  6\n  7",
		strings.Repeat("é", 301): "\n  " + strings.Repeat("é", 300) + "…",
	} {
		if got := LastLines(str.From(text)).Go(); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestChomp(t *testing.T) {
	for text, want := range map[string]string{"": "", "a": "a", "a\n": "a", "a\r\n": "a", "a\n\n": "a\n", "a\r": "a\r", "\n": ""} {
		if got := Chomp(str.From(text)).Go(); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// Only itself is the standard input of the script.
func TestInheritedIsOneText(t *testing.T) {
	same := str.From(strings.Clone(inherited.Go()))
	if e := Run([]*Command{shell("cat")}, same, captured, 10); string(e.out) != same.Go() {
		t.Errorf("it came to %q", e.out)
	}
}

func TestNothingIsLeft(t *testing.T) {
	for name, run := range map[string]func(*Process) *Ended{
		"after its end":     func(p *Process) *Ended { return p.end(10) },
		"after a timeout":   func(p *Process) *Ended { return p.end(0.05) },
		"after it was told": func(p *Process) *Ended { Stop(p); return Wait(p, 0) },
	} {
		script := "exec sleep 0.2"
		if name != "after its end" {
			script = "trap '' TERM; sleep 60 & echo $!; wait; sleep 60"
		}
		p, e := Start([]*Command{shell(script)}, str.String{}, captured, true, false)
		if e != nil {
			t.Fatal(e)
		}
		run(p)
		pid := p.children[0].Process.Pid
		if err := syscall.Kill(-pid, 0); !errors.Is(err, syscall.ESRCH) && !onlyZombies(pid) {
			t.Errorf("%s something of it is left (%v)", name, err)
		}
		if p.running() {
			t.Errorf("%s it runs", name)
		}
	}
}

// onlyZombies reports whether a process group has ended but for somebody to take note, which
// is not us: whoever adopted them.
func onlyZombies(group int) bool {
	out, _ := exec.Command("ps", "-A", "-o", "pgid=,stat=").Output()
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) == 2 && f[0] == strconv.Itoa(group) && f[1][0] != 'Z' {
			return false
		}
	}
	return true
}

// A command that was started goes if another one of its pipeline cannot be started.
func TestAllOrNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "broken")
	if err := os.WriteFile(file, []byte("#!/no/such/interpreter\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, e := Start([]*Command{shell("sleep 60"), {program: file, dir: "."}}, str.From("x"), captured, false, false)
	if e == nil || e.how != couldNotStart || e.because != "the interpreter that it names in its first line is not there" {
		t.Errorf("it came to %+v", e)
	}
	if time.Since(began) > 10*time.Second {
		t.Error("the first command was waited for")
	}
}

// What ends a script by a signal ends what it has in the background.
func TestSignalsArePassedOn(t *testing.T) {
	script := exec.Command(os.Args[0])
	script.Env = append(os.Environ(), forScript+"=1")
	out, err := script.StdoutPipe()
	if err == nil {
		err = script.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	child, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	script.Process.Signal(syscall.SIGTERM)
	script.Wait()
	if status := script.ProcessState.Sys().(syscall.WaitStatus); status.Signal() != syscall.SIGTERM {
		t.Errorf("the script ended with %v", script.ProcessState)
	}
	for range 100 {
		if onlyZombies(child) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the program in the background goes on")
}
