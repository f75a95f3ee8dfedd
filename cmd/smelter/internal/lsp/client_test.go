package lsp

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
)

// This file is a small client, which talks to a server in the same process through pipes.

// image is the image of the checked library.
var image = sync.OnceValues(func() (string, error) {
	data, err := transpile.BuildLibrary(runtime.Prelude())
	return string(data), err
})

// A client is one end of a connection.
type client struct {
	t      testing.TB
	dir    string // of the files on disk
	to     io.WriteCloser
	from   chan incoming
	status chan int
	ids    int

	told map[string][]diagnostic // published diagnostics, by URI
	logs []string
	text map[string]string // of open documents, by name
}

// An incoming is a message of the server's.
type incoming struct {
	ID     json.RawMessage
	Method string
	Params json.RawMessage
	Result json.RawMessage
	Error  *failure
}

// connect starts a server and initializes it. Change may change its configuration.
func connect(t testing.TB, change ...func(*Config)) *client {
	t.Helper()
	c := dial(t, change...)
	c.request("initialize", object{"capabilities": object{}})
	c.notify("initialized", object{})
	return c
}

// dial starts a server.
func dial(t testing.TB, change ...func(*Config)) *client {
	t.Helper()
	lib, err := image()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	config := Config{
		Version: "test", Prelude: runtime.Prelude(), Sources: filepath.Join(dir, "sources"),
		Session:  func(w transpile.World) (*transpile.Session, error) { return transpile.NewSession(w, lib) },
		ReadFile: func(path string) (string, error) { data, err := os.ReadFile(path); return string(data), err },
	}
	for _, f := range change {
		f(&config)
	}
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	c := &client{
		t: t, dir: dir, to: fromClient, from: make(chan incoming, 100), status: make(chan int, 1),
		told: map[string][]diagnostic{}, text: map[string]string{},
	}
	go func() {
		toServer, fromServer := toServer, fromServer
		c.status <- Serve(toServer, fromServer, config)
		fromServer.Close()
	}()
	go c.receive(bufio.NewReader(toClient))
	t.Cleanup(func() { fromClient.Close() })
	return c
}

// receive takes messages apart by means of its own.
func (c *client) receive(r *bufio.Reader) {
	defer close(c.from)
	for {
		n := 0
		if _, err := fmt.Fscanf(r, "Content-Length: %d\r\n\r\n", &n); err != nil {
			return
		}
		body := make([]byte, n)
		if _, err := io.ReadFull(r, body); err != nil {
			return
		}
		var m incoming
		if err := json.Unmarshal(body, &m); err != nil {
			c.t.Errorf("the server says %q: %v", body, err)
			return
		}
		c.from <- m
	}
}

func (c *client) raw(body string) {
	c.t.Helper()
	if _, err := fmt.Fprintf(c.to, "Content-Length: %d\r\n\r\n%s", len(body), body); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) send(m object) {
	c.t.Helper()
	m["jsonrpc"] = "2.0"
	body, err := json.Marshal(m)
	if err != nil {
		c.t.Fatal(err)
	}
	c.raw(string(body))
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	c.send(object{"method": method, "params": params})
}

// next waits for a message. Diagnostics and logged messages are kept.
func (c *client) next() incoming {
	c.t.Helper()
	select {
	case m, ok := <-c.from:
		if !ok {
			c.t.Fatal("the server has ended")
		}
		switch m.Method {
		case "textDocument/publishDiagnostics":
			var p struct {
				URI         string
				Diagnostics []diagnostic
			}
			c.decode(m.Params, &p)
			c.told[p.URI] = p.Diagnostics
		case "window/logMessage":
			var p struct{ Message string }
			c.decode(m.Params, &p)
			c.logs = append(c.logs, p.Message)
		}
		return m
	case <-time.After(time.Minute):
		c.t.Fatal("the server is silent")
	}
	return incoming{}
}

