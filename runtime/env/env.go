// Package env has the environment and the user, for smelter/env, and files with variables.
//
// Names and texts come in; out go values, and for a file with a mistake where and why. What
// coalton/system can say of the machine is left to it.
package env

import (
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// All returns the names of the variables, in order, and their values.
func All() (names, values []str.String) {
	all := os.Environ()
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(nameOf(a), nameOf(b)) })
	for _, v := range all {
		name := nameOf(v)
		if name == "" { // Windows keeps folders there
			continue
		}
		names = append(names, str.From(name))
		values = append(values, str.From(v[len(name)+1:]))
	}
	return names, values
}

// nameOf returns the name of a variable that is written NAME=VALUE.
func nameOf(v string) string {
	name, _, _ := strings.Cut(v, "=")
	return name
}

// Unset removes a variable.
func Unset(name str.String) { os.Unsetenv(name.Go()) }

// Process returns the number of this process.
func Process() num.Int { return num.Of(int64(os.Getpid())) }

// User returns the name of the user that the program runs as; as a number if it has none.
func User() str.String {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return str.From(u.Username)
	}
	return str.From(strconv.Itoa(os.Getuid()))
}

// Boolean reads a yes or a no, as one finds them in variables.
func Boolean(text str.String) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(text.Go())) {
	case "1", "true", "yes", "on":
		return true, true
	case "0", "false", "no", "off", "":
		return false, true
	}
	return false, false
}
