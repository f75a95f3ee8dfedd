package fast

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/cache"
)

// A world is a cache and a script that is in its index.
type world struct {
	t      *testing.T
	dir    string // of the script
	script string
	cache  string
	binary string
}

// newWorld enters a program that imports lib.coal, and that another file in the search
// path could have been imported instead of.
func newWorld(t *testing.T) *world {
	t.Helper()
	dir := t.TempDir()
	w := &world{t, filepath.Join(dir, "scripts"), filepath.Join(dir, "scripts", "hello.coal"), filepath.Join(dir, "cache"), ""}
	w.write("hello.coal", "script")
	w.write("lib.coal", "library")
	time.Sleep(30 * time.Millisecond) // younger files are not relied on (cache.Stamp)
	w.enter()
	t.Setenv("SMELTER_CACHE_DIR", w.cache)
	t.Setenv("SMELTER_PATH", "/lib")
	return w
}

// enter puts the program into the cache and its index.
func (w *world) enter() {
	build, err := BuildID()
	w.ok(err)
	store, err := cache.Open(w.cache)
	w.ok(err)
	_, stamp, err := cache.ReadFile(w.script)
	w.ok(err)
	place := cache.Place{Script: w.script, Dir: w.dir, Search: "/lib", Stamp: stamp}
	hit, err := store.Put(cache.KeyOf(build, "script"), place, func(out string) (cache.Origin, error) {
		return cache.Origin{
			Deps: []cache.Dep{
				{Path: "lib.coal", Sum: cache.SumOf([]byte("library"))}, {Path: "new.coal"}, {Path: "/no/where.coal"},
			},
			Search: "/lib",
		}, os.WriteFile(out, []byte("program"), 0o700)
	})
	w.ok(err)
	store.Remember(build, place, hit)
	w.binary = hit.Binary
}

func (w *world) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) write(name, text string) {
	w.t.Helper()
	w.ok(os.MkdirAll(w.dir, 0o700))
	w.ok(os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600))
}

// record returns the path of the one record of the index.
func (w *world) record() string {
	list, err := filepath.Glob(filepath.Join(w.cache, "v1", "index", "*"))
	w.ok(err)
	if len(list) != 1 {
		w.t.Fatalf("the index has %d records", len(list))
	}
	return list[0]
}

// touch lets time pass and gives a file a new time of change.
func (w *world) touch(name string) {
	w.ok(os.Chtimes(filepath.Join(w.dir, name), time.Now(), time.Now()))
}

