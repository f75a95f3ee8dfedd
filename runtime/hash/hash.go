// Package hash computes digests, for smelter/hash.
//
// In come bytes, or the path of a file, and the name of an algorithm; out go the bytes of
// the digest. What they are shown as is left to smelter/hash.
package hash

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"

	"github.com/smelter-lang/smelter/runtime/str"
)

// The algorithms, in the order of smelter/hash.
var algorithms = [...]func() hash.Hash{
	md5.New,
	sha1.New,
	sha256.New,
	sha512.New,
	func() hash.Hash { return crc32.NewIEEE() },
}

// Sum returns the digest of bytes.
func Sum(algorithm int64, data []byte) []byte {
	h := algorithms[algorithm]()
	h.Write(data)
	return h.Sum(nil)
}

// File returns the digest of what is in a file, which may be larger than memory. The text
// says why there is none; it is empty if all went well.
func File(algorithm int64, path str.String) ([]byte, str.String) {
	f, err := os.Open(path.Go())
	if err != nil {
		return nil, because(err)
	}
	defer f.Close()
	h := algorithms[algorithm]()
	if _, err := io.Copy(h, f); err != nil {
		return nil, because(err)
	}
	return h.Sum(nil), str.String{}
}

// because returns an error in the words of the operating system: the path is known.
func because(err error) str.String {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return str.From(err.Error())
}

// Mac returns the digest of bytes with a key: HMAC (RFC 2104).
func Mac(algorithm int64, key, data []byte) []byte {
	h := hmac.New(algorithms[algorithm], key)
	h.Write(data)
	return h.Sum(nil)
}

// Hex returns a digest as hexadecimal digits.
func Hex(sum []byte) str.String { return str.ASCII(hex.EncodeToString(sum)) }

// Same reports whether two digests are equal, in a time that tells nothing about them.
func Same(a, b []byte) bool { return hmac.Equal(a, b) }
