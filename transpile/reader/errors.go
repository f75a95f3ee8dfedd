package reader

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/transpile/diag"
)

const (
	codeReader       diag.Code = "reader-error"
	codeUnterminated diag.Code = "unterminated-form"
	codeUTF8         diag.Code = "invalid-utf8"
)

const titleReader = "Reader error"

// missingClose reports that the file ends inside a list. Reading goes on behind the
// line where the form begins, since a parenthesis was probably forgotten there.
func (r *Reader) missingClose() *Form {
	r.unterminated++
	r.resume = r.start + 1
	offset := utf8.RuneCountInString(r.text[:r.prev]) // Coalton counts what stands before the form to it
	r.errs.Error(codeUnterminated, "Unterminated form", r.span(r.prev, len(r.text)),
		fmt.Sprintf("Missing close parenthesis for form starting at offset %d", offset))
	if i := strings.Index(r.text[r.resume:], "\n("); i >= 0 {
		line := r.file.Position(uint32(r.resume + i + 1)).Line
		return r.advise(fmt.Sprintf("line %d begins with a parenthesis: one is probably missing before it", line))
	}
	return nil
}

// missingDelimiter reports that the file ends inside a string, comment or |symbol|.
func (r *Reader) missingDelimiter(start int, what, delimiter string) *Form {
	r.unterminated++
	r.resume = start + 1
	d := r.errs.Error(codeReader, titleReader, r.span(r.prev, len(r.text)),
		fmt.Sprintf("reader error: While reading %s, expected %s when input ended.", what, delimiter))
	line := r.file.Position(uint32(start)).Line
	d.Helps = []diag.Help{{Text: fmt.Sprintf("the %s begins in line %d", what, line)}}
	return nil
}

// invalidUTF8 reports the first byte that is not part of a character.
func (r *Reader) invalidUTF8() {
	for i := 0; i < len(r.text); {
		c, n := utf8.DecodeRuneInString(r.text[i:])
		if c == utf8.RuneError && n == 1 {
			r.errs.Error(codeUTF8, "Invalid UTF-8", r.span(i, i+1),
				fmt.Sprintf("the byte #x%02X at offset %d is not UTF-8", r.text[i], i))
			return
		}
		i += n
	}
}

// advise adds a sentence to the mistake that was reported last.
func (r *Reader) advise(text string) *Form {
	all := r.errs.All()
	d := all[len(all)-1]
	d.Helps = append(d.Helps, diag.Help{Text: text})
	return nil
}
