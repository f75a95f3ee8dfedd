package hash

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

// The digests that RFC 1321, 3174 and 6234 and the catalogue of CRCs have of known texts.
var known = []struct {
	algorithm int64
	text, hex string
}{
	{0, "abc", "900150983cd24fb0d6963f7d28e17f72"},
	{1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
	{2, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	{2, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	{3, "abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" +
		"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
	{4, "123456789", "cbf43926"},
}

func TestSum(t *testing.T) {
	for _, k := range known {
		if got := hex.EncodeToString(Sum(k.algorithm, []byte(k.text))); got != k.hex {
			t.Errorf("%d of %q is %s, want %s", k.algorithm, k.text, got, k.hex)
		}
	}
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	for _, k := range known {
		path := filepath.Join(dir, "f")
		if err := os.WriteFile(path, []byte(k.text), 0o600); err != nil {
			t.Fatal(err)
		}
		sum, why := File(k.algorithm, str.From(path))
		if got := hex.EncodeToString(sum); got != k.hex || str.Len(why) > 0 {
			t.Errorf("%d of a file of %q is %s, want %s", k.algorithm, k.text, got, k.hex)
		}
	}
	for path, want := range map[string]string{filepath.Join(dir, "none"): "no such file", dir: "is a directory"} {
		if _, why := File(2, str.From(path)); !strings.Contains(why.Go(), want) {
			t.Errorf("%s: %s, want %s", path, why.Go(), want)
		}
	}
}

func TestMac(t *testing.T) { // RFC 4231, test case 2
	want := "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got := hex.EncodeToString(Mac(2, []byte("Jefe"), []byte("what do ya want for nothing?"))); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
