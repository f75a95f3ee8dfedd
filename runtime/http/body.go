package http

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// A Body is what a message carries: bytes, or a file that is read when it is sent.
type Body struct {
	Kind string // the value of Content-Type
	data []byte
	path string // of the file
	from string // the URL it came from, for failures
}

// Nothing is no body.
func Nothing() *Body { return &Body{} }

// TextBody is a text of a kind, FormBody fields, BytesBody bytes, and FileBody a file, whose
// kind is told by its name.
func TextBody(text, kind str.String) *Body { return &Body{Kind: kind.Go(), data: []byte(text.Go())} }
func FormBody(fs Fields) *Body {
	return &Body{Kind: "application/x-www-form-urlencoded", data: []byte(fs.encoded())}
}
func BytesBody(data []uint8) *Body {
	return &Body{Kind: unknownKind, data: bytes.Clone(data)} // the script may change its own
}
func FileBody(path str.String) *Body {
	kind := mime.TypeByExtension(filepath.Ext(path.Go()))
	if kind == "" {
		kind = unknownKind
	}
	return &Body{Kind: kind, path: path.Go()}
}

const unknownKind = "application/octet-stream"

// Received is a body that came from a URL.
func Received(data []byte, kind, from string) *Body { return &Body{Kind: kind, data: data, from: from} }

// Path returns the path of the file; empty if it is none.
func (b *Body) Path() string { return b.path }

// Bytes returns the bytes of a body that is no file.
func (b *Body) Bytes() []byte { return b.data }

// open gives a body to be read, and its length.
func (b *Body) open() (io.ReadCloser, int64, error) {
	if b.path == "" {
		return io.NopCloser(bytes.NewReader(b.data)), int64(len(b.data)), nil
	}
	return OpenFile(b.path)
}

// OpenFile opens a file to be sent. A folder is none.
func OpenFile(path string) (*os.File, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: path, Err: errors.New("it is not a file")}
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// ReadBytes returns the bytes of a body, which may be of a file.
func ReadBytes(b *Body) ([]uint8, *Failure) {
	if b.path == "" {
		return bytes.Clone(b.data), nil
	}
	data, err := os.ReadFile(b.path)
	return data, fileFailure(b.path, err)
}

// ReadText returns the text that a body is.
func ReadText(b *Body) (str.String, *Failure) {
	data, f := ReadBytes(b)
	if f != nil {
		return str.String{}, f
	}
	text, problem := decoded(data, b.Kind)
	if problem != "" {
		return str.String{}, &Failure{reason: badBody, url: b.from, text: problem}
	}
	return str.From(text), nil
}

// ReadForm returns the fields that a body has.
func ReadForm(b *Body) (Fields, *Failure) {
	text, f := ReadText(b)
	if f != nil {
		return nil, f
	}
	if kind, _, err := mime.ParseMediaType(b.Kind); err != nil || kind != "application/x-www-form-urlencoded" {
		what := "a form was expected, and it is of the type " + str.Quote(str.From(b.Kind))
		return nil, &Failure{reason: badBody, url: b.from, text: what}
	}
	return Decoded(text.Go()), nil
}

// From returns where a body came from.
func From(b *Body) str.String { return str.From(b.from) }

// decoded returns the text of bytes, in the encoding that the kind names.
func decoded(data []byte, kind string) (text, problem string) {
	_, params, _ := mime.ParseMediaType(kind) // what is wrong with it names no encoding
	switch encoding := strings.ToLower(params["charset"]); encoding {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		if !utf8.Valid(data) {
			return "", "it is not text in UTF-8"
		}
		return string(data), ""
	case "iso-8859-1", "latin1":
		runes := make([]rune, len(data))
		for i, b := range data {
			runes[i] = rune(b)
		}
		return string(runes), ""
	default:
		return "", "it is text in the encoding " + encoding + ", not in UTF-8"
	}
}

// FirstLine returns the first line of a body that says something, of a length that one likes
// to read.
func FirstLine(b *Body) str.String {
	const longest = 200
	line, _, _ := strings.Cut(strings.TrimSpace(string(bytes.ToValidUTF8(b.data, []byte("\uFFFD")))), "\n")
	runes := []rune(strings.Map(visible, strings.TrimSpace(line)))
	if len(runes) > longest {
		runes = append(runes[:longest:longest], '…')
	}
	return str.From(string(runes))
}

func visible(c rune) rune {
	switch {
	case c == '\t':
		return ' '
	case isControl(c):
		return utf8.RuneError
	}
	return c
}
