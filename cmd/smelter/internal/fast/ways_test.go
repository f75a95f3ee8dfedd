//go:build !linux || !(amd64 || arm64)

package fast

var ways = []way{{"ordinary Go", Decide}}
