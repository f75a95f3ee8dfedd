package lsp

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// longScript returns a script of a thousand lines, of what scripts are made of.
func longScript() string {
	const part = `
(define-struct Item%[1]d
  (name String)
  (price Integer)
  (count UFix))

(derive Eq Show)
(define-type Shape%[1]d
  (Circle%[1]d F64)
  (Rect%[1]d F64 F64)
  Nothing%[1]d)

(declare area%[1]d (Shape%[1]d -> F64))
(define (area%[1]d shape)
  "The area of a shape."
  (match shape
    ((Circle%[1]d r) (* 3.14d0 (* r r)))
    ((Rect%[1]d w h) (* w h))
    ((Nothing%[1]d) 0d0)))

(define (total%[1]d items)
  (let ((price (fn (item) (* (.price (the Item%[1]d item)) 2))))
    (fold + 0 (map price items))))

(define (words%[1]d text)
  (let ((parts (str:split #\space text))
        (n (list:length (make-list 1 2 3))))
    (for ((i 0 (+ i 1))) :while (< i n)
      (when (== i 2)
        (print (str "line " i))))
    (list:sort (map str:upcase (into parts)))))

(define (count%[1]d n acc)
  (cond
    ((== n 0) acc)
    (True (count%[1]d (- n 1) (+ acc (* n 2))))))

(print (str (count%[1]d 10 0) " " (total%[1]d (make-list (Item%[1]d "a" 1 2)))))
`
	var b strings.Builder
	for i := range 25 {
		fmt.Fprintf(&b, part, i)
	}
	return b.String()
}

// BenchmarkChange measures how long it takes from a change of a long script to the answer
// of a request about it. `go test -bench . -run '^$'` prints it.
func BenchmarkChange(b *testing.B) {
	c := connect(b)
	text := longScript()
	for i := range b.N {
		c.open("a.coal", text+fmt.Sprintf("(print %d)", i))
		c.request("textDocument/hover", c.at("a.coal", position{23, 10}))
	}
}

// BenchmarkCompletion measures completion at the end of a long script.
func BenchmarkCompletion(b *testing.B) {
	c := connect(b)
	text := longScript()
	for i := range b.N {
		at := c.open("a.coal", text+fmt.Sprintf("(print %d (ma‸", i))
		c.request("textDocument/completion", c.at("a.coal", at))
	}
}

// TestMemoryDoesNotGrow changes a long script again and again.
func TestMemoryDoesNotGrow(t *testing.T) {
	c := connect(t)
	text := longScript()
	c.open("a.coal", text)
	if got := c.diagnostics("a.coal"); got != "" {
		t.Fatalf("the script has\n%s", got)
	}
	change := func(n int) uint64 {
		for i := range n {
			at := c.open("a.coal", text+fmt.Sprintf("(print %d (ma‸", i))
			c.request("textDocument/completion", c.at("a.coal", at))
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := change(3)
	if after := change(20); after > before+before/4 {
		t.Errorf("the heap has grown from %d to %d bytes", before, after)
	}
}
