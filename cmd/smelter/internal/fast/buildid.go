package fast

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
)

// BuildID names this build of smelter by its contents: a changed smelter has another one,
// a touched or copied one has not. It is what the Go linker wrote into the executable, or
// the sum of the executable where somebody left that out.
var BuildID = sync.OnceValues(buildID)

func buildID() (string, error) {
	f, err := openSelf()
	if err != nil {
		return "", fmt.Errorf("finding smelter's own executable: %w", err)
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return "", fmt.Errorf("reading smelter's own executable: %w", err)
	}
	if id := findID(head[:n]); id != "" {
		return id, nil
	}
	h := sha256.New()
	h.Write(head[:n])
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading smelter's own executable: %w", err)
	}
	return "sum:" + hex.EncodeToString(h.Sum(nil)), nil
}

// openSelf opens the executable that runs, even if another one has its name by now.
func openSelf() (*os.File, error) {
	if runtime.GOOS == "linux" {
		return os.Open("/proc/self/exe")
	}
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return os.Open(exe)
}

// findID finds the build ID near the start of an executable: a note in ELF, elsewhere a
// text before the code.
func findID(head []byte) string {
	if i := bytes.Index(head, []byte("\x04\x00\x00\x00Go\x00\x00")); bytes.HasPrefix(head, []byte("\x7fELF")) && i >= 8 {
		size := int(binary.LittleEndian.Uint32(head[i-4:]))
		if start := i + 8; start+size <= len(head) {
			return string(head[start : start+size])
		}
	}
	if _, rest, ok := bytes.Cut(head, []byte("\xff Go build ID: \"")); ok {
		if id, _, ok := bytes.Cut(rest, []byte("\"\n \xff")); ok {
			return string(id)
		}
	}
	return ""
}
