package httpserve

import (
	"errors"
	"io"
	web "net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/smelter-lang/smelter/runtime/http"
	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// An Exchange is a request, and the answer to it when there is one.
type Exchange struct {
	method, path  string
	parts         http.Fields
	query         http.Fields
	headers       http.Fields
	body          *http.Body
	status        int    // 0 for one that there is not
	asked         string // the status as the script has it
	answerHeaders http.Fields
	answer        *http.Body
	file          *os.File // which the answer is
}

// The parts of the request.
func Method(x *Exchange) str.String      { return str.From(x.method) }
func Path(x *Exchange) str.String        { return http.Text([]byte(x.path)) }
func Parts(x *Exchange) http.Fields      { return x.parts }
func Query(x *Exchange) http.Fields      { return x.query }
func Headers(x *Exchange) http.Fields    { return x.headers }
func RequestBody(x *Exchange) *http.Body { return x.body }

// Reply gives the answer.
func Reply(x *Exchange, status num.Int, headers http.Fields, body *http.Body) {
	x.status, x.answerHeaders, x.answer = 0, headers, body
	if status.B == nil && status.N >= 200 && status.N <= 999 {
		x.status = int(status.N)
	}
	x.asked = num.Text(status)
}

// newExchange reads a request. If it cannot be, for one because its body is larger than most,
// the status and a sentence say why.
func newExchange(w web.ResponseWriter, r *web.Request, parts http.Fields, most int64) (_ *Exchange, status int, why string) {
	data, err := io.ReadAll(web.MaxBytesReader(w, r.Body, most))
	var large *web.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, web.StatusRequestEntityTooLarge, "the body has more than " + rt.Itoa(most) + " bytes"
	case err != nil:
		return nil, web.StatusBadRequest, "the body ends too early"
	}
	headers := append(http.Fields{{Name: "Host", Value: r.Host}}, http.FieldsOf(r.Header)...)
	from := "the request " + r.Method + " " + r.URL.Path
	return &Exchange{
		method: r.Method, path: r.URL.Path, parts: parts,
		query: http.Decoded(r.URL.RawQuery), headers: headers,
		body:   http.Received(data, r.Header.Get("Content-Type"), from),
		status: web.StatusInternalServerError, answer: failed, // unless the handler gives another
	}, 0, ""
}

// run has a handler make the answer. A failure of it is reported, and the answer then says no
// more than that there was one.
func (x *Exchange) run(answer func(*Exchange)) {
	rt.Catch(func() int {
		answer(x)
		if problem := x.prepare(); problem != "" {
			x.fail(problem)
		}
		return 0
	}, func(e *rt.Exception) (int, bool) {
		x.fail(e.Message() + "\n" + rt.Trace())
		return 0, true
	})
}

// fail reports on standard error what is wrong with an answer, and makes it one that says only
// that something is.
func (x *Exchange) fail(what string) {
	text := "error in " + x.method + " " + x.path + ": " + strings.TrimRight(what, "\n")
	rt.PrintError(http.Text([]byte(text)))
	x.status, x.answerHeaders, x.answer = web.StatusInternalServerError, nil, failed
}

var failed = plain("what answers this failed")

// plain is the body that has a sentence.
func plain(sentence string) *http.Body {
	return http.TextBody(str.From(sentence+"\n"), str.From("text/plain; charset=utf-8"))
}

// prepare opens the file that is to be sent, if it is one. It returns why the answer cannot be
// sent.
func (x *Exchange) prepare() (problem string) {
	if x.status == 0 {
		return x.asked + " is not the status of an answer"
	}
	if problem := x.answerHeaders.SetIn(web.Header{}); problem != "" {
		return problem
	}
	path := x.answer.Path()
	if path == "" {
		return ""
	}
	file, _, err := http.OpenFile(path)
	if err != nil {
		return "cannot send " + path + ": " + http.Cause(err)
	}
	x.file = file
	return ""
}

// send sends the answer.
func (x *Exchange) send(w web.ResponseWriter, r *web.Request) {
	if x.answer.Kind != "" {
		w.Header().Set("Content-Type", x.answer.Kind)
	}
	x.answerHeaders.SetIn(w.Header())
	if x.file == nil {
		sendBytes(w, x.status, x.answer.Bytes())
		return
	}
	defer x.file.Close()
	if x.status == web.StatusOK {
		sendFile(w, r, x.file) // knows of parts and of copies that are there
		return
	}
	w.WriteHeader(x.status)
	io.Copy(w, x.file) // who asked may be gone
}

func sendBytes(w web.ResponseWriter, status int, data []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	if status == web.StatusNoContent || status == web.StatusNotModified {
		w.Header().Del("Content-Length") // these have no body
	}
	w.WriteHeader(status)
	w.Write(data) // who asked may be gone
}

func sendFile(w web.ResponseWriter, r *web.Request, f *os.File) {
	var changed time.Time
	if info, err := f.Stat(); err == nil {
		changed = info.ModTime()
	}
	web.ServeContent(w, r, filepath.Base(f.Name()), changed, f)
}
