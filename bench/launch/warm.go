package main

import (
	"os/exec"
	"path/filepath"
	"time"
)

// warm measures a script in the cache.
func (b *bench) warm(n int) {
	script := filepath.Join(b.dir, "hello.coal")
	plain := filepath.Join(b.work, "smelter-plain")
	output("", "go", "build", "-o", plain, "./cmd/smelter")
	for range 3 { // the first compiles, the second writes the index if the script was too new for the first
		output("", b.bin, "run", script)
		output("", plain, "run", script)
		time.Sleep(50 * time.Millisecond)
	}
	programs, err := filepath.Glob(filepath.Join(b.cache, "v1", "bin", "*"))
	check(err)
	direct := command("the cached binary, directly", programs[0])
	entry := command("smelter FILE", b.bin, script)
	subjects := []*subject{direct, entry, command("smelter FILE, without the entry point", plain, script)}
	for _, other := range [][]string{
		{"sh", "-c", ":"}, {"perl", "-e", "0"}, {"python3", "-c", "pass"}, {"node", "-e", "0"},
	} {
		if path := find(other[0]); path != "" {
			subjects = append(subjects, command(other[0]+" "+other[1]+" "+other[2], path, other[1:]...))
		}
	}
	// Slow ones would make the others wait; they are measured less often.
	measure(n, subjects[:3])
	measure(max(n/10, 5), subjects[3:])
	table("warm", subjects)
	b.limit("warm run to a direct start", entry.median()/direct.median(), warmLimit)
}

// find returns the executable of a language; a shim that finds out which version to start
// is asked for it.
func find(name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	if name == "python3" {
		if out, err := exec.Command(path, "-c", "import sys; print(sys.executable, end='')").Output(); err == nil {
			return string(out)
		}
	}
	return path
}
