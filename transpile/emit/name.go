package emit

import (
	"go/token"
	"strconv"
	"strings"
	"unicode"
)

// This file makes Go names of the names of scripts.
//
// Names of the package (definitions, types) begin with a capital letter, names in
// functions with a small one, so that the two cannot hide one another. A name within a
// function is taken once in all of it, closures included: a block never hides a variable
// of the block around it. Imported packages keep their names, which no local name may
// have: those of the runtime that every program may use are reserved, others are imported
// under a name that begins with "go".

// reserved are the names that a local variable cannot have besides Go's keywords: what is
// predeclared, and the packages imported under their own name.
var reserved = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(`any append bool byte cap clear close comparable complex
		complex64 complex128 copy delete error false float32 float64 imag init int int8 int16 int32
		int64 iota len main make max min new nil panic print println real recover rune string true
		uint uint8 uint16 uint32 uint64 uintptr math unsafe rt num str frac float`) {
		words[w] = true
	}
	return words
}()

// A scope is the set of names taken in the package or in one function.
type scope map[string]bool

// take returns a free name made of a base, and takes it.
func (s scope) take(base string) string {
	name := base
	for n := 2; s[name] || reserved[name] || token.IsKeyword(name); n++ {
		name = base + "_" + strconv.Itoa(n)
	}
	s[name] = true
	return name
}

// packageName makes a name of the package out of a qualified name of a script.
func packageName(name string) string {
	name, _, _ = strings.Cut(name, "@")
	if i := strings.LastIndexByte(name, ':'); i >= 0 && i < len(name)-1 {
		name = name[i+1:]
	}
	return camel(name, true)
}

// localName makes a name within a function out of the name of a variable.
func localName(name string) string {
	name = camel(name, false)
	if len(name) > 2 && name[:2] == "go" && unicode.IsUpper(rune(name[2])) {
		return "v" + name // not the name of a package
	}
	return name
}

// camel joins the words of a name, which hyphens and the like divide. What Go does not
// allow is written out, and so is a name of nothing but signs.
func camel(name string, upper bool) string {
	var b strings.Builder
	first := strings.TrimLeft(name, dividers)
	if first == "" || !letter(rune(first[0])) {
		b.WriteString(map[bool]string{true: "V", false: "v"}[upper])
	}
	for _, c := range name {
		switch {
		case letter(c) && upper:
			b.WriteRune(unicode.ToUpper(c))
			upper = false
		case letter(c):
			b.WriteRune(unicode.ToLower(c))
		case c >= '0' && c <= '9':
			b.WriteRune(c)
		case first != "" && strings.ContainsRune(dividers, c):
			upper = upper || b.Len() > 0
		default:
			b.WriteString(spelled(c))
		}
	}
	return b.String()
}

// dividers stand between the words of a name, or around it.
const dividers = "-_*%./ "

func letter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// spelled writes out a character that a Go name cannot have.
func spelled(c rune) string {
	switch c {
	case '?':
		return "P"
	case '!':
		return "X"
	case '>':
		return "To"
	case '<':
		return "Lt"
	case '=':
		return "Eq"
	case '+':
		return "Plus"
	case '-':
		return "Minus"
	case '*':
		return "Times"
	case '/':
		return "Over"
	}
	return "x" + strconv.FormatInt(int64(c), 16)
}
