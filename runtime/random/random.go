// Package random draws lots, for smelter/random.
//
// In come generators and what to choose from, out go numbers and choices. Whether there is
// anything to choose from is left to smelter/random.
//
// A seed gives the same numbers on all machines and in all versions. So of Go's package only
// the generator is used, whose algorithm is fixed (ChaCha8); what is made of its words is here.
package random

import (
	cryptorand "crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/smelter-lang/smelter/runtime/float"
	"github.com/smelter-lang/smelter/runtime/num"
)

// A Generator gives words.
type Generator struct{ words *rand.ChaCha8 }

// Seeded returns the generator of a number.
func Seeded(seed num.Int) *Generator {
	g := new(Generator)
	g.seed(seed)
	return g
}

// seed starts a generator anew. What it starts from is the digest of the seed's digits, so
// seeds may be of any size, and those that are close have nothing in common.
func (g *Generator) seed(seed num.Int) {
	g.words = rand.NewChaCha8(sha256.Sum256([]byte(num.Text(seed))))
}

// Fresh returns a generator that nobody can foretell.
func Fresh() *Generator {
	var seed [32]byte
	cryptorand.Read(seed[:])
	return &Generator{rand.NewChaCha8(seed)}
}

var standard *Generator

// Standard returns the generator that is used where none is given.
func Standard() *Generator {
	if standard == nil {
		standard = Fresh()
	}
	return standard
}

// Seed starts it anew.
func Seed(seed num.Int) { Standard().seed(seed) }

// below returns a number below n, which is not 0 (Lemire 2019): the upper word of the product
// of a random word with n, unless the lower one is among those that would come too often.
func (g *Generator) below(n uint64) uint64 {
	hi, lo := bits.Mul64(g.words.Uint64(), n)
	if lo < n {
		for few := -n % n; lo < few; {
			hi, lo = bits.Mul64(g.words.Uint64(), n)
		}
	}
	return hi
}

// Between returns an integer from lo to hi, which is not less.
func Between(g *Generator, lo, hi num.Int) num.Int {
	last := num.Sub(hi, lo)
	if last.B == nil {
		return num.Add(lo, num.OfUint(g.below(uint64(last.N)+1)))
	}
	for {
		if n := g.bits(num.BitLen(last)); num.Le(n, last) {
			return num.Add(lo, n)
		}
	}
}

// bits returns an integer of so many random bits.
func (g *Generator) bits(n int) num.Int {
	out := num.Int{}
	for ; n > 0; n -= 64 {
		width := min(n, 64)
		word := num.OfUint(g.words.Uint64() >> (64 - width))
		out = num.Add(num.ShiftLeft(out, num.Of(int64(width))), word)
	}
	return out
}

// Float returns a number from 0 to 1, which it never is: one of 2^53.
func Float(g *Generator) float64 { return float64(g.words.Uint64()>>11) * 0x1p-53 }

// Normal returns a number of the normal distribution with mean 0 and deviation 1, by
// Marsaglia's polar method. The conversions keep Go from fusing operations, which some
// machines would round otherwise.
func Normal(g *Generator) float64 {
	for {
		u, v := 2*Float(g)-1, 2*Float(g)-1
		s := float64(u*u) + float64(v*v)
		if s > 0 && s < 1 {
			return u * math.Sqrt(float64(-2*float.Log(s))/s)
		}
	}
}

// Bytes returns random bytes. They are those of words: in which order the Read of Go's
// generator and words come is not fixed.
func Bytes(g *Generator, n int64) []byte {
	out := make([]byte, 0, n+7)
	for int64(len(out)) < n {
		out = binary.LittleEndian.AppendUint64(out, g.words.Uint64())
	}
	return out[:n]
}

// Index returns the index of an element, of which there is one.
func Index(g *Generator, length int64) int64 { return int64(g.below(uint64(length))) }

// Shuffle returns the elements in another order, and Mix puts them into one.
func Shuffle[T any](g *Generator, all []T) []T { return Sample(g, int64(len(all)), all) }
func Mix[T any](g *Generator, all []T)         { draw(g, len(all), all) }

// Sample returns n elements, none of which it takes twice.
func Sample[T any](g *Generator, n int64, all []T) []T {
	all = slices.Clone(all)
	draw(g, int(n), all)
	return all[:n:n]
}

// draw moves n elements to the front: each is one of those that are left.
func draw[T any](g *Generator, n int, all []T) {
	for i := range n {
		j := i + int(g.below(uint64(len(all)-i)))
		all[i], all[j] = all[j], all[i]
	}
}

// Weights reports whether numbers can be weights: how often something is chosen, compared
// with others.
func Weights(weights []float64) bool {
	total := 0.0
	for _, w := range weights {
		if !(w >= 0) {
			return false
		}
		total += w
	}
	return !math.IsInf(total, 0)
}

// Weighted returns the index of an element by the weights of all, if any has one.
func Weighted(g *Generator, weights []float64) (int64, bool) {
	total, last := 0.0, -1
	for i, w := range weights {
		if total += w; w > 0 {
			last = i
		}
	}
	if last < 0 {
		return 0, false
	}
	at, sum := float64(Float(g)*total), 0.0
	for i, w := range weights[:last] {
		if sum += w; at < sum {
			return int64(i), true
		}
	}
	return int64(last), true // the product may have been rounded up to the total
}
