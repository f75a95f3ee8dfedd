//go:build linux && (amd64 || arm64)

package fast

import (
	"bytes"
	"encoding/binary"
	"os"
	"runtime"
	"testing"
	"unsafe"
)

var ways = []way{{"ordinary Go", Decide}, {"the entry point", decideEarly}}

// decideEarly decides on a block like the kernel's.
func decideEarly(args []string) (string, []string, bool) {
	block, keep := newBlock(args)
	at := decide(unsafe.Pointer(&block[0]))
	runtime.KeepAlive(keep)
	if at == 0 {
		return "", nil, false
	}
	return string(path[:bytes.IndexByte(path[:], 0)]), args[at:], true
}

// newBlock returns the block that the kernel would leave for these arguments in this
// environment, and what its pointers lead to.
func newBlock(args []string) (block []unsafe.Pointer, keep [][]byte) {
	texts := func(list []string) {
		for _, s := range list {
			text := append([]byte(s), 0)
			keep = append(keep, text)
			block = append(block, unsafe.Pointer(&text[0]))
		}
		block = append(block, nil)
	}
	block = append(block, nil)
	texts(args)
	texts(os.Environ())
	aux, err := os.ReadFile("/proc/self/auxv")
	if err != nil {
		panic(err)
	}
	start := len(block)
	block = append(block, make([]unsafe.Pointer, len(aux)/word)...)
	words := unsafe.Slice((*uintptr)(unsafe.Pointer(&block[0])), len(block))
	words[0] = uintptr(len(args))
	for i := range words[start:] {
		words[start+i] = uintptr(binary.NativeEndian.Uint64(aux[word*i:]))
	}
	return block, keep
}

// TestBothFindTheBuildID compares the ID in the executable with that in memory.
func TestBothFindTheBuildID(t *testing.T) {
	block, keep := newBlock([]string{"smelter"})
	aux := unsafe.Add(unsafe.Pointer(&block[0]), word*(3+len(os.Environ())+1))
	id, n := note(find(aux, atPhdr), int(uintptr(find(aux, atPhnum))))
	got := unsafe.String((*byte)(id), n)
	runtime.KeepAlive(keep)
	if want, err := BuildID(); err != nil || got != want || got == "" {
		t.Errorf("in memory is %q, in the executable %q, %v", got, want, err)
	}
}
