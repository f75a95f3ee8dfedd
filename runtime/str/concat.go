package str

import (
	"math/bits"
	"sync/atomic"
	"unicode/utf8"
	"unsafe"
)

// This file joins strings.
//
// Programs build long strings by adding to a short one again and again. That a string is
// immutable does not forbid room behind it: the first one who adds may use the room, if
// nobody has. So Concat remembers, of recent results, how much of their memory is in use.
// Adding to a string that ends where the used part ends takes more of the room, or moves
// to memory of twice the size. A string that is added to only once costs no spare room.

// A tail says how much of some memory is in use, in characters.
type tail struct {
	lock atomic.Bool
	p    unsafe.Pointer // where it begins
	used int
	room int
}

// tails has a tail for each order of magnitude of the room, so that short strings that are
// made on the way do not displace long ones. More than half of the room is used always.
var tails [64]tail

func order(n int) *tail { return &tails[bits.Len(uint(n-1))] }

// smallest is the length of results from which on they are remembered.
const smallest = 64

// Concat returns a, then b.
func Concat(a, b String) String {
	switch {
	case a.n == 0:
		return b
	case b.n == 0:
		return a
	case a.n > 0 && b.n > 0:
		out := extend(unsafe.Slice((*byte)(a.p), a.n), b.n)
		copy(out[a.n:], b.bytes())
		return ofBytes(out)
	case a.n > 0:
		rs := appendRunes(make([]rune, 0, a.n+^b.n), a)
		return wide(append(rs, b.runes()...))
	}
	rs := a.runes()
	return wide(appendRunes(extend(rs, int(Len(b)))[:len(rs)], b))
}

// extend returns the characters of a string with place for m more behind them.
func extend[T byte | rune](a []T, m int) []T {
	n := len(a)
	if n+m < smallest {
		return append(make([]T, 0, n+m), a...)[:n+m]
	}
	p := unsafe.Pointer(unsafe.SliceData(a))
	room, follows := claim(p, n, m)
	if room > 0 {
		return unsafe.Slice(&a[0], n+m)
	}
	room = n + m
	if follows {
		room = 1 << bits.Len(uint(n+m-1))
	}
	out := append(make([]T, 0, room), a...)[:n+m]
	remember(unsafe.Pointer(unsafe.SliceData(out)), n+m, room)
	return out
}

// claim takes m characters of the room behind a string, if it ends where the used part of
// its memory ends, which is also reported. Another thread at it is as good as no room.
func claim(p unsafe.Pointer, n, m int) (room int, follows bool) {
	t := order(n)
	if !t.lock.CompareAndSwap(false, true) {
		return 0, false
	}
	if t.p == p && t.used == n {
		follows = true
		if n+m <= t.room {
			room, t.used = t.room, n+m
		}
	}
	t.lock.Store(false)
	return room, follows
}

// remember notes how much of the memory of a new string is in use.
func remember(p unsafe.Pointer, used, room int) {
	t := order(room)
	if t.lock.CompareAndSwap(false, true) {
		t.p, t.used, t.room = p, used, room
		t.lock.Store(false)
	}
}

func appendRunes(rs []rune, s String) []rune {
	if s.n < 0 {
		return append(rs, s.runes()...)
	}
	for _, c := range []byte(s.bytes()) {
		rs = append(rs, rune(c))
	}
	return rs
}

// A Builder gathers a string. It is bytes until the first character that is not ASCII.
type Builder struct {
	bytes []byte
	runes []rune // all characters, once there is one that is not ASCII
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder { return new(Builder) }

// Add and AddChar put something at the end.
func Add(b *Builder, s String)      { b.Add(s) }
func AddChar(b *Builder, c rune)    { b.AddChar(c) }
func BuilderText(b *Builder) String { return b.Text() }

// Add puts a string at the end.
func (b *Builder) Add(s String) {
	switch {
	case b.runes == nil && s.n >= 0:
		b.bytes = append(b.bytes, s.bytes()...)
	case s.n >= 0:
		b.runes = appendRunes(b.runes, s)
	default:
		b.widen()
		b.runes = append(b.runes, s.runes()...)
	}
}

// AddChar puts a character at the end.
func (b *Builder) AddChar(c rune) {
	if b.runes == nil && c < utf8.RuneSelf && c >= 0 {
		b.bytes = append(b.bytes, byte(c))
		return
	}
	b.widen()
	b.runes = append(b.runes, c)
}

func (b *Builder) widen() {
	if b.runes == nil {
		b.runes = appendRunes(make([]rune, 0, 2*len(b.bytes)+8), ofBytes(b.bytes))
	}
}

// Text returns what was added, and empties the builder.
func (b *Builder) Text() String {
	out := ofBytes(b.bytes)
	if b.runes != nil {
		out = wide(b.runes)
	}
	*b = Builder{}
	return out
}
