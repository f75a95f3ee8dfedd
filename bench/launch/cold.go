package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// cold measures a script that nobody has compiled. The library and the toolchain are
// prepared, as they are after the first script ever.
func (b *bench) cold(n int) {
	source, err := os.ReadFile(filepath.Join(b.dir, "hello.coal"))
	check(err)
	script := filepath.Join(b.work, "cold.coal")
	round := 0
	whole := &subject{name: "smelter FILE, never seen before", run: func() {
		round++
		check(os.WriteFile(script, fmt.Appendf(nil, "; %d\n%s", round, source), 0o600))
		if out := output("", b.bin, script); !bytes.Equal(out, []byte("hello, world\n")) {
			check(fmt.Errorf("the script prints %q", out))
		}
	}}
	byHand := &subject{name: "compile, link and run hello/main.go", run: b.tools("hand", archives(b.work), filepath.Join(b.dir, "main.go"))}
	emitted := filepath.Join(b.work, "emitted.go")
	check(os.WriteFile(emitted, output("", b.bin, "emit", filepath.Join(b.dir, "hello.coal")), 0o600))
	configs, err := filepath.Glob(filepath.Join(b.cache, "v1", "tc", "*", "importcfg"))
	check(err)
	ours := &subject{name: "compile, link and run what smelter emits", run: b.tools("ours", filepath.Dir(configs[0]), emitted)}
	subjects := []*subject{byHand, whole, ours}
	measure(n, subjects)
	table("cold", subjects)
	b.limit("cold run to the tools by hand", whole.median()/byHand.median(), coldLimit)
	b.limit("share of the front end and the cache in a cold run", 1-ours.median()/whole.median(), frontLimit)
}

// tools drives compile and link as smelter does: with archives without DWARF, and no
// more output than needed.
func (b *bench) tools(name, archives, source string) func() {
	source, err := filepath.Abs(source)
	check(err)
	tools := strings.TrimSpace(string(output("", "go", "env", "GOTOOLDIR")))
	object, program := filepath.Join(b.work, name+".a"), filepath.Join(b.work, name)
	return func() {
		tool(archives, filepath.Join(tools, "compile"), "-p=main", "-complete", "-pack", "-dwarf=false", "-c=2",
			"-importcfg=importcfg", "-o="+object, source)
		tool(archives, filepath.Join(tools, "link"), "-s", "-w", "-buildid=", "-importcfg=importcfg", "-o="+program, object)
		if out := output("", program); !bytes.Equal(out, []byte("hello, world\n")) {
			check(fmt.Errorf("%s prints %q", source, out))
		}
	}
}

// tool starts a tool of Go, which is faster without its garbage collector.
func tool(dir, name string, args ...string) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stderr, cmd.Env = dir, os.Stderr, append(os.Environ(), "GOGC=off")
	check(cmd.Run())
}

// archives compiles what hello/main.go imports and returns the folder of an importcfg.
func archives(work string) string {
	dir := filepath.Join(work, "archives")
	check(os.Mkdir(dir, 0o700))
	list := output("", "go", "list", "-export", "-deps", "-trimpath", "-gcflags=all=-dwarf=false",
		"-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "os")
	check(os.WriteFile(filepath.Join(dir, "importcfg"), list, 0o600))
	return dir
}
