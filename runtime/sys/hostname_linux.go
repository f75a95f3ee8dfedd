package sys

import (
	"syscall"

	"github.com/smelter-lang/smelter/runtime/str"
)

// Hostname returns the name of the machine; it is empty where there is none.
func Hostname() str.String {
	var u syscall.Utsname
	if syscall.Uname(&u) != nil {
		return str.String{}
	}
	var name []byte
	for _, c := range u.Nodename {
		if c == 0 {
			break
		}
		name = append(name, byte(c))
	}
	return str.From(string(name))
}
