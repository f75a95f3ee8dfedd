package httpserve

import (
	"errors"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/runtime/http"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A Router says who answers what.
type Router struct{ routes []route }

// A route answers requests of a method, "*" being any, whose path a pattern describes. Either a
// function answers, or files of a folder do.
type route struct {
	method  string
	pattern []string // segments: a text, ":name" for any one, "*name" for all that is left
	answer  func(*Exchange)
	folder  string
	root    *os.Root // the folder, as long as the server runs
}

// NewRouter makes a Router. Routes are asked in the order in which they are added.
func NewRouter() *Router { return &Router{} }

// AddHandler adds a route to a function, and AddFiles one to the files of a folder.
func AddHandler(r *Router, method, pattern str.String, answer func(*Exchange)) {
	r.routes = append(r.routes, route{method: method.Go(), pattern: segments(pattern.Go()), answer: answer})
}

func AddFiles(r *Router, prefix, folder str.String) {
	pattern := segments(strings.TrimSuffix(prefix.Go(), "/") + "/*path")
	r.routes = append(r.routes, route{method: "GET", pattern: pattern, folder: folder.Go()})
}

func segments(pattern string) []string { return strings.Split(pattern, "/")[1:] }

// Problem returns what is wrong with a method and a pattern; nothing if they are good.
func Problem(method, pattern str.String) str.String {
	return str.From(problem(method.Go(), pattern.Go()))
}

func problem(method, pattern string) string {
	if method != "*" && (!http.IsToken(method) || strings.ToUpper(method) != method) {
		return "there is no method " + str.Quote(str.From(method))
	}
	quoted := "the pattern " + str.Quote(str.From(pattern))
	if !strings.HasPrefix(pattern, "/") {
		return quoted + " does not begin with /"
	}
	seen := map[string]bool{}
	all := segments(pattern)
	for i, s := range all {
		if s == "" || s[0] != ':' && s[0] != '*' {
			continue
		}
		switch {
		case s[0] == '*' && i < len(all)-1:
			return quoted + " goes on after " + s
		case len(s) == 1:
			return quoted + " has a part without a name"
		case seen[s[1:]]:
			return quoted + " has two parts of the name " + s[1:]
		}
		seen[s[1:]] = true
	}
	return ""
}

// find returns the route that answers, with the parts of the path; if there is none, the
// methods that routes for the path have.
func (r *Router) find(method string, path []string) (found *route, parts http.Fields, methods []string) {
	for i := range r.routes {
		candidate := &r.routes[i]
		parts, ok := candidate.match(path)
		switch {
		case !ok:
		case candidate.method == "*", candidate.method == method, candidate.method == "GET" && method == "HEAD":
			return candidate, parts, nil
		default:
			methods = append(methods, candidate.method)
			if candidate.method == "GET" {
				methods = append(methods, "HEAD")
			}
		}
	}
	slices.Sort(methods)
	return nil, nil, slices.Compact(methods)
}

// match returns the named parts of a path that the route's pattern describes.
func (r *route) match(path []string) (http.Fields, bool) {
	parts := http.Fields{}
	for i, s := range r.pattern {
		switch {
		case i >= len(path):
			return nil, false
		case strings.HasPrefix(s, "*"):
			return append(parts, http.Field{Name: s[1:], Value: strings.Join(path[i:], "/")}), true
		case strings.HasPrefix(s, ":"):
			if path[i] == "" {
				return nil, false
			}
			parts = append(parts, http.Field{Name: s[1:], Value: path[i]})
		case s != path[i]:
			return nil, false
		}
	}
	return parts, len(path) == len(r.pattern)
}

// pathOf returns the segments of a request's path. A slash that is written as a code is part of
// its segment.
func pathOf(u *url.URL) []string {
	all := strings.Split(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	for i, s := range all {
		if plain, err := url.PathUnescape(s); err == nil {
			all[i] = plain
		}
	}
	return all
}

// open opens the folders, and returns what closes them.
func (r *Router) open() (closeAll func(), failed string, err error) {
	closeAll = func() {
		for i := range r.routes {
			if root := r.routes[i].root; root != nil {
				root.Close()
			}
		}
	}
	for i := range r.routes {
		if at := &r.routes[i]; at.answer == nil {
			if at.root, err = os.OpenRoot(at.folder); err != nil {
				closeAll()
				return nil, at.folder, errors.Unwrap(err)
			}
		}
	}
	return closeAll, "", nil
}
