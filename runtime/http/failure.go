package http

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net"
	web "net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A Failure is why there is no answer, or nothing to be made of it.
type Failure struct {
	reason int64  // the number of a constructor of http:HttpError
	url    string // or the path of a file, or the address of a server
	text   string
	limit  float64 // seconds, or redirects, that were too few
}

// The reasons, in the order of smelter/http.
const (
	badURL = iota
	badOption
	unknownHost
	refused
	timedOut
	notSecure
	tooManyRedirects
	broken
	badBody
	badFile
	cannotServe
)

// Failed reports whether there is a failure; the others are parts of it.
func Failed(f *Failure) bool        { return f != nil }
func Reason(f *Failure) int64       { return f.reason }
func Subject(f *Failure) str.String { return str.From(f.url) }
func Because(f *Failure) str.String { return str.From(f.text) }
func Seconds(f *Failure) float64    { return f.limit }
func Redirects(f *Failure) num.Int  { return num.Of(int64(f.limit)) }

// CannotServe is the failure of a server.
func CannotServe(address string, err error) *Failure {
	return &Failure{reason: cannotServe, url: address, text: Cause(err)}
}

// fileFailure is a failure of a file; nil of no error.
func fileFailure(path string, err error) *Failure {
	if err == nil {
		return nil
	}
	return &Failure{reason: badFile, url: path, text: Cause(err)}
}

// errRedirects ends a request that was led on too often.
var errRedirects = errors.New("too many redirects")

// failureOf tells apart why a request got no answer.
func failureOf(address string, p *Policy, err error) *Failure {
	f := &Failure{reason: broken, url: address, text: Cause(err)}
	var op *net.OpError
	var dns *net.DNSError
	var at *url.Error
	var file *fs.PathError
	if errors.Is(err, errRedirects) {
		return &Failure{reason: tooManyRedirects, url: address, limit: float64(p.redirects)}
	}
	if errors.As(err, &at) {
		if to, err := url.Parse(at.URL); err == nil && to.IsAbs() {
			f.url = to.Redacted() // where it was led to
		}
	}
	switch {
	case errors.Is(err, errStalled):
		f.reason, f.limit = timedOut, silence.Seconds()
	case errors.Is(err, context.DeadlineExceeded):
		f.reason, f.limit = timedOut, p.seconds
	case errors.As(err, &op) && op.Op == "proxyconnect":
		f.text = "the proxy cannot be reached: " + f.text
	case errors.As(err, &dns):
		f.reason, f.text = unknownHost, "the host "+dns.Name+" cannot be found ("+dns.Err+")"
	case errors.As(err, &file):
		f.reason, f.url, f.text = badFile, file.Path, file.Err.Error()
	case errors.Is(err, syscall.ECONNREFUSED):
		f.reason = refused
	case isTLS(err):
		f.reason, f.text = notSecure, strings.TrimPrefix(strings.TrimPrefix(f.text, "tls: "), "x509: ")
	}
	return f
}

// shown is a URL as messages have it: without a password.
func shown(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return address
}

// isTLS reports whether an error is about who is at the other end.
func isTLS(err error) bool {
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	return errors.As(err, &certificate) || errors.As(err, &authority) || errors.As(err, &host) ||
		errors.As(err, &record) || errors.As(err, &alert) || errors.Is(err, web.ErrSchemeMismatch)
}

// Cause is the text of an error without what we tell ourselves, and without ports that the
// system chose.
func Cause(err error) string {
	for {
		var inner error
		switch e := err.(type) {
		case *url.Error:
			inner = e.Err
		case *net.OpError:
			inner = e.Err
		case *os.SyscallError:
			inner = e.Err
		case *fs.PathError:
			inner = e.Err
		case *os.LinkError:
			inner = e.Err
		case *tls.CertificateVerificationError:
			inner = e.Err
		}
		if inner == nil {
			break
		}
		err = inner
	}
	switch {
	case errors.Is(err, web.ErrSchemeMismatch):
		return "it answers without TLS"
	case err == io.EOF:
		return "it closed the connection without an answer"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "it closed the connection in the middle of its answer"
	}
	text := strings.TrimPrefix(err.Error(), "net/http: ")
	return strings.TrimPrefix(text, "HTTP/1.x transport connection broken: ")
}

func sortedNames(h web.Header) []string { return slices.Sorted(maps.Keys(h)) }

// SecondsText returns a number of seconds as one writes it.
func SecondsText(seconds float64) str.String {
	return str.From(strconv.FormatFloat(seconds, 'f', -1, 64))
}
