package cli

import (
	"errors"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has what values are made with.

// Quote returns a text as one writes it, cut if it is long.
func Quote(s str.String) str.String { return str.From(quote(s.Go())) }

// Whole reads a whole number in decimal, perhaps with a sign and with _ between digits.
func Whole(s str.String) (num.Int, bool) {
	text := s.Go()
	digits := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "+")
	last := byte('_')
	for i := range len(digits) {
		c := digits[i]
		if (c < '0' || c > '9') && (c != '_' || last == '_') {
			return num.Int{}, false
		}
		last = c
	}
	if last == '_' || len(text)-len(digits) > 1 {
		return num.Int{}, false
	}
	return num.Parse(strings.ReplaceAll(text, "_", "")), true
}

// Decimal reads a number that is finite, and DecimalText writes one.
func Decimal(s str.String) (float64, bool) {
	x, err := strconv.ParseFloat(s.Go(), 64)
	return x, err == nil && !math.IsInf(x, 0) && !math.IsNaN(x)
}

func DecimalText(x float64) str.String { return str.ASCII(strconv.FormatFloat(x, 'g', -1, 64)) }

// NoFile says why a path is none of a file that can be read; nothing if it is. NoFolder is the
// same for folders.
func NoFile(path str.String) str.String { return no(path.Go(), false, "file") }

func NoFolder(path str.String) str.String { return no(path.Go(), true, "folder") }

func no(path string, folder bool, what string) str.String {
	info, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		return str.From("there is no " + what + " " + quote(path))
	case err != nil:
		return str.From("cannot examine " + quote(path) + ": " + cause(err))
	case info.IsDir() != folder:
		return str.From(quote(path) + " is no " + what)
	}
	return str.String{}
}

// cause returns why the system did not do something.
func cause(err error) string {
	if at, ok := errors.AsType[*os.PathError](err); ok {
		err = at.Err
	}
	return err.Error()
}
