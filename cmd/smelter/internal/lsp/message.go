package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// This file reads and writes JSON-RPC messages with their headers.

// A message is a request, a notification or a response, as it comes in.
type message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`

	uri    string // the document that it is about, if it is about one
	broken *failure
}

// A response answers a request, or says that a message could not be read.
type response struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result"`
}

type failed struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Error   *failure        `json:"error"`
}

// A call is a notification or request of the server's own.
type call struct {
	Version string `json:"jsonrpc"`
	ID      string `json:"id,omitempty"`
	Method  string `json:"method"`
	Params  any    `json:"params"`
}

// A failure is the error of a response.
type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (f *failure) Error() string { return f.Message }

// The codes of failures.
const (
	codeParse           = -32700
	codeInvalidRequest  = -32600
	codeMethodNotFound  = -32601
	codeInvalidParams   = -32602
	codeInternal        = -32603
	codeNotInitialized  = -32002
	codeFailed          = -32803
	codeContentModified = -32801
	codeCancelled       = -32800
)

// maxMessage bounds the length of a message: a longer one is a mistake.
const maxMessage = 1 << 28

// errNoLength is the error of a header without a length, after which reading can go on.
var errNoLength = errors.New("a message without Content-Length")

// readMessage reads a message. What is no JSON-RPC is a broken message; an error means that
// nothing more can be read.
func readMessage(r *bufio.Reader) (*message, error) {
	n, err := readHeader(r)
	if errors.Is(err, errNoLength) {
		return &message{broken: &failure{codeParse, err.Error()}}, nil
	}
	if err != nil {
		return nil, err
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, err
	}
	m := &message{}
	var invalid *json.SyntaxError
	switch err := json.Unmarshal(body, m); {
	case errors.As(err, &invalid):
		m.broken = &failure{codeParse, "not JSON: " + err.Error()}
	case err != nil:
		m.broken = &failure{codeInvalidRequest, "not a JSON-RPC message: " + err.Error()}
	}
	var about struct {
		TextDocument struct {
			URI string `json:"uri"`
		} `json:"textDocument"`
	}
	if json.Unmarshal(m.Params, &about) == nil {
		m.uri = about.TextDocument.URI
	}
	return m, nil
}

// readHeader reads the header of a message and returns the length of its content.
func readHeader(r *bufio.Reader) (length int, err error) {
	length = -1
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return 0, err
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			length, err = strconv.Atoi(strings.TrimSpace(value))
			if err != nil || length < 0 {
				length = -1
			}
		}
	}
	if length < 0 {
		return 0, errNoLength
	}
	if length > maxMessage {
		return 0, fmt.Errorf("a message of %d bytes", length)
	}
	return length, nil
}

// writeMessage writes a message with its header, in one piece.
func writeMessage(w io.Writer, m any) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(m); err != nil {
		return err
	}
	body := strings.TrimSuffix(b.String(), "\n")
	_, err := fmt.Fprintf(w, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return err
}

// A queue has the messages that were read and not handled yet.
type queue struct {
	mu     sync.Mutex
	more   sync.Cond
	list   []*message
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.more.L = &q.mu
	return q
}

// fill reads messages until there are no more.
func (q *queue) fill(r io.Reader) {
	in := bufio.NewReader(r)
	for {
		m, err := readMessage(in)
		q.mu.Lock()
		if err == nil {
			q.list = append(q.list, m)
		} else {
			q.closed = true
		}
		q.more.Signal()
		q.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// next waits for a message; nil if there will be none.
func (q *queue) next() *message {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.list) == 0 {
		if q.closed {
			return nil
		}
		q.more.Wait()
	}
	m := q.list[0]
	q.list = q.list[1:]
	return m
}

// has reports whether one of the waiting messages is as asked for.
func (q *queue) has(wanted func(*message) bool) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, m := range q.list {
		if wanted(m) {
			return true
		}
	}
	return false
}

func (q *queue) empty() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.list) == 0 && !q.closed
}
