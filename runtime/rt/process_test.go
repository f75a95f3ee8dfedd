//go:build linux

package rt

import (
	"bytes"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/runtime/str"
)

// These tests are about what a program as a whole does: the test binary runs itself as one.

const programVariable = "RT_TEST_PROGRAM"

// programs are what the test binary can be.
var programs = map[string]func(){
	"print":    func() { PrintLine(str.From("hello")) },
	"lines":    func() { printLines(100000) },
	"for-ever": func() { printLines(1 << 40) },
	"uncaught": func() { Throw(first, "x") },
	"unhandled": func() {
		Print(str.From("before "))
		Catch(func() int { panic(Throw(first, "x")) }, handling(second, 0))
	},
	"status": func() { AtEnd(func() int64 { return 3 }) },
	"cleanup": func() {
		AtExit(func() { PrintLine(str.From("done")) })
		AtExit(func() { Print(str.From("almost ")) })()
		Print(str.From("hello "))
		AtExit(func() { Print(str.From("nearly ")) })
	},
	"panic": func() { var m map[string]int; m["x"] = 1 },
	"deep":  func() { deep(0) },
	"deep-caught": func() {
		for range 3 { // the reserve is whole again after each
			Catch(func() int { return deep(0) }, func(e *Exception) (int, bool) {
				PrintLine(str.From(e.Message()))
				return 0, true
			})
		}
	},
	"collector": func() {
		percent := debug.SetGCPercent(-1)
		limit := debug.SetMemoryLimit(-1)
		PrintLine(str.From(Itoa(int64(percent)) + " " + BooleanText(uint64(limit) == memorySize()/4*3) +
			" " + BooleanText(limit == 1<<30)))
	},
}

func printLines(n int) {
	for range n {
		PrintLine(str.From("a line of some length"))
	}
}

// deep recurses until the stack is used up.
func deep(n int) int {
	Descend()
	return deep(n+1) + 1
}

func TestMain(m *testing.M) {
	if body, ok := programs[os.Getenv(programVariable)]; ok {
		maxStack = 1 << 26 // a large one takes seconds to fill
		Main("test.coal", body)
	}
	os.Exit(m.Run())
}

// program is the command for one of the programs.
func program(name string, env ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(env, programVariable+"="+name)
	return cmd
}

func TestPrograms(t *testing.T) {
	for _, test := range []struct {
		name           string
		env            []string
		status         int
		stdout, stderr string
	}{
		{name: "print", stdout: "hello\n"},
		{name: "status", status: 3},
		{name: "uncaught", status: 1, stderr: "error: First x\n"},
		{name: "unhandled", status: 1, stdout: "before ", stderr: "error: First x\n"},
		{name: "cleanup", stdout: "almost hello nearly done\n"},
		{name: "panic", status: 1, stderr: "error: something went wrong in Smelter: assignment to entry in nil map\n"},
		{name: "deep", status: 1, stderr: "error: stack exhausted\n  ...\n"},
		{name: "deep-caught", stdout: strings.Repeat("stack exhausted\n", 3)},
		{name: "collector", stdout: "400 True False\n"},
		{name: "collector", env: []string{"GOGC=150"}, stdout: "150 True False\n"},
		{name: "collector", env: []string{"GOMEMLIMIT=1GiB"}, stdout: "400 False True\n"},
	} {
		cmd := program(test.name, test.env...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		cmd.Run()
		status := cmd.ProcessState.ExitCode()
		if status != test.status || stdout.String() != test.stdout || stderr.String() != test.stderr {
			t.Errorf("%s: status %d, printed %q and %q", test.name, status, stdout.String(), stderr.String())
		}
	}
}

// A pipe that does not wait takes nothing for a while.
func TestWriteWaits(t *testing.T) {
	var fds [2]int
	if err := syscall.Pipe2(fds[:], syscall.O_CLOEXEC|syscall.O_NONBLOCK); err != nil {
		t.Fatal(err)
	}
	end := os.NewFile(uintptr(fds[1]), "pipe")
	cmd := program("lines")
	cmd.Stdout = end
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end.Close()
	time.Sleep(500 * time.Millisecond)
	read := os.NewFile(uintptr(fds[0]), "pipe")
	var all bytes.Buffer
	if _, err := all.ReadFrom(read); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil || strings.Count(all.String(), "a line of some length\n") != 100000 {
		t.Errorf("%v, %d bytes", err, all.Len())
	}
	if busy := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(); busy > 250*time.Millisecond {
		t.Errorf("it was busy for %s", busy)
	}
}

func TestBrokenPipe(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := program("for-ever")
	cmd.Stdout = write
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	read.Close()
	cmd.Wait()
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signal() != syscall.SIGPIPE {
		t.Errorf("it ended with %v", cmd.ProcessState)
	}
}

func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	cmd := program("print")
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = full, &stderr
	cmd.Run()
	want := "error: cannot write to standard output: no space left on device\n"
	if cmd.ProcessState.ExitCode() != 1 || stderr.String() != want {
		t.Errorf("status %d, printed %q", cmd.ProcessState.ExitCode(), stderr.String())
	}
}
