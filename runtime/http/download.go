package http

import (
	"context"
	"errors"
	"io"
	web "net/http"
	"time"

	"github.com/smelter-lang/smelter/runtime/fs"
	"github.com/smelter-lang/smelter/runtime/str"
)

// Download writes what is at a URL to a file, which is there when all of it has come and not
// before. An answer that is no success is not written: its body is in the Answer.
//
// It may take as long as the policy says, which may be for ever, but something has to come now
// and then.
func Download(address, path str.String, headers, query Fields, p *Policy) (*Answer, *Failure) {
	req, f := newRequest("GET", address.Go(), headers, query, Nothing())
	if f != nil {
		return nil, f
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	timer := time.AfterFunc(silence, func() { cancel(errStalled) })
	defer timer.Stop()
	a, f := exchange(req.WithContext(ctx), p, func(resp *web.Response) (*Body, error) {
		if resp.StatusCode < 200 || resp.StatusCode > 299 {
			return receive(resp)
		}
		return &Body{}, fs.ReplaceWith(path.Go(), func(w io.Writer) error {
			_, err := io.Copy(w, &lively{resp.Body, timer})
			return err
		})
	})
	if f != nil && context.Cause(ctx) == errStalled {
		f = failureOf(f.url, p, errStalled)
	}
	return a, f
}

// silence is how long nothing may come.
var silence = 30 * time.Second

var errStalled = errors.New("nothing comes any more")

// lively reads, and puts the end off whenever something comes.
type lively struct {
	from  io.Reader
	timer *time.Timer
}

func (l *lively) Read(p []byte) (int, error) {
	n, err := l.from.Read(p)
	if n > 0 {
		l.timer.Reset(silence)
	}
	return n, err
}
