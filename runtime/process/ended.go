package process

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
	"github.com/smelter-lang/smelter/runtime/sys"
)

// An Ended is what became of commands.
type Ended struct {
	how         int64
	line        string // the command that it is about: the one to blame, if there is one
	because     string // why it was not started
	signal      string
	seconds     float64 // the time that was too short
	status      int
	out, stderr []byte
}

// How commands end, in the order of smelter/process.
const (
	well = iota
	notFound
	couldNotStart
	failed
	killed
	timedOut
)

// The parts of an Ended.
func How(e *Ended) int64          { return e.how }
func Line(e *Ended) str.String    { return str.From(e.line) }
func Because(e *Ended) str.String { return str.From(e.because) }
func Cause(e *Ended) str.String   { return str.From(e.signal) }
func Seconds(e *Ended) float64    { return e.seconds }
func Status(e *Ended) num.Int     { return num.Of(int64(e.status)) }
func Stdout(e *Ended) str.String  { return text(e.out) }
func Stderr(e *Ended) str.String  { return text(e.stderr) }
func Bytes(e *Ended) []uint8      { return e.out }

// text makes a text of bytes. Each sequence of them that is not UTF-8 becomes one
// replacement character.
func text(b []byte) str.String {
	return str.From(string(bytes.ToValidUTF8(b, []byte("\uFFFD"))))
}

// notStarted is the end of commands of which one could not be started.
func notStarted(commands []*Command, c *Command, err error) *Ended {
	if err == errNotFound {
		return &Ended{how: notFound, line: c.Line()}
	}
	return &Ended{how: couldNotStart, line: c.Line(), because: reason(err)}
}

// Run runs commands to their end. After some seconds they are ended.
func Run(commands []*Command, input str.String, output int64, seconds float64) *Ended {
	p, e := Start(commands, input, output, limited(seconds), false)
	if e != nil {
		return e
	}
	return p.end(seconds)
}

// RunBytes is Run for an input of bytes.
func RunBytes(commands []*Command, input []uint8, seconds float64) *Ended {
	if input == nil {
		input = []uint8{} // nothing, and not the input of the script
	}
	p, e := start(commands, input, captured, limited(seconds), false)
	if e != nil {
		return e
	}
	return p.end(seconds)
}

// limited reports whether a number of seconds is a limit.
func limited(seconds float64) bool { return !math.IsInf(seconds, 1) }

// end waits for the end, and makes it come after some seconds.
func (p *Process) end(seconds float64) *Ended {
	ended := false
	rt.Wait(func() {
		if ended = p.within(sys.Duration(seconds)); !ended {
			p.stop()
		}
	})
	if !ended {
		return p.tooLong(seconds)
	}
	return p.result()
}

// Wait waits for some seconds at most. If that is too short, the process goes on.
func Wait(p *Process, seconds float64) *Ended {
	rt.Flush()
	ended := false
	rt.Wait(func() { ended = p.within(sys.Duration(seconds)) })
	if !ended {
		return p.tooLong(seconds)
	}
	if p.ended != nil {
		p.ended()
	}
	return p.result()
}

// tooLong is what there is after the time.
func (p *Process) tooLong(seconds float64) *Ended {
	return &Ended{how: timedOut, seconds: seconds, line: lineOf(p.commands), out: p.out.text(), stderr: p.stderr()}
}

// stderr has what the commands wrote, one after the other.
func (p *Process) stderr() []byte {
	var all []byte
	for _, k := range p.errs {
		all = append(all, k.text()...)
	}
	return all
}

// result is how it ended. The last command that failed is to blame. One that was ended
// because nobody reads its output any more did not fail, unless it is the last one.
func (p *Process) result() *Ended {
	last := len(p.children) - 1
	for i := last; i >= 0; i-- {
		status, signal := fate(p.children[i].ProcessState)
		if status == 0 && signal == "" || signal == "PIPE" && i < last {
			continue
		}
		how := int64(failed)
		if signal != "" {
			how = killed
			p.passOn(signal)
		}
		return &Ended{how: how, line: p.commands[i].Line(), status: status, signal: signal,
			out: p.out.text(), stderr: p.errs[i].text()}
	}
	return &Ended{how: well, line: lineOf(p.commands), out: p.out.text(), stderr: p.stderr()}
}

// Shortened returns a command line of a length that one likes to read, in one line.
func Shortened(line str.String) str.String {
	const most = 200
	all := []rune(strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unicode.IsControl(c):
			return unicode.ReplacementChar
		}
		return c
	}, line.Go()))
	if len(all) > most {
		all = append(all[:most:most], '…')
	}
	return str.From(string(all))
}

// SecondsText returns a number of seconds as one writes it.
func SecondsText(seconds float64) str.String {
	return str.From(strconv.FormatFloat(seconds, 'f', -1, 64))
}

// LastLines returns the last lines of a text that say something, each after a newline and
// two blanks.
func LastLines(s str.String) str.String {
	const most, longest = 5, 300
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(s.Go(), "\r\n", "\n")), "\n")
	var b strings.Builder
	for _, line := range lines[max(0, len(lines)-most):] {
		if line == "" {
			continue
		}
		if runes := []rune(line); len(runes) > longest {
			line = string(runes[:longest]) + "…"
		}
		b.WriteString("\n  " + line)
	}
	return str.From(b.String())
}

// Chomp returns a text without the newline at its end.
func Chomp(s str.String) str.String { return str.From(string(withoutEnd([]byte(s.Go())))) }
