package iface

import (
	"math"
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file writes and reads the atoms of an image: numbers, strings, flags.
//
// Numbers are unsigned varints. A string is its number in the image's string table.
// Type variables, local variables and labels are numbered within one entry, in
// the order of first mention; the first mention carries what is known of them.

// An encoder writes one entry.
type encoder struct {
	img    *builder
	buf    []byte
	vars   map[*typesys.Var]int
	locals map[*core.Var]int
	labels map[*core.Label]int
}

func (e *encoder) uint(n uint64) {
	for n >= 0x80 {
		e.buf = append(e.buf, byte(n)|0x80)
		n >>= 7
	}
	e.buf = append(e.buf, byte(n))
}

func (e *encoder) int(n int)       { e.uint(uint64(n)) }
func (e *encoder) string(s string) { e.int(e.img.intern(s)) }
func (e *encoder) float(f float64) { e.uint(math.Float64bits(f)) }

func (e *encoder) bool(b bool) {
	if b {
		e.buf = append(e.buf, 1)
	} else {
		e.buf = append(e.buf, 0)
	}
}

func (e *encoder) rat(r *big.Rat) {
	if r == nil {
		e.string("")
		return
	}
	e.string(r.RatString())
}

// A decoder reads one entry. Images are checked as a whole when they are opened,
// so a decoder does not expect damage.
type decoder struct {
	lib    *Library
	pos    int
	vars   []*typesys.Var
	locals []*core.Var
	labels []*core.Label
}

func (d *decoder) uint() uint64 {
	var n uint64
	for shift := 0; ; shift += 7 {
		b := d.lib.text[d.pos]
		d.pos++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

func (d *decoder) int() int       { return int(d.uint()) }
func (d *decoder) string() string { return d.lib.string(d.int()) }
func (d *decoder) float() float64 { return math.Float64frombits(d.uint()) }

func (d *decoder) bool() bool {
	d.pos++
	return d.lib.text[d.pos-1] != 0
}

func (d *decoder) rat() *big.Rat {
	s := d.string()
	if s == "" {
		return nil
	}
	r, _ := new(big.Rat).SetString(s)
	return r
}
