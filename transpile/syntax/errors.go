package syntax

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
)

// codeOf returns the stable code of a syntax error: the words of its title.
func codeOf(title string) diag.Code {
	return diag.Code(strings.ReplaceAll(strings.ToLower(strings.NewReplacer(":", "", "*", "").Replace(title)), " ", "-"))
}
