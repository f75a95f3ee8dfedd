// Package zones finds zones by the names of the IANA, such as Europe/Berlin, for
// smelter/datetime.
//
// In comes a name, out goes a zone of runtime/datetime. What the system knows of zones is
// used if it knows any; a copy, of 450 kB, is in programs that import this package.
package zones

import (
	"strings"
	"time"
	_ "time/tzdata" // for systems without

	"github.com/smelter-lang/smelter/runtime/datetime"
	"github.com/smelter-lang/smelter/runtime/str"
)

// Find returns the zone of a name, if there is one.
func Find(name str.String) (*datetime.Zone, bool) {
	n := name.Go()
	if n == "" || n == "Local" || strings.ContainsRune(n, 0) {
		return nil, false // which Go takes for UTC and the local zone
	}
	zone, err := time.LoadLocation(n)
	return zone, err == nil
}
