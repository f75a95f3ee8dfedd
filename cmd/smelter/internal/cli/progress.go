package cli

import (
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// This file tells people what takes long. On a terminal only: a pipe gets nothing but
// what the script writes, and diagnostics.

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// patience is how long work may take before it is worth a word.
const patience = 500 * time.Millisecond

// progress is the line that is shown: what is being done, and for how long. Work may be
// part of other work; the innermost is shown.
var progress struct {
	sync.Mutex
	doing []string
	since time.Time
	shown bool
}

// startProgress begins some work; done ends it and wipes the line.
func startProgress(text string) (done func()) {
	if !isTerminal(os.Stderr) {
		return func() {}
	}
	progress.Lock()
	defer progress.Unlock()
	progress.doing = append(progress.doing, text)
	if len(progress.doing) > 1 {
		return endProgress
	}
	progress.since = time.Now()
	stop := make(chan struct{})
	go showProgress(stop)
	return func() {
		close(stop)
		endProgress()
	}
}

func endProgress() {
	progress.Lock()
	defer progress.Unlock()
	progress.doing = progress.doing[:len(progress.doing)-1]
	if progress.shown {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
		progress.shown = false
	}
}

// showProgress draws the line after a while, and then every second or so.
func showProgress(stop chan struct{}) {
	for tick := time.NewTicker(patience); ; {
		select {
		case <-stop:
			tick.Stop()
			return
		case <-tick.C:
			drawProgress()
		}
	}
}

func drawProgress() {
	progress.Lock()
	defer progress.Unlock()
	if n := len(progress.doing); n > 0 {
		fmt.Fprintf(os.Stderr, "\r\x1b[Ksmelter: %s (%.0f s)", progress.doing[n-1], time.Since(progress.since).Seconds())
		progress.shown = true
	}
}
