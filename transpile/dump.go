package transpile

import (
	"fmt"
	"io"

	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// DumpTypes prints the scheme of each toplevel definition of a module, in source order:
// NAME :: SCHEME.
func (s *Session) DumpTypes(w io.Writer, m *Module) error {
	for _, u := range m.Syntax.Units {
		for _, d := range u.Decls {
			def, ok := d.(*syntax.Define)
			if !ok {
				continue
			}
			v := s.env.Value(def.Name.Sym.String())
			if v == nil {
				continue
			}
			p := &typesys.Printer{}
			if _, err := fmt.Fprintf(w, "%s :: %s\n", def.Name.Text, p.Scheme(v.Scheme)); err != nil {
				return err
			}
		}
	}
	return nil
}
