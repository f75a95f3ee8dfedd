// Package rt is what every program needs: its start and end, standard output, exceptions
// and resumptions, checked indexing.
//
// It imports little, since every program pays for it when it is linked. Values of
// exceptions come in as any; what they mean is known to the emitted code.
package rt

import (
	"runtime/debug"
	"slices"
	"syscall"
	"unsafe"
)

// Main runs a program compiled from the script at a path and ends the process: with
// status 0, or 1 after an uncaught error.
func Main(path string, body func()) {
	script = path
	memory := memorySize()
	limitStack(memory)
	limitHeap(memory)
	defer func() {
		if r := recover(); r != nil {
			Fatal("something went wrong in Smelter: " + panicText(r))
		}
	}()
	body()
	Exit(int(ended()))
}

// ended gives the status of a program that comes to its end without an error.
var ended = func() int64 { return 0 }

// AtEnd has f called when the program comes to its end without an error; it decides the
// status.
func AtEnd(f func() int64) { ended = f }

// limitHeap trades memory for time, as long as there is memory: unless the user says
// otherwise, the heap may grow to five times what is in use, within three quarters of
// what the machine has.
func limitHeap(memory uint64) {
	if _, set := syscall.Getenv("GOGC"); !set {
		debug.SetGCPercent(400)
	}
	if _, set := syscall.Getenv("GOMEMLIMIT"); !set && memory > 0 {
		debug.SetMemoryLimit(int64(memory / 4 * 3))
	}
}

// cleanups are what is to be done before the process ends by itself. Package signals has what is
// to be done also when a signal ends it.
var cleanups []*func()

// AtExit has f called when the process ends, or when what it returns is called.
func AtExit(f func()) (now func()) {
	c := &f
	cleanups = append(cleanups, c)
	return func() {
		if i := slices.Index(cleanups, c); i >= 0 {
			cleanups = slices.Delete(cleanups, i, i+1)
			f()
		}
	}
}

// end does what is to be done, the latest first, writes what that printed, and ends the
// process.
func end(status int) {
	for len(cleanups) > 0 {
		last := cleanups[len(cleanups)-1]
		cleanups = cleanups[:len(cleanups)-1]
		(*last)()
	}
	Flush()
	syscall.Exit(status)
}

// Exit flushes the output and ends the process.
func Exit(status int) {
	Flush()
	end(status)
}

// Fatal ends the process with a message and status 1.
func Fatal(message string) {
	Flush()
	write(2, []byte("error: "+message+"\n"))
	end(1)
}

// Index checks an index and returns it.
func Index(i int64, n int) int {
	if uint64(i) >= uint64(n) {
		panic(Fail("index out of range")) // so that Go knows that the index is good
	}
	return int(i)
}

// Size checks the length of an array to be made.
func Size(n int64) int {
	if n < 0 || n > 1<<47 {
		Fail("the length of an array is out of range")
	}
	return int(n)
}

// Filled makes an array of equal elements.
func Filled[T any](n int, x T) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = x
	}
	return out
}

// Slice returns the elements lo to hi-1; appending to them does not change the rest.
func Slice[T any](a []T, lo, hi int64) []T {
	if lo < 0 || hi < lo || hi > int64(len(a)) {
		Fail("index out of range")
	}
	return a[lo:hi:hi]
}

// Grow makes room for n more elements.
func Grow[T any](a []T, n int64) []T {
	if need := len(a) + Size(n); need > cap(a) {
		b := make([]T, len(a), need)
		copy(b, a)
		return b
	}
	return a
}

// Copy copies n elements from b at j to a at i.
func Copy[T any](a []T, i int64, b []T, j, n int64) {
	if n == 0 {
		return
	}
	if i < 0 || j < 0 || n < 0 || i+n > int64(len(a)) || j+n > int64(len(b)) {
		Fail("index out of range")
	}
	copy(a[i:i+n], b[j:j+n])
}

// Same reports whether two values are the same in memory.
func Same[T any](a, b T) bool {
	x, y := unsafe.Pointer(&a), unsafe.Pointer(&b)
	if unsafe.Sizeof(a) == unsafe.Sizeof(uintptr(0)) {
		return *(*uintptr)(x) == *(*uintptr)(y)
	}
	n := int(unsafe.Sizeof(a))
	return unsafe.String((*byte)(x), n) == unsafe.String((*byte)(y), n)
}

// BooleanText returns the name of a Boolean.
func BooleanText(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// Itoa returns the decimal digits of a number.
func Itoa(n int64) string {
	var buf [20]byte
	i := len(buf)
	u := uint64(n)
	if n < 0 {
		u = -u
	}
	for {
		i--
		buf[i] = byte('0' + u%10)
		u /= 10
		if u == 0 {
			break
		}
	}
	if n < 0 {
		i--
		buf[i] = '-'
	}
	return string(buf[i:])
}
