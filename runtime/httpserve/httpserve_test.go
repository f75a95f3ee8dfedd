package httpserve

import (
	"net/url"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

func TestProblem(t *testing.T) {
	for route, want := range map[string]string{
		"GET /":        "",
		"* /a/:b/*c":   "",
		"PROPFIND /a":  "",
		"get /":        `there is no method "get"`,
		" /":           `there is no method ""`,
		"GET a":        `the pattern "a" does not begin with /`,
		"GET ":         `the pattern "" does not begin with /`,
		"GET /:":       `the pattern "/:" has a part without a name`,
		"GET /*a/b":    `the pattern "/*a/b" goes on after *a`,
		"GET /:a/x/:a": `the pattern "/:a/x/:a" has two parts of the name a`,
	} {
		method, pattern, _ := strings.Cut(route, " ")
		if got := problem(method, pattern); got != want {
			t.Errorf("%s: %s", route, got)
		}
	}
}

func TestFind(t *testing.T) {
	r := NewRouter()
	for _, route := range []string{"GET /", "GET /users/me", "GET /users/:id", "DELETE /users/:id", "* /any", "PUT /f/*path"} {
		method, pattern, _ := strings.Cut(route, " ")
		AddHandler(r, str.From(method), str.From(pattern), func(*Exchange) {})
	}
	for request, want := range map[string]string{
		"GET /":               "/",
		"HEAD /":              "/",
		"GET /users/me":       "/users/me",
		"GET /users/7":        "/users/:id id=7",
		"GET /users/a%2Fb%20": "/users/:id id=a/b ",
		"DELETE /users/me":    "/users/:id id=me",
		"POST /users/7":       "for DELETE GET HEAD",
		"GET /users/":         "for ",
		"GET /users/7/":       "for ",
		"BREW /any":           "/any",
		"PUT /f/":             "/f/*path path=",
		"PUT /f/a/b%3F":       "/f/*path path=a/b?",
		"GET /f/a":            "for PUT",
		"PUT /f":              "for ",
	} {
		method, path, _ := strings.Cut(request, " ")
		u, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		found, parts, methods := r.find(method, pathOf(u))
		got := "for " + strings.Join(methods, " ")
		if found != nil {
			got = "/" + strings.Join(found.pattern, "/")
		}
		for _, p := range parts {
			got += " " + p.Name + "=" + p.Value
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", request, got, want)
		}
	}
}
