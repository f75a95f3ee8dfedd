package opt_test

import (
	"math/rand/v2"
	"testing"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/mono"
	"github.com/smelter-lang/smelter/transpile/opt"
	"github.com/smelter-lang/smelter/transpile/pipetest"
	"github.com/smelter-lang/smelter/transpile/programtest"
	"github.com/smelter-lang/smelter/transpile/source"
)

// program lowers a file and specializes it.
func program(t testing.TB, text string) *core.Program {
	t.Helper()
	p, find := pipetest.Core(t, text)
	if p.ByName[p.Main] == nil {
		keep(p)
	}
	mono.Specialize(p, find)
	return p
}

// keep gives a program a main that nobody can see through and that mentions all of its
// definitions.
func keep(p *core.Program) {
	all := &core.Native{Base: core.Base{Ty: core.Void}, Func: "test.keep"}
	for _, d := range p.Defs {
		if len(d.Vars) == 0 && len(d.Preds) == 0 {
			all.Args = append(all.Args, &core.Global{Base: core.Base{Ty: d.Type}, Name: d.Name})
		}
	}
	main := core.Function(source.Span{}, nil, all)
	d := &core.Def{Name: p.Main, Type: main.Ty, Body: main, Library: true}
	p.Defs, p.ByName[p.Main] = append(p.Defs, d), d
}

// own prints the definitions that are the file's.
func own(t testing.TB, p *core.Program) string {
	var own []*core.Def
	for _, d := range p.Defs {
		if !d.Library {
			own = append(own, d)
		}
	}
	return pipetest.PrintedCore(t, own)
}

// TestOpt compares what becomes of programs, and checks them after each pass.
func TestOpt(t *testing.T) {
	golden.Run(t, "testdata/opt", func(t *testing.T, a *golden.Archive) {
		text, _ := a.File("in.coal")
		p := program(t, text)
		check := func(pass string) {
			if err := core.Lint(p, true); err != nil {
				t.Errorf("after %s: %v", pass, err)
			}
		}
		check("mono")
		opt.Run(p, check)
		a.Check("opt", own(t, p))
	})
}

// TestGenerated checks the Core of generated programs after each pass.
func TestGenerated(t *testing.T) {
	for seed := range uint64(12) {
		text := programtest.New(rand.New(rand.NewPCG(seed, 1)), 6, false).Text
		p := program(t, text)
		bad := false
		opt.Run(p, func(pass string) {
			if err := core.Lint(p, true); err != nil && !bad {
				t.Errorf("seed %d: after %s: %v", seed, pass, err)
				bad = true
			}
		})
	}
}
