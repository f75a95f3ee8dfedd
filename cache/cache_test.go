package cache

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func newStore(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "cache"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// put enters a program of some text and counts builds.
func put(t *testing.T, s *Store, k Key, p Place, builds *int, o Origin) *Hit {
	t.Helper()
	hit, err := s.Put(k, p, func(out string) (Origin, error) {
		*builds++
		return o, os.WriteFile(out, []byte("program"), 0o700)
	})
	if err != nil {
		t.Fatal(err)
	}
	return hit
}

func TestAnEntryHoldsWhileItsDependenciesDo(t *testing.T) {
	dir := t.TempDir()
	s, k, p, builds := newStore(t), KeyOf("tool", "text"), Place{Dir: dir, Search: "/lib"}, 0
	lib, missing := filepath.Join(dir, "lib.coal"), filepath.Join(dir, "absent.coal")
	write(t, lib, "one")
	put(t, s, k, p, &builds, Origin{
		Deps:   []Dep{{"lib.coal", SumOf([]byte("one"))}, {"absent.coal", ""}},
		Search: "/lib",
	})
	for _, test := range []struct {
		name   string
		change func()
		place  Place
		why    string // "" for a hit
	}{
		{"nothing changed", func() {}, p, ""},
		{"the same text written again", func() { write(t, lib, "one") }, p, ""},
		{"another text", func() { write(t, lib, "two") }, p, "lib.coal has changed"},
		{"no file", func() { os.Remove(lib) }, p, "lib.coal is gone"},
		{"the old text again", func() { write(t, lib, "one") }, p, ""},
		{"another search path", func() {}, Place{Dir: dir}, "the search path is another one"},
		{"another folder", func() {}, Place{Dir: t.TempDir(), Search: "/lib"}, "lib.coal is gone"},
		{"a file that was absent", func() { write(t, missing, "") }, p, "absent.coal has appeared"},
		{"and is gone again", func() { os.Remove(missing) }, p, ""},
	} {
		test.change()
		hit, why := s.Lookup(k, test.place)
		if (hit != nil) != (test.why == "") || !strings.HasSuffix(why, test.why) {
			t.Errorf("%s: hit = %v, why = %q, want %q", test.name, hit != nil, why, test.why)
		}
	}
}

func TestADamagedEntryIsBuiltAgain(t *testing.T) {
	for _, test := range []struct {
		name   string
		damage func(s *Store, k Key, bin string) error
	}{
		{"cut binary", func(_ *Store, _ Key, bin string) error { return os.Truncate(bin, 3) }},
		{"altered binary", func(_ *Store, _ Key, bin string) error {
			return errors.Join(os.Remove(bin), os.WriteFile(bin, []byte("PROGRAM"), 0o700))
		}},
		{"removed binary", func(_ *Store, _ Key, bin string) error { return os.Remove(bin) }},
		{"garbage entry", func(s *Store, k Key, _ string) error {
			return os.WriteFile(s.Path("entries", k.String()), []byte("garbage"), 0o600)
		}},
		{"empty entry", func(s *Store, k Key, _ string) error {
			return os.WriteFile(s.Path("entries", k.String()), nil, 0o600)
		}},
		{"entry of a path outside", func(s *Store, k Key, _ string) error {
			return os.WriteFile(s.Path("entries", k.String()), []byte(`[{"Binary":"../../../bin/sh"}]`), 0o600)
		}},
	} {
		s, k, builds := newStore(t), KeyOf("tool", "text"), 0
		bin := put(t, s, k, Place{}, &builds, Origin{}).Binary
		if err := test.damage(s, k, bin); err != nil {
			t.Fatal(err)
		}
		if hit, _ := s.Lookup(k, Place{}); hit != nil {
			t.Errorf("%s: it is a hit", test.name)
		}
		bin = put(t, s, k, Place{}, &builds, Origin{}).Binary
		if data, _ := os.ReadFile(bin); builds != 2 || string(data) != "program" {
			t.Errorf("%s: %d builds, and the binary is %q", test.name, builds, data)
		}
	}
}

func TestOneTextInTwoFoldersHasTwoPrograms(t *testing.T) {
	s, k, builds := newStore(t), KeyOf("tool", "text"), 0
	places := []Place{{Dir: t.TempDir()}, {Dir: t.TempDir()}}
	for round := range 2 {
		for i, p := range places {
			text := string(rune('a' + i))
			write(t, filepath.Join(p.Dir, "lib.coal"), text)
			put(t, s, k, p, &builds, Origin{Deps: []Dep{{"lib.coal", SumOf([]byte(text))}}})
		}
		if builds != 2 {
			t.Errorf("round %d: %d builds, want 2", round, builds)
		}
	}
}

func TestAnotherCompilerHasOtherKeys(t *testing.T) {
	if KeyOf("a", "text") == KeyOf("b", "text") || KeyOf("a", "text") == KeyOf("a", "other") ||
		KeyOf("a", "1\nb") == KeyOf("a1", "\nb") {
		t.Error("keys of different compilers or texts are equal")
	}
}

func TestTheStoreIsPrivate(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "v1")
	if err := os.Mkdir(root, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(root); info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v", info.Mode())
	}
	os.Remove(root)
	if err := os.Symlink(t.TempDir(), root); err != nil {
		t.Skip(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "SMELTER_CACHE_DIR") {
		t.Errorf("a symbolic link is accepted: %v", err)
	}
	os.Remove(root)
	if os.Mkdir(root, 0o700) != nil || os.Chown(root, 1234, 1234) != nil {
		t.Skip("only root can give folders away")
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "not a folder of yours") {
		t.Errorf("another's folder is accepted: %v", err)
	}
}

func TestRecordsSurviveTheirEncoding(t *testing.T) {
	r := &record{
		build: "build", search: "/a:/b", script: Stamp{1, 2, 3, 4, 5, 0}, binary: "bin", stamp: Stamp{6, 7, 8, 9, 10, 0},
		files: []file{{IndexFile, "/lib.coal", Stamp{11, 12, 13, 14, 15, 0}}, {IndexAbsent, "/none", Stamp{}}},
	}
	data := r.encode()
	got, err := decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if string(got.encode()) != string(data) {
		t.Errorf("%+v comes back as %+v", r, got)
	}
	for i := range data {
		if _, err := decode(data[:i]); err == nil {
			t.Errorf("the first %d of %d bytes are a record", i, len(data))
		}
		data[i] ^= 1
		if _, err := decode(data); err == nil {
			t.Errorf("a record with byte %d altered is accepted", i)
		}
		data[i] ^= 1
	}
}

func TestAStampThatMayRepeatIsNotReliedOn(t *testing.T) {
	now := time.Unix(1_000_000, 500)
	for _, test := range []struct {
		age    time.Duration
		whole  bool // the file system counts seconds
		settle bool
	}{
		{time.Millisecond, false, false},
		{time.Second, false, true},
		{time.Second, true, false},
		{time.Minute, true, true},
		{-time.Hour, false, false},
	} {
		s := Stamp{Ino: 1, Ctime: now.Add(-test.age).UnixNano() + 1}
		if test.whole {
			s.Ctime = now.Add(-test.age).Truncate(time.Second).UnixNano()
		}
		if got := settled(s, now) != (Stamp{}); got != test.settle {
			t.Errorf("changed %v ago, whole seconds %v: relied on = %v", test.age, test.whole, got)
		}
	}
}

func TestTrimKeepsWhatWasUsedLast(t *testing.T) {
	s := newStore(t)
	var bins []string
	for i, text := range []string{"a", "b", "c"} {
		k := KeyOf("tool", text)
		hit, err := s.Put(k, Place{}, func(out string) (Origin, error) {
			return Origin{Script: text}, os.WriteFile(out, []byte(strings.Repeat(text, 100)), 0o700)
		})
		if err != nil {
			t.Fatal(err)
		}
		used := time.Now().Add(time.Duration(i-10) * time.Hour)
		if err := os.Chtimes(hit.Binary, used, used); err != nil {
			t.Fatal(err)
		}
		bins = append(bins, hit.Binary)
	}
	if _, err := s.Trim(200); err != nil {
		t.Fatal(err)
	}
	list, err := s.List()
	if err != nil || len(list) != 2 || list[0].Script != "c" || list[1].Script != "b" {
		t.Errorf("left are %v, %v", list, err)
	}
	if _, err := os.Stat(bins[0]); err == nil {
		t.Error("the binary that was not used for longest is still there")
	}
	if s.read(KeyOf("tool", "a")) != nil {
		t.Error("its entry is still there")
	}
}

// Two first runs of a day: one of them trims while the other writes.
func TestTrimLeavesWhatIsInTheMaking(t *testing.T) {
	s, builds := newStore(t), 0
	put(t, s, KeyOf("tool", "text"), Place{}, &builds, Origin{})
	now, left := s.Path("entries", making+"1"), s.Path("entries", making+"2")
	for path, at := range map[string]time.Time{now: time.Now(), left: time.Now().Add(-2 * old)} {
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Trim(Limit)
	_, _, verr := s.Verify()
	if err := errors.Join(err, verr); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(now); err != nil {
		t.Errorf("a file in the making is gone: %v", err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("a file that was never finished is still there")
	}
}

func TestVerifyRemovesWhatIsDamaged(t *testing.T) {
	s, builds := newStore(t), 0
	bin := put(t, s, KeyOf("tool", "text"), Place{}, &builds, Origin{}).Binary
	if n, damaged, err := s.Verify(); n != 1 || damaged != 0 || err != nil {
		t.Errorf("%d programs, %d damaged, %v", n, damaged, err)
	}
	if err := os.Truncate(bin, 1); err != nil {
		t.Fatal(err)
	}
	if n, damaged, err := s.Verify(); n != 1 || damaged != 1 || err != nil {
		t.Errorf("%d programs, %d damaged, %v", n, damaged, err)
	}
	if _, err := os.Stat(bin); err == nil {
		t.Error("the damaged binary is still there")
	}
}
