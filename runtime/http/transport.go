package http

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	web "net/http"
	"os"
	"sync"
	"time"
)

// trust is whom a request believes to be who they say.
type trust struct {
	caFile string // certificates beside those of the system
	verify bool
}

// transports keep connections, to be used again.
var transports = struct {
	sync.Mutex
	of map[trust]*web.Transport
}{of: map[trust]*web.Transport{}}

// client returns what makes the requests of a policy.
func (p *Policy) client() (*web.Client, *Failure) {
	t, f := p.trust.transport()
	if f != nil {
		return nil, f
	}
	return &web.Client{Transport: t, CheckRedirect: p.redirect}, nil
}

// redirect decides whether a request is led on.
func (p *Policy) redirect(_ *web.Request, before []*web.Request) error {
	switch {
	case p.redirects == 0:
		return web.ErrUseLastResponse
	case len(before) > p.redirects:
		return errRedirects
	}
	return nil
}

// transport has no limits of time: those of a Policy count.
func (t trust) transport() (*web.Transport, *Failure) {
	transports.Lock()
	defer transports.Unlock()
	if made := transports.of[t]; made != nil {
		return made, nil
	}
	config := &tls.Config{InsecureSkipVerify: !t.verify}
	if t.caFile != "" {
		pool, f := certificates(t.caFile)
		if f != nil {
			return nil, f
		}
		config.RootCAs = pool
	}
	made := &web.Transport{
		Proxy:               web.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{}).DialContext,
		TLSClientConfig:     config,
		ForceAttemptHTTP2:   true,
		MaxIdleConns:        100,
		IdleConnTimeout:     90 * time.Second,
		MaxIdleConnsPerHost: 4,
	}
	transports.of[t] = made
	return made, nil
}

// certificates returns those of the system and those in a file.
func certificates(path string) (*x509.CertPool, *Failure) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // the system has none
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fileFailure(path, err)
	}
	if !pool.AppendCertsFromPEM(data) {
		return nil, &Failure{reason: badFile, url: path, text: "there is no certificate in PEM in it"}
	}
	return pool, nil
}
