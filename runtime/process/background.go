package process

import (
	"bufio"
	"bytes"
	"sync/atomic"
	"time"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
	"github.com/smelter-lang/smelter/runtime/sys"
)

// This file has commands beside which the script goes on.

// Background starts commands that end with the script, if not before. Detached ones go on.
func Background(commands []*Command, input str.String, output int64, detached bool) (*Process, *Ended) {
	p, e := Start(commands, input, output, true, detached)
	if e == nil && !detached {
		p.ended = rt.AtExit(func() { Stop(p) })
	}
	return p, e
}

// Each calls f with the lines that commands write, as they come. If f does not come back,
// they are ended.
func Each(f func(str.String), commands []*Command, input str.String, seconds float64) *Ended {
	p, e := Start(commands, input, followed, limited(seconds), false)
	if e != nil {
		return e
	}
	complete := false
	defer func() {
		if !complete {
			p.stdout.Close()
			p.stop()
		}
	}()
	var late atomic.Bool
	timer := time.AfterFunc(sys.Duration(seconds), func() {
		late.Store(true)
		p.stop()
	})
	defer timer.Stop()
	lines := bufio.NewReader(p.stdout)
	for {
		if lines.Buffered() == 0 {
			rt.Flush() // f may have printed, and the next line may be a while off
		}
		var line []byte
		var err error
		rt.Wait(func() { line, err = lines.ReadBytes('\n') })
		if len(line) > 0 {
			f(text(withoutEnd(line)))
		}
		if err != nil {
			break
		}
	}
	p.stdout.Close()
	complete = true
	rt.Wait(func() { <-p.done })
	if late.Load() {
		return p.tooLong(seconds)
	}
	return p.result()
}

// withoutEnd returns a line without the newline at its end.
func withoutEnd(line []byte) []byte {
	line, found := bytes.CutSuffix(line, []byte("\n"))
	if found {
		line = bytes.TrimSuffix(line, []byte("\r"))
	}
	return line
}

// IsStarted reports whether there is no end that came before the beginning.
func IsStarted(e *Ended) bool { return e == nil }
