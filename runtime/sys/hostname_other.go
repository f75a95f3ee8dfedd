//go:build !linux

package sys

import (
	"os"

	"github.com/smelter-lang/smelter/runtime/str"
)

// Hostname returns the name of the machine; it is empty where there is none.
func Hostname() str.String {
	name, err := os.Hostname()
	if err != nil {
		return str.String{}
	}
	return str.From(name)
}
