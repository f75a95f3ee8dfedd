// Package httpserve answers requests, for smelter/http.
//
// In come a Router, whose handlers are functions of the script, and an address; out goes a
// Failure, which is nil unless the server could not begin. Connections are read and answered by
// goroutines, but handlers are strands of the program: they run when others wait. What messages are
// made of is left to package http.
package httpserve

import (
	"context"
	"io"
	"log"
	"math"
	"net"
	web "net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/smelter-lang/smelter/runtime/http"
	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/signals"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A server answers at an address.
type server struct {
	router *Router
	most   int64 // bytes of a body
	url    string
	web    *web.Server
	closed func() // closes its folders
	unjoin func() // after which nobody may become a strand
	stop   chan struct{}
	once   sync.Once
}

// running are the servers there are, the latest last, and current is the one whose handler runs, bound
// dynamically.
var (
	running []*server
	current *server
)

// Serve answers requests until a signal comes or Stop is called. ready is told the URL.
func Serve(r *Router, host str.String, port, most num.Int, ready func(str.String)) *http.Failure {
	s, f := start(r, host.Go(), port, most)
	if f != nil {
		return f
	}
	defer s.close()
	defer signals.Instead(s.end)() // a second signal ends the program
	ready(str.From(s.url))
	rt.Flush()
	rt.Wait(func() {
		<-s.stop
		s.finish()
	})
	return nil
}

// With answers requests whenever f, which gets the URL, waits for an answer.
func With[T any](r *Router, most num.Int, f func(str.String) T) (result T, _ *http.Failure) {
	s, failure := start(r, "127.0.0.1", num.Of(0), most)
	if failure != nil {
		return result, failure
	}
	defer s.close()
	go func() { <-s.stop; s.finish() }()
	return f(str.From(s.url)), nil
}

// Stop has a server end when it has answered what it was asked: the one whose handler runs, or
// the latest. It reports whether there is one.
func Stop() bool {
	s := current
	if s == nil && len(running) > 0 {
		s = running[len(running)-1]
	}
	if s == nil {
		return false
	}
	s.end()
	return true
}

func (s *server) end() { s.once.Do(func() { close(s.stop) }) }

// start begins to answer.
func start(r *Router, host string, port, most num.Int) (*server, *http.Failure) {
	address := net.JoinHostPort(host, num.Text(port))
	closeFolders, folder, err := r.open()
	if err != nil {
		return nil, http.CannotServe(folder, err)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		closeFolders()
		return nil, http.CannotServe(address, err)
	}
	s := &server{router: r, closed: closeFolders, most: atMost(most), stop: make(chan struct{})}
	at := listener.Addr().(*net.TCPAddr)
	s.url = "http://" + net.JoinHostPort(host, strconv.Itoa(at.Port))
	s.web = &web.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          log.New(io.Discard, "", 0), // of connections that others broke
	}
	s.unjoin = rt.Admit()
	running = append(running, s)
	go s.web.Serve(listener)
	return s, nil
}

func atMost(n num.Int) int64 {
	if n.B != nil {
		return math.MaxInt64
	}
	return max(0, n.N)
}

// close ends a server at once.
func (s *server) close() {
	s.end()
	s.web.Close()
	s.closed()
	s.unjoin()
	for i, r := range running {
		if r == s {
			running = append(running[:i:i], running[i+1:]...)
			break
		}
	}
}

// finish waits for answers that are on their way.
func (s *server) finish() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s.web.Shutdown(ctx)
}

// patience is how long answers may take after the end of a server.
const patience = 5 * time.Second

// ServeHTTP answers a request.
func (s *server) ServeHTTP(w web.ResponseWriter, r *web.Request) {
	path := pathOf(r.URL)
	found, parts, methods := s.router.find(r.Method, path)
	switch {
	case found == nil && methods == nil:
		notFound(w, r)
	case found == nil:
		allowed := strings.Join(methods, ", ")
		w.Header().Set("Allow", allowed)
		refuse(w, web.StatusMethodNotAllowed, r.URL.Path+" is not for "+r.Method+", only for "+allowed)
	case found.root != nil:
		found.serveFile(w, r, parts[len(parts)-1].Value)
	default:
		s.handle(w, r, found, parts)
	}
}

// handle has the handler of a route answer.
func (s *server) handle(w web.ResponseWriter, r *web.Request, found *route, parts http.Fields) {
	x, status, why := newExchange(w, r, parts, s.most)
	if x == nil {
		refuse(w, status, why)
		return
	}
	rt.Join(func() {
		if r.Context().Err() != nil {
			return // nobody waits for the answer any more
		}
		rt.Dynamic(func() { current = s }, func() { current = nil }, func() int {
			x.run(found.answer)
			return 0
		})
		rt.Flush()
	})
	x.send(w, r)
}

func notFound(w web.ResponseWriter, r *web.Request) {
	refuse(w, web.StatusNotFound, "there is nothing at "+r.URL.Path)
}

func refuse(w web.ResponseWriter, status int, why string) {
	body := plain(why)
	w.Header().Set("Content-Type", body.Kind)
	sendBytes(w, status, body.Bytes())
}

// serveFile answers with a file of the folder, or the index.html of a folder in it. What lies
// outside, links that lead there included, is not found.
func (r *route) serveFile(w web.ResponseWriter, req *web.Request, name string) {
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	info, err := r.root.Stat(name)
	switch {
	case err == nil && info.IsDir():
		web.Redirect(w, req, req.URL.EscapedPath()+"/", web.StatusMovedPermanently)
		return
	case err != nil || !info.Mode().IsRegular():
		notFound(w, req)
		return
	}
	f, err := r.root.Open(name)
	if err != nil {
		notFound(w, req)
		return
	}
	defer f.Close()
	sendFile(w, req, f)
}
