package random

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"time"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has what nobody may guess, and identifiers; both come from the system.

// Secret returns bytes that nobody can foretell.
func Secret(n int64) []byte {
	out := make([]byte, n)
	rand.Read(out)
	return out
}

// TokenHex and TokenURL return n of them as hexadecimal digits, and in base64 for URLs.
func TokenHex(n int64) str.String { return str.ASCII(hex.EncodeToString(Secret(n))) }
func TokenURL(n int64) str.String {
	return str.ASCII(base64.RawURLEncoding.EncodeToString(Secret(n)))
}

// UUID4 returns an identifier of random bits (RFC 9562).
func UUID4() str.String { return uuid(4, [16]byte(Secret(16))) }

// lastTime is that of the last UUID7.
var lastTime uint64

// UUID7 returns an identifier that begins with the time, so that later ones sort behind: 48
// bits of milliseconds, 12 bits of the fraction. Within a program each is later than the last.
func UUID7() str.String {
	now := time.Now().UnixNano()
	t := uint64(now/1e6)<<12 | uint64(now%1e6)<<12/1e6
	if t <= lastTime {
		t = lastTime + 1
	}
	lastTime = t
	b := [16]byte(Secret(16))
	for i := range 6 {
		b[i] = byte(t >> (52 - 8*i))
	}
	b[6], b[7] = byte(t>>8&15), byte(t)
	return uuid(7, b)
}

// uuid writes an identifier of a version.
func uuid(version byte, b [16]byte) str.String {
	b[6] = b[6]&15 | version<<4
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return str.ASCII(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:])
}
