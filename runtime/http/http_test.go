package http

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"log"
	"math"
	"net"
	web "net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/runtime/str"
)

// These tests are about what smelter/http's own server does not do: broken answers, TLS, gzip.

// usual is the policy of a script that has no wishes.
func usual() *Policy { return NewPolicy(30, 10, str.From(""), true) }

// get asks for a URL.
func get(address string, p *Policy) (*Answer, *Failure) {
	return Send(str.From("GET"), str.From(address), nil, nil, Nothing(), p)
}

// text is the body of an answer, or why there is none.
func text(a *Answer, f *Failure) string {
	if f != nil {
		return f.text
	}
	s, f := ReadText(a.body)
	if f != nil {
		return f.text
	}
	return s.Go()
}

// serving starts a server for a test.
func serving(t *testing.T, f web.HandlerFunc) string {
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	return s.URL
}

func TestGzip(t *testing.T) {
	url := serving(t, func(w web.ResponseWriter, r *web.Request) {
		w.Header().Set("Content-Encoding", r.Header.Get("Accept-Encoding"))
		if r.URL.Path == "/bad" {
			io.WriteString(w, "not compressed")
			return
		}
		z := gzip.NewWriter(w)
		io.WriteString(z, "packed")
		z.Close()
	})
	if got := text(get(url, usual())); got != "packed" {
		t.Errorf("got %q", got)
	}
	if _, f := get(url+"/bad", usual()); f == nil || f.reason != broken || f.text != "gzip: invalid header" {
		t.Errorf("what is not compressed: %+v", f)
	}
}

func TestTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(web.HandlerFunc(func(w web.ResponseWriter, r *web.Request) { io.WriteString(w, "safe") }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // of those who do not trust it
	s.StartTLS()
	defer s.Close()
	plain := serving(t, func(web.ResponseWriter, *web.Request) {})
	ca := filepath.Join(t.TempDir(), "ca.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}
	if err := os.WriteFile(ca, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(t.TempDir(), "none.pem")
	if err := os.WriteFile(wrong, []byte("none"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		about, url, caFile string
		verify             bool
		reason             int64
		want               string
	}{
		{"unknown", s.URL, "", true, notSecure, "certificate signed by unknown authority"},
		{"known", s.URL, ca, true, -1, "safe"},
		{"whoever it is", s.URL, "", false, -1, "safe"},
		{"without TLS", strings.Replace(plain, "http", "https", 1), "", true, notSecure, "it answers without TLS"},
		{"no file", s.URL, ca + "x", true, badFile, "no such file or directory"},
		{"no certificate", s.URL, wrong, true, badFile, "there is no certificate in PEM in it"},
	} {
		a, f := get(test.url, NewPolicy(30, 10, str.From(test.caFile), test.verify))
		if got := text(a, f); got != test.want || f != nil && f.reason != test.reason || f == nil && test.reason >= 0 {
			t.Errorf("%s: %q, %+v", test.about, got, f)
		}
	}
}

// raw answers each connection with bytes, and closes it.
func raw(t *testing.T, answer string) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Read(make([]byte, 4096))
			io.WriteString(c, answer)
			c.Close()
		}
	}()
	return "http://" + l.Addr().String()
}

func TestBrokenAnswers(t *testing.T) {
	for answer, want := range map[string]string{
		"": "it closed the connection without an answer",
		"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab": "it closed the connection in the middle of its answer",
		"what?\r\n": `malformed HTTP response "what?"`,
		"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nab": `bad Content-Length "x"`,
	} {
		if _, f := get(raw(t, answer), usual()); f == nil || f.reason != broken || f.text != want {
			t.Errorf("%q: %+v", answer, f)
		}
	}
}

func TestTimeout(t *testing.T) {
	release := make(chan struct{})
	url := serving(t, func(w web.ResponseWriter, r *web.Request) {
		if r.URL.Path == "/body" {
			w.(web.Flusher).Flush()
		}
		<-release
	})
	defer close(release)
	for _, path := range []string{"/", "/body"} {
		if _, f := get(url+path, NewPolicy(0.05, 10, str.From(""), true)); f == nil || f.reason != timedOut || f.limit != 0.05 {
			t.Errorf("%s: %+v", path, f)
		}
	}
	for _, seconds := range []float64{0, -1, math.NaN(), math.Inf(-1)} {
		if _, f := get(url, NewPolicy(seconds, 10, str.From(""), true)); f == nil || f.reason != timedOut {
			t.Errorf("%v: %+v", seconds, f)
		}
	}
}

func TestDownload(t *testing.T) {
	release := make(chan struct{})
	url := serving(t, func(w web.ResponseWriter, r *web.Request) {
		w.Header().Set("Content-Length", "10")
		io.WriteString(w, "12345")
		switch r.URL.Path {
		case "/all":
			io.WriteString(w, "67890")
		case "/stalls":
			w.(web.Flusher).Flush()
			<-release
		}
	})
	defer close(release)
	defer func(d time.Duration) { silence = d }(silence)
	silence = 100 * time.Millisecond
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	download := func(path, to string) *Failure {
		_, f := Download(str.From(url+path), str.From(to), nil, nil, NewPolicy(math.Inf(1), 10, str.From(""), true))
		return f
	}
	if f := download("/all", file); f != nil {
		t.Errorf("%+v", f)
	}
	if f := download("/half", file); f == nil || f.reason != broken {
		t.Errorf("half: %+v", f)
	}
	if f := download("/stalls", file); f == nil || f.reason != timedOut || f.limit != 0.1 {
		t.Errorf("stalls: %+v", f)
	}
	if f := download("/all", file+"/x"); f == nil || f.reason != badFile || f.url != file+"/x" {
		t.Errorf("no folder: %+v", f)
	}
	data, _ := os.ReadFile(file)
	names, _ := os.ReadDir(dir)
	if string(data) != "1234567890" || len(names) != 1 {
		t.Errorf("the file has %q, beside %v", data, names)
	}
}

// What a request carries is sent again where a redirect says so; who asks is told to nobody else.
func TestRedirect(t *testing.T) {
	other := serving(t, func(w web.ResponseWriter, r *web.Request) { io.WriteString(w, r.Header.Get("Authorization")+".") })
	url := serving(t, func(w web.ResponseWriter, r *web.Request) {
		switch r.URL.Path {
		case "/again":
			web.Redirect(w, r, "/echo", web.StatusTemporaryRedirect)
		case "/other":
			web.Redirect(w, r, strings.Replace(other, "127.0.0.1", "localhost", 1), web.StatusFound)
		case "/down":
			web.Redirect(w, r, "http://127.0.0.1:1/x", web.StatusFound)
		default:
			io.WriteString(w, r.Header.Get("Content-Type")+": ")
			io.Copy(w, r.Body)
		}
	})
	file := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(file, []byte("[1]"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := text(Send(str.From("POST"), str.From(url+"/again"), nil, nil, FileBody(str.From(file)), usual()))
	if got != "application/json: [1]" {
		t.Errorf("got %q", got)
	}
	secret := Fields{{"authorization", Basic(str.From("me"), str.From("pw")).Go()}}
	got = text(Send(str.From("GET"), str.From(url+"/other"), secret, nil, Nothing(), usual()))
	if got != "." {
		t.Errorf("got %q", got)
	}
	if _, f := get(url+"/down", usual()); f == nil || f.reason != refused || f.url != "http://127.0.0.1:1/x" {
		t.Errorf("down: %+v", f)
	}
}

func TestFailureOf(t *testing.T) {
	in := func(err error) error { return &url.Error{Op: "Get", URL: "http://a:b@h/", Err: err} }
	for _, test := range []struct {
		err    error
		reason int64
		text   string
	}{
		{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "h"}}, unknownHost, "the host h cannot be found (no such host)"},
		{&net.OpError{Op: "proxyconnect", Err: errors.New("x")}, broken, "the proxy cannot be reached: x"},
		{&fs.PathError{Op: "read", Path: "f", Err: fs.ErrPermission}, badFile, "permission denied"},
		{context.DeadlineExceeded, timedOut, "context deadline exceeded"},
		{errors.New("odd"), broken, "odd"},
	} {
		f := failureOf("", usual(), in(test.err))
		if f.reason != test.reason || f.text != test.text || test.reason != badFile && f.url != "http://a:xxxxx@h/" {
			t.Errorf("%v: %+v", test.err, f)
		}
	}
}

func TestDecoded(t *testing.T) {
	for _, test := range []struct{ bytes, kind, text, problem string }{
		{"\xef\xbb\xbfné", "text/plain", "né", ""},
		{"n\xe9", "text/plain; charset=ISO-8859-1", "né", ""},
		{"n\xe9", "text/plain", "", "it is not text in UTF-8"},
		{"x", "text/plain; charset=koi8-r", "", "it is text in the encoding koi8-r, not in UTF-8"},
		{"x", "; what", "x", ""},
	} {
		text, problem := decoded([]byte(test.bytes), test.kind)
		if text != test.text || problem != test.problem {
			t.Errorf("%q as %s: %q, %q", test.bytes, test.kind, text, problem)
		}
	}
}

func TestFirstLine(t *testing.T) {
	for body, want := range map[string]string{
		"":                        "",
		"\r\n one\ttwo \r\nthree": "one two",
		"a\x1b[1mb":               "a\uFFFD[1mb",
		"\xff":                    "\uFFFD",
		strings.Repeat("é", 300):  strings.Repeat("é", 200) + "…",
	} {
		if got := FirstLine(&Body{data: []byte(body)}).Go(); got != want {
			t.Errorf("%q: %q", body, got)
		}
	}
}

func TestFields(t *testing.T) {
	fs := Fields{{"a b", "1&2"}, {"é", ""}, {"a b", "="}}
	if got := fs.encoded(); got != "a+b=1%262&%C3%A9=&a+b=%3D" {
		t.Errorf("encoded %s", got)
	}
	if got := Decoded(fs.encoded() + "&&x&%zz=%"); len(got) != 5 || got[0] != fs[0] || got[3] != (Field{"x", ""}) || got[4] != (Field{"%zz", "%"}) {
		t.Errorf("decoded %v", got)
	}
	h := web.Header{"X-A": {"default"}}
	if problem := (Fields{{"x-a", "1"}, {"X-A", "2"}}).SetIn(h); problem != "" || strings.Join(h["X-A"], " ") != "1 2" {
		t.Errorf("headers %v %s", h, problem)
	}
	for _, f := range []Field{{"", "x"}, {"a b", "x"}, {"é", "x"}, {"a", "b\r\nc"}, {"a", "\x00"}} {
		if problem := (Fields{f}).SetIn(web.Header{}); problem == "" {
			t.Errorf("%q can be sent", f)
		}
	}
}

func TestBodies(t *testing.T) {
	data := []byte{0, 255}
	b := BytesBody(data)
	data[0] = 7
	if got, _ := ReadBytes(b); !bytes.Equal(got, []byte{0, 255}) {
		t.Errorf("what the script changes later is sent: %v", got)
	}
	if _, f := ReadForm(Received([]byte("a=1"), "text/plain", "u")); f == nil || f.reason != badBody || f.url != "u" {
		t.Errorf("a text as a form: %+v", f)
	}
	if _, _, err := OpenFile(t.TempDir()); err == nil || Cause(err) != "it is not a file" {
		t.Errorf("a folder as a file: %v", err)
	}
}
