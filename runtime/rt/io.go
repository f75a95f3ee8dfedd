package rt

import (
	"syscall"
	_ "unsafe" // for go:linkname

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has standard output, which is buffered, standard input, and arguments.

var (
	out      []byte
	terminal = isTerminal(1)
)

// write writes to standard output or standard error. Whoever writes to a pipe that nobody
// reads ends, as programs do: "script | head" would not end otherwise.
func write(fd int, b []byte) error {
	for len(b) > 0 {
		n, err := writeSome(fd, b)
		switch err {
		case nil:
			b = b[n:]
		case syscall.EINTR:
		case syscall.EAGAIN:
			waitToWrite(fd)
		case syscall.EPIPE:
			endByPipe() // comes back if the signal is ignored
			return err
		default:
			return err
		}
	}
	return nil
}

// Flush writes what was printed.
func Flush() {
	printed := out
	out = out[:0]
	if err := write(1, printed); err != nil {
		Fatal("cannot write to standard output: " + err.Error())
	}
}

func put(s string) {
	out = append(out, s...)
	if len(out) > 1<<15 {
		Flush()
	}
}

// Print writes a text to standard output.
func Print(s str.String) { put(s.Go()) }

// PrintLine writes a text and a newline.
func PrintLine(s str.String) {
	put(s.Go())
	put("\n")
	if terminal {
		Flush()
	}
}

// PrintError writes a text and a newline to standard error.
func PrintError(s str.String) {
	Flush()
	write(2, []byte(s.Go()+"\n"))
}

//go:linkname runtimeArgs os.runtime_args
func runtimeArgs() []string

// Args returns the arguments of the program.
func Args() []string {
	all := runtimeArgs()
	if len(all) == 0 {
		return nil
	}
	return all[1:]
}

// Program returns the name that the program was started by.
func Program() string {
	if all := runtimeArgs(); len(all) > 0 {
		return all[0]
	}
	return ""
}
