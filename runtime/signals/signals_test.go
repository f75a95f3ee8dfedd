//go:build unix

package signals

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// The test binary runs itself as a program that waits for signals.
const programVariable = "SIGNALS_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(programVariable) == "" {
		os.Exit(m.Run())
	}
	AtExit(func() { fmt.Println("first") })
	AtExit(func() { fmt.Println("done before") })()
	OnEnd(func(os.Signal) { fmt.Println("forgotten") })()
	OnEnd(func(sig os.Signal) { fmt.Println(sig) })
	AtExit(func() { fmt.Println("last") })
	fmt.Println("ready")
	select {}
}

func TestSignals(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(sig) {
			continue // by whoever has started the test, nohup for one; so does the program
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = []string{programVariable + "=yes"}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for s := bufio.NewScanner(out); s.Scan(); {
			lines = append(lines, s.Text())
			if s.Text() == "ready" {
				cmd.Process.Signal(sig)
			}
		}
		cmd.Wait()
		want := "done before, ready, last, " + sig.String() + ", first"
		if got := strings.Join(lines, ", "); got != want {
			t.Errorf("%s: it did %s, not %s", sig, got, want)
		}
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signal() != sig {
			t.Errorf("%s: it ended with %v", sig, cmd.ProcessState)
		}
	}
}
