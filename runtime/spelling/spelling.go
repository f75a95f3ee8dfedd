// Package spelling finds what a misspelt name probably means, for the compiler's diagnostics and
// for smelter/cli.
package spelling

import (
	"iter"
	"strings"
)

// Closest returns the candidate that a misspelled name probably means: the one with the
// fewest slips of the hand between them, the first of several. A slip is a character
// too many, too few, wrong, or changed with its neighbour. Names of up to two characters
// have no such candidate, longer ones may have one slip in three characters.
func Closest(name string, among iter.Seq[string]) (string, bool) {
	from := []rune(strings.ToUpper(name))
	best, limit := "", min(len(from)/3, 3)
	found := false
	var rows [3][]int
	for candidate := range among {
		to := []rune(strings.ToUpper(candidate))
		if limit == 0 || len(to) < len(from)-limit || len(to) > len(from)+limit {
			continue
		}
		if n := slips(from, to, &rows); n <= limit && n > 0 {
			best, limit, found = candidate, n-1, true
		}
	}
	return best, found
}

// Distance returns the number of slips between two texts, upper or lower case.
func Distance(a, b string) int {
	var rows [3][]int
	return slips([]rune(strings.ToUpper(a)), []rune(strings.ToUpper(b)), &rows)
}

// slips returns the Damerau-Levenshtein distance (with adjacent transpositions). rows is
// scratch space: the distances of the prefixes of to from the last prefixes of from.
func slips(from, to []rune, rows *[3][]int) int {
	for i := range rows {
		if cap(rows[i]) < len(to)+1 {
			rows[i] = make([]int, len(to)+1)
		}
		rows[i] = rows[i][:len(to)+1]
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	last := len(to)
	for i := 1; i <= len(from); i++ {
		before, above, row := rows[(i+1)%3], rows[(i+2)%3], rows[i%3]
		row[0] = i
		for j := 1; j <= len(to); j++ {
			cost := 1
			if from[i-1] == to[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		last = row[len(to)]
	}
	return last
}