// situations are states of the world, and whether smelter can run the program without
// looking any further.
var situations = []struct {
	name   string
	change func(w *world)
	args   string // $S is the script, $D its folder, $C the cache
	run    bool
}{
	{"nothing changed", nil, "run $S", true},
	{"with arguments", nil, "run $S -x --color run", true},
	{"without run", nil, "$S a b", true},
	{"no arguments", nil, "", false},
	{"no script", nil, "run", false},
	{"an option", nil, "run --color=never $S", false},
	{"standard input", nil, "run -", false},
	{"another command", nil, "check $S", false},
	{"an empty argument", nil, "run  $S", false},
	{"a script that may be a command", func(w *world) { w.t.Chdir(w.dir); w.ok(os.Symlink("hello.coal", "check")) }, "check", false},
	{"a script named so after run", func(w *world) { w.t.Chdir(w.dir); w.ok(os.Symlink("hello.coal", "check")) }, "run check", true},
	{"a relative path", func(w *world) { w.t.Chdir(w.dir) }, "hello.coal", true},
	{"a symbolic link", func(w *world) { w.ok(os.Symlink(w.script, w.cache+"/link")) }, "run $C/link", true},
	{"no such script", nil, "run $S.not", false},
	{"a folder", nil, "run $D", false},
	{"a long path", nil, "run " + strings.Repeat("/x", 5000), false},

	{"the script was touched", func(w *world) { w.touch("hello.coal") }, "run $S", false},
	{"its mode changed", func(w *world) { w.ok(os.Chmod(w.script, 0o755)) }, "run $S", false},
	{"it was written again", func(w *world) { w.write("hello.coal", "script") }, "run $S", false},
	{"it was replaced", func(w *world) { w.ok(os.Remove(w.script)); w.write("hello.coal", "script") }, "run $S", false},
	{"a copy", func(w *world) { w.write("copy.coal", "script") }, "run $D/copy.coal", false},
	{"a hard link", func(w *world) { w.ok(os.Link(w.script, w.dir+"/link.coal")) }, "run $S", false},
	{"an import was touched", func(w *world) { w.touch("lib.coal") }, "run $S", false},
	{"an import is gone", func(w *world) { w.ok(os.Remove(w.dir + "/lib.coal")) }, "run $S", false},
	{"an absent file appeared", func(w *world) { w.write("new.coal", "") }, "run $S", false},
	{"the folder was moved and made again", func(w *world) {
		w.ok(os.Rename(w.dir, w.dir+"2"))
		w.ok(os.Mkdir(w.dir, 0o700))
		w.ok(os.Rename(w.dir+"2/lib.coal", w.dir+"/lib.coal"))
		w.ok(os.Rename(w.dir+"2/hello.coal", w.dir+"/hello.coal"))
	}, "run $S", false},

	{"another search path", func(w *world) { w.t.Setenv("SMELTER_PATH", "/other") }, "run $S", false},
	{"a longer search path", func(w *world) { w.t.Setenv("SMELTER_PATH", "/lib:/other") }, "run $S", false},
	{"no search path", func(w *world) { w.t.Setenv("SMELTER_PATH", "") }, "run $S", false},
	{"unrelated environment", func(w *world) { w.t.Setenv("SMELTER_GO", "/none"); w.t.Setenv("PATH", "") }, "run $S", true},
	{"no cache", func(w *world) { w.t.Setenv("SMELTER_CACHE_DIR", "/none") }, "run $S", false},
	{"a slash after the cache", func(w *world) { w.t.Setenv("SMELTER_CACHE_DIR", w.cache+"/") }, "run $S", true},
	{"the cache in XDG_CACHE_HOME", func(w *world) {
		w.t.Setenv("SMELTER_CACHE_DIR", "")
		w.t.Setenv("XDG_CACHE_HOME", w.dir)
		w.ok(os.Symlink(w.cache, w.dir+"/smelter"))
	}, "run $S", true},
	{"the cache in HOME", func(w *world) {
		w.t.Setenv("SMELTER_CACHE_DIR", "")
		w.t.Setenv("XDG_CACHE_HOME", "")
		w.t.Setenv("HOME", w.dir)
		w.ok(os.MkdirAll(w.dir+"/.cache", 0o700))
		w.ok(os.Symlink(w.cache, w.dir+"/.cache/smelter"))
	}, "run $S", true},
	{"no place for a cache", func(w *world) {
		for _, name := range []string{"SMELTER_CACHE_DIR", "XDG_CACHE_HOME", "HOME"} {
			w.t.Setenv(name, "")
		}
	}, "run $S", false},
	{"the cache was moved", func(w *world) {
		w.ok(os.Rename(w.cache, w.cache+"2"))
		w.t.Setenv("SMELTER_CACHE_DIR", w.cache+"2")
	}, "run $S", true},

	{"no record", func(w *world) { w.ok(os.Remove(w.record())) }, "run $S", false},
	{"an empty record", func(w *world) { w.ok(os.Truncate(w.record(), 0)) }, "run $S", false},
	{"half a record", func(w *world) { w.ok(os.Truncate(w.record(), 200)) }, "run $S", false},
	{"an altered record", func(w *world) { w.alter(w.record(), 100) }, "run $S", false},
	{"a huge record", func(w *world) { w.ok(os.Truncate(w.record(), cache.IndexMax+10)) }, "run $S", false},
	{"a folder as a record", func(w *world) {
		name := w.record()
		w.ok(os.Remove(name))
		w.ok(os.Mkdir(name, 0o700))
	}, "run $S", false},
	{"another's record", func(w *world) { w.giveAway(w.record()) }, "run $S", false},
	{"no binary", func(w *world) { w.ok(os.Remove(w.binary)) }, "run $S", false},
	{"a cut binary", func(w *world) { w.ok(os.Truncate(w.binary, 3)) }, "run $S", false},
	{"an altered binary", func(w *world) { w.alter(w.binary, 3) }, "run $S", false},
	{"another's binary", func(w *world) { w.giveAway(w.binary) }, "run $S", false},
}

// alter changes a byte of a file and keeps its size and time.
func (w *world) alter(path string, at int) {
	info, err := os.Stat(path)
	w.ok(err)
	data, err := os.ReadFile(path)
	w.ok(err)
	data[at] ^= 1
	w.ok(os.Chmod(path, 0o700))
	w.ok(os.WriteFile(path, data, 0o700))
	w.ok(os.Chtimes(path, info.ModTime(), info.ModTime()))
}

func (w *world) giveAway(path string) {
	if os.Chown(path, 1234, 1234) != nil {
		w.t.Skip("only root can give files away")
	}
}

// arguments returns a command line; two blanks stand for an empty argument.
func (w *world) arguments(args string) []string {
	out := []string{"smelter"}
	if args != "" {
		out = append(out, strings.Split(strings.NewReplacer("$S", w.script, "$D", w.dir, "$C", w.cache).Replace(args), " ")...)
	}
	return out
}

// TestDecide checks every situation, by both ways to decide where there are two.
func TestDecide(t *testing.T) {
	for _, s := range situations {
		t.Run(strings.ReplaceAll(s.name, " ", "-"), func(t *testing.T) {
			w := newWorld(t)
			if s.change != nil {
				s.change(w)
			}
			args := w.arguments(s.args)
			for _, way := range ways {
				bin, argv, ok := way.decide(args)
				if ok != s.run {
					t.Errorf("%s decides %v", way.name, ok)
				}
				if ok && (filepath.Base(bin) != filepath.Base(w.binary) || fmt.Sprint(argv) != fmt.Sprint(args[len(args)-len(argv):])) {
					t.Errorf("%s runs %s %q", way.name, bin, argv)
				}
			}
		})
	}
}

// A way is one of the implementations.
type way struct {
	name   string
	decide func(args []string) (bin string, argv []string, ok bool)
}

func TestFindID(t *testing.T) {
	for _, test := range []struct{ name, head, want string }{
		{"ELF", "\x7fELF....\x04\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/b...", "a/b"},
		{"others", "MZ....\xff Go build ID: \"a/b\"\n \xff...", "a/b"},
		{"cut ELF", "\x7fELF\x04\x00\x00\x00\x30\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/b", ""},
		{"none", "\x7fELF........", ""},
	} {
		if got := findID([]byte(test.head)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
