// Command exprtree is the hand-written twin of exprtree.coal, with an interface and a
// type switch, as one writes it in Go.
package main

import "fmt"

type expr interface{}

type (
	num struct{ n int64 }
	add struct{ a, b expr }
	mul struct{ a, b expr }
	neg struct{ a expr }
)

func build(depth int64) expr {
	switch {
	case depth == 0:
		return &num{1}
	case depth%3 == 0:
		return &mul{build(depth - 1), &num{2}}
	case depth%3 == 1:
		return &add{build(depth - 1), build(depth - 1)}
	}
	return &add{&neg{build(depth - 1)}, build(depth - 1)}
}

func evaluate(e expr) int64 {
	switch e := e.(type) {
	case *num:
		return e.n
	case *add:
		return evaluate(e.a) + evaluate(e.b)
	case *mul:
		return evaluate(e.a) * evaluate(e.b)
	case *neg:
		return -evaluate(e.a)
	}
	panic("no such expression")
}

func main() {
	tree := build(30)
	var total int64
	for range 5 {
		total += evaluate(tree)
	}
	fmt.Println(total)
}
