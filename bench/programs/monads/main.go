// Command monads is the hand-written twin of monads.coal: the loop that the
// transformers describe.
package main

import (
	"errors"
	"fmt"
)

type machine struct{ n, total int64 }

func (m *machine) step() error {
	if m.n < 0 {
		return errors.New("negative")
	}
	m.total += m.n
	m.n++
	return nil
}

func main() {
	var m machine
	for range 30000000 {
		if err := m.step(); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(m.n)
	fmt.Println(m.total)
}
