// Package script is what scripts have beyond Coalton and need Go for: standard input and
// an end with a status.
package script

import (
	"bytes"
	"syscall"
	"time"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// input is standard input as far as it was read and not used; all of it if atEnd.
var (
	input []byte
	atEnd bool
)

// ReadLine reads a line, which ends with a newline or the input. There is none at the end
// of the input.
func ReadLine() (str.String, bool) {
	seen := 0
	for {
		if n := bytes.IndexByte(input[seen:], '\n'); n >= 0 {
			return take(seen+n, 1), true
		}
		if atEnd {
			return take(len(input), 0), len(input) > 0
		}
		seen = len(input)
		fill()
	}
}

// ReadAll reads what is left of the input.
func ReadAll() str.String {
	for !atEnd {
		fill()
	}
	return take(len(input), 0)
}

// take uses up n bytes of the input and an end of some bytes that is not part of the text.
func take(n, end int) str.String {
	line := string(input[:n])
	if input = input[n+end:]; len(input) == 0 {
		input = nil
	}
	return str.From(line)
}

// fill reads some more of the input, after writing what was printed: it may be the question.
func fill() {
	rt.Flush()
	var some []byte
	var err error
	rt.Wait(func() { some, err = read() })
	if err != nil {
		rt.Fail("reading standard input: " + err.Error())
	}
	input, atEnd = append(input, some...), len(some) == 0
}

// read returns what can be read, which is nothing at the end.
func read() ([]byte, error) {
	some := make([]byte, 1<<15)
	for {
		n, err := syscall.Read(0, some)
		switch {
		case err == syscall.EINTR:
		case err == syscall.EAGAIN: // whoever started us made it so that reading does not wait
			time.Sleep(time.Millisecond)
		case err != nil:
			return nil, err
		default:
			return some[:n], nil
		}
	}
}

// Exit ends the process. Systems keep the lowest eight bits of a status, so others are an
// error, lest a failure looks like a success.
func Exit(status num.Int) {
	if status.B != nil || status.N < 0 || status.N > 255 {
		rt.Fail("an exit status is a number from 0 to 255, not " + num.String(status).Go())
	}
	rt.Exit(int(status.N))
}
