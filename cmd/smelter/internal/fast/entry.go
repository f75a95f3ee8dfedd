//go:build linux && (amd64 || arm64)

package fast

import (
	"syscall"
	"unsafe"

	"github.com/smelter-lang/smelter/cache"
)

// This file decides before the Go runtime has started. There is no heap, no goroutine and
// no signal handler yet, and the stack is the kernel's, so the code here
//   - has only functions that are nosplit: they do not look at the goroutine's stack,
//   - has its few large variables outside of functions,
//   - calls nothing but RawSyscall6, and nothing that may panic.
// It reads the same records as cache.Store.Recall (cache/index.go) and follows it step by
// step. In doubt it gives up: the normal program starts as if nothing had been.

// Entry is the ELF entry point, in entry_*.s. It calls enter and then goes on to the
// entry point of Go programs.
func Entry()

// enterFunc is how Entry calls enter: through a function value, past the wrapper that
// assembler functions get, since that wants a goroutine.
var enterFunc = enter

//go:nosplit
func enter(block unsafe.Pointer) {
	tried = true
	if at := decide(block); at > 0 {
		argc := *(*int)(block)
		argv := unsafe.Add(block, word)
		envp := unsafe.Add(argv, word*(argc+1))
		syscall.RawSyscall6(syscall.SYS_EXECVE, uintptr(unsafe.Pointer(&path)),
			uintptr(unsafe.Add(argv, word*at)), uintptr(envp), 0, 0, 0)
	}
}

const word = 8

var (
	path   [4096]byte // the last path that was made; in the end that of the program
	data   [cache.IndexMax + 1]byte
	status syscall.Stat_t // of the last file that was looked at
	ours   syscall.Stat_t // of the record
	cursor struct {
		pos, end int // in data
		bad      bool
	}
)

// decide returns where in the arguments the script is, and has the path of its program in
// path; 0 is doubt. A block is what the kernel leaves a new process: the number of
// arguments, the arguments, nil, the environment, nil, the auxiliary vector.
//
//go:nosplit
func decide(block unsafe.Pointer) int {
	argc := *(*int)(block)
	argv := unsafe.Add(block, word)
	envp := unsafe.Add(argv, word*(argc+1))
	at := script(argv, argc)
	if at == 0 {
		return 0
	}
	dir := cacheDir(envp)
	if dir < 0 || !stat(pointer(argv, at)) || status.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return 0
	}
	aux := unsafe.Add(envp, word*(count(envp)+1))
	build, size := note(find(aux, atPhdr), int(uintptr(find(aux, atPhnum))))
	user := uint32(uintptr(find(aux, atEUID)))
	if size == 0 || find(aux, atSecure) != nil || !open(dir, checksum(build, size), user) {
		return 0
	}
	if !sameText(build, size) || !searches(envp) || !sameFile() {
		return 0
	}
	if !program(dir, user) {
		return 0
	}
	return at
}

// script returns where in the arguments the script of a plain command line is (see plain).
//
//go:nosplit
func script(argv unsafe.Pointer, argc int) int {
	at := 1
	isRun := argc > 1 && equal(pointer(argv, 1), "run")
	if isRun {
		at = 2
	}
	if at >= argc {
		return 0
	}
	arg := pointer(argv, at)
	if c := char(arg, 0); c == 0 || c == '-' {
		return 0
	}
	if isRun {
		return at
	}
	for i := 0; char(arg, i) != 0; i++ {
		if c := char(arg, i); c == '.' || c == '/' {
			return at
		}
	}
	return 0
}

// cacheDir puts the folder of the store into path and returns its length; -1 if that
// takes more thought (see cache.DefaultDir).
//
//go:nosplit
func cacheDir(envp unsafe.Pointer) int {
	n := -1
	if v := getenv(envp, "SMELTER_CACHE_DIR="); v != nil && char(v, 0) != 0 {
		n = add(0, v)
	} else if v := getenv(envp, "XDG_CACHE_HOME="); v != nil && char(v, 0) != 0 {
		n = addString(add(0, v), "/smelter")
	} else if v := getenv(envp, "HOME="); v != nil && char(v, 0) != 0 {
		n = addString(add(0, v), "/.cache/smelter")
	}
	if path[0] != '/' {
		return -1
	}
	return addString(n, "/v1/")
}

