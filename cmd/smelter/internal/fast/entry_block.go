//go:build linux && (amd64 || arm64)

package fast

import (
	"syscall"
	"unsafe"
)

// This file has what entry.go needs to read a block, a record and paths. The rules of
// that file hold here too.

// Keys of the auxiliary vector.
const (
	atPhdr   = 3
	atPhnum  = 5
	atEUID   = 12
	atSecure = 23
)

//go:nosplit
func pointer(vector unsafe.Pointer, i int) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Add(vector, word*i))
}

//go:nosplit
func char(text unsafe.Pointer, i int) byte { return *(*byte)(unsafe.Add(text, i)) }

//go:nosplit
func length(text unsafe.Pointer) int {
	n := 0
	for char(text, n) != 0 {
		n++
	}
	return n
}

// count returns the length of a vector that nil ends.
//
//go:nosplit
func count(vector unsafe.Pointer) int {
	n := 0
	for pointer(vector, n) != nil {
		n++
	}
	return n
}

//go:nosplit
func hasPrefix(text unsafe.Pointer, prefix string) bool {
	for i := 0; i < len(prefix); i++ {
		if char(text, i) != prefix[i] {
			return false
		}
	}
	return true
}

//go:nosplit
func equal(text unsafe.Pointer, s string) bool { return hasPrefix(text, s) && char(text, len(s)) == 0 }

// getenv returns the value of a variable, whose name comes with "="; nil if there is none.
//
//go:nosplit
func getenv(envp unsafe.Pointer, name string) unsafe.Pointer {
	for i := 0; pointer(envp, i) != nil; i++ {
		if hasPrefix(pointer(envp, i), name) {
			return unsafe.Add(pointer(envp, i), len(name))
		}
	}
	return nil
}

// find returns the value of a key of the auxiliary vector, nil if it is 0 or absent.
//
//go:nosplit
func find(aux unsafe.Pointer, key uintptr) unsafe.Pointer {
	for i := 0; pointer(aux, i) != nil; i += 2 {
		if uintptr(pointer(aux, i)) == key {
			return pointer(aux, i+1)
		}
	}
	return nil
}

// A segment is an entry of the program headers.
type segment struct {
	kind, flags                             uint32
	offset, address, physical, inFile, size uint64
	align                                   uint64
}

const (
	segmentNote  = 4
	segmentTable = 6 // the program headers themselves
)

// note returns Go's build ID in the memory image of the executable (see findID).
//
//go:nosplit
func note(table unsafe.Pointer, n int) (unsafe.Pointer, int) {
	if table == nil {
		return nil, 0
	}
	var own uint64
	for i := 0; i < n; i++ {
		s := (*segment)(unsafe.Add(table, i*int(unsafe.Sizeof(segment{}))))
		if s.kind == segmentTable {
			own = s.address
		}
	}
	for i := 0; i < n; i++ {
		s := (*segment)(unsafe.Add(table, i*int(unsafe.Sizeof(segment{}))))
		if s.kind != segmentNote || own == 0 {
			continue
		}
		start := unsafe.Add(table, int(s.address-own))
		for at := 0; at+16 <= int(s.size); {
			p := unsafe.Add(start, at)
			name, desc := *(*uint32)(p), *(*uint32)(unsafe.Add(p, 4))
			if name == 4 && *(*uint32)(unsafe.Add(p, 8)) == 4 && equal(unsafe.Add(p, 12), "Go") {
				return unsafe.Add(p, 16), int(desc)
			}
			at += 12 + int((name+3)&^3) + int((desc+3)&^3)
		}
	}
	return nil, 0
}

// checksum is that of cache/index.go.
//
//go:nosplit
func checksum(text unsafe.Pointer, size int) uint64 {
	sum := uint64(14695981039346656037)
	for i := 0; i < size; i++ {
		sum = (sum ^ uint64(char(text, i))) * 1099511628211
	}
	return sum
}

// num reads a number of the record.
//
//go:nosplit
func num() uint64 {
	at := cursor.pos
	cursor.pos += 8
	if at < 0 || at+8 > cursor.end {
		cursor.bad = true
		return 0
	}
	return *(*uint64)(unsafe.Add(unsafe.Pointer(&data), at))
}

// skipText passes over a text of the record and returns its length.
//
//go:nosplit
func skipText() int {
	n := num()
	if n >= uint64(cursor.end-cursor.pos) {
		cursor.bad = true
	}
	if cursor.bad || data[cursor.pos+int(n)] != 0 {
		cursor.bad = true
		return 0
	}
	cursor.pos += int(n) + 1
	return int(n)
}

// sameText reports whether the next text of the record is the given one.
//
//go:nosplit
func sameText(text unsafe.Pointer, size int) bool {
	n := skipText()
	if cursor.bad || n != size {
		return false
	}
	for i := 0; i < n; i++ {
		if data[cursor.pos-n-1+i] != char(text, i) {
			return false
		}
	}
	return true
}

// add writes a text into path after its first n bytes and returns the new length; -1 if
// it does not fit, or n is -1.
//
//go:nosplit
func add(n int, text unsafe.Pointer) int {
	if n < 0 {
		return -1
	}
	for i := 0; ; i++ {
		if n+i >= len(path) {
			return -1
		}
		path[n+i] = char(text, i)
		if path[n+i] == 0 {
			return n + i
		}
	}
}

//go:nosplit
func addString(n int, s string) int {
	if n < 0 || n+len(s) >= len(path) {
		return -1
	}
	for i := 0; i < len(s); i++ {
		path[n+i] = s[i]
	}
	path[n+len(s)] = 0
	return n + len(s)
}

// addHex writes 16 digits.
//
//go:nosplit
func addHex(n int, x uint64) int {
	if n < 0 || n+16 >= len(path) {
		return -1
	}
	for i := 0; i < 16; i++ {
		path[n+i] = "0123456789abcdef"[x>>60]
		x <<= 4
	}
	path[n+16] = 0
	return n + 16
}

// statErrno looks at a file, which is then in status.
//
//go:nosplit
func statErrno(file unsafe.Pointer) syscall.Errno {
	const atCwd = ^uintptr(99) // -100
	_, _, errno := syscall.RawSyscall6(sysStatAt, atCwd, uintptr(file), uintptr(unsafe.Pointer(&status)), 0, 0, 0)
	return errno
}

//go:nosplit
func stat(file unsafe.Pointer) bool { return statErrno(file) == 0 }
