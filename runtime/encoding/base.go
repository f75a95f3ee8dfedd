package encoding

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has base64 and base16. Positions are those of characters, so texts are looked at
// before Go's packages, which count bytes, read them.

// Base64 writes bytes with the alphabet of RFC 4648, or with that for URLs.
func Base64(data []byte, url, padding bool) str.String {
	e := base64.StdEncoding
	if url {
		e = base64.URLEncoding
	}
	if !padding {
		e = e.WithPadding(base64.NoPadding)
	}
	return str.ASCII(e.EncodeToString(data))
}

// FromBase64 reads what Base64 writes. There may be ends of lines anywhere, and padding or none.
func FromBase64(text str.String, url bool) ([]byte, *Failure) {
	digits, at, why := base64Digits(text, url)
	if why != nil {
		return nil, why
	}
	e := base64.RawStdEncoding
	if url {
		e = base64.RawURLEncoding
	}
	data, err := e.Strict().DecodeString(digits)
	switch {
	case len(digits)%4 == 1:
		return nil, fail("base64", at, "a digit is missing after it")
	case err != nil:
		return nil, fail("base64", at, "the last digit has bits that no byte gets")
	}
	return data, nil
}

// base64Digits returns the digits of a text, and the position of the last.
func base64Digits(text str.String, url bool) (digits string, last int, why *Failure) {
	var b strings.Builder
	padding, first := 0, 0
	for i, r := range []rune(text.Go()) {
		switch {
		case r == '\r' || r == '\n':
		case r == '=':
			if padding == 0 {
				first = i
			}
			padding++
		case !isBase64(r, url):
			return "", 0, fail("base64", i, "%q is not one of its digits", r)
		case padding > 0:
			return "", 0, fail("base64", first, "padding before the end")
		default:
			b.WriteByte(byte(r))
			last = i
		}
	}
	if padding > 0 && (padding > 2 || (b.Len()+padding)%4 != 0) {
		return "", 0, fail("base64", first, "the padding does not fill up four digits")
	}
	return b.String(), last, nil
}

func isBase64(r rune, url bool) bool {
	switch {
	case 'A' <= r && r <= 'Z', 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return true
	case url:
		return r == '-' || r == '_'
	}
	return r == '+' || r == '/'
}

// Hex writes each byte as two hexadecimal digits.
func Hex(data []byte) str.String { return str.ASCII(hex.EncodeToString(data)) }

// FromHex reads what Hex writes; digits may be capitals.
func FromHex(text str.String) ([]byte, *Failure) {
	digits := text.Go()
	for i, r := range []rune(digits) {
		if r >= 0x80 || !isHex(byte(r)) {
			return nil, fail("hex", i, "%q is not one of its digits", r)
		}
	}
	if len(digits)%2 != 0 {
		return nil, fail("hex", len(digits), "a digit is missing")
	}
	data, err := hex.DecodeString(digits)
	if err != nil {
		panic(err) // all are digits, and in pairs
	}
	return data, nil
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
