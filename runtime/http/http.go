// Package http sends requests, for smelter/http, and has what its server needs too: bodies
// and fields.
//
// In come a method, a URL, fields, a body and a Policy; out goes an Answer, whatever its status
// is, or a Failure that says why there is none. How a failure is told is left to smelter/http,
// and servers to package httpserve.
package http

import (
	"bytes"
	web "net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/str"
)

// Fields are names with values, in order: headers, the query of a URL, a form.
type Fields []Field

// A Field is a name with a value.
type Field struct{ Name, Value string }

// NewFields makes Fields of names and as many values; Names and Values take them apart.
func NewFields(names, values []str.String) Fields {
	fs := make(Fields, len(names))
	for i := range names {
		fs[i] = Field{names[i].Go(), values[i].Go()}
	}
	return fs
}

func Names(fs Fields) []str.String {
	out := make([]str.String, len(fs))
	for i, f := range fs {
		out[i] = Text([]byte(f.Name))
	}
	return out
}

func Values(fs Fields) []str.String {
	out := make([]str.String, len(fs))
	for i, f := range fs {
		out[i] = Text([]byte(f.Value))
	}
	return out
}

// Text makes a text of bytes. Each sequence of them that is not UTF-8 becomes one
// replacement character.
func Text(b []byte) str.String {
	return str.From(string(bytes.ToValidUTF8(b, []byte("\uFFFD"))))
}

// encoded returns fields as a query has them.
func (fs Fields) encoded() string {
	parts := make([]string, len(fs))
	for i, f := range fs {
		parts[i] = url.QueryEscape(f.Name) + "=" + url.QueryEscape(f.Value)
	}
	return strings.Join(parts, "&")
}

// Decoded returns the fields of a query or a form. What is no code for a character stands for
// itself.
func Decoded(query string) Fields {
	var fs Fields
	for part := range strings.SplitSeq(query, "&") {
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			fs = append(fs, Field{unescaped(name), unescaped(value)})
		}
	}
	return fs
}

func unescaped(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}

// SetIn sets headers. A name that comes again has all its values. The error is a sentence of
// the one that cannot be sent.
func (fs Fields) SetIn(h web.Header) (problem string) {
	seen := map[string]bool{}
	for _, f := range fs {
		if !IsToken(f.Name) {
			return "a header cannot have the name " + strconv.Quote(f.Name)
		}
		if strings.ContainsFunc(f.Value, isControl) {
			return "the header " + f.Name + " cannot have the value " + strconv.Quote(f.Value)
		}
		name := web.CanonicalHeaderKey(f.Name)
		if !seen[name] {
			h.Del(name) // what was there by default
		}
		seen[name] = true
		h.Add(name, f.Value)
	}
	return ""
}

func isControl(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }

// IsToken reports whether a text is one that names a header or a method.
func IsToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return c <= ' ' || c > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c)
	})
}

// FieldsOf returns headers by name, those of one name in their order.
func FieldsOf(h web.Header) Fields {
	var fs Fields
	for _, name := range sortedNames(h) {
		for _, value := range h[name] {
			fs = append(fs, Field{name, value})
		}
	}
	return fs
}

// Basic returns the value of a header that tells who asks.
func Basic(user, password str.String) str.String {
	r := web.Request{Header: web.Header{}}
	r.SetBasicAuth(user.Go(), password.Go())
	return str.From(r.Header.Get("Authorization"))
}

// StatusText returns the words of a status; empty if it has none.
func StatusText(status int64) str.String { return str.From(web.StatusText(int(status))) }

// IsSameName reports whether two names are of one header.
func IsSameName(a, b str.String) bool { return strings.EqualFold(a.Go(), b.Go()) }
