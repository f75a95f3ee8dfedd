// Command pipeline is the hand-written twin of pipeline.coal: linked lists of int64.
package main

import "fmt"

type list struct {
	head int64
	tail *list
}

func span(lo, hi int64) *list {
	var l *list
	for i := hi; i >= lo; i-- {
		l = &list{i, l}
	}
	return l
}

func mapList(f func(int64) int64, l *list) *list {
	var first *list
	end := &first
	for ; l != nil; l = l.tail {
		*end = &list{f(l.head), nil}
		end = &(*end).tail
	}
	return first
}

func filter(keep func(int64) bool, l *list) *list {
	var first *list
	end := &first
	for ; l != nil; l = l.tail {
		if keep(l.head) {
			*end = &list{l.head, nil}
			end = &(*end).tail
		}
	}
	return first
}

func fold(f func(int64, int64) int64, acc int64, l *list) int64 {
	for ; l != nil; l = l.tail {
		acc = f(acc, l.head)
	}
	return acc
}

func roundTrip(n int64) int64 {
	tripled := mapList(func(x int64) int64 { return 3 * x }, span(1, n))
	even := filter(func(x int64) bool { return x%2 == 0 }, tripled)
	return fold(func(a, b int64) int64 { return a + b }, 0, even)
}

func main() {
	var total int64
	for range 5 {
		total += roundTrip(1000000)
	}
	fmt.Println(total)
}
