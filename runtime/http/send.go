package http

import (
	"context"
	"io"
	"math"
	web "net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
	"github.com/smelter-lang/smelter/runtime/sys"
)

// A Policy is how a request is made.
type Policy struct {
	seconds   float64 // for all of it; infinite if there is no limit
	redirects int
	trust     trust
}

// NewPolicy makes a Policy.
func NewPolicy(seconds float64, redirects int64, caFile str.String, verify bool) *Policy {
	return &Policy{seconds, int(min(redirects, math.MaxInt32)), trust{caFile.Go(), verify}}
}

// An Answer is what a server sent.
type Answer struct {
	status  int
	url     string // where it came from in the end
	headers Fields
	body    *Body
}

// The parts of an Answer.
func Status(a *Answer) int64     { return int64(a.status) }
func URL(a *Answer) str.String   { return str.From(a.url) }
func Headers(a *Answer) Fields   { return a.headers }
func AnswerBody(a *Answer) *Body { return a.body }

// Send sends a request and receives the answer.
func Send(method, address str.String, headers, query Fields, body *Body, p *Policy) (*Answer, *Failure) {
	req, f := newRequest(method.Go(), address.Go(), headers, query, body)
	if f != nil {
		return nil, f
	}
	return exchange(req, p, receive)
}

// exchange sends a request and has its answer read. Other strands have their turn meanwhile, such
// as the handlers of a server in the same program.
func exchange(req *web.Request, p *Policy, read func(*web.Response) (*Body, error)) (a *Answer, f *Failure) {
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	if !math.IsInf(p.seconds, 1) {
		ctx, cancel = context.WithTimeout(ctx, sys.Duration(p.seconds))
		defer cancel()
	}
	client, f := p.client()
	if f != nil {
		return nil, f
	}
	rt.Flush() // it may take a while
	rt.Wait(func() { a, f = p.do(client, req.WithContext(ctx), read) })
	return a, f
}

func (p *Policy) do(client *web.Client, req *web.Request, read func(*web.Response) (*Body, error)) (*Answer, *Failure) {
	address := shown(req.URL.String())
	resp, err := client.Do(req)
	if err != nil {
		return nil, failureOf(address, p, err)
	}
	defer resp.Body.Close()
	address = shown(resp.Request.URL.String())
	body, err := read(resp)
	if err != nil {
		return nil, failureOf(address, p, err)
	}
	body.Kind, body.from = resp.Header.Get("Content-Type"), address
	return &Answer{resp.StatusCode, address, FieldsOf(resp.Header), body}, nil
}

// receive reads the body of an answer.
func receive(resp *web.Response) (*Body, error) {
	data, err := io.ReadAll(resp.Body)
	return &Body{data: data}, err
}

// newRequest makes a request. What is wrong with its parts is told before anything is sent.
func newRequest(method, address string, headers, query Fields, body *Body) (*web.Request, *Failure) {
	u, problem := parse(address)
	if problem != "" {
		return nil, &Failure{reason: badURL, url: address, text: problem}
	}
	if len(query) > 0 {
		u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+query.encoded(), "&")
	}
	if !IsToken(method) {
		what := strconv.Quote(method) + " is not a method"
		return nil, &Failure{reason: badOption, url: u.Redacted(), text: what}
	}
	req, err := web.NewRequest(method, u.String(), nil)
	if err != nil {
		return nil, &Failure{reason: badOption, url: u.Redacted(), text: Cause(err)}
	}
	req.Header.Set("User-Agent", "smelter")
	if body.Kind != "" {
		req.Header.Set("Content-Type", body.Kind)
	}
	if problem := headers.SetIn(req.Header); problem != "" {
		return nil, &Failure{reason: badOption, url: u.Redacted(), text: problem}
	}
	if host := req.Header.Get("Host"); host != "" {
		req.Host = host
	}
	return req, body.sendWith(req)
}

// sendWith makes b the body of a request.
func (b *Body) sendWith(req *web.Request) *Failure {
	if b.path == "" && b.Kind == "" {
		return nil
	}
	reader, length, err := b.open()
	if err != nil {
		return fileFailure(b.path, err)
	}
	req.Body, req.ContentLength = reader, length
	req.GetBody = func() (io.ReadCloser, error) { // after a redirect
		again, _, err := b.open()
		return again, err
	}
	if length == 0 {
		reader.Close()
		req.Body = web.NoBody // else its length would count as unknown
	}
	return nil
}

// parse reads a URL; the second result says what is wrong with it.
func parse(address string) (*url.URL, string) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, Cause(err)
	case u.Scheme == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, "it does not begin with http:// or https://"
	case u.Hostname() == "":
		return nil, "it names no host"
	}
	return u, ""
}