// open reads the record of a build for the file in status, and leaves the cursor after its head.
//
//go:nosplit
func open(dir int, build uint64, user uint32) bool {
	n := addHex(addHex(addHex(addString(dir, "index/"), build), uint64(status.Dev)), status.Ino)
	if n < 0 {
		return false
	}
	const atCwd = ^uintptr(99) // -100
	fd, _, errno := syscall.RawSyscall6(syscall.SYS_OPENAT, atCwd, uintptr(unsafe.Pointer(&path)),
		syscall.O_RDONLY|syscall.O_CLOEXEC, 0, 0, 0)
	if errno != 0 {
		return false
	}
	size, _, errno := syscall.RawSyscall6(syscall.SYS_READ, fd, uintptr(unsafe.Pointer(&data)), uintptr(len(data)), 0, 0, 0)
	_, _, noStat := syscall.RawSyscall6(syscall.SYS_FSTAT, fd, uintptr(unsafe.Pointer(&ours)), 0, 0, 0, 0)
	syscall.RawSyscall6(syscall.SYS_CLOSE, fd, 0, 0, 0, 0, 0)
	return errno == 0 && noStat == 0 && ours.Uid == user && begin(int(size))
}

// begin checks that data is a whole record.
//
//go:nosplit
func begin(size int) bool {
	const head = len(cache.IndexMagic) + 8
	if size < head || size > cache.IndexMax {
		return false
	}
	for i := 0; i < len(cache.IndexMagic); i++ {
		if data[i] != cache.IndexMagic[i] {
			return false
		}
	}
	sum := checksum(unsafe.Pointer(&data[head]), size-head)
	cursor.pos, cursor.end, cursor.bad = len(cache.IndexMagic), size, false
	return num() == sum
}

// searches reports whether the search path is the next text, or that is empty.
//
//go:nosplit
func searches(envp unsafe.Pointer) bool {
	at := cursor.pos
	n := skipText()
	if n == 0 {
		return !cursor.bad
	}
	v := getenv(envp, "SMELTER_PATH=")
	if v == nil {
		return false
	}
	cursor.pos = at
	return sameText(v, length(v))
}

// program checks the rest of the record: the binary's name and stamp, which come first,
// and the files. It leaves the binary's path in path.
//
//go:nosplit
func program(dir int, user uint32) bool {
	name := cursor.pos
	skipText()
	stamp := cursor.pos
	cursor.pos += 5 * 8
	for n := num(); n > 0; n-- {
		if cursor.bad || !holds() {
			return false
		}
	}
	if cursor.bad || cursor.pos != cursor.end {
		return false
	}
	cursor.pos = name
	n := skipText()
	text := unsafe.Pointer(&data[cursor.pos-n-1])
	if add(addString(dir, "bin/"), text) < 0 || !stat(unsafe.Pointer(&path)) || status.Uid != user {
		return false
	}
	cursor.pos = stamp
	return sameFile()
}

// holds reports whether the next file of the record is as it was.
//
//go:nosplit
func holds() bool {
	kind := num()
	n := skipText()
	if cursor.bad {
		return false
	}
	file := unsafe.Pointer(&data[cursor.pos-n-1])
	errno := statErrno(file)
	switch kind {
	case cache.IndexAbsent:
		cursor.pos += 5 * 8
		return errno == syscall.ENOENT || errno == syscall.ENOTDIR
	case cache.IndexFolder:
		dev, ino := num(), num()
		cursor.pos += 3 * 8
		return errno == 0 && dev == uint64(status.Dev) && ino == status.Ino
	case cache.IndexFile:
		return errno == 0 && sameFile()
	}
	return false
}

// sameFile reports whether the next stamp is that of status.
//
//go:nosplit
func sameFile() bool {
	return num() == uint64(status.Dev) && num() == status.Ino && num() == uint64(status.Size) &&
		num() == uint64(status.Mtim.Sec*1e9+status.Mtim.Nsec) && num() == uint64(status.Ctim.Sec*1e9+status.Ctim.Nsec)
}