func (c *client) decode(raw json.RawMessage, to any) {
	c.t.Helper()
	if err := json.Unmarshal(raw, to); err != nil {
		c.t.Fatalf("%s: %v", raw, err)
	}
}

// ask sends a request and returns the answer.
func (c *client) ask(method string, params any) incoming {
	c.t.Helper()
	c.ids++
	c.send(object{"id": c.ids, "method": method, "params": params})
	for {
		if m := c.next(); m.Method == "" && string(m.ID) == fmt.Sprint(c.ids) {
			return m
		}
	}
}

// request sends a request that succeeds.
func (c *client) request(method string, params any) json.RawMessage {
	c.t.Helper()
	m := c.ask(method, params)
	if m.Error != nil {
		c.t.Fatalf("%s fails: %s", method, m.Error.Message)
	}
	return m.Result
}

func (c *client) uri(name string) string { return uriOf(filepath.Join(c.dir, name)) }

func (c *client) doc(name string) object { return object{"uri": c.uri(name)} }

// write writes a file to disk.
func (c *client) write(name, text string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.dir, name), []byte(text), fs.FileMode(0o600)); err != nil {
		c.t.Fatal(err)
	}
}

const cursor = "‸"

// open opens a document, or changes its text if it is open. Cursors are left out; the first
// one is returned.
func (c *client) open(name, text string) position {
	c.t.Helper()
	plain := strings.ReplaceAll(text, cursor, "")
	if _, changed := c.text[name]; changed {
		c.notify("textDocument/didChange", object{
			"textDocument": object{"uri": c.uri(name), "version": 2}, "contentChanges": []object{{"text": plain}},
		})
	} else {
		c.notify("textDocument/didOpen", object{
			"textDocument": object{"uri": c.uri(name), "languageId": "coalton", "version": 1, "text": plain},
		})
	}
	c.text[name] = plain
	return newText(plain, utf16Units).position(max(0, strings.Index(text, cursor)))
}

// at makes the parameters of a request about a place.
func (c *client) at(name string, p position) object {
	return object{"textDocument": c.doc(name), "position": p}
}

// settled waits until everything is checked and published. Requests let open documents be
// checked; diagnostics are published in the order of URIs, those of one that is opened now last.
func (c *client) settled() {
	c.t.Helper()
	for name := range c.text {
		c.request("textDocument/hover", c.at(name, position{}))
	}
	delete(c.told, "untitled:end")
	c.notify("textDocument/didOpen", object{"textDocument": object{"uri": "untitled:end", "text": "(nowhere-at-all)"}})
	for c.told["untitled:end"] == nil {
		c.next()
	}
	c.notify("textDocument/didClose", object{"textDocument": object{"uri": "untitled:end"}})
	for len(c.told["untitled:end"]) > 0 {
		c.next()
	}
}

// diagnostics returns what was published for a document: "line:column text" of each.
func (c *client) diagnostics(name string) string {
	c.t.Helper()
	c.settled()
	var b strings.Builder
	for _, d := range c.told[c.uri(name)] {
		fmt.Fprintf(&b, "%d:%d %s\n", d.Range.Start.Line, d.Range.Start.Character, strings.Split(d.Message, "\n")[0])
	}
	return b.String()
}

// edited returns a text after edits, which are in order.
func edited(before string, edits []textEdit) string {
	t := newText(before, utf16Units)
	var b strings.Builder
	last := 0
	for _, e := range edits {
		b.WriteString(t.string[last:t.offset(e.Range.Start)] + e.NewText)
		last = t.offset(e.Range.End)
	}
	return b.String() + t.string[last:]
}

// end ends the connection and returns the exit status.
func (c *client) end() int {
	c.t.Helper()
	c.request("shutdown", nil)
	c.notify("exit", nil)
	return c.exit()
}

func (c *client) exit() int {
	c.t.Helper()
	for {
		select {
		case status := <-c.status:
			return status
		case <-c.from:
		case <-time.After(time.Minute):
			c.t.Fatal("the server does not end")
		}
	}
}
